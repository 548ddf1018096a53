"""Undoing: a new event that reverses an earlier one, never a deletion from history."""

from collections.abc import Iterable
from datetime import timedelta
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from annotations import limits
from annotations.articles.recapturing import hold
from annotations.claims.actions import Unmarked
from annotations.claims.models import Claim
from annotations.errors import Stale
from annotations.history.actions import as_recorded, reversing
from annotations.history.models import Event, Kind
from annotations.history.replay import replay
from annotations.newsrooms.models import Member
from annotations.newsrooms.permissions import require
from annotations.undoing.refusals import (
    AlreadyUndone,
    CannotBeUndone,
    ChangedSince,
    NotYours,
    Overtaken,
    TooLate,
)
from annotations.undoing.ways_back import SUBJECTS, WAYS_BACK, WayBack

LATEST = timedelta(hours=limits.UNDO_HOURS)


@transaction.atomic
def undo(*, event: Event, by: Member) -> Event:
    """Reverse what `by` did; the new event, which undoes `event`. Undoing an undo does it again.

    Raises NotYours, CannotBeUndone, TooLate, AlreadyUndone, Overtaken, ChangedSince, NotAllowed
    for what `by` may not do any more, and what the action on the way back raises.
    """
    # The event first, then its article and its claim: two who undo it, or work on the claim, take
    # turns, and whoever captures the article meanwhile holds it before its claims, as we do.
    event = Event.objects.locked(event.pk)
    way_back = _way_back(event, by)
    if event.article_id:
        hold([event.article_id])
    if event.claim_id and event.kind != Kind.CLAIM_UNMARKED:
        _refuse_unmarked(event.claim_id)
    row = SUBJECTS[event.subject_type]._base_manager.get(pk=event.subject_id)
    require(by, way_back.action, row)
    _refuse_overtaken(event, way_back)
    with reversing(event):
        try:
            way_back.act(event, row, by)
        except Stale as stale:
            raise _changed_since(event, stale) from stale
    return Event.objects.get(newsroom_id=event.newsroom_id, undoes=event.number)


def _refuse_unmarked(claim_id: UUID) -> None:
    if Claim.objects.locked(claim_id).unmarked_at:
        raise Unmarked


def _way_back(event: Event, by: Member) -> WayBack:
    if event.by_id != by.pk:
        raise NotYours
    if event.kind not in WAYS_BACK:
        raise CannotBeUndone
    if event.at < timezone.now() - LATEST:
        raise TooLate
    if Event.objects.filter(newsroom_id=event.newsroom_id, undoes=event.number).exists():
        raise AlreadyUndone
    return WAYS_BACK[event.kind]


def _refuse_overtaken(event: Event, way_back: WayBack) -> None:
    for other in replay(_beside(event)).done:
        if other.number <= event.number:
            continue
        is_same = other.subject_id == event.subject_id and other.kind in way_back.overtaken_by
        is_relied_on = other.by_id != event.by_id and other.kind in way_back.relied_on_by
        if is_same or is_relied_on:
            raise Overtaken(kind=other.kind, number=other.number)


def _beside(event: Event) -> Iterable[Event]:
    """What happened to the claim, or the article, that the event's subject is part of."""
    if event.claim_id:
        return Event.objects.about_claim(event.claim_id)
    if event.article_id:
        return Event.objects.about_article(event.article_id)
    return []


def _changed_since(event: Event, stale: Stale) -> ChangedSince:
    return ChangedSince(
        {
            field: {"was": was, "became": became, "is": as_recorded(getattr(stale.current, field))}
            for field, (was, became) in event.changes.items()
        }
    )
