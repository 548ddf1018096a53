"""Finding rows by words."""

from django.db.models import Q

from annotations import limits


def words_in(text: str, *fields: str) -> Q:
    """Rows of which each word of `text` stands in one of `fields`, in any case of letters."""
    condition = Q()
    for word in text.split()[: limits.FILTER_TERMS]:
        anywhere = Q()
        for field in fields:
            anywhere |= Q(**{f"{field}__icontains": word})
        condition &= anywhere
    return condition
