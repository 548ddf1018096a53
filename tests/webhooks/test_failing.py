"""Receivers that fail, hang, or want nothing more."""

import threading
from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.utils import timezone
from pytest_django import Settings
from pytest_httpserver import HTTPServer
from werkzeug import Request, Response

from annotations.history.models import Event, Kind
from annotations.intake import posting
from annotations.intake.connections import Network
from annotations.newsrooms.models import Member
from annotations.webhooks import reach
from annotations.webhooks.actions import make_secret, send_test, switch_on
from annotations.webhooks.delivering import work_off
from annotations.webhooks.models import Attempt, Delivery, Off, State, Trouble, Webhook
from annotations.webhooks.schedule import ATTEMPTS, OUTAGE
from tests import factories
from tests.patience import wait_for
from tests.webhooks.receiver import Receiver, network_to

LATER = timedelta(minutes=20)  # longer than any rest


def later(webhook: Webhook, by: timedelta = LATER) -> None:
    """Work on the webhook as if so much time had gone by."""
    with time_machine.travel(timezone.now() + by):
        work_off(webhook.pk)


def states(webhook: Webhook) -> list[str]:
    rows = Delivery.objects.filter(webhook=webhook).order_by("number", "id")
    return list(rows.values_list("state", flat=True))


def test_one_message_that_fails_does_not_hold_up_those_after_it(
    receiver: Receiver, webhook: Webhook, admin: Member
) -> None:
    receiver.answers = [500]
    for _ in range(3):
        factories.source(admin)
    work_off(webhook.pk)
    assert states(webhook) == [State.WAITING] * 3
    later(webhook, timedelta(seconds=7))
    assert states(webhook) == [State.DELIVERED] * 3
    first, *others = receiver.numbers
    assert others == [first, first + 1, first + 2]


def test_a_receiver_that_is_out_is_left_alone_and_then_told_everything_in_order(
    receiver: Receiver, webhook: Webhook, admin: Member
) -> None:
    for _ in range(3):
        factories.source(admin)
    receiver.answers = [503] * OUTAGE
    with time_machine.travel(timezone.now()) as clock:
        for _ in range(OUTAGE):
            work_off(webhook.pk)
            clock.shift(LATER)
        assert len(receiver.requests) == OUTAGE
        receiver.requests.clear()
        work_off(webhook.pk)
    _first_that_got_through, *others = receiver.numbers
    assert others == sorted(others)
    assert states(webhook) == [State.DELIVERED] * 3
    webhook.refresh_from_db()
    assert (webhook.failures, webhook.failing_since, webhook.rests_until) == (0, None, None)


def test_a_receiver_says_how_long_it_wants_to_be_left_alone(
    receiver: Receiver, webhook: Webhook, admin: Member
) -> None:
    receiver.answers = [Response(status=429, headers={"Retry-After": "3600"})]
    factories.source(admin)
    work_off(webhook.pk)
    later(webhook)
    assert len(receiver.requests) == 1
    later(webhook, timedelta(hours=1, seconds=5))
    assert states(webhook) == [State.DELIVERED]


def test_410_switches_the_webhook_off_and_history_says_why(
    receiver: Receiver, webhook: Webhook, admin: Member
) -> None:
    receiver.answers = [410]
    factories.source(admin)
    factories.source(admin)
    work_off(webhook.pk)
    webhook.refresh_from_db()
    assert (webhook.off_because, len(receiver.requests), states(webhook)) == (
        Off.GONE,
        1,
        [State.FAILED, State.WAITING],
    )
    told = Event.objects.get(kind=Kind.WEBHOOK_SWITCHED_OFF)
    assert (told.by, told.changes) == (None, {"off_because": ["", "gone"]})
    later(webhook)
    assert len(receiver.requests) == 1


def test_days_of_failures_switch_it_off_and_switching_it_on_loses_nothing(
    receiver: Receiver, webhook: Webhook, admin: Member
) -> None:
    for _ in range(3):
        factories.source(admin)
    receiver.answers = [500] * (ATTEMPTS + 1)
    with time_machine.travel(timezone.now()) as clock:
        for _ in range(ATTEMPTS):
            work_off(webhook.pk)
            clock.shift(LATER)
        webhook.refresh_from_db()
        assert webhook.off_at is None
        clock.shift(timedelta(days=5))
        work_off(webhook.pk)
        webhook.refresh_from_db()
        assert webhook.off_because == Off.FAILING

        factories.source(admin)
        work_off(webhook.pk)
        receiver.requests.clear()
        switch_on(webhook=webhook, revision=webhook.revision, by=admin)
        work_off(webhook.pk)
    assert receiver.numbers == sorted(receiver.numbers)
    assert set(states(webhook)) == {State.DELIVERED}
    assert len(states(webhook)) == 4


