"""Keeping answers beside their effects, under keys that the sender made up."""

import hashlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta

from django.db import connection, transaction
from django.utils import timezone

from annotations.newsrooms.models import Member
from annotations.retries.models import IdempotentAnswer
from annotations.retries.refusals import InFlight, KeyUsedOtherwise

KEPT_FOR = timedelta(hours=24)


@dataclass(frozen=True)
class Sent:
    """A request, by its key; `kept` is what it was answered before, if it was."""

    member: Member
    key: str
    fingerprint: str
    kept: IdempotentAnswer | None

    def keep(self, body: bytes, *, status: int, headers: Mapping[str, str]) -> None:
        """Answer the same from now on."""
        IdempotentAnswer.objects.create(
            newsroom_id=self.member.newsroom_id,
            member=self.member,
            key=self.key,
            fingerprint=self.fingerprint,
            status=status,
            headers=dict(headers),
            body=body,
        )


@contextmanager
def sent(*, key: str, fingerprint: str, by: Member) -> Iterator[Sent]:
    """Inside, nobody else answers a request with this key.

    What is kept inside is kept in the transaction of the effect, so that there is never one
    without the other. Raises InFlight, and KeyUsedOtherwise when the key came with another
    request before.
    """
    with transaction.atomic():
        _reserve(by, key)
        known = _kept(by, key)
        if known and known.fingerprint != fingerprint:
            raise KeyUsedOtherwise
        yield Sent(by, key, fingerprint, known)


def _reserve(member: Member, key: str) -> None:
    """Hold the key until the transaction ends; does not wait for who holds it already."""
    name = hashlib.blake2b(f"{member.pk} {key}".encode(), digest_size=8).digest()
    number = int.from_bytes(name, signed=True)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [number])
        if not cursor.fetchone()[0]:
            raise InFlight


def _kept(member: Member, key: str) -> IdempotentAnswer | None:
    answers = IdempotentAnswer.objects.visible_to(member).filter(member=member)
    answers.filter(at__lt=timezone.now() - KEPT_FOR).delete()
    return answers.filter(key=key).first()
