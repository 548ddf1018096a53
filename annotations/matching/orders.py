"""Orders of lists in which one goes on after a row that was seen, whatever came or went since."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import Any, TypeAlias
from uuid import UUID

from django.db.models import F, Q
from django.db.models.expressions import Combinable

from annotations.matching.filters import Rows

VALUE = "ordered_by"  # the name under which rows carry the value that they are ordered by


@dataclass(frozen=True)
class Order:
    """Rows by the value of `by`, those that have none at the end; of equals, by id.

    `backwards` walks the same rows the other way, so that those that have none come first.

    Without `by` they are ordered by id, which is the order in which they were made. `read` makes
    a value of the text that str() or isoformat() made of one, or raises ValueError.
    """

    by: Combinable | None = None
    read: Callable[[str], Any] = str
    descending: bool = False
    unknown_first: bool = False

    def backwards(self) -> "Order":
        return replace(self, descending=not self.descending, unknown_first=not self.unknown_first)

    def sorted(self, rows: Rows) -> Rows:
        """`rows` in this order, each with its value as VALUE."""
        way = "-pk" if self.descending else "pk"
        if self.by is None:
            return rows.order_by(way)
        value = F(VALUE)
        with_value: Rows = rows.annotate(**{VALUE: self.by})
        turned = value.desc if self.descending else value.asc
        first = self.unknown_first or None
        return with_value.order_by(turned(nulls_first=first, nulls_last=not first or None), way)

    def after(self, rows: Rows, value: Any, pk: UUID) -> Rows:
        """Those of sorted() `rows` that follow a row with this value and id, there or not."""
        way = "lt" if self.descending else "gt"
        later = Q(**{f"pk__{way}": pk})
        if self.by is None:
            return rows.filter(later)
        without = Q(**{f"{VALUE}__isnull": True})
        if value is None:
            unknown = without & later
            return rows.filter(unknown | ~without if self.unknown_first else unknown)
        following = Q(**{f"{VALUE}__{way}": value}) | Q(**{VALUE: value}) & later
        return rows.filter(following if self.unknown_first else following | without)

    def text_of(self, row: Any) -> str | None:
        """What one of sorted() rows is ordered by, for `read`; None where that is unknown."""
        value = getattr(row, VALUE, None)
        if value is None:
            return None
        return value.isoformat() if isinstance(value, date) else str(value)


Orders: TypeAlias = Mapping[str, Order]


def both_ways(orders: Orders) -> dict[str, Order]:
    """`orders`, each also from its end, under its name with a minus in front.

    >>> list(both_ways({"title": Order()}))
    ['title', '-title']
    """
    found: dict[str, Order] = {}
    for name, order in orders.items():
        found |= {name: order, f"-{name}": replace(order, descending=True)}
    return found


def day(text: str) -> date:
    return date.fromisoformat(text)


def moment(text: str) -> datetime:
    """A moment in UTC; raises ValueError for any other zone, and for none."""
    value = datetime.fromisoformat(text)
    if value.tzinfo != UTC:
        raise ValueError(text)
    return value


def number(text: str) -> int:
    """A whole number from 0. Raises ValueError."""
    if not (text.isascii() and text.isdigit() and len(text) < 19):
        raise ValueError(text)
    return int(text)
