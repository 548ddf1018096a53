"""Live streams: in order, from where one stood, and only for who may see."""

import asyncio
import threading
import time
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.db import connection
from django.urls import reverse

from annotations.feed import cursors
from annotations.feed.facts import cursor_of_now
from annotations.feed.holding import Seats
from annotations.feed.refusals import TooManyStreams
from annotations.feed.streaming import HEARTBEAT
from annotations.newsrooms.actions import end_membership
from annotations.newsrooms.models import Member
from annotations.rows import new_id
from tests import factories
from tests.feed.streams import LiveSite, Reader, listening, streamed, things
from tests.feed.test_holding import LISTENING, connections, once_settled
from tests.feed.waiting import meanwhile

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def admin() -> Member:
    return factories.newsroom("lindau")[1]


@pytest.fixture
def cem(admin: Member) -> Reader:
    return Reader(factories.member(admin.newsroom))


def test_an_open_page_is_told_what_happened_and_by_whom(admin: Member, cem: Reader) -> None:
    version = factories.version(admin)
    cem.cursor = cursor_of_now(admin.newsroom_id)

    async def play(site: LiveSite) -> tuple[Any, float]:
        async with site.stream(cem) as stream:
            assert (await stream.told())["facts"] == []
            await listening(site)
            claim = await meanwhile(lambda: factories.claim(admin, version))
            happened = time.monotonic()
            told = await stream.told()
            return claim, told, time.monotonic() - happened

    claim, told, delay = streamed(play)
    assert told["facts"] == [
        {
            "thing": {"type": "claim", "id": str(claim.pk)},
            "articles": [str(version.article_id)],
            "kind": "claim.marked",
            "by": {"id": str(admin.pk), "name": "Ada Admin"},
        }
    ]
    assert (told["cursor"], told["afresh"]) == (cursor_of_now(admin.newsroom_id), False)
    assert delay < HEARTBEAT - 5  # told, not found when it looked again


def test_a_stream_says_what_proxies_and_browsers_need_to_know(cem: Reader) -> None:
    async def play(site: LiveSite) -> tuple[Any, str]:
        async with site.stream(cem) as stream:
            await stream.told()
            return stream

    stream = streamed(play)
    assert stream.status == 200
    assert {
        name: stream.headers[name]
        for name in ("content-type", "cache-control", "x-accel-buffering", "x-content-type-options")
    } == {
        "content-type": "text/event-stream; charset=utf-8",
        "cache-control": "private, no-store, no-transform",
        "x-accel-buffering": "no",
        "x-content-type-options": "nosniff",
    }
    assert "content-length" not in stream.headers


def test_who_comes_back_is_told_what_happened_meanwhile(admin: Member, cem: Reader) -> None:
    async def play(site: LiveSite) -> Any:
        async with site.stream(cem) as stream:
            first = await stream.told()
        missed = [await meanwhile(lambda: factories.source(admin)) for _ in range(3)]
        async with site.stream(cem, after="long ago", last=first["cursor"]) as stream:
            return missed, await stream.told()

    missed, told = streamed(play)
    assert things(told) == [source.pk for source in missed]
    assert told["afresh"] is False


@pytest.mark.parametrize("kind", ["of another database", "made up", "from the future"])
def test_whose_cursor_says_nothing_takes_everything_afresh(
    admin: Member, cem: Reader, kind: str
) -> None:
    epoch, position = cursors.read(cem.cursor)
    last = {
        "of another database": cursors.write(b"restored", position),
        "made up": "x",
        "from the future": cursors.write(epoch, position._replace(number=99)),
    }[kind]

    async def play(site: LiveSite) -> Any:
        async with site.stream(cem, last=last) as stream:
            return await stream.told()

    told = streamed(play)
    assert (told["afresh"], told["facts"]) == (True, [])
    assert told["cursor"] == cem.cursor


def test_who_was_away_too_long_takes_everything_afresh(admin: Member, cem: Reader) -> None:
    for _ in range(201):
        factories.source(admin)

    async def play(site: LiveSite) -> Any:
        async with site.stream(cem) as stream:
            return await stream.told()

    told = streamed(play)
    assert (told["afresh"], told["facts"]) == (True, [])
    assert told["cursor"] == cursor_of_now(admin.newsroom_id)


def test_what_happens_together_is_told_together(admin: Member, cem: Reader) -> None:
    claim = factories.claim(admin)
    cem.cursor = cursor_of_now(admin.newsroom_id)

    async def play(site: LiveSite) -> list[Any]:
        async with site.stream(cem) as stream:
            told = [await stream.told()]
            await listening(site)
            await meanwhile(lambda: [factories.comment(claim, admin) for _ in range(20)])
            end = await meanwhile(lambda: cursor_of_now(admin.newsroom_id))
            while told[-1]["cursor"] != end:
                told.append(await stream.told())
            return told[1:]

    told = streamed(play)
    assert len(told) < 20
    assert [things(one) for one in told] == [[claim.pk]] * len(told)


