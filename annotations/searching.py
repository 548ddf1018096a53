"""Finding rows by words."""

from functools import reduce
from operator import or_

from django.db.models import Q

from annotations import limits


def of_site(host: str, field: str, how: str = "startswith", before: str = "") -> Q:
    """Rows whose address in `field`, as we write addresses, is on `host`, which has no www.

    With `how` "contains", `field` holds several addresses, each with `before` in front.
    """
    starts = [f"{scheme}://{www}{host}/" for scheme in ("https", "http") for www in ("", "www.")]
    return reduce(or_, [Q(**{f"{field}__{how}": before + start}) for start in starts])


def words_in(text: str, *fields: str) -> Q:
    """Rows of which each word of `text` stands in one of `fields`, in any case of letters."""
    condition = Q()
    for word in text.split()[: limits.FILTER_TERMS]:
        anywhere = Q()
        for field in fields:
            anywhere |= Q(**{f"{field}__icontains": word})
        condition &= anywhere
    return condition
