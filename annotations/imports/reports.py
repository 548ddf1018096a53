"""What is said of an item after it was looked at. Plain values."""

from collections import Counter
from collections.abc import Iterable
from typing import Any
from uuid import UUID

from msgspec import Struct

from annotations import limits
from annotations.imports.items import Fault

NO_ARTICLE = "no_article"
"""Where the article is not here; else a place was found as anchoring.relocating.How says."""


class PlaceReport(Struct, frozen=True):
    """How the words `exact` were found: `found` are those that stand there."""

    how: str
    exact: str
    address: str = ""
    score: float = 0.0
    found: str = ""
    version: UUID | None = None


class Report(Struct, frozen=True):
    """What became of an item; the fields are those of ImportedItem."""

    number: int
    line: int
    outcome: str
    statement: str = ""
    key: str = ""
    fingerprint: str = ""
    claim: UUID | None = None
    places: tuple[PlaceReport, ...] = ()
    notes: tuple[str, ...] = ()
    says: str = ""


def of_fault(fault: Fault) -> Report:
    """What is told of an item that was not taken in, with the beginning of its statement."""
    statement = fault.statement[: limits.LINE]
    return Report(fault.number, fault.line, "error", statement=statement, says=fault.says)


def counted(reports: Iterable[Report]) -> dict[str, Any]:
    """How many items had which outcome, and how many places were found how.

    >>> counted([Report(1, 1, "new", places=(PlaceReport("exactly", "So."),)), Report(2, 2, "new")])
    {'outcomes': {'new': 2}, 'places': {'exactly': 1}}
    """
    outcomes: Counter[str] = Counter()
    places: Counter[str] = Counter()
    for report in reports:
        outcomes[report.outcome] += 1
        places.update(place.how for place in report.places)
    return {"outcomes": dict(outcomes), "places": dict(places)}
