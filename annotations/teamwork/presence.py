"""Who looks at which page now. Told to those who look at the same; never recorded."""

from typing import NamedTuple
from uuid import UUID

from django.db import connection
from django.utils import timezone

from annotations.newsrooms.models import Member
from annotations.teamwork.models import Presence

CHANNEL = "annotations_presence"
"""Where PostgreSQL calls out the id of a place when somebody comes, leaves or begins to write."""

FORGOTTEN_AFTER = 4 * Presence.LASTS


class Person(NamedTuple):
    """A colleague on the page; `writing` are the ids of what they are writing on."""

    member: Member
    writing: list[UUID]


def be_here(*, tab: UUID, place: UUID, by: Member) -> None:
    """Say that `by` looks at `place` in this tab: from now on, until leave() or for a while."""
    seen = Presence.objects.filter(member=by, tab=tab, place=place)
    if not seen.update(seen_at=timezone.now()):
        _put(tab=tab, place=place, writing=None, by=by)


def write_on(writing: UUID | None, *, tab: UUID, place: UUID, by: Member) -> None:
    """Say that `by` writes on this there; None: on nothing any more."""
    _put(tab=tab, place=place, writing=writing, by=by)


def leave(*, tab: UUID, by: Member) -> None:
    """Say that this tab is closed, or looks at something else."""
    rows = Presence.objects.filter(member=by, tab=tab)
    places = set(rows.values_list("place", flat=True))
    if rows.delete()[0]:
        _call_out(places)


def people_at(place: UUID, *, seen_by: Member) -> list[Person]:
    """Those at `place`, by name, each once however many tabs they have open there."""
    rows = Presence.objects.visible_to(seen_by).filter(
        place=place, seen_at__gt=timezone.now() - Presence.LASTS, member__left_at=None
    )
    found: dict[Member, list[UUID]] = {}
    for row in rows.select_related("member__user"):
        found.setdefault(row.member, []).extend([row.writing] if row.writing else [])
    people = [Person(member, sorted(set(writing))) for member, writing in found.items()]
    return sorted(people, key=lambda person: (person.member.user.name, person.member.pk))


def _put(*, tab: UUID, place: UUID, writing: UUID | None, by: Member) -> None:
    now = timezone.now()
    row = Presence(newsroom_id=by.newsroom_id, member=by, tab=tab, place=place)
    row.writing, row.seen_at = writing, now
    Presence.objects.bulk_create(
        [row],
        update_conflicts=True,
        unique_fields=["member", "tab"],
        update_fields=["place", "writing", "seen_at"],
    )
    Presence.objects.filter(seen_at__lt=now - FORGOTTEN_AFTER).delete()
    _call_out({place})


def _call_out(places: set[UUID]) -> None:
    with connection.cursor() as cursor:
        for place in sorted(places):
            cursor.execute("SELECT pg_notify(%s, %s)", [CHANNEL, str(place)])
