"""How many requests a minute: counted here, and told to the database now and then.

A process counts by itself and adds what it has counted to the number of all processes once
in a while, so that most requests cost nothing. With several processes somebody may have a few
requests more than the limit: at most what the others have not told yet.
"""

import threading
import time
from dataclasses import dataclass
from math import ceil
from typing import ClassVar, NamedTuple
from zlib import crc32

from django.conf import settings
from rest_framework.request import Request

from annotations.api.authentication import token_of
from annotations.api.models import RequestCount
from annotations.feed.holding import hold_of
from annotations.newsrooms.limiter import peer_of

WINDOW = 60  # seconds
PARTS = 20  # a process tells of its count when it has grown by this part of the limit
KEPT = 60  # windows of which the database keeps the counts
REMEMBERED = 10_000  # of how many a process keeps count, whoever else asks


class Asking(NamedTuple):
    """Who asks: `policy` is "token", "session" or "address", `name` says which."""

    policy: str
    name: str

    @property
    def limit(self) -> int:
        """Requests in a window; 0 for any number."""
        return int(settings.API_RATES[self.policy])

    @property
    def is_told(self) -> bool:
        """What everybody may read needs no database, and neither does counting who reads it."""
        return self.policy != "address"

    def __str__(self) -> str:
        return f"{self.policy} {self.name}"


class Rate(NamedTuple):
    """What is left of a limit, and in how many seconds it is whole again; is it used up?"""

    policy: str
    limit: int
    left: int
    seconds: int
    is_used_up: bool = False

    def headers(self) -> dict[str, str]:
        """As draft-ietf-httpapi-ratelimit-headers writes it.

        >>> Rate("token", 600, 599, 42).headers()["RateLimit"]
        '"token";r=599;t=42'
        """
        return {
            "RateLimit-Policy": f'"{self.policy}";q={self.limit};w={WINDOW}',
            "RateLimit": f'"{self.policy}";r={self.left};t={self.seconds}',
        }


@dataclass
class Count:
    """Requests in one window: those of all processes that were `told`, and ours that were not."""

    window: int
    told: int = 0
    fresh: int = 0

    @property
    def all(self) -> int:
        return self.told + self.fresh


class Counting:
    """What this process has counted. Used by many threads at once."""

    shared: ClassVar["Counting"]

    def __init__(self) -> None:
        self._counts: dict[Asking, Count] = {}
        self._lock = threading.Lock()
        self._tidied = 0

    def spend(self, asking: Asking, requests: int = 1) -> Rate | None:
        """Count so many more, unless that is too many; None where there is no limit."""
        limit = asking.limit
        if not limit:
            return None
        # Not everybody's minute begins at the same moment.
        window, gone = divmod(time.time() + crc32(asking.name.encode()) % WINDOW, WINDOW)
        rate = Rate(asking.policy, limit, 0, ceil(WINDOW - gone))
        with self._lock:
            count = self._count(asking, int(window))
            if count.all + requests > limit:
                return rate._replace(is_used_up=True)
            count.fresh += requests
            is_time = asking.is_told and count.fresh * PARTS >= limit
            untold = count.fresh if is_time else 0
            count.fresh -= untold
            count.told += untold
        if untold:
            self._tell(asking, count, untold)
        return rate._replace(left=max(limit - count.all, 0))

    def forget(self) -> None:
        """Begin anew: for tests, whose database does too."""
        with self._lock:
            self._counts.clear()

    def _tell(self, asking: Asking, count: Count, requests: int) -> None:
        """Tell all processes, and hear what they have counted."""
        told = RequestCount.objects.add(str(asking), count.window, requests)
        count.told = max(count.told, told)
        if count.window - self._tidied >= KEPT:
            self._tidied = count.window
            RequestCount.objects.forget_before(count.window - KEPT)

    def _count(self, asking: Asking, window: int) -> Count:
        count = self._counts.get(asking)
        if count is None or count.window != window:
            self._counts.pop(asking, None)
            count = self._counts[asking] = Count(window)
            if len(self._counts) > REMEMBERED:
                del self._counts[next(iter(self._counts))]
        return count


Counting.shared = Counting()


def asking_of(request: Request) -> Asking:
    """Who sent a request: its token, its user, or nobody whom we know, from an address."""
    token = token_of(request)
    if token:
        return Asking("token", str(token.pk))
    if request.user and request.user.is_authenticated:
        return Asking("session", str(request.user.pk))
    return by_address(request)


def by_address(request: Request) -> Asking:
    return Asking("address", peer_of(request.META.get("REMOTE_ADDR", "")) or "local")


def spent(request: Request, asking: Asking) -> Rate | None:
    """Count a request; what is left then. One that was held and asks again counts once."""
    hold = hold_of(request)
    return Counting.shared.spend(asking, 0 if hold and hold.has_waited else 1)
