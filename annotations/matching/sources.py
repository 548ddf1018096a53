"""By what the sources of a newsroom can be narrowed, and in which orders they come."""

from annotations.evidence.models import SourceKind
from annotations.matching.common import PUBLISHED, URL, from_site, saying, since, until
from annotations.matching.filters import by_choice

FILTERS = {
    "q": saying(
        "Sources with all these words in title, publisher, author or address",
        *("title", "publisher", "author", "url"),
    ),
    "kind": by_choice("Sources of this kind.", "kind", SourceKind),
    "url": URL,
    "site": from_site("Sources on"),
    "published_since": since("Sources published", "published_on"),
    "published_until": until("Sources published", "published_on"),
}
ORDERS = PUBLISHED