def test_who_is_shut_out_is_cut_off_and_told_nothing(admin: Member, cem: Reader) -> None:
    async def play(site: LiveSite) -> Any:
        async with site.stream(cem) as stream:
            await stream.told()
            await listening(site)
            await meanwhile(lambda: end_membership(member=cem.member, revision=1, by=admin))
            await meanwhile(lambda: factories.source(admin))
            await stream.end()
            return stream.pieces

    pieces = streamed(play)
    assert [piece for piece in iter_all(pieces) if piece.startswith("id:")] == []


def test_who_signed_out_elsewhere_is_cut_off(admin: Member, cem: Reader) -> None:
    async def play(site: LiveSite) -> Any:
        async with site.stream(cem) as stream:
            await stream.told()
            await listening(site)
            await meanwhile(Session.objects.all().delete)
            await meanwhile(lambda: factories.source(admin))
            await stream.end()
            return stream.pieces

    assert [piece for piece in iter_all(streamed(play)) if piece.startswith("id:")] == []


def iter_all(pieces: "asyncio.Queue[str]") -> list[str]:
    return [pieces.get_nowait() for _ in range(pieces.qsize())]


def test_a_stranger_gets_no_stream(cem: Reader) -> None:
    stranger = Reader(factories.newsroom("konstanz")[1])
    stranger.address = cem.address

    async def play(site: LiveSite) -> tuple[int, int]:
        async with site.stream(stranger) as stream:
            await stream.end()
            return stream.status, site.streaming.seats.taken()

    assert streamed(play) == (404, 0)


def test_the_seventh_stream_of_a_user_is_refused_and_one_that_ends_makes_room(
    cem: Reader,
) -> None:
    async def play(site: LiveSite) -> tuple[Any, ...]:
        seats = site.streaming.seats
        opened = [site.stream(cem) for _ in range(6)]
        streams = [await one.__aenter__() for one in opened]
        for stream in streams:
            await stream.told()
        async with site.stream(cem) as refused:
            await refused.end()
        await opened.pop().__aexit__(None, None, None)
        async with site.stream(cem) as welcome:
            await welcome.told()
        for one in opened:
            await one.__aexit__(None, None, None)
        return refused.status, refused.headers["retry-after"], welcome.status, seats.taken()

    assert streamed(play) == (503, "5", 200, 0)


def test_there_are_only_so_many_streams_for_all() -> None:
    seats = Seats(each=2, all_=1, refusal=TooManyStreams)
    seats.take(new_id())
    with pytest.raises(TooManyStreams):
        seats.take(new_id())


def test_when_the_site_ends_all_streams_end_and_none_begins(cem: Reader) -> None:
    async def play(site: LiveSite) -> tuple[bool, str]:
        async with site.stream(cem) as stream:
            await stream.told()
            site.streaming.let_go()
            await stream.end()
        async with site.stream(cem) as late:
            await late.end()
        return stream.has_ended, late.headers["content-type"]

    assert streamed(play) == (True, "application/json")


def test_streams_hold_no_thread_and_no_connection(admin: Member) -> None:
    readers = [Reader(factories.member(admin.newsroom)) for _ in range(5)]

    async def play(site: LiveSite) -> tuple[int, list[str], list[int]]:
        await meanwhile(lambda: None)
        others = await meanwhile(connections)
        opened = [site.stream(reader) for reader in readers for _ in range(6)]
        streams = [await one.__aenter__() for one in opened]
        for stream in streams:
            await stream.told()
        await listening(site)
        await asyncio.sleep(1)
        threads = threading.active_count()
        busy = await meanwhile(lambda: once_settled(others))
        await meanwhile(lambda: factories.source(admin))
        told = [len((await stream.told())["facts"]) for stream in streams]
        for one in opened:
            await one.__aexit__(None, None, None)
        return threads, busy, told

    connection.close()
    threads, busy, told = streamed(play)
    assert threads < 15  # a few that look, however many are looked for
    assert busy == [LISTENING]
    assert told == [1] * 30


def test_colleagues_see_each_other_on_a_page_until_they_leave(admin: Member, cem: Reader) -> None:
    claim = factories.claim(admin)
    ada = Reader(admin)
    ada.cursor = cem.cursor = cursor_of_now(admin.newsroom_id)
    tabs = {"cem": new_id(), "ada": new_id()}

    def ada_writes(writing: str) -> None:
        words = {"claim": claim.pk, "tab": tabs["ada"], "writing": writing}
        assert ada.client.post(reverse("web:live", args=["lindau"]), words).status_code == 204

    async def play(site: LiveSite) -> list[Any]:
        seen = []
        async with site.stream(cem, claim=claim.pk, tab=tabs["cem"]) as stream:
            seen.append((await stream.told())["people"])
            await listening(site)
            async with site.stream(ada, claim=claim.pk, tab=tabs["ada"]):
                seen.append((await stream.told())["people"])
                await meanwhile(lambda: ada_writes(str(claim.pk)))
                seen.append((await stream.told())["people"])
                await meanwhile(lambda: ada_writes(""))
                seen.append((await stream.told())["people"])
            seen.append((await stream.told())["people"])
        return seen

    here = {"id": str(admin.pk), "name": "Ada Admin", "writing": []}
    writes = {**here, "writing": [str(claim.pk)]}
    assert streamed(play) == [[], [here], [writes], [here], []]
