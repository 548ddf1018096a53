"""Mailing what waits: who is due, and one mail to each.

A mail goes out before it is noted that it did, in one transaction that holds the member: two
who send at once never mail the same, and what could not be sent waits. Only a crash in the
instant between sends a mail again, with the same Message-ID.
"""

import hashlib
from collections.abc import Iterator
from datetime import datetime
from smtplib import SMTPDataError, SMTPRecipientsRefused
from uuid import UUID

import structlog
from django.core.mail import get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import connection, transaction
from django.db.models import Min
from django.utils import timezone

from annotations.newsrooms.models import Member
from annotations.notices.mail import mail_to
from annotations.notices.models import Digest, Notice, Rhythm
from annotations.notices.rhythm import is_due_daily, is_due_soon, retry_after

log = structlog.get_logger(__name__)


def send_digests(*, now: datetime | None = None) -> int:
    """Mail what is due to everybody; how many mails went out.

    A mail that this one address refuses is tried again later. What keeps all mail from going
    out (an OSError or SMTPException) is raised at once: everything left waits for the next time.
    """
    now = now or timezone.now()
    due = list(_due(now))
    if not due:
        return 0
    with get_connection() as server:
        return sum(_sent(member, server, now) for member in due)


def _due(now: datetime) -> Iterator[UUID]:
    """The members to whom a mail goes now, by id."""
    waiting = Notice.objects.to_mail(now).order_by().values("member")
    oldest = dict(waiting.annotate(oldest=Min("event__at")).values_list("member", "oldest"))
    digests = {one.member_id: one for one in Digest.objects.filter(member__in=oldest)}
    for member, since in oldest.items():
        digest = digests.get(member) or Digest()
        if not (digest.retry_at and digest.retry_at > now) and _is_due(digest, since, now):
            yield member


def _is_due(digest: Digest, oldest: datetime, now: datetime) -> bool:
    if digest.rhythm == Rhythm.SOON:
        return is_due_soon(oldest, now)
    return is_due_daily(oldest, now, hour=digest.hour, zone=digest.zone)


def _sent(pk: UUID, server: BaseEmailBackend, now: datetime) -> bool:
    """Whether a mail went out to the member."""
    member = Member.objects.select_related("user", "newsroom", "digest").get(pk=pk)
    try:
        with transaction.atomic():
            return _hold(pk) and _mail(member, server, now)
    except (SMTPRecipientsRefused, SMTPDataError) as trouble:
        log.warning("digest_refused", member=str(pk), trouble=type(trouble).__name__)
        _try_later(member, now)
        return False


def _mail(member: Member, server: BaseEmailBackend, now: datetime) -> bool:
    waiting = Notice.objects.visible_to(member).to_mail(now)
    notices = list(
        waiting.select_related("event__by__user", "claim__newsroom", "article__newsroom")
    )
    if not notices:
        return False
    mail_to(member, notices, server).send()
    Notice.objects.filter(pk__in=[notice.pk for notice in notices]).update(mailed_at=now)
    Digest.objects.filter(member=member, failures__gt=0).update(failures=0, retry_at=None)
    return True


def _hold(member: UUID) -> bool:
    """Keep others from mailing to this member until the transaction ends, unless they do now.

    Not by a lock on rows: reading the inbox meanwhile must not wait for a mail server.
    """
    name = hashlib.blake2b(b"digest" + member.bytes, digest_size=8).digest()
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [int.from_bytes(name, signed=True)])
        return bool(cursor.fetchone()[0])


def _try_later(member: Member, now: datetime) -> None:
    failures = Digest.objects.kept_for(member).failures + 1
    Digest.objects.filter(member=member).update(
        failures=failures, retry_at=now + retry_after(failures)
    )