def test_a_redirect_leads_nowhere(receiver: Receiver, webhook: Webhook, admin: Member) -> None:
    receiver.answers = [Response(status=307, headers={"Location": receiver.url})]
    factories.source(admin)
    work_off(webhook.pk)
    assert (len(receiver.requests), Attempt.objects.get().status) == (1, 307)


def test_an_address_within_our_network_is_not_sent_to(
    receiver: Receiver, webhook: Webhook, admin: Member, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A name may lead elsewhere than on the day on which the webhook was made."""
    inside = Network(resolve=lambda *_: ["10.0.0.7"], ports=reach.NETWORK.ports)
    monkeypatch.setattr(reach, "NETWORK", inside)
    factories.source(admin)
    work_off(webhook.pk)
    attempt = Attempt.objects.get()
    assert (attempt.status, attempt.trouble, receiver.requests) == (None, Trouble.BLOCKED, [])


def test_only_the_beginning_of_an_answer_is_kept_and_can_be_shown(
    receiver: Receiver, webhook: Webhook, admin: Member
) -> None:
    receiver.answers = [Response(b"\0\x1b[31m\xff" + b"x" * 5_000, status=500)]
    factories.source(admin)
    work_off(webhook.pk)
    assert Attempt.objects.get().answer == "\ufffd\ufffd[31m\ufffd" + "x" * (posting.KEPT - 7)


def test_a_test_is_sent_once_and_before_all_others(
    receiver: Receiver, webhook: Webhook, admin: Member
) -> None:
    receiver.answers = [500]
    factories.source(admin)
    test = send_test(webhook=webhook)
    work_off(webhook.pk)
    test.refresh_from_db()
    webhook.refresh_from_db()
    assert [told["type"] for told in receiver.told] == ["webhook.test", "source.added"]
    assert (test.state, webhook.failures) == (State.FAILED, 0)


def test_a_site_with_another_key_signs_nothing_until_there_is_a_new_secret(
    receiver: Receiver, webhook: Webhook, admin: Member, settings: Settings
) -> None:
    old = settings.SECRET_KEY
    settings.SECRET_KEY = "another key, as after a leak of the old one"
    factories.source(admin)
    work_off(webhook.pk)
    webhook.refresh_from_db()
    assert (webhook.off_because, receiver.requests) == (Off.KEY_CHANGED, [])

    settings.SECRET_KEY_FALLBACKS = [old]
    switch_on(webhook=webhook, revision=webhook.revision, by=admin)
    work_off(webhook.pk)
    assert len(receiver.requests) == 1

    settings.SECRET_KEY_FALLBACKS = []
    make_secret(webhook=webhook, revision=webhook.revision, by=admin)
    factories.source(admin)
    work_off(webhook.pk)
    assert len(receiver.requests) == 2


@pytest.mark.django_db(transaction=True)
def test_a_receiver_that_hangs_delays_only_itself(
    admin: Member, monkeypatch: pytest.MonkeyPatch
) -> None:
    release = threading.Event()

    def hang(_request: Request) -> Response:
        release.wait(30)
        return Response(status=204)

    server = HTTPServer(threaded=True)
    server.expect_request("/hang").respond_with_handler(hang)
    server.expect_request("/hook").respond_with_data(status=204)
    server.start()
    monkeypatch.setattr(reach, "NETWORK", network_to(server))
    site = f"http://receiver.example:{server.port}"
    slow = factories.webhook(admin, url=f"{site}/hang")
    webhook = factories.webhook(admin, url=f"{site}/hook")
    factories.source(admin)

    def stuck() -> None:
        try:
            work_off(slow.pk)
        finally:
            connection.close()

    waiting = threading.Thread(target=stuck)
    waiting.start()
    try:
        wait_for(lambda: Webhook.objects.get(pk=slow.pk).busy_until is not None)
        work_off(webhook.pk)
        work_off(slow.pk)  # somebody else is at it: returns at once
        assert (states(webhook), states(slow)) == ([State.DELIVERED], [State.WAITING])
    finally:
        release.set()
        waiting.join()
        server.stop()
    assert states(slow) == [State.DELIVERED]
    assert Attempt.objects.filter(delivery__webhook=slow).count() == 1
