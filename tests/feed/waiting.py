"""A site that holds requests, asked by several at once in one loop."""

import asyncio
import json
import time
from collections.abc import Callable, Coroutine
from contextlib import closing
from typing import Any, NamedTuple

from django.core.asgi import get_asgi_application
from django.db import connection

from annotations.feed.holding import Holding, Seats
from annotations.feed.hub import Hub
from tests.apart import apart
from tests.api.caller import Caller


class Answer(NamedTuple):
    status: int
    headers: dict[str, str]
    body: Any
    took: float


class Site:
    """The site as an ASGI server runs it, in one event loop."""

    def __init__(self, hub: Hub | None = None, seats: Seats | None = None) -> None:
        self.application = Holding(get_asgi_application(), hub=hub, seats=seats)

    async def get(
        self, program: Caller, path: str, *, leaving: asyncio.Event | None = None
    ) -> Answer | None:
        """The answer; None for somebody who left before there was one."""
        sent: list[Any] = []
        begun, body = time.monotonic(), [{"type": "http.request", "body": b"", "more_body": False}]

        async def receive() -> Any:
            if not body:
                await (leaving or asyncio.Event()).wait()
            return body.pop() if body else {"type": "http.disconnect"}

        async def send(message: Any) -> None:
            sent.append(message)

        await self.application(scope(program, path), receive, send)
        if not sent:
            return None
        content = b"".join(message.get("body", b"") for message in sent[1:])
        headers = {name.decode().lower(): value.decode() for name, value in sent[0]["headers"]}
        took = time.monotonic() - begun
        return Answer(sent[0]["status"], headers, json.loads(content), took)


def scope(program: Caller, path: str) -> dict[str, Any]:
    address, _, query = program.address(path).partition("?")
    return {
        "type": "http",
        "http_version": "1.1",
        "method": "GET",
        "scheme": "http",
        "path": address,
        "query_string": query.encode(),
        "headers": [
            (b"host", b"localhost"),
            (b"authorization", f"Bearer {program.secret}".encode()),
        ],
        "client": ("127.0.0.1", 9),
        "server": ("127.0.0.1", 80),
    }


async def meanwhile(act: Callable[[], Any]) -> Any:
    """Do something to the database in another thread."""

    def work() -> Any:
        with closing(connection):
            return act()

    return await asyncio.to_thread(work)


def played(play: Callable[[Site], Coroutine[Any, Any, Any]], **parts: Any) -> Any:
    """What `play` gives, with a site that has ended afterwards."""

    async def main() -> Any:
        site = Site(**parts)
        try:
            return await play(site)
        finally:
            await site.application.hub.stop()

    return apart(lambda: asyncio.run(main()))
