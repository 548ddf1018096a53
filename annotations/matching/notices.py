"""By what a member's notices can be narrowed."""

from annotations.matching.filters import Filter, Rows, choice, ident
from annotations.notices.models import Why


def truth(text: str) -> bool:
    """Raises ValueError for anything but true and false."""
    if text not in {"true", "false"}:
        raise ValueError(text)
    return text == "true"


def _read(notices: Rows, values: list[bool]) -> Rows:
    if len(set(values)) == 2:
        return notices
    return notices.filter(read_at__isnull=not values[0])


FILTERS = {
    "read": Filter(
        "true for those that were read, false for those that wait.",
        _read,
        read=truth,
        choices=("true", "false"),
    ),
    "why": Filter(
        "Notices for this reason.",
        lambda notices, whys: notices.filter(why__in=whys),
        read=choice(Why),
        choices=Why.values,
    ),
    "claim": Filter(
        "Notices about this claim.",
        lambda notices, claims: notices.filter(claim__in=claims),
        read=ident,
        form="uuid",
    ),
    "article": Filter(
        "Notices about this article.",
        lambda notices, articles: notices.filter(article__in=articles),
        read=ident,
        form="uuid",
    ),
}
