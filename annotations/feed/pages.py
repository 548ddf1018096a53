"""Reading the feed: which things look different after a position, and by which event."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Any, NamedTuple, cast
from uuid import UUID

from django.db.models import Q, QuerySet

from annotations.evidence.models import Evidence
from annotations.feed.cursors import START, Position, mark_of
from annotations.feed.refusals import StartAgain
from annotations.feed.views import Rows
from annotations.history.models import Event, Kind
from annotations.verdicts.models import Assessment, Verdict

Showing = Mapping[UUID, list[UUID]]
"""The claims that show a source or a rating, in the order of their ids."""

_ABOUT_THINGS = (
    Q(claim_id__isnull=False)
    | Q(article_id__isnull=False)
    | Q(subject_type="source")
    | Q(kind=Kind.RATING_EDITED)
)
_NOTHING_YET = UUID(int=0)  # the source itself was told, none of the claims that cite it


class Where(NamedTuple):
    """Rows of a claim that name what it shows."""

    rows: QuerySet[Any, Any]
    name: str


SHOWN_BY: Mapping[str, list[Where]] = {
    Kind.SOURCE_EDITED: [Where(Evidence.objects.standing(), "source_id")],
    Kind.RATING_EDITED: [
        Where(Verdict.objects.all(), "rating_id"),
        Where(Assessment.objects.standing(), "rating_id"),
    ],
}
"""What looks different on claims after an event, and by which rows they show it."""


class Thing(NamedTuple):
    type: str
    id: UUID


class Change(NamedTuple):
    """A thing that looks different, and the event that made it so."""

    event: Event
    thing: Thing


@dataclass(frozen=True)
class Page:
    """`changes` in the order of their events; `position` is where to go on, `more` whether there
    is something already."""

    changes: list[Change]
    position: Position
    more: bool


def newest(newsroom_id: UUID) -> Position:
    """The position after everything that has happened."""
    last = Event.objects.filter(newsroom_id=newsroom_id).order_by("-number").first()
    return Position(last.number, mark_of(last.pk)) if last else START


def read(newsroom_id: UUID, after: Position, limit: int) -> Page:
    """At most `limit` changes after that position. Raises StartAgain if it is of another history.

    Most events change one thing. One that changes a source also changes how each claim looks
    that cites it, and is told once for each. One that changes a rating is told for each claim
    that shows it, and for nothing else: the scale is no thing of the feed.
    """
    _refuse_foreign(newsroom_id, after)
    end = newest(newsroom_id)
    events = list(_events(newsroom_id, after)[: limit + 1])
    changes = list(islice(_changes(events, _showing(events), after), limit + 1))
    if len(changes) > limit:
        return Page(changes[:limit], _between(changes[limit - 1], changes[limit]), more=True)
    if len(events) > limit:
        return Page(changes, Position(events[-1].number, mark_of(events[-1].pk)), more=True)
    return Page(changes, end, more=False)


def _refuse_foreign(newsroom_id: UUID, position: Position) -> None:
    if position == START:
        return
    events = Event.objects.filter(newsroom_id=newsroom_id, number=position.number)
    if [mark_of(pk) for pk in events.values_list("pk", flat=True)] != [position.mark]:
        raise StartAgain


def _events(newsroom_id: UUID, after: Position) -> QuerySet[Event]:
    first = after.number if after.through else after.number + 1
    events = Event.objects.filter(_ABOUT_THINGS, newsroom_id=newsroom_id, number__gte=first)
    return events.select_related("by__user").order_by("number")


def _showing(events: list[Event]) -> Showing:
    """Of each source or rating that was edited, the claims that show it."""
    found: dict[UUID, list[UUID]] = {}
    for kind, where in SHOWN_BY.items():
        edited = {one.subject_id for one in events if one.kind == kind and _is_shown(one)}
        for field in where if edited else ():
            rows = field.rows.filter(**{f"{field.name}__in": edited}).order_by()
            for thing, claim in rows.values_list(field.name, "claim_id").distinct():
                found.setdefault(thing, []).append(claim)
    return {thing: sorted(set(claims)) for thing, claims in found.items()}


def _is_shown(event: Event) -> bool:
    """Whether claims show what changed; they do not show the place of a rating on the scale."""
    return event.kind in SHOWN_BY and set(event.changes) != {"position"}


def _changes(events: list[Event], showing: Showing, after: Position) -> Iterator[Change]:
    for event in events:
        claims = showing.get(event.subject_id, []) if _is_shown(event) else []
        through = after.through if event.number == after.number else None
        if through is None and event.kind != Kind.RATING_EDITED:
            yield Change(event, cast("Thing", thing_of(event)))  # _events() left out the others
        yield from (
            Change(event, Thing("claim", claim))
            for claim in claims
            if through is None or claim > through
        )


def thing_of(event: Event) -> Thing | None:
    """The thing that the event's subject is, or belongs to; None for what concerns people alone."""
    if event.claim_id:
        return Thing("claim", event.claim_id)
    if event.subject_type == "source":
        return Thing("source", event.subject_id)
    return Thing("article", event.article_id) if event.article_id else None


def those_in(rows: Rows, things: Collection[Thing]) -> set[Thing]:
    """Those of `things` that are in `rows`, which hold a queryset for each type."""
    found = set()
    for name in {thing.type for thing in things}:
        ids = [thing.id for thing in things if thing.type == name]
        here = rows[name].filter(pk__in=ids).values_list("pk", flat=True)
        found |= {Thing(name, pk) for pk in here}
    return found


def _between(told: Change, following: Change) -> Position:
    event = told.event
    through = told.thing.id if told.thing.type == "claim" else _NOTHING_YET
    unfinished = following.event.number == event.number
    return Position(event.number, mark_of(event.pk), through if unfinished else None)
