"""record(): the one way in which something becomes history."""

from typing import TYPE_CHECKING, Any, TypeAlias
from uuid import UUID

from django.db import connection, models
from django.utils import timezone

from annotations.history.models import Counter, Event, Kind
from annotations.rows import Row

if TYPE_CHECKING:
    from annotations.newsrooms.models import Member, Newsroom

Changes: TypeAlias = dict[str, list[Any]]
"""What an action changed: each field's value before and after."""

CHANNEL = "annotations_event"
"""Where PostgreSQL calls out "<newsroom's id> <number>" for each event, when it is committed."""


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
    `article_id` says where it happened when the subject itself does not know.
    """
    if not connection.in_atomic_block:
        message = "record() belongs into the transaction of the action it tells of"
        raise RuntimeError(message)
    return Event.objects.create(
        newsroom_id=subject.newsroom_id,
        number=_next_number(subject.newsroom_id),
        kind=kind,
        subject_type=str(subject._meta.model_name),
        subject_id=subject.pk,
        claim_id=_part_of(subject, "claim"),
        article_id=article_id or _part_of(subject, "article"),
        by=by,
        at=timezone.now(),
        changes={field: [_plain(v) for v in pair] for field, pair in (changes or {}).items()},
    )


def _next_number(newsroom_id: UUID) -> int:
    with connection.cursor() as cursor:
        table = connection.ops.quote_name(Counter._meta.db_table)
        cursor.execute(
            f"INSERT INTO {table} AS counter (newsroom_id, last) VALUES (%s, 1) "  # noqa: S608
            "ON CONFLICT (newsroom_id) DO UPDATE SET last = counter.last + 1 "
            "RETURNING last, pg_notify(%s, newsroom_id || ' ' || last)",
            [newsroom_id, CHANNEL],
        )
        return int(cursor.fetchone()[0])


def _part_of(subject: "Row | Newsroom", concept: str) -> UUID | None:
    """The id of the claim or article that the subject is, or belongs to, if any."""
    if subject._meta.model_name == concept:
        return subject.pk
    return getattr(subject, f"{concept}_id", None)


def _plain(value: Any) -> Any:
    if isinstance(value, models.Model):
        return {"id": str(value.pk), "name": str(value)}
    return value
