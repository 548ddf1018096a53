"""Lists, a page at a time, the newest first or in another order. An address names the row at which
a page begins, so that rows which come or go in the meantime neither repeat others nor hide them."""

from dataclasses import dataclass
from typing import Any, Generic, TypeVar
from uuid import UUID

from django.db.models import QuerySet
from django.http import HttpRequest

from annotations import limits
from annotations.matching.orders import Order
from annotations.rows import Row

RowT = TypeVar("RowT", bound=Row)
NEWEST_FIRST = Order(descending=True)
PLACE = ("before", "after", "at")  # parameters


@dataclass(frozen=True)
class Shown(Generic[RowT]):
    """The rows of one page, and the addresses of its neighbours: "" where there is none."""

    rows: list[RowT]
    previous: str
    next: str


def newest_first(
    rows: "QuerySet[RowT, RowT]", request: HttpRequest, size: int = limits.USUAL_PAGE
) -> Shown[RowT]:
    return in_order(rows, request, NEWEST_FIRST, size)


def in_order(
    rows: "QuerySet[RowT, RowT]", request: HttpRequest, order: Order, size: int = limits.USUAL_PAGE
) -> Shown[RowT]:
    """The page of `rows` that the address asks for: `?before=ID`, `?after=ID`, or the first.

    Of a row that is named, `at` says what it was ordered by. A place that is none, and one with
    nothing before it in the list, ask for the first page.
    """
    onward, back = ("before", "after") if order.descending else ("after", "before")
    place = _place(request, back, order)
    if place:
        page, are_more = _cut(rows, order.backwards(), place, size)
        if page:
            return _shown(page[::-1], request, order, previous=are_more, following=True)
    here = None if place else _place(request, onward, order)
    page, are_more = _cut(rows, order, here, size)
    return _shown(page, request, order, previous=bool(here), following=are_more)


def _place(request: HttpRequest, name: str, order: Order) -> tuple[Any, UUID] | None:
    """The value and the id of the row that the address names."""
    value = request.GET.get("at", "").replace("\0", "")
    try:
        return order.read(value) if value else None, UUID(request.GET.get(name, ""))
    except ValueError:
        return None


def _cut(
    rows: "QuerySet[RowT, RowT]", order: Order, place: tuple[Any, UUID] | None, size: int
) -> tuple[list[RowT], bool]:
    """The first `size` rows after a place, and whether there are more."""
    rows = order.sorted(rows)
    found = list((order.after(rows, *place) if place else rows)[: size + 1])
    return found[:size], len(found) > size


def _shown(
    page: list[RowT], request: HttpRequest, order: Order, *, previous: bool, following: bool
) -> Shown[RowT]:
    onward, back = ("before", "after") if order.descending else ("after", "before")
    return Shown(
        page,
        previous=_address(request, back, page[0], order) if page and previous else "",
        next=_address(request, onward, page[-1], order) if page and following else "",
    )


def _address(request: HttpRequest, name: str, row: Row, order: Order) -> str:
    parameters = request.GET.copy()
    for place in PLACE:
        parameters.pop(place, None)
    parameters[name] = str(row.pk)
    value = order.text_of(row)
    if value is not None:
        parameters["at"] = value
    return f"?{parameters.urlencode()}"
