"""Telling members of events, what they have read, and when they want mail."""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from annotations.errors import Unacceptable
from annotations.history.models import Event
from annotations.newsrooms.models import Member
from annotations.newsrooms.zones import zones
from annotations.notices.models import Digest, Notice, NoticeQuerySet, Rhythm, Why


def tell(event: Event, reasons: Mapping[Why, Iterable[UUID | None]]) -> None:
    """Let members know of `event`, in its transaction: who is told for which reason, by id.

    Each is told once, for the first of their reasons in the order of Why; who did it is not,
    nor is who has left. Call it after record(), which made the event.
    """
    whys: dict[UUID, Why] = {}
    for why in Why:
        for member in reasons.get(why, ()):
            if member and member != event.by_id:
                whys.setdefault(member, why)
    if not whys:
        return
    here = Member.objects.present().filter(newsroom_id=event.newsroom_id, pk__in=whys)
    Notice.objects.bulk_create(
        Notice(
            newsroom_id=event.newsroom_id,
            member_id=member,
            event=event,
            claim_id=event.claim_id,
            article_id=None if event.claim_id else event.article_id,
            why=whys[member],
        )
        for member in here.order_by("pk").values_list("pk", flat=True)
    )


def note_read(notices: NoticeQuerySet) -> int:
    """These were read; how many of them had not been. That is nobody's history."""
    return notices.unread().update(read_at=timezone.now())


def note_unread(notices: NoticeQuerySet) -> int:
    """These wait to be read again; how many of them had been."""
    return notices.exclude(read_at=None).update(read_at=None)


@transaction.atomic
def choose_mail(*, member: Member, revision: int, **values: Any) -> Digest:
    """Change when notices are mailed to `member`: any of rhythm, hour, zone.

    `revision` is that of the digest as it was read: 0 where they never chose. Raises Stale
    and Unacceptable.
    """
    if values.get("zone", "UTC") not in zones():
        raise Unacceptable(fields={"zone": [_("This is no time zone, such as Europe/Berlin.")]})
    digest = Digest.objects.kept_for(member)
    rhythm = values.get("rhythm", digest.rhythm)
    if digest.rhythm == Rhythm.NEVER != rhythm:
        values["since"] = timezone.now()
    digest.revise(revision, **values)
    return digest


def switch_off(member: Member) -> None:
    """No more mails to `member`, whatever they had chosen. Doing it again changes nothing."""
    digest = Digest.objects.kept_for(member)
    choose_mail(member=member, revision=digest.revision, rhythm=Rhythm.NEVER)
