"""Hearing of events as they are committed: one listening connection per process."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any
from uuid import UUID

import psycopg
import structlog
from django.db import connection

from annotations.history import actions as history
from annotations.teamwork import presence

POLL = 1.0  # seconds between two looks while nobody listens
AGAIN = 2.0  # seconds until the next try to listen

log = structlog.get_logger(__name__)


class Hub:
    """Wakes those who wait for news of a newsroom, or of who is in a place. Lives in one loop.

    A wake-up is a hint: whoever is woken looks into the log itself. So one too many does no
    harm, and while the connection is lost everybody is woken to look every second.
    """

    def __init__(self) -> None:
        self.listening = False
        self._last: dict[UUID, int] = {}
        self._bells: dict[UUID, set[asyncio.Event]] = {}
        self._task: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Listen from now on, in the running loop, unless it does so already."""
        if self._task is None or self._task.done():
            self._task = asyncio.create_task(self._listen())

    async def stop(self) -> None:
        if self._task:
            self._task.cancel()
            with suppress(asyncio.CancelledError):
                await self._task

    async def news(self, newsroom: UUID, *, after: int, within: float) -> None:
        """Return once the newsroom has an event after number `after`, or may have; at the
        latest `within` seconds from now."""
        if self._last.get(newsroom, 0) > after:
            return
        with self.bell(newsroom) as bell:
            await self.rung(bell, within=within)

    @contextmanager
    def bell(self, *whose: UUID) -> Iterator[asyncio.Event]:
        """A bell that rings whenever something happens in one of these newsrooms and places."""
        bell = asyncio.Event()
        for one in whose:
            self._bells.setdefault(one, set()).add(bell)
        try:
            yield bell
        finally:
            for one in whose:
                self._bells[one].discard(bell)
                if not self._bells[one]:
                    del self._bells[one]

    async def rung(self, bell: asyncio.Event, *, within: float) -> None:
        """Return once the bell rings, or it is time to look; at the latest `within` seconds."""
        with suppress(TimeoutError):
            async with asyncio.timeout(within if self.listening else min(within, POLL)):
                await bell.wait()

    def wake_all(self) -> None:
        for bells in self._bells.values():
            for bell in bells:
                bell.set()

    async def _listen(self) -> None:
        while True:
            try:
                await self._listen_until_lost()
            except (psycopg.Error, OSError) as trouble:
                log.warning("listening_lost", trouble=str(trouble))
            finally:
                self._look_all(listening=False)
            await asyncio.sleep(AGAIN)

    async def _listen_until_lost(self) -> None:
        async with await connected() as listener:
            await listener.execute(f"LISTEN {presence.CHANNEL}")
            await listener.execute(f"LISTEN {history.CHANNEL}")
            self._look_all(listening=True)
            async for notice in listener.notifies():
                whose, _, number = notice.payload.partition(" ")
                if notice.channel == history.CHANNEL:
                    self._last[UUID(whose)] = int(number)
                self._ring(UUID(whose))

    def _ring(self, whose: UUID) -> None:
        for bell in self._bells.get(whose, ()):
            bell.set()

    def _look_all(self, *, listening: bool) -> None:
        """What was said while nobody listened is not known: everybody has to look."""
        self.listening = listening
        self._last.clear()
        self.wake_all()


async def connected() -> psycopg.AsyncConnection[Any]:
    """A connection as Django would make it, to the same database, outside of its pool."""
    facts = await asyncio.to_thread(connection.get_connection_params)
    theirs = {"cursor_factory", "context", "prepare_threshold"}
    ours = {name: value for name, value in facts.items() if name not in theirs}
    return await psycopg.AsyncConnection.connect(**ours, autocommit=True, keepalives_idle=30)
