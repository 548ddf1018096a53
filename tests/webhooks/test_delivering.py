"""From an event to the program that is told of it."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.db import transaction
from django.utils import timezone
from standardwebhooks.webhooks import Webhook as Verifier
from standardwebhooks.webhooks import WebhookVerificationError
from werkzeug import Response

from annotations.claims.actions import set_aside
from annotations.feed.cursors import Position, mark_of
from annotations.feed.epochs import cursor_of
from annotations.history.models import Event
from annotations.newsrooms.models import Member
from annotations.webhooks.actions import make_secret, make_webhook
from annotations.webhooks.delivering import work_off
from annotations.webhooks.models import Attempt, Delivery, State, Webhook
from annotations.webhooks.schedule import ATTEMPTS
from tests import factories
from tests.webhooks.receiver import Receiver


def states(webhook: Webhook) -> list[tuple[int, str, int]]:
    rows = Delivery.objects.filter(webhook=webhook).order_by("number", "id")
    return [(row.number, row.state, row.tries) for row in rows]


def test_what_happens_is_told_with_its_number_and_where_to_read_more(
    receiver: Receiver, webhook: Webhook, admin: Member
) -> None:
    claim = factories.claim(admin)
    work_off(webhook.pk)

    marked = Event.objects.get(kind="claim.marked")
    before = Event.objects.get(number=marked.number - 1)
    cursor = cursor_of(Position(before.number, mark_of(before.pk)))
    api = "http://127.0.0.1:8000/api/v1/newsrooms/lindau"
    assert [told["type"] for told in receiver.told] == ["article.taken_in", "claim.marked"]
    assert receiver.told[1] == {
        "type": "claim.marked",
        "timestamp": f"{marked.at:%Y-%m-%dT%H:%M:%S.%f}Z",
        "data": {
            "newsroom": "lindau",
            "number": marked.number,
            "thing": {"type": "claim", "id": str(claim.pk)},
            "subject": {"type": "claim", "id": str(claim.pk)},
            "links": {
                "thing": f"{api}/claims/{claim.pk}/",
                "page": f"http://127.0.0.1:8000/newsrooms/lindau/claims/{claim.pk}/",
                "changes": f"{api}/changes/?after={cursor}",
            },
        },
    }
    assert {row[1:] for row in states(webhook)} == {(State.DELIVERED, 1)}


def test_no_word_of_the_newsroom_travels(
    receiver: Receiver, webhook: Webhook, admin: Member
) -> None:
    factories.assessment(factories.claim(admin), admin, reasons="Between us.")
    work_off(webhook.pk)
    sent = "".join(request.get_data(as_text=True) for request in receiver.requests)
    assert [word for word in ("Between", "town", "harbour", "Ada") if word in sent] == []


def test_each_message_is_signed_as_the_standard_has_it(receiver: Receiver, admin: Member) -> None:
    webhook, secret = make_webhook(by=admin, name="The archive", url=receiver.url)
    factories.source(admin)
    work_off(webhook.pk)
    (request,) = receiver.requests
    body, headers = request.get_data(), dict(request.headers)
    assert Verifier(secret).verify(body, headers) == receiver.told[0]
    with pytest.raises(WebhookVerificationError):
        Verifier(secret).verify(body + b" ", headers)
    assert (headers["Content-Type"], headers["Webhook-Id"]) == (
        "application/json",
        Delivery.objects.get().message_id,
    )


def test_after_a_rotation_both_secrets_sign_and_then_only_the_new_one(
    receiver: Receiver, admin: Member
) -> None:
    webhook, old = make_webhook(by=admin, name="The archive", url=receiver.url)
    new = make_secret(webhook=webhook, revision=1, by=admin, overlap=timedelta(hours=1))
    factories.source(admin)
    work_off(webhook.pk)
    assert (believed(receiver, old), believed(receiver, new)) == (True, True)

    with time_machine.travel(timezone.now() + timedelta(hours=2)):
        factories.source(admin)
        work_off(webhook.pk)
        assert (believed(receiver, old), believed(receiver, new)) == (False, True)


def believed(receiver: Receiver, secret: str) -> bool:
    request = receiver.requests[-1]
    try:
        Verifier(secret).verify(request.get_data(), dict(request.headers))
    except WebhookVerificationError:
        return False
    return True


def test_events_are_told_in_their_order(
    receiver: Receiver, webhook: Webhook, admin: Member
) -> None:
    for _ in range(5):
        factories.source(admin)
    work_off(webhook.pk)
    assert receiver.numbers == sorted(receiver.numbers)
    assert len(receiver.numbers) == 5


def test_only_the_chosen_kinds_are_told(receiver: Receiver, admin: Member) -> None:
    webhook = factories.webhook(admin, url=receiver.url, kinds=["claim.set_aside"])
    claim = factories.claim(admin)
    set_aside(claim=claim, reasons="Gossip.", by=admin)
    work_off(webhook.pk)
    assert [told["type"] for told in receiver.told] == ["claim.set_aside"]


def test_what_concerns_people_alone_is_not_told(
    receiver: Receiver, webhook: Webhook, admin: Member
) -> None:
    factories.member(admin.newsroom)
    work_off(webhook.pk)
    assert receiver.requests == []


def test_what_was_rolled_back_is_not_told(
    receiver: Receiver, webhook: Webhook, admin: Member
) -> None:
    with transaction.atomic():
        factories.source(admin)
        transaction.set_rollback(True)
    work_off(webhook.pk)
    assert (receiver.requests, list(Delivery.objects.all())) == ([], [])


def test_a_failure_is_tried_again_for_days_and_then_given_up(
    receiver: Receiver, webhook: Webhook, admin: Member
) -> None:
    receiver.answers = [Response("out of order", status=500)] * ATTEMPTS
    factories.source(admin)
    began = timezone.now()
    with time_machine.travel(began) as clock:
        moments = []
        while (due := next_try(webhook)) is not None:
            clock.move_to(due + timedelta(seconds=1))
            Webhook.objects.update(rests_until=None)
            work_off(webhook.pk)
            moments.append(timezone.now() - began)
    assert [(row.status, row.answer) for row in Attempt.objects.order_by("id")] == [
        (500, "out of order")
    ] * ATTEMPTS
    assert timedelta(days=2.4) < moments[-1] < timedelta(days=3.9)
    assert states(webhook)[0][1:] == (State.FAILED, ATTEMPTS)
    assert len({request.headers["webhook-id"] for request in receiver.requests}) == 1


def next_try(webhook: Webhook) -> Any:
    rows = Delivery.objects.filter(webhook=webhook)
    return (
        rows.waiting().get().due_at
        if rows.waiting().exists()
        else (None if rows.exists() else timezone.now())
    )
