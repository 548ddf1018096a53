"""What the worker does for webhooks, and what it finds after it was away."""

from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from annotations.errors import Unacceptable
from annotations.history.models import Event
from annotations.newsrooms.models import Member
from annotations.webhooks.actions import redeliver, replay, send_test, switch_off
from annotations.webhooks.delivering import work_off
from annotations.webhooks.leases import SPAN, Lease
from annotations.webhooks.models import Attempt, Delivery, State, Webhook
from annotations.webhooks.news import BATCH
from annotations.webhooks.refusals import NoSuchEvent, TooManyWebhooks, WebhookIsOff
from annotations.webhooks.tasks import (
    KEPT,
    defer_what_can_be_done,
    forget_deliveries,
)
from tests import factories
from tests.webhooks.receiver import Receiver
from tests.working import forget, waiting, work


def test_what_happened_while_no_worker_ran_is_told_when_one_comes(
    receiver: Receiver, webhook: Webhook, admin: Member
) -> None:
    with time_machine.travel(timezone.now() - timedelta(days=1)):
        for _ in range(3):
            factories.source(admin)
    assert receiver.requests == []
    defer_what_can_be_done()
    assert work() == ["annotations.webhooks.tasks.deliver"]
    assert receiver.numbers == list(
        Event.objects.filter(kind="source.added")
        .values_list("number", flat=True)
        .order_by("number")
    )
    defer_what_can_be_done()
    assert waiting() == []


def test_a_burst_is_one_job_for_each_webhook(
    receiver: Receiver, webhook: Webhook, admin: Member
) -> None:
    for _ in range(3):
        factories.source(admin)
        defer_what_can_be_done()
    assert waiting() == [("annotations.webhooks.tasks.deliver", {"webhook_id": str(webhook.pk)})]


def test_more_events_than_fit_into_a_batch_are_all_told(
    receiver: Receiver, webhook: Webhook, admin: Member
) -> None:
    for _ in range(BATCH + 3):
        factories.source(admin)
    work_off(webhook.pk)
    assert receiver.numbers == sorted(receiver.numbers)
    assert len(receiver.numbers) == BATCH + 3


def test_what_a_killed_worker_left_is_gone_on_with(
    receiver: Receiver, webhook: Webhook, admin: Member
) -> None:
    factories.source(admin)
    assert Lease(webhook.pk).take()
    work_off(webhook.pk)
    assert receiver.requests == []
    with time_machine.travel(timezone.now() + SPAN):
        work_off(webhook.pk)
    assert len(receiver.requests) == 1


def test_a_message_is_sent_again_with_the_same_id(
    receiver: Receiver, webhook: Webhook, admin: Member
) -> None:
    factories.source(admin)
    work_off(webhook.pk)
    forget()
    redeliver(delivery=Delivery.objects.get())
    assert work() == ["annotations.webhooks.tasks.deliver"]
    first, again = receiver.requests
    assert first.headers["webhook-id"] == again.headers["webhook-id"]
    assert (Delivery.objects.get().tries, Attempt.objects.count()) == (1, 2)


def test_a_replay_tells_everything_since_then_once_more_and_in_order(
    receiver: Receiver, admin: Member
) -> None:
    before = factories.source(admin)
    webhook = factories.webhook(admin, url=receiver.url)
    factories.source(admin)
    work_off(webhook.pk)
    told = Event.objects.get(subject_id=before.pk)
    replay(webhook=webhook, number=told.number, by=admin)
    work_off(webhook.pk)
    old, new = Event.objects.filter(kind="source.added").order_by("number")
    assert receiver.numbers == [new.number, old.number, new.number]
    assert Delivery.objects.count() == 2
    with pytest.raises(NoSuchEvent):
        replay(webhook=webhook, number=10_000, by=admin)


def test_what_is_off_sends_nothing(webhook: Webhook, admin: Member) -> None:
    factories.source(admin)
    work_off(webhook.pk)
    switch_off(webhook=webhook, revision=1, by=admin)
    for act in (
        lambda: send_test(webhook=webhook),
        lambda: redeliver(delivery=Delivery.objects.select_related("webhook").get()),
        lambda: replay(webhook=webhook, number=1, by=admin),
    ):
        with pytest.raises(WebhookIsOff):
            act()


def test_the_log_forgets_what_ended_long_ago_and_nothing_that_waits(
    receiver: Receiver, webhook: Webhook, admin: Member
) -> None:
    factories.source(admin)
    work_off(webhook.pk)
    waits = send_test(webhook=webhook)
    with time_machine.travel(timezone.now() + KEPT + timedelta(hours=1)):
        forget_deliveries(0)
    assert list(Delivery.objects.values_list("pk", "state")) == [(waits.pk, State.WAITING)]


def test_a_newsroom_has_so_many_webhooks_and_no_more(admin: Member, webhook: Webhook) -> None:
    for _ in range(19):
        factories.webhook(admin, url=webhook.url)
    with pytest.raises(TooManyWebhooks):
        factories.webhook(admin, url=webhook.url)


@pytest.mark.parametrize(
    "url",
    ["nonsense", "ftp://a.example/", "http://127.0.0.1/", "http://169.254.169.254/latest",
     "http://[::1]/", "http://a.example:22/", "http://user:word@a.example/"],
)  # fmt: skip
def test_an_address_that_cannot_be_sent_to_is_refused(admin: Member, url: str) -> None:
    with pytest.raises(Unacceptable) as refused:
        factories.webhook(admin, url=url)
    assert list(refused.value.details["fields"]) == ["url"]


def test_history_keeps_of_an_address_only_its_host(admin: Member) -> None:
    webhook = factories.webhook(admin, url="https://archive.example/hook?key=secret")
    made = Event.objects.get(subject_id=webhook.pk)
    assert made.changes["url"] == [None, "archive.example"]


def test_no_action_asks_more_of_the_database_because_of_webhooks(admin: Member) -> None:
    factories.source(admin)
    counts = []
    for _ in range(2):
        with CaptureQueriesContext(connection) as queries:
            factories.source(admin)
        counts.append(len(queries))
        for _ in range(3):
            factories.webhook(admin)
    assert counts[0] == counts[1]
