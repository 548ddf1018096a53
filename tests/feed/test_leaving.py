"""Who leaves while a stream begins."""

import pytest

from annotations.feed.streaming import Streaming
from tests.feed.streams import LiveSite, streamed

pytestmark = pytest.mark.django_db(transaction=True)


def test_who_leaves_before_the_answer_is_sent_none() -> None:
    sent: list[object] = []

    async def play(site: LiveSite) -> tuple[list[object], int]:
        scope = {"type": "http", "method": "GET", "headers": [(b"accept", b"text/event-stream")]}
        silent = Streaming(nothing, hub=site.streaming.hub, seats=site.streaming.seats)
        await silent(scope, left, keep)
        return sent, silent.seats.taken()

    async def nothing(*_: object) -> None:
        """What Django sends once a client has gone."""

    async def left() -> dict[str, str]:
        return {"type": "http.disconnect"}

    async def keep(message: object) -> None:
        sent.append(message)

    assert streamed(play) == ([], 0)
