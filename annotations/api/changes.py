"""/changes/: everything that happens in a newsroom, in order, with how things look now."""

from collections.abc import Mapping
from typing import Any, TypeAlias

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from annotations import limits
from annotations.api.changes_out import OUT, SHOWN, ChangeOut, ChangesPage, Told
from annotations.api.doors import NewsroomDoor
from annotations.api.fields import Addresses
from annotations.api.query import whole_number
from annotations.api.refusals import BadCursor
from annotations.api.schema import PAGING
from annotations.feed.cursors import START, Position
from annotations.feed.epochs import cursor_of, position_of
from annotations.feed.holding import News, hold_of
from annotations.feed.pages import Change, Page, Thing, newest, read, those_in
from annotations.feed.views import View, view_of
from annotations.snapshots import one_snapshot

NOW = "now"
PARAMETERS = {
    "after": (
        "Where to go on: a `cursor` of this feed, as it was given. `now` gives, at once, the "
        "cursor of this moment and no changes. Without it the feed begins at the beginning."
    ),
    "limit": f"Changes of a page, from 1 to {limits.PAGE}; otherwise {limits.USUAL_PAGE}.",
    "wait": f"Seconds, from 1 to {limits.WAIT}, to wait for something to happen.",
}
Looks: TypeAlias = Mapping[Thing, Mapping[str, Any]]


class Changes(NewsroomDoor):
    """The change feed of a newsroom."""

    schemas = {
        "after": {"type": "string"},
        "limit": PAGING["limit"],
        "wait": {"type": "integer", "minimum": 1, "maximum": limits.WAIT},
    }
    problems = {"410"}

    def parameters(self, _method: str) -> dict[str, str]:
        return PARAMETERS

    def view(self) -> View:
        """What the reader may see: all of the feed follows from it."""
        return view_of(self.member)

    @extend_schema(operation_id="list_changes", responses={200: ChangesPage})
    def get(self, request: Request) -> Response:
        """List what changed, with how it looks now, in the order in which it happened.

        Nothing is left out, and a thing may be told more than once: store what comes under its
        type and id, delete what is `deleted`, and keep the cursor. 410 says to start again.
        """
        limit = whole_number(request, "limit", limits.USUAL_PAGE, limits.PAGE)
        wait = "wait" in request.query_params and whole_number(request, "wait", 1, limits.WAIT)
        view, after = self.view(), request.query_params.get("after")
        with one_snapshot():
            page = _read(view, after, limit)
            things = {change.thing for change in page.changes}
            looks = looks_of(things, view, Addresses(request, self.slug))
            changes = told(page.changes, looks, view)
            cursor = cursor_of(page.position)
        hold = None if changes or page.more or after == NOW else hold_of(request)
        if wait and hold:
            news = News(view.newsroom_id, after=page.position.number)
            hold.wait_for(news, seconds=wait, user=self.member.user_id)
        return Response(
            {
                "results": ChangeOut(changes, many=True).data,
                "cursor": cursor,
                "more": page.more,
                "next": _address(request, cursor),
            }
        )


def _read(view: View, after: str | None, limit: int) -> Page:
    if after == NOW:
        return Page([], newest(view.newsroom_id), more=False)
    return read(view.newsroom_id, START if after is None else _position(after), limit)


def looks_of(things: set[Thing], view: View, at: Addresses) -> Looks:
    """How things look now, those that can be seen."""
    looks: dict[Thing, Mapping[str, Any]] = {}
    for name, out in OUT.items():
        ids = {thing.id for thing in things if thing.type == name}
        if ids:
            rows = list(SHOWN[name](view.now[name].filter(pk__in=ids)))
            shown = out(rows, many=True, context={"at": at}).data
            looks |= {Thing(name, row.pk): look for row, look in zip(rows, shown, strict=True)}
    return looks


def told(changes: list[Change], looks: Looks, view: View) -> list[Told]:
    """The changes of things that can be seen, and of those that could be seen once."""
    unseen = {change.thing for change in changes} - looks.keys()
    left = those_in(view.once, unseen)
    return [
        Told(event.number, event if thing in looks else None, thing, looks.get(thing))
        for event, thing in changes
        if thing in looks or thing in left
    ]


def _position(cursor: str) -> Position:
    try:
        return position_of(cursor)
    except ValueError as error:
        raise BadCursor from error


def _address(request: Request, cursor: str) -> str:
    parameters = request.query_params.copy()
    parameters["after"] = cursor
    return request.build_absolute_uri(f"{request.path}?{parameters.urlencode()}")
