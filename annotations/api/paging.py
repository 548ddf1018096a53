"""Pages of a list. A cursor names the last row that was seen, so that rows which come or go
in the meantime neither repeat others nor hide them."""

import base64
import binascii
from collections.abc import Callable
from typing import Any
from uuid import UUID

from rest_framework.request import Request

from annotations import limits
from annotations.api.query import whole_number
from annotations.api.refusals import BadCursor
from annotations.matching.filters import Rows

PARAMETERS = {
    "cursor": "Where to go on: taken from `next` of the page before, never made up.",
    "limit": f"Rows of a page, from 1 to {limits.PAGE}; otherwise {limits.USUAL_PAGE}.",
}


def page(
    rows: Rows, request: Request, represent: Callable[[list[Any]], list[dict[str, Any]]]
) -> dict[str, Any]:
    """{"results": [...], "next": the address of the next page, or None}; by id, oldest first.

    Raises BadCursor, and BadParameter for a limit that is none.
    """
    limit = whole_number(request, "limit", limits.USUAL_PAGE, limits.PAGE)
    given = request.query_params.get("cursor")
    if given is not None:
        rows = rows.filter(id__gt=row_of(given))
    found = list(rows.order_by("id")[: limit + 1])
    more = len(found) > limit
    following = _address(request, cursor_of(found[limit - 1].pk)) if more else None
    return {"results": represent(found[:limit]), "next": following}


def cursor_of(row: UUID) -> str:
    """
    >>> cursor_of(UUID(int=1))
    'AAAAAAAAAAAAAAAAAAAAAQ'
    """
    return base64.urlsafe_b64encode(row.bytes).decode().rstrip("=")


def row_of(cursor: str) -> UUID:
    """The id in a cursor; raises BadCursor unless cursor_of() made it."""
    try:
        row = UUID(bytes=base64.urlsafe_b64decode(f"{cursor}=="))
    except (binascii.Error, ValueError) as error:
        raise BadCursor from error
    if cursor_of(row) != cursor:
        raise BadCursor
    return row


def _address(request: Request, cursor: str) -> str:
    parameters = request.query_params.copy()
    parameters["cursor"] = cursor
    return request.build_absolute_uri(f"{request.path}?{parameters.urlencode()}")
