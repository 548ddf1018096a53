"""The site that journeys visit is empty before their database is emptied."""

import asyncio

from tests.apart import apart
from tests.journeys.hours import CLOSE, OPEN, Hours


def test_nobody_is_inside_once_it_has_closed() -> None:
    events: list[str] = []

    async def visit() -> None:
        goes_on = asyncio.Event()

        async def site(scope: dict[str, str], receive: object, send: object) -> None:
            events.append("came")
            await goes_on.wait()
            events.append("left")

        hours = Hours(site)

        async def ask(path: str) -> None:
            async def send(message: dict[str, object]) -> None:
                if "status" in message:
                    events.append(f"{path} {message['status']}")

            await hours({"path": path}, None, send)

        async with asyncio.TaskGroup() as group:
            group.create_task(ask("/a"))
            await asyncio.sleep(0)
            group.create_task(ask(CLOSE))
            await asyncio.sleep(0)
            await ask("/late")
            goes_on.set()
        await ask(OPEN)
        await ask("/b")

    apart(lambda: asyncio.run(visit()))
    assert events == ["came", "/late 503", "left", f"{CLOSE} 204", f"{OPEN} 204", "came", "left"]
