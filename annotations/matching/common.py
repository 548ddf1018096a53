"""Filters and orders that several lists have."""

from datetime import UTC, date, datetime, time
from functools import reduce
from operator import or_

from django.db.models import F, Value
from django.db.models.functions import Lower, NullIf

from annotations.intake.addresses import canonical_url, parse
from annotations.matching.filters import Filter, Rows
from annotations.matching.orders import Order, both_ways, day
from annotations.searching import of_site, words_in

# The orders of what was published somewhere once.
PUBLISHED = both_ways(
    {
        "added_at": Order(),
        "published_on": Order(F("published_on"), read=day),
        "title": Order(Lower("title")),
        "publisher": Order(NullIf(Lower("publisher"), Value(""))),
    }
)

ON_SITE = "{} this host, such as news.example, with or without www."

URL = Filter(
    "What has this address; it is compared as we would write it.",
    lambda rows, urls: rows.filter(url__in=urls),
    read=canonical_url,
)


def saying(means: str, *fields: str) -> Filter:
    """Rows of which each word of a text stands in one of `fields`."""

    def narrow(rows: Rows, texts: list[str]) -> Rows:
        return rows.filter(reduce(or_, [words_in(text, *fields) for text in texts]))

    return Filter(f"{means}, in any case of letters.", narrow)


def from_site(means: str) -> Filter:
    """What is on a web site, by its `url`."""
    return Filter(
        ON_SITE.format(means),
        lambda rows, hosts: rows.filter(reduce(or_, [of_site(host, "url") for host in hosts])),
        read=host,
    )


def since(means: str, field: str) -> Filter:
    return Filter(
        f"{means} on this day or later.",
        lambda rows, days: rows.filter(**{f"{field}__gte": min(days)}),
        read=day,
        form="date",
    )


def until(means: str, field: str) -> Filter:
    return Filter(
        f"{means} on this day or earlier.",
        lambda rows, days: rows.filter(**{f"{field}__lte": max(days)}),
        read=day,
        form="date",
    )


def moment_since(means: str, field: str) -> Filter:
    return Filter(
        f"{means} on this day (in UTC) or later.",
        lambda rows, days: rows.filter(**{f"{field}__gte": _beginning(min(days))}),
        read=day,
        form="date",
    )


def moment_until(means: str, field: str) -> Filter:
    return Filter(
        f"{means} on this day (in UTC) or earlier.",
        lambda rows, days: rows.filter(**{f"{field}__lte": _end(max(days))}),
        read=day,
        form="date",
    )


def _beginning(of: date) -> datetime:
    return datetime.combine(of, time.min, UTC)


def _end(of: date) -> datetime:
    return datetime.combine(of, time.max, UTC)


def host(text: str) -> str:
    """A host as addresses write it, without www. Raises BadAddress and ValueError.

    >>> host("WWW.News.Example")
    'news.example'
    """
    address = parse(f"https://{text}/")
    if address.target != "/" or address.port:
        raise ValueError(text)
    return address.authority.removeprefix("www.")
