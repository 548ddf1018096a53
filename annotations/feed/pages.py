"""Reading the feed: which things look different after a position, and by which event."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import NamedTuple, cast
from uuid import UUID

from django.db.models import Q, QuerySet

from annotations.evidence.models import Evidence
from annotations.feed.cursors import START, Position, mark_of
from annotations.feed.refusals import StartAgain
from annotations.history.models import Event, Kind

Citing = Mapping[UUID, list[UUID]]
"""The claims that cite a source, in the order of their ids."""

_ABOUT_THINGS = Q(claim_id__isnull=False) | Q(article_id__isnull=False) | Q(subject_type="source")
_NOTHING_YET = UUID(int=0)  # the source itself was told, none of the claims that cite it


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
    that cites it, and is told once for each.
    """
    _refuse_foreign(newsroom_id, after)
    end = newest(newsroom_id)
    events = list(_events(newsroom_id, after)[: limit + 1])
    changes = list(islice(_changes(events, _citing(events), after), limit + 1))
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


def _citing(events: list[Event]) -> Citing:
    edited = {event.subject_id for event in events if event.kind == Kind.SOURCE_EDITED}
    found: dict[UUID, list[UUID]] = {source: [] for source in edited}
    if edited:
        evidence = Evidence.objects.standing().filter(source_id__in=edited).order_by("claim_id")
        for source, claim in evidence.values_list("source_id", "claim_id").distinct():
            found[source].append(claim)
    return found


def _changes(events: list[Event], citing: Citing, after: Position) -> Iterator[Change]:
    for event in events:
        claims = citing.get(event.subject_id, []) if event.kind == Kind.SOURCE_EDITED else []
        through = after.through if event.number == after.number else None
        if through is None:
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


def _between(told: Change, following: Change) -> Position:
    event = told.event
    through = told.thing.id if told.thing.type == "claim" else _NOTHING_YET
    unfinished = following.event.number == event.number
    return Position(event.number, mark_of(event.pk), through if unfinished else None)
