"""Pages of a list. A cursor names the last row that was seen and the value it was ordered by, so
that rows which come, go or change in the meantime neither repeat others nor hide them."""

import base64
import binascii
import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, NamedTuple
from uuid import UUID

from rest_framework.request import Request

from annotations import limits
from annotations.api.query import whole_number
from annotations.api.refusals import BadCursor, BadParameter, ForeignCursor
from annotations.api.rendering import encode
from annotations.matching.filters import Rows
from annotations.matching.orders import Order, Orders

PARAMETERS = {
    "cursor": "Where to go on: taken from `next` of the page before, never made up.",
    "limit": f"Rows of a page, from 1 to {limits.PAGE}; otherwise {limits.USUAL_PAGE}.",
}
ORDER = "By what to sort, with a minus from the end; what is unknown comes last in any case."
OLDEST_FIRST = Order()
# What a list is cut into, and what of its rows is shown, may change from page to page.
NOT_THE_LIST = {"cursor", "limit", "fields", "expand", "format"}
_MARK, _ID = 6, 16  # bytes


class Place(NamedTuple):
    """A row in a list: its id, and what it is ordered by, as text."""

    pk: UUID
    value: str | None = None


@dataclass(frozen=True)
class Listing:
    """A list in its order; `mark` tells it from other lists, other orders and other filters."""

    order: Order
    mark: bytes

    def page(self, rows: Rows, limit: int, cursor: str | None) -> tuple[list[Any], str | None]:
        """At most `limit` of `rows`, and the cursor to go on with if there are more.

        Raises BadCursor.
        """
        rows = self.order.sorted(rows)
        if cursor is not None:
            rows = self._after(rows, place_of(cursor, self.mark))
        found = list(rows[: limit + 1])
        if len(found) <= limit:
            return found, None
        return found[:limit], cursor_of(self._place(found[limit - 1]), self.mark)

    def _place(self, row: Any) -> Place:
        return Place(row.pk, self.order.text_of(row))

    def _after(self, rows: Rows, place: Place) -> Rows:
        if place.value is None:
            return self.order.after(rows, None, place.pk)
        try:
            value = self.order.read(place.value)
        except ValueError as error:
            raise BadCursor from error
        return self.order.after(rows, value, place.pk)


def listing(request: Request, orders: Orders) -> Listing:
    """The list that a request asks for: `order` names one of `orders`, or it is the first.

    Raises BadParameter.
    """
    usual = next(iter(orders), "")
    name = request.query_params.get("order", usual)
    if name not in orders and name != usual:
        message = f"order does not take {name[:100]!r}. It is one of: {', '.join(orders)}."
        raise BadParameter(message, parameter="order")
    asked = {
        parameter: sorted(values)
        for parameter, values in request.query_params.lists()
        if parameter not in NOT_THE_LIST
    }
    facts = [request.path, {**asked, "order": name}]
    mark = hashlib.blake2b(encode(facts, order="sorted"), digest_size=_MARK).digest()
    return Listing(orders.get(name, OLDEST_FIRST), mark)


def page(
    rows: Rows,
    request: Request,
    orders: Orders,
    represent: Callable[[list[Any]], list[dict[str, Any]]],
) -> dict[str, Any]:
    """{"results": [...], "next": the address of the next page, or None}.

    Raises BadCursor, and BadParameter for a limit or an order that is none.
    """
    limit = whole_number(request, "limit", limits.USUAL_PAGE, limits.PAGE)
    cursor = request.query_params.get("cursor")
    found, following = listing(request, orders).page(rows, limit, cursor)
    return {"results": represent(found), "next": following and _address(request, following)}


def cursor_of(place: Place, mark: bytes) -> str:
    """
    >>> cursor_of(Place(UUID(int=1)), b"marked")
    'bWFya2VkAAAAAAAAAAAAAAAAAAAAAQ'
    """
    value = b"" if place.value is None else f"={place.value}".encode()
    return base64.urlsafe_b64encode(mark + place.pk.bytes + value).decode().rstrip("=")


def place_of(cursor: str, mark: bytes) -> Place:
    """What cursor_of() made a cursor of; raises BadCursor, and ForeignCursor for another mark."""
    try:
        raw = base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4))
        found = Place(UUID(bytes=raw[_MARK : _MARK + _ID]), _value(raw[_MARK + _ID :]))
    except (binascii.Error, ValueError) as error:
        raise BadCursor from error
    if cursor_of(found, raw[:_MARK]) != cursor:
        raise BadCursor
    if raw[:_MARK] != mark:
        raise ForeignCursor
    return found


def _value(raw: bytes) -> str | None:
    if b"\0" in raw:
        raise ValueError(raw)
    return raw[1:].decode() if raw else None


def _address(request: Request, cursor: str) -> str:
    parameters = request.query_params.copy()
    parameters["cursor"] = cursor
    return request.build_absolute_uri(f"{request.path}?{parameters.urlencode()}")
