"""The feed never skips: whoever follows it has, in the end, what the database has."""

import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from random import Random
from typing import Any, TypeVar

import pytest
from django.db import connection, transaction
from django.db.models import Q

from annotations.claims.models import Claim
from annotations.history.models import Event
from annotations.newsrooms.models import Member, Role
from tests import factories
from tests.api.caller import Caller
from tests.feed.replica import NarrowCaller, Replica, everything
from tests.feed.writers import work

pytestmark = pytest.mark.django_db(transaction=True)

WRITERS = 32
TURNS = 8  # transactions of each writer

Found = TypeVar("Found")
Reader = Callable[[threading.Event], Found]
"""Reads until the event is set, and then what is left; gives what it found."""


@pytest.fixture
def admin() -> Member:
    """Of a newsroom with something in it to work on."""
    _, admin = factories.newsroom("lindau")
    claim = factories.claim(admin)
    for _ in range(4):
        factories.evidence(claim, admin)
    return admin


def while_they_write(admin: Member, seed: str, readers: list[Reader[Found]]) -> list[Found]:
    """32 writers, slow ones and ones who fail among them, and all readers at the same time."""
    members = [factories.member(admin.newsroom, Role.EDITOR) for _ in range(WRITERS)]
    done = threading.Event()

    def read(reader: Reader[Found]) -> Found:
        with closing(connection):
            return reader(done)

    with ThreadPoolExecutor(WRITERS + len(readers)) as threads:
        reading = [threads.submit(read, reader) for reader in readers]
        writing = [
            threads.submit(work, member, Random(f"{seed} {place}"), TURNS)
            for place, member in enumerate(members)
        ]
        try:
            committed = sum(future.result() for future in writing)
        finally:
            done.set()
        found = [future.result() for future in reading]
    assert committed > WRITERS
    return found


def from_the_beginning(admin: Member, limit: int) -> Reader[Replica]:
    return lambda done: followed(Replica(Caller(admin), limit=limit), done)


def with_a_narrow_view(admin: Member) -> Reader[Replica]:
    return lambda done: followed(Replica(NarrowCaller(admin), limit=20), done)


def from_a_snapshot(admin: Member, limit: int) -> Reader[Replica]:
    """Begins in mid-time."""

    def read(done: threading.Event) -> Replica:
        replica = Replica(Caller(admin), limit=limit)
        done.wait(0.5)
        replica.start_from_snapshot()
        return followed(replica, done)

    return read


def followed(replica: Replica, done: threading.Event) -> Replica:
    while not done.is_set():
        replica.follow()
    replica.catch_up()
    return replica


def numbers_of_things(admin: Member) -> set[int]:
    """Of the events that are not about people alone."""
    of_things = ~Q(claim_id=None, article_id=None) | Q(subject_type="source")
    events = Event.objects.filter(of_things, newsroom_id=admin.newsroom_id)
    return set(events.values_list("number", flat=True))


def a_round(admin: Member, seed: str) -> None:
    readers = [from_the_beginning(admin, limit) for limit in (3, 200)]
    readers += [from_a_snapshot(admin, limit) for limit in (7, 50)]
    readers += [with_a_narrow_view(admin)]
    *replicas, narrow = while_they_write(admin, seed, readers)
    truth = everything(Caller(admin))
    settled = {
        key: thing for key, thing in truth.items() if thing.get("stage") in {None, "settled"}
    }
    assert narrow.things == settled
    for replica in replicas:
        assert replica.things == truth
        assert replica.numbers == sorted(replica.numbers)
    for replica in replicas[:2]:
        assert set(replica.numbers) == numbers_of_things(admin)


@pytest.mark.parametrize("turn", range(2))
def test_every_reader_has_in_the_end_what_the_database_has(admin: Member, turn: int) -> None:
    a_round(admin, f"day {turn}")


@pytest.mark.nightly
@pytest.mark.parametrize("turn", range(20))
def test_twenty_times_out_of_twenty(admin: Member, turn: int) -> None:
    a_round(admin, f"night {turn}")


@contextmanager
def serial_log() -> Iterator[Callable[[int], list[tuple[int, Any]]]]:
    """Claims under a serial number, as they are made; gives those after a number."""
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE TABLE serial_log (id bigserial PRIMARY KEY, claim uuid);"
            "CREATE FUNCTION log_claim() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
            "INSERT INTO serial_log (claim) VALUES (NEW.id); RETURN NEW; END $$;"
            "CREATE TRIGGER log_claim AFTER INSERT ON annotations_claim "
            "FOR EACH ROW EXECUTE FUNCTION log_claim()"
        )

    def after(number: int) -> list[tuple[int, Any]]:
        with connection.cursor() as cursor:
            cursor.execute("SELECT id, claim FROM serial_log WHERE id > %s ORDER BY id", [number])
            return list(cursor.fetchall())

    try:
        yield after
    finally:
        with connection.cursor() as cursor:
            cursor.execute("DROP FUNCTION log_claim CASCADE; DROP TABLE serial_log")


def test_a_cursor_on_a_serial_id_fails_the_same_round(admin: Member) -> None:
    with serial_log() as after:

        def follow(done: threading.Event) -> set[Any]:
            seen: dict[Any, int] = {}
            finished = False
            while not finished:
                finished = done.is_set()
                last = max(seen.values(), default=0)
                seen |= {claim: number for number, claim in after(last)}
            return set(seen)

        (seen,) = while_they_write(admin, "serial", [follow])
        made = {claim for _, claim in after(0)}
    assert seen < made


class Slow:
    """Somebody who marks a claim, and whose transaction ends only when told."""

    def __init__(self, by: Member) -> None:
        self.by = by
        self.marked, self.may_end = threading.Event(), threading.Event()

    def mark(self) -> Claim:
        with closing(connection), transaction.atomic():
            claim = factories.claim(self.by)
            self.marked.set()
            assert self.may_end.wait(30)
            return claim


def test_a_cursor_on_a_serial_id_misses_what_is_committed_late() -> None:
    """Two newsrooms, because in one of them the second would wait for the first."""
    slow, quick = Slow(factories.newsroom()[1]), factories.newsroom()[1]
    with serial_log() as after, ThreadPoolExecutor(1) as thread:
        late = thread.submit(slow.mark)
        assert slow.marked.wait(30)
        early = factories.claim(quick)
        ((number, seen),) = after(0)
        slow.may_end.set()
        missed = late.result()
        assert (seen, after(number)) == (early.pk, [])
        assert [claim for _, claim in after(0)] == [missed.pk, early.pk]


def test_in_a_newsroom_nobody_overtakes_a_slow_writer(admin: Member) -> None:
    replica, slow = Replica(Caller(admin)), Slow(admin)
    replica.catch_up()
    before = len(replica.numbers)

    def mark() -> Claim:
        with closing(connection):
            return factories.claim(admin)

    with ThreadPoolExecutor(2) as threads:
        late = threads.submit(slow.mark)
        assert slow.marked.wait(30)
        early = threads.submit(mark)
        time.sleep(0.3)
        replica.catch_up()
        assert (early.done(), len(replica.numbers)) == (False, before)
        slow.may_end.set()
        claims = {("claim", str(claim.result().pk)) for claim in (late, early)}
    replica.catch_up()
    assert claims <= replica.things.keys()
    assert replica.things == everything(Caller(admin))
