"""When assessments make a verdict. Pure: values in, values out."""

from collections import Counter
from collections.abc import Iterable

QUORUM = 1  # assessments; a later issue makes it a newsroom's choice


def agreed(ratings: Iterable[str], quorum: int = QUORUM) -> str | None:
    """The rating that more than half of the assessments give, or None.

    >>> agreed(["false", "false", "misleading"])
    'false'
    >>> agreed(["false", "misleading"]) is None
    True
    >>> agreed([]) is None
    True
    """
    counts = Counter(ratings)
    total = counts.total()
    if total < max(quorum, 1):
        return None
    rating, votes = counts.most_common(1)[0]
    return rating if votes * 2 > total else None
