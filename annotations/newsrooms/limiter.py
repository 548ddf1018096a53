"""Who fails to sign in too often must wait. Counted in the database, for all processes."""

import ipaddress
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import connection, transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from annotations.errors import Refusal
from annotations.newsrooms.models import FailedSignIn
from annotations.newsrooms.secrets import digest

DOES_NOT_FIT = _(
    "This does not fit. Check what you entered; after several attempts that failed, "
    "signing in pauses for a while."
)
"""The one sentence for whatever went wrong, so that nobody learns which accounts exist."""


class TooManyAttempts(Refusal):
    """`details["retry_after"]` says in how many seconds the next attempt will be heard."""

    code = "too-many-attempts"


@dataclass(frozen=True)
class Limit:
    """At most `failures` within a stretch of time."""

    failures: int
    within: timedelta

    def reopens_at(self, attempts: QuerySet[FailedSignIn], now: datetime) -> datetime | None:
        """When another attempt will be heard, or None: now."""
        counted = attempts.filter(at__gt=now - self.within).order_by("-at")
        oldest = counted[self.failures - 1 : self.failures].first()
        return oldest.at + self.within if oldest else None


PER_ACCOUNT = Limit(5, timedelta(minutes=15))
PER_PEER = Limit(30, timedelta(hours=1))
KEPT = max(PER_ACCOUNT.within, PER_PEER.within)


@transaction.atomic
def attempt(*, account: str, address: str, from_anywhere: bool = False) -> FailedSignIn:
    """Count one more attempt, as failed until `succeeded`; raises TooManyAttempts.

    It is counted before the password is looked at, under a lock on the peer, so that any
    number of attempts at once count as many. `address` is where the request came from. An
    account is watched from each peer by itself, or `from_anywhere`.
    """
    peer, name = peer_of(address), digest(account.strip().lower())
    _lock(f"peer {peer}")
    _lock(f"account {name}")
    now = timezone.now()
    _forget_what_happened_before(now - KEPT)
    by_peer = FailedSignIn.objects.filter(peer=peer)
    by_account = (FailedSignIn.objects.all() if from_anywhere else by_peer).filter(account=name)
    waits = [PER_ACCOUNT.reopens_at(by_account, now), PER_PEER.reopens_at(by_peer, now)]
    until = max((at for at in waits if at), default=None)
    if until:
        seconds = max(1, round((until - now).total_seconds()))
        raise TooManyAttempts(str(DOES_NOT_FIT), retry_after=seconds)
    return FailedSignIn.objects.create(account=name, peer=peer, at=now)


def succeeded(counted: FailedSignIn) -> None:
    """The attempt was none that failed. Earlier failures stay: they were others', perhaps."""
    counted.delete()


def peer_of(address: str) -> str | None:
    """Whom an address stands for: an IPv6 customer owns a whole /64; None is a local socket.

    >>> peer_of("2001:db8:1:2:3:4:5:6"), peer_of("::ffff:192.0.2.7"), peer_of("")
    ('2001:db8:1:2::', '192.0.2.7', None)
    """
    try:
        ip = ipaddress.ip_address(address)
    except ValueError:
        return None
    if isinstance(ip, ipaddress.IPv6Address):
        network = ipaddress.IPv6Network((int(ip), 64), strict=False)
        return str(ip.ipv4_mapped or network.network_address)
    return str(ip)


def _forget_what_happened_before(moment: datetime) -> None:
    """A bounded number of rows, and none that somebody else is forgetting: nobody waits."""
    old = FailedSignIn.objects.filter(at__lte=moment).select_for_update(skip_locked=True)
    FailedSignIn.objects.filter(pk__in=list(old.values_list("pk", flat=True)[:100])).delete()


def _lock(name: str) -> None:
    """Wait for all others who ask for `name`, and hold it until the transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [name])
