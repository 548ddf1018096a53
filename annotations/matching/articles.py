"""By what the articles of a newsroom can be narrowed, and in which orders they come."""

from functools import reduce
from operator import or_

from django.db.models import Q

from annotations.matching.assigned import ASSIGNEE
from annotations.matching.common import PUBLISHED, URL, from_site, saying, since, until
from annotations.matching.filters import Filter, Rows


def _in_language(articles: Rows, tags: list[str]) -> Rows:
    varieties = [Q(language__iexact=tag) | Q(language__istartswith=f"{tag}-") for tag in tags]
    return articles.filter(reduce(or_, varieties))


FILTERS = {
    "q": saying(
        "Articles with all these words in title, publisher or address",
        *("title", "publisher", "url"),
    ),
    "url": URL,
    "site": from_site("Articles on"),
    "language": Filter(
        "Articles in this language, in any of its varieties: en also finds en-GB.", _in_language
    ),
    "published_since": since("Articles published", "published_on"),
    "published_until": until("Articles published", "published_on"),
    "assignee": ASSIGNEE,
}
ORDERS = PUBLISHED
