"""Waiting for news: without a thread, without a connection, and not for ever."""

import asyncio
import threading
import time
from collections.abc import Callable

import pytest
from django.db import connection

from annotations.feed.holding import Seats
from annotations.feed.refusals import TooManyWaiting
from annotations.newsrooms.actions import revoke_token
from annotations.newsrooms.models import Member
from annotations.rows import new_id
from tests import factories
from tests.api.caller import Caller
from tests.feed.waiting import Answer, Site, meanwhile, played
from tests.patience import turns_out

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def admin() -> Member:
    return factories.newsroom("lindau")[1]


@pytest.fixture
def program(admin: Member) -> Caller:
    return Caller(admin)


def everybody_waits(site: Site, count: int) -> Callable[[], bool]:
    return lambda: site.application.seats.taken() == count


@pytest.fixture
def path(program: Caller) -> str:
    """Of the feed after all that has happened."""
    cursor = program.get("changes/?after=now").json()["cursor"]
    return f"changes/?after={cursor}&wait=20"


def test_who_waits_is_told_as_soon_as_something_happens(
    admin: Member, program: Caller, path: str
) -> None:
    async def play(site: Site) -> tuple[Answer, float]:
        asking = asyncio.create_task(site.get(program, path))
        await turns_out(everybody_waits(site, 1))
        await turns_out(lambda: site.application.hub.listening)
        await meanwhile(lambda: factories.source(admin, title="Minutes"))
        happened = time.monotonic()
        answer = await asking
        return answer, time.monotonic() - happened

    answer, delay = played(play)
    assert answer.status == 200
    assert [change["now"]["title"] for change in answer.body["results"]] == ["Minutes"]
    assert delay < 10


def test_when_nothing_happens_an_empty_page_comes_after_the_time(
    program: Caller, path: str
) -> None:
    path = path.replace("wait=20", "wait=1")
    answer = played(lambda site: site.get(program, path))
    assert (answer.status, answer.body["results"], answer.body["more"]) == (200, [], False)
    assert 1 <= answer.took < 15
    assert f"after={answer.body['cursor']}&" in path


def test_what_has_happened_already_is_told_at_once(
    admin: Member, program: Caller, path: str
) -> None:
    factories.source(admin)
    answer = played(lambda site: site.get(program, path))
    assert (len(answer.body["results"]), answer.took < 10) == (1, True)


def test_without_an_event_loop_nobody_waits(program: Caller, path: str) -> None:
    begun = time.monotonic()
    assert program.get(path).json()["results"] == []
    assert time.monotonic() - begun < 10


LISTENING = "LISTEN annotations_event"


