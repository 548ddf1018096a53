"""Lists, a page at a time, newest first. An address names the row at which a page begins, so that
rows which come or go in the meantime neither repeat others nor hide them."""

from dataclasses import dataclass
from typing import Generic, TypeVar
from uuid import UUID

from django.db.models import QuerySet
from django.http import HttpRequest

from annotations import limits
from annotations.rows import Row

RowT = TypeVar("RowT", bound=Row)


@dataclass(frozen=True)
class Shown(Generic[RowT]):
    """The rows of one page, and the addresses of its neighbours: "" where there is none."""

    rows: list[RowT]
    newer: str
    older: str


def newest_first(
    rows: "QuerySet[RowT, RowT]", request: HttpRequest, size: int = limits.USUAL_PAGE
) -> Shown[RowT]:
    """The page of `rows` that the address asks for: `?before=ID`, `?after=ID`, or the newest.

    An id that is none, and one after which nothing came, ask for the newest.
    """
    before, after = _id_in(request, "before"), _id_in(request, "after")
    if after:
        page, are_more = _cut(rows.filter(pk__gt=after).order_by("pk"), size)
        if page:
            return _shown(page[::-1], request, newer=are_more, older=True)
        before = None
    if before:
        rows = rows.filter(pk__lt=before)
    page, are_more = _cut(rows.order_by("-pk"), size)
    return _shown(page, request, newer=bool(before), older=are_more)


def _id_in(request: HttpRequest, name: str) -> UUID | None:
    try:
        return UUID(request.GET.get(name, ""))
    except ValueError:
        return None


def _cut(rows: "QuerySet[RowT, RowT]", size: int) -> tuple[list[RowT], bool]:
    """The first `size` rows, and whether there are more."""
    found = list(rows[: size + 1])
    return found[:size], len(found) > size


def _shown(page: list[RowT], request: HttpRequest, *, newer: bool, older: bool) -> Shown[RowT]:
    return Shown(
        page,
        newer=_address(request, "after", page[0]) if page and newer else "",
        older=_address(request, "before", page[-1]) if page and older else "",
    )


def _address(request: HttpRequest, name: str, row: Row) -> str:
    parameters = request.GET.copy()
    for place in ("before", "after"):
        parameters.pop(place, None)
    parameters[name] = str(row.pk)
    return f"?{parameters.urlencode()}"
