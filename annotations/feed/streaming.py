"""Live streams: server-sent events, without a thread and without a database connection.

A stream begins as an ordinary request. Its view answers at once, with JSON that says what is new
after a cursor and who is here, and leaves behind how to look again: a function that knows who
asked, and whether they still may. It is called when something happened in the newsroom or the
place, and every HEARTBEAT; what it tells goes out as an event whose id is the cursor. So whoever is
shut out is cut off with the next look, and a page that asks the view itself, every few seconds,
is told the same.
"""

import asyncio
import json
import time
from collections.abc import Callable, Mapping
from contextlib import closing
from typing import Any, NamedTuple, TypeAlias, TypeVar
from uuid import UUID

import structlog
from django.db import Error, connection

from annotations import limits
from annotations.feed.holding import Application, Message, Receive, Scope, Seats, Send
from annotations.feed.hub import Hub
from annotations.feed.refusals import TooManyStreams

KEY = "factcheck.stream"
HEARTBEAT = 15.0  # seconds between two looks while nothing happens
TOGETHER = 0.1  # seconds after the first of several events, which are then told as one
RETRY = 2000  # milliseconds until a browser whose stream broke comes back
BEAT = (
    "event: beat\ndata: .\n\n"  # a comment would not reach the page, which wonders why it is quiet
)
AT_ONCE = 6  # looks at the same moment
HEADERS = [
    (b"content-type", b"text/event-stream; charset=utf-8"),
    (b"cache-control", b"private, no-store, no-transform"),
    (b"x-accel-buffering", b"no"),  # nginx would collect some kilobytes first
]


Said: TypeAlias = Mapping[str, Any]
"""What a page is told: its `cursor`, and the rest."""

Look: TypeAlias = Callable[[str, float], Said | None]
"""What is new after a cursor, found out no earlier than a moment of time.monotonic(); None for
somebody who may not see it any more."""

Found = TypeVar("Found")

log = structlog.get_logger(__name__)


class Watched(NamedTuple):
    """Whose news a stream brings; `place` may be None."""

    newsroom: UUID
    place: UUID | None


class Stream:
    """A request that may become a stream: its view finds it by stream_of()."""

    def __init__(self, seats: Seats) -> None:
        self.watched: Watched | None = None
        self.look: Look = lambda _after, _since: None
        self._seats = seats
        self._user: UUID | None = None
        self._at_end: Callable[[], None] = lambda: None

    def open(self, watched: Watched, *, user: UUID, look: Look, at_end: Callable[[], None]) -> None:
        """Go on from this answer by `look`; call `at_end` once they have left.

        Raises TooManyStreams.
        """
        self._seats.take(user)
        self._user, self.watched, self.look, self._at_end = user, watched, look, at_end

    async def end(self) -> None:
        if self._user:
            self._seats.give_back(self._user)
            await _apart(self._at_end)


class Streaming:
    """An ASGI application around `application` that keeps GETs for an event stream open."""

    def __init__(
        self, application: Application, *, hub: Hub | None = None, seats: Seats | None = None
    ) -> None:
        self.application = application
        self.hub = hub or Hub()
        self.seats = seats or Seats(
            each=limits.STREAMS_PER_USER, all_=limits.STREAMS, refusal=TooManyStreams
        )
        self._turns = asyncio.Semaphore(AT_ONCE)
        self._is_ending = False

    def let_go(self) -> None:
        """End all streams; from now on none begins."""
        self._is_ending = True
        self.hub.wake_all()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if self._is_ending or not _asks_for_stream(scope):
            await self.application(scope, receive, send)
            return
        self.hub.start()
        stream = Stream(self.seats)
        try:
            await self._stream({**scope, KEY: stream}, receive, send)
        finally:
            await stream.end()

    async def _stream(self, scope: Scope, receive: Receive, send: Send) -> None:
        stream: Stream = scope[KEY]
        answer: list[Message] = []

        async def keep(message: Message) -> None:
            answer.append(message)

        await self.application(scope, receive, keep)
        if not answer:  # they left before there was one
            return
        if stream.watched is None:  # refused, or led elsewhere: that is the answer
            for message in answer:
                await send(message)
            return
        await send({**answer[0], "headers": [*_kept_headers(answer[0]), *HEADERS]})
        leaving = asyncio.ensure_future(_left(receive))
        try:
            await self._tell(stream, json.loads(_body(answer)), send, leaving)
        finally:
            leaving.cancel()

    async def _tell(
        self, stream: Stream, said: Said | None, send: Send, leaving: asyncio.Future[None]
    ) -> None:
        """Tell what is new, until the client leaves, is shut out, or the site ends."""
        before: Said = {}
        await send(_piece(f"retry: {RETRY}\n\n"))
        with self.hub.bell(*filter(None, stream.watched or ())) as bell:
            bell.set()  # something may have happened before there was a bell
            while said is not None:
                await send(_piece(_event(said) if _is_news(said, before) else BEAT))
                await self._rung(bell, leaving)
                if leaving.done():
                    return
                if self._is_ending:
                    break
                bell.clear()
                before, said = said, await self._look(stream, said["cursor"])
        await send({**_piece(""), "more_body": False})

    async def _look(self, stream: Stream, after: str) -> Said | None:
        since = time.monotonic()  # all that this stream's bell rang for was committed before
        async with self._turns:
            try:
                return await _apart(lambda: stream.look(after, since))
            except Error as trouble:  # the browser comes back, and is told what the matter is
                log.warning("stream_lost", trouble=str(trouble))
                return None

    async def _rung(self, bell: asyncio.Event, leaving: asyncio.Future[None]) -> None:
        """Wait until it is time to look again, or the client leaves."""

        async def time_to_look() -> None:
            await self.hub.rung(bell, within=HEARTBEAT)
            await asyncio.sleep(0 if self._is_ending else TOGETHER)

        looking = asyncio.ensure_future(time_to_look())
        try:
            await asyncio.wait({looking, leaving}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            looking.cancel()


def stream_of(request: Any) -> Stream | None:
    """The stream that the request is to become; None where it cannot, as under WSGI."""
    stream: Stream | None = getattr(request, "scope", {}).get(KEY)
    return stream


def _asks_for_stream(scope: Scope) -> bool:
    if scope["type"] != "http" or scope["method"] != "GET":
        return False
    return any(
        name == b"accept" and b"text/event-stream" in value for name, value in scope["headers"]
    )


def _event(said: Said) -> str:
    return f"id: {said['cursor']}\ndata: {json.dumps(said)}\n\n"


def _is_news(said: Said, before: Said) -> bool:
    return bool(said["facts"] or said["afresh"] or said["people"] != before.get("people"))


def _piece(text: str) -> Message:
    return {"type": "http.response.body", "body": text.encode(), "more_body": True}


def _body(answer: list[Message]) -> bytes:
    return b"".join(message.get("body", b"") for message in answer[1:])


def _kept_headers(start: Message) -> list[tuple[bytes, bytes]]:
    """All but those of the one answer that the stream began with."""
    ours = {name for name, _ in HEADERS} | {b"content-length", b"etag"}
    return [(name, value) for name, value in start["headers"] if name.lower() not in ours]


async def _left(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass


async def _apart(act: Callable[[], Found]) -> Found:
    """What `act` gives in a thread, whose connection is given back."""

    def work() -> Found:
        with closing(connection):
            return act()

    return await asyncio.to_thread(work)