def connections() -> dict[int, str]:
    """What each connection to this database did last, by process, but for our own."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pid, query FROM pg_stat_activity WHERE datname = current_database() "
            "AND backend_type = 'client backend' AND pid <> pg_backend_pid()"
        )
        return dict(cursor.fetchall())


def once_settled(others: dict[int, str]) -> list[str]:
    """What came besides `others` and stays: the server takes its time to see that one has left."""
    for _ in range(200):
        busy = [query for pid, query in connections().items() if pid not in others]
        if busy == [LISTENING]:
            break
        time.sleep(0.05)
    return busy


def test_those_who_wait_hold_no_thread_and_no_connection(admin: Member, path: str) -> None:
    programs = [Caller(factories.member(admin.newsroom)) for _ in range(5)]
    # The members who joined are no news of the feed, so the cursor still stands at its end.

    async def play(site: Site) -> tuple[int, list[str], list[int]]:
        await meanwhile(lambda: None)  # the thread of meanwhile() itself is there before we count
        before, others = threading.active_count(), await meanwhile(connections)
        asking = [asyncio.create_task(site.get(p, path)) for p in programs for _ in range(6)]
        await turns_out(everybody_waits(site, 30))
        await turns_out(lambda: site.application.hub.listening)
        await turns_out(lambda: threading.active_count() <= before + 1)
        threads = threading.active_count() - before
        busy = await meanwhile(lambda: once_settled(others))
        await meanwhile(lambda: factories.source(admin))
        answers = await asyncio.gather(*asking)
        return threads, busy, [len(answer.body["results"]) for answer in answers]

    connection.close()
    threads, busy, told = played(play)
    assert threads <= 1
    assert busy == [LISTENING]
    assert told == [1] * 30


def test_the_seventh_who_would_wait_for_one_user_is_asked_to_come_back(
    admin: Member, program: Caller, path: str
) -> None:
    async def play(site: Site) -> tuple[Answer, list[int], int]:
        asking = [asyncio.create_task(site.get(program, path)) for _ in range(6)]
        await turns_out(everybody_waits(site, 6))
        refused = await site.get(program, path)
        await meanwhile(lambda: factories.source(admin))
        told = [answer.status for answer in await asyncio.gather(*asking)]
        return refused, told, site.application.seats.taken()

    refused, told, still_waiting = played(play)
    assert (refused.status, refused.headers["retry-after"]) == (503, "5")
    assert refused.body["code"] == "too-many-waiting"
    assert (told, still_waiting) == ([200] * 6, 0)


def test_there_are_only_so_many_seats_for_all() -> None:
    seats = Seats(each=2, all_=3)
    ada, cem = new_id(), new_id()
    for user in (ada, ada, cem):
        seats.take(user)
    with pytest.raises(TooManyWaiting):
        seats.take(cem)
    seats.give_back(ada)
    seats.take(cem)
    assert seats.taken() == 3


def test_who_leaves_gives_the_seat_back(program: Caller, path: str) -> None:
    async def play(site: Site) -> tuple[Answer | None, int]:
        leaving = asyncio.Event()
        asking = asyncio.create_task(site.get(program, path, leaving=leaving))
        await turns_out(everybody_waits(site, 1))
        leaving.set()
        return await asking, site.application.seats.taken()

    assert played(play) == (None, 0)


def test_who_is_shut_out_while_waiting_is_told_nothing(
    admin: Member, program: Caller, path: str
) -> None:
    async def play(site: Site) -> Answer | None:
        asking = asyncio.create_task(site.get(program, path))
        await turns_out(everybody_waits(site, 1))
        await meanwhile(lambda: revoke_token(token=program.token, by=admin))
        await meanwhile(lambda: factories.source(admin))
        return await asking

    answer = played(play)
    assert (answer.status, answer.body["code"]) == (401, "bad-token")


def test_when_the_site_ends_those_who_wait_are_answered(program: Caller, path: str) -> None:
    async def play(site: Site) -> tuple[Answer | None, Answer | None]:
        asking = asyncio.create_task(site.get(program, path))
        await turns_out(everybody_waits(site, 1))
        site.application.let_go()
        return await asking, await site.get(program, path)

    for answer in played(play):
        assert (answer.status, answer.body["results"]) == (200, [])
        assert f"after={answer.body['cursor']}&" in path
        assert answer.took < 10


def stop_listening() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
            "WHERE datname = current_database() AND query LIKE 'LISTEN%'"
        )


def test_when_listening_is_lost_news_still_come_and_listening_comes_back(
    admin: Member, program: Caller, path: str
) -> None:
    async def play(site: Site) -> tuple[Answer | None, float]:
        hub = site.application.hub
        asking = asyncio.create_task(site.get(program, path))
        await turns_out(lambda: hub.listening)
        await turns_out(everybody_waits(site, 1))
        await meanwhile(stop_listening)
        await turns_out(lambda: not hub.listening)
        await meanwhile(lambda: factories.source(admin))
        happened = time.monotonic()
        answer = await asking
        delay = time.monotonic() - happened
        await turns_out(lambda: hub.listening)
        return answer, delay

    answer, delay = played(play)
    assert (answer.status, len(answer.body["results"])) == (200, 1)
    assert delay < 10
