"""Who fails too often waits: 5 times in 15 minutes for an account and peer, 30 an hour a peer."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.db import connection

from annotations.newsrooms.limiter import TooManyAttempts, attempt, peer_of, succeeded
from annotations.newsrooms.models import FailedSignIn

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
HERE, THERE = "192.0.2.1", "192.0.2.2"


def fail(account: str = "ada@desk.example", address: str = HERE, times: int = 1) -> None:
    for _ in range(times):
        attempt(account=account, address=address)


def retry_after(account: str = "ada@desk.example", address: str = HERE, **kwargs: bool) -> int:
    """Seconds to wait; 0 if the door is open."""
    try:
        succeeded(attempt(account=account, address=address, **kwargs))
    except TooManyAttempts as refusal:
        return int(refusal.details["retry_after"])
    return 0


def test_five_failures_close_the_door_for_this_account_from_this_peer() -> None:
    with time_machine.travel(NOW, tick=False):
        fail(times=4)
        assert retry_after() == 0
        fail()
        assert retry_after() == 15 * 60
        assert retry_after(account="cem@desk.example") == 0
        assert retry_after(address=THERE) == 0


def test_the_door_opens_again_when_the_first_of_five_is_fifteen_minutes_old() -> None:
    with time_machine.travel(NOW, tick=False):
        fail()
    with time_machine.travel(NOW + timedelta(minutes=10), tick=False):
        fail(times=4)
        assert retry_after() == 5 * 60
    with time_machine.travel(NOW + timedelta(minutes=15), tick=False):
        assert retry_after() == 0
        fail()
        assert retry_after() == 10 * 60


def test_thirty_failures_in_an_hour_close_the_door_for_the_peer() -> None:
    with time_machine.travel(NOW, tick=False):
        for number in range(30):
            fail(account=f"person-{number}@desk.example")
        assert retry_after(account="another@desk.example") == 60 * 60
        assert retry_after(account="another@desk.example", address=THERE) == 0


def test_knocking_at_the_closed_door_does_not_keep_it_closed() -> None:
    with time_machine.travel(NOW, tick=False):
        fail(times=5)
    with time_machine.travel(NOW + timedelta(minutes=14), tick=False):
        assert [retry_after() for _ in range(9)] == [60] * 9
    with time_machine.travel(NOW + timedelta(minutes=15), tick=False):
        assert retry_after() == 0


def test_success_does_not_wipe_out_earlier_failures() -> None:
    with time_machine.travel(NOW, tick=False):
        fail(times=4)
        assert retry_after() == 0
        fail()
        assert retry_after() == 15 * 60


def test_letter_case_and_blanks_are_no_way_around() -> None:
    fail(account="ada@desk.example", times=3)
    fail(account=" ADA@desk.example", times=2)
    assert retry_after(account="Ada@Desk.Example ") > 0


def test_a_second_factor_is_watched_from_wherever_attempts_come() -> None:
    for number in range(5):
        attempt(account="factor", address=f"198.51.100.{number}", from_anywhere=True)
    assert retry_after(account="factor", address="203.0.113.1", from_anywhere=True) > 0


@pytest.mark.parametrize(
    ("address", "peer"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::"),
        ("fe80::1%eth0", "fe80::"),
        ("", None),
        ("unix:", None),
    ],
)
def test_who_a_peer_is(address: str, peer: str | None) -> None:
    assert peer_of(address) == peer
    fail(address=address)
    assert FailedSignIn.objects.get().peer == peer


def test_what_no_longer_counts_is_not_kept() -> None:
    with time_machine.travel(NOW, tick=False):
        fail(times=3)
    with time_machine.travel(NOW + timedelta(hours=1), tick=False):
        fail(address=THERE)
    assert [failed.peer for failed in FailedSignIn.objects.all()] == [THERE]


def test_the_account_is_kept_as_a_digest() -> None:
    fail()
    assert "ada" not in str(vars(FailedSignIn.objects.get()))


@pytest.mark.django_db(transaction=True)
def test_any_number_of_attempts_at_once_count_as_many() -> None:
    def guess(_: int) -> bool:
        try:
            fail()
        except TooManyAttempts:
            return False
        finally:
            connection.close()
        return True

    with ThreadPoolExecutor(12) as threads:
        heard = list(threads.map(guess, range(24)))
    assert heard.count(True) == 5
