"""Live streams of a site that runs in the test's own loop."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager
from typing import Any
from uuid import UUID

from django.conf import settings
from django.core.asgi import get_asgi_application
from django.test import Client
from django.urls import reverse

from annotations.feed.facts import cursor_of_now
from annotations.feed.holding import Seats
from annotations.feed.streaming import Streaming
from annotations.newsrooms.models import Member
from tests.apart import apart
from tests.feed.waiting import meanwhile
from tests.patience import turns_out


class Opened:
    """A stream as a browser hears it."""

    def __init__(self) -> None:
        self.status = 0
        self.headers: dict[str, str] = {}
        self.has_asked = self.has_ended = False
        self.leaving = asyncio.Event()
        self.pieces: asyncio.Queue[str] = asyncio.Queue()

    async def send(self, message: Any) -> None:
        if message["type"] == "http.response.start":
            self.status = message["status"]
            pairs = message["headers"]
            self.headers = {name.decode().lower(): value.decode() for name, value in pairs}
            return
        self.pieces.put_nowait(message.get("body", b"").decode())
        self.has_ended = not message.get("more_body", False)

    async def receive(self) -> Any:
        if not self.has_asked:
            self.has_asked = True
            return {"type": "http.request", "body": b"", "more_body": False}
        await self.leaving.wait()
        return {"type": "http.disconnect"}

    async def told(self) -> dict[str, Any]:
        """The next thing that is told, beats left out; its id is its cursor."""
        async with asyncio.timeout(30):
            while True:
                piece = await self.pieces.get()
                if piece.startswith("id: "):
                    identifier, data, *_ = piece.split("\n")
                    told: dict[str, Any] = json.loads(data.removeprefix("data: "))
                    assert identifier == f"id: {told['cursor']}"
                    return told

    async def end(self) -> None:
        """Wait until the site has ended it."""
        await turns_out(lambda: self.has_ended)


class LiveSite:
    """The site as an ASGI server runs it."""

    def __init__(self, seats: Seats | None = None) -> None:
        self.streaming = Streaming(get_asgi_application(), seats=seats)

    @asynccontextmanager
    async def stream(self, reader: "Reader", **where: Any) -> AsyncIterator[Opened]:
        opened = Opened()
        task = asyncio.create_task(
            self.streaming(reader.scope(**where), opened.receive, opened.send)
        )
        try:
            yield opened
        finally:
            opened.leaving.set()
            await task


class Reader:
    """A member with a session, who stands at the end of all that has happened."""

    def __init__(self, member: Member) -> None:
        self.member, self.client = member, Client()
        self.client.force_login(member.user)
        self.address = reverse("web:live", args=[member.newsroom.slug])
        self.cursor = cursor_of_now(member.newsroom_id)

    def scope(self, *, last: str = "", **where: Any) -> dict[str, Any]:
        """A request for a stream: `last` is its Last-Event-ID, the rest its query."""
        query = "&".join(
            f"{name}={value}" for name, value in {"after": self.cursor, **where}.items()
        )
        name = settings.SESSION_COOKIE_NAME
        cookie = f"{name}={self.client.cookies[name].value}"
        headers = [("host", "localhost"), ("accept", "text/event-stream"), ("cookie", cookie)]
        headers += [("last-event-id", last)] if last else []
        return {
            "type": "http",
            "http_version": "1.1",
            "method": "GET",
            "scheme": "http",
            "path": self.address,
            "query_string": query.encode(),
            "headers": [(name.encode(), value.encode()) for name, value in headers],
            "client": ("127.0.0.1", 9),
            "server": ("127.0.0.1", 80),
        }


def streamed(play: Callable[[LiveSite], Coroutine[Any, Any, Any]], **parts: Any) -> Any:
    """What `play` gives, with a site that has ended afterwards."""

    async def main() -> Any:
        site = LiveSite(**parts)
        try:
            return await play(site)
        finally:
            await site.streaming.hub.stop()

    return apart(lambda: asyncio.run(main()))


async def listening(site: LiveSite) -> None:
    await turns_out(lambda: site.streaming.hub.listening)


def things(told: dict[str, Any]) -> list[UUID]:
    return [UUID(fact["thing"]["id"]) for fact in told["facts"]]


__all__ = ["LiveSite", "Opened", "Reader", "listening", "meanwhile", "streamed", "things"]
