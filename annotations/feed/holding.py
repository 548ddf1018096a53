"""Holding a request until there is news, without a thread and without a database connection.

The view answers at once, always. When it has nothing to tell and may be asked again later, it
says so to the Hold that it finds in the request's scope; its answer is then thrown away, and
the request is handed to it anew when something has happened. In between, nothing of it exists
but a few objects in the event loop; and who was shut out meanwhile is refused.
"""

import asyncio
import threading
from collections import Counter
from collections.abc import Awaitable, Callable, Mapping
from time import monotonic
from typing import Any, NamedTuple, TypeAlias
from uuid import UUID

from annotations import limits
from annotations.errors import Unavailable
from annotations.feed.hub import Hub
from annotations.feed.refusals import TooManyWaiting

Scope: TypeAlias = dict[str, Any]
Message: TypeAlias = Mapping[str, Any]
Receive: TypeAlias = Callable[[], Awaitable[Message]]
Send: TypeAlias = Callable[[Message], Awaitable[None]]
Application: TypeAlias = Callable[[Scope, Receive, Send], Awaitable[None]]

KEY = "factcheck.hold"
AT_ONCE = 8  # requests that are answered anew at the same moment, when many wait for one event


class Seats:
    """How many may wait. Taken by views in their threads, given back by the event loop."""

    def __init__(
        self,
        *,
        each: int = limits.WAITING_PER_USER,
        all_: int = limits.WAITING,
        refusal: type[Unavailable] = TooManyWaiting,
    ) -> None:
        self.each, self.all, self.refusal = each, all_, refusal
        self._taken: Counter[UUID] = Counter()
        self._lock = threading.Lock()

    def take(self, user: UUID) -> None:
        """Raises the refusal: TooManyWaiting, where no other was given."""
        with self._lock:
            if self._taken[user] >= self.each or self._taken.total() >= self.all:
                raise self.refusal
            self._taken[user] += 1

    def taken(self) -> int:
        return self._taken.total()

    def give_back(self, user: UUID) -> None:
        with self._lock:
            self._taken[user] -= 1
            self._taken += Counter()  # forgets those who have none


class News(NamedTuple):
    """An event of this newsroom, after that number."""

    newsroom: UUID
    after: int


class Hold:
    """One request that may be held. `awaited` is what its last answer was waiting for."""

    def __init__(self, seats: Seats) -> None:
        self.awaited: News | None = None
        self._seats = seats
        self._user: UUID | None = None
        self._deadline = 0.0

    @property
    def has_waited(self) -> bool:
        """Whether this is the same request once more."""
        return self._user is not None

    @property
    def left(self) -> float:
        """Seconds until the request must be answered."""
        return self._deadline - monotonic()

    def wait_for(self, news: News, *, seconds: int, user: UUID) -> None:
        """Ask me again when there is `news`, unless I have asked for that `seconds` ago.

        Raises TooManyWaiting.
        """
        if self._user is None:
            self._seats.take(user)
            self._user, self._deadline = user, monotonic() + seconds
        self.awaited = news if self.left > 0 else None

    def end(self) -> None:
        if self._user:
            self._seats.give_back(self._user)


class Holding:
    """An ASGI application around `application`, whose GETs with `wait` in the query may be held."""

    def __init__(
        self, application: Application, *, hub: Hub | None = None, seats: Seats | None = None
    ) -> None:
        self.application = application
        self.hub = hub or Hub()
        self.seats = seats or Seats()
        self._turns = asyncio.Semaphore(AT_ONCE)
        self._is_ending = False

    def let_go(self) -> None:
        """Answer everybody who waits, as nothing has happened; from now on nobody waits."""
        self._is_ending = True
        self.hub.wake_all()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if not _may_be_held(scope):
            await self.application(scope, receive, send)
            return
        self.hub.start()
        hold = Hold(self.seats)
        try:
            await self._answer({**scope, KEY: hold}, receive, send)
        finally:
            hold.end()

    async def _answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        hold: Hold = scope[KEY]
        answer = await self._ask(scope, receive)
        while hold.awaited and not self._is_ending:
            if await self._is_gone(hold, hold.awaited, receive):
                return
            if self._is_ending:
                break
            hold.awaited = None
            async with self._turns:
                answer = await self._ask(scope, _no_body_then(receive))
        for message in answer:  # without a turn: the client may be slow to take it
            await send(message)

    async def _ask(self, scope: Scope, receive: Receive) -> list[Message]:
        """The application's answer, not sent yet."""
        answer: list[Message] = []

        async def keep(message: Message) -> None:
            answer.append(message)

        await self.application(scope, receive, keep)
        return answer

    async def _is_gone(self, hold: Hold, awaited: News, receive: Receive) -> bool:
        """Wait for the news; whether the client has left meanwhile."""
        news = asyncio.ensure_future(
            self.hub.news(awaited.newsroom, after=awaited.after, within=hold.left)
        )
        leaving = asyncio.ensure_future(receive())  # the body was read: nothing else can come
        try:
            await asyncio.wait({news, leaving}, return_when=asyncio.FIRST_COMPLETED)
            return leaving.done()
        finally:
            news.cancel()
            leaving.cancel()


def hold_of(request: Any) -> Hold | None:
    """The hold of a request; None where it cannot be held, as under WSGI."""
    hold: Hold | None = getattr(request, "scope", {}).get(KEY)
    return hold


def _may_be_held(scope: Scope) -> bool:
    if scope["type"] != "http" or scope["method"] != "GET":
        return False
    return b"wait=" in scope["query_string"]


def _no_body_then(receive: Receive) -> Receive:
    """The request a second time: its body, which a GET has not, and then what comes."""
    messages: list[Message] = [{"type": "http.request", "body": b"", "more_body": False}]

    async def next_message() -> Message:
        return messages.pop() if messages else await receive()

    return next_message
