"""By what a member's notices can be narrowed."""

from annotations.matching.filters import Filter, Rows, by_choice, by_id
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
    "why": by_choice("Notices for this reason.", "why", Why),
    "claim": by_id("Notices about this claim.", "claim"),
    "article": by_id("Notices about this article.", "article"),
}
