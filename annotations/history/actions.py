"""record(): the one way in which something becomes history."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING, Any, TypeAlias
from uuid import UUID

from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection, models
from django.utils import timezone

from annotations.history.models import Counter, Event, Kind
from annotations.rows import Row

if TYPE_CHECKING:
    from annotations.newsrooms.models import Member, Newsroom

Changes: TypeAlias = dict[str, list[Any]]
"""What an action changed: each field's value before and after."""

CHANNEL = "annotations_event"
"""Where PostgreSQL calls out "<newsroom's id> <number>" when events up to it are committed."""

_held_back: ContextVar[list[Event] | None] = ContextVar("held_back", default=None)
_undone: ContextVar[int | None] = ContextVar("undone", default=None)


@contextmanager
def held_back() -> Iterator[list[Event]]:
    """Actions inside keep their events in the list, and they are written together at the end.

    For many actions in one transaction: nobody waits for the counter before they are through.
    Whoever rolls an action back takes its events from the end of the list. The events that are
    left must all be of one newsroom; when the block raises, none is written. A block inside another
    leaves its events to that one.
    """
    waiting: list[Event] = []
    outer = _held_back.get()
    token = _held_back.set(waiting)
    try:
        yield waiting
    finally:
        _held_back.reset(token)
    if outer is not None:
        outer += waiting
    elif waiting:
        last = _next_number(waiting[0].newsroom_id, len(waiting))
        for number, event in enumerate(waiting, start=last - len(waiting) + 1):
            event.number = number
        Event.objects.bulk_create(waiting, batch_size=1_000)


@contextmanager
def reversing(event: Event) -> Iterator[None]:
    """The first event that is recorded inside says that it undoes `event`.

    So any action can serve as the way back from another one, and need not know that it does.
    """
    token = _undone.set(event.number)
    try:
        yield
    finally:
        _undone.reset(token)


def record(
    kind: Kind,
    subject: "Row | Newsroom",
    *,
    by: "Member | None",
    changes: Changes | None = None,
    article_id: UUID | None = None,
) -> Event:
    """Write the event of an action, in the action's own transaction.

    Call it last: from here to the commit, other writers of the newsroom wait for the
    counter. `changes` maps a field to [before, after]; rows in it are kept as id and name.
    `article_id` says where it happened when the subject itself does not know. Inside
    held_back() the event waits with the others for its number.
    """
    if not connection.in_atomic_block:
        message = "record() belongs into the transaction of the action it tells of"
        raise RuntimeError(message)
    event = Event(
        newsroom_id=subject.newsroom_id,
        kind=kind,
        subject_type=str(subject._meta.model_name),
        subject_id=subject.pk,
        claim_id=_part_of(subject, "claim"),
        article_id=article_id or _part_of(subject, "article"),
        by=by,
        at=timezone.now(),
        changes={field: [_plain(v) for v in pair] for field, pair in (changes or {}).items()},
        undoes=_undone.get(),
    )
    _undone.set(None)
    waiting = _held_back.get()
    if waiting is None:
        event.number = _next_number(event.newsroom_id)
        event.save(force_insert=True)
    else:
        waiting.append(event)
    return event


def _next_number(newsroom_id: UUID, events: int = 1) -> int:
    """The number of the last of so many new events."""
    with connection.cursor() as cursor:
        table = connection.ops.quote_name(Counter._meta.db_table)
        cursor.execute(
            f"INSERT INTO {table} AS counter (newsroom_id, last) VALUES (%s, %s) "  # noqa: S608
            "ON CONFLICT (newsroom_id) DO UPDATE SET last = counter.last + EXCLUDED.last "
            "RETURNING last, pg_notify(%s, newsroom_id || ' ' || last)",
            [newsroom_id, events, CHANNEL],
        )
        return int(cursor.fetchone()[0])


def _part_of(subject: "Row | Newsroom", concept: str) -> UUID | None:
    """The id of the claim or article that the subject is, or belongs to, if any."""
    if subject._meta.model_name == concept:
        return subject.pk
    return getattr(subject, f"{concept}_id", None)


def as_recorded(value: Any) -> Any:
    """A field's value as an event keeps it and gives it back: in the words of JSON."""
    return json.loads(json.dumps(_plain(value), cls=DjangoJSONEncoder))


def _plain(value: Any) -> Any:
    if isinstance(value, models.Model):
        return {"id": str(value.pk), "name": str(value)}
    return value
