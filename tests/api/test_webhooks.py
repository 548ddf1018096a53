"""Webhooks, for programs."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from annotations.newsrooms.models import Member, Newsroom, Role
from annotations.retries.models import IdempotentAnswer
from annotations.webhooks.actions import send_test
from annotations.webhooks.models import Attempt, Delivery, SigningSecret, State, Webhook
from tests import factories
from tests.api import shapes
from tests.api.caller import Caller, told

BODY = {"name": "The archive", "url": "https://archive.example/hook", "kinds": ["claim.marked"]}


@pytest.fixture
def admin(room: Newsroom) -> Member:
    return factories.member(room, Role.ADMIN, name="Ada Admin")


@pytest.fixture
def program(admin: Member) -> Caller:
    return Caller(admin)


def shown(webhook: Webhook) -> dict[str, Any]:
    webhook.refresh_from_db()
    off = webhook.off_at and {
        "at": shapes.moment(webhook.off_at),
        "because": webhook.off_because,
    }
    return {
        "id": str(webhook.pk),
        "name": webhook.name,
        "url": webhook.url,
        "kinds": webhook.kinds,
        "off": off,
        "failing_since": None,
        "cursor": webhook.cursor,
        "secrets": [
            {
                "made_at": shapes.moment(secret.made_at),
                "ends_at": secret.ends_at and shapes.moment(secret.ends_at),
            }
            for secret in SigningSecret.objects.live().filter(webhook=webhook)
        ],
        "revision": webhook.revision,
        "made_by": shapes.who(webhook.made_by),
        "made_at": shapes.moment(webhook.made_at),
        "links": {
            "self": f"{shapes.API}/webhooks/{webhook.pk}/",
            "deliveries": f"{shapes.API}/webhooks/{webhook.pk}/deliveries/",
            "page": f"{shapes.PAGES}/settings/webhooks/{webhook.pk}/",
        },
    }


def shown_delivery(row: Delivery) -> dict[str, Any]:
    return {
        "id": str(row.pk),
        "webhook": str(row.webhook_id),
        "message_id": f"msg_{row.pk.hex}",
        "number": row.number,
        "kind": row.kind,
        "state": row.state,
        "tries": row.tries,
        "due_at": row.due_at and shapes.moment(row.due_at),
        "made_at": shapes.moment(row.made_at),
        "attempts": [
            {
                "at": shapes.moment(attempt.at),
                "milliseconds": attempt.milliseconds,
                "status": attempt.status,
                "answer": attempt.answer,
                "trouble": attempt.trouble,
            }
            for attempt in row.attempts.order_by("id")
        ],
        "links": {
            "self": f"{shapes.API}/deliveries/{row.pk}/",
            "webhook": f"{shapes.API}/webhooks/{row.webhook_id}/",
            "page": f"{shapes.PAGES}/settings/webhooks/{row.webhook_id}/",
        },
    }


def test_a_webhook_is_made_and_its_secret_is_shown_once(program: Caller) -> None:
    made = program.post("webhooks/", BODY)
    webhook = Webhook.objects.get()
    secret = made.json()["secret"]
    assert (made.status_code, made.json()) == (201, {**shown(webhook), "secret": secret})
    assert secret.startswith("whsec_")
    assert made["Location"] == f"{shapes.API}/webhooks/{webhook.pk}/"
    assert program.get("webhooks/").json() == {"results": [shown(webhook)], "next": None}
    assert program.get(f"webhooks/{webhook.pk}/").json() == shown(webhook)


def test_a_repeated_request_makes_one_webhook_and_keeps_no_secret(program: Caller) -> None:
    first = program.post("webhooks/", BODY, idempotency_key="once")
    again = program.post("webhooks/", BODY, idempotency_key="once")
    assert again.json() == {**first.json(), "secret": None}
    assert Webhook.objects.count() == 1
    assert first.json()["secret"].encode() not in bytes(IdempotentAnswer.objects.get().body)


def test_a_webhook_is_changed_switched_off_and_on(program: Caller, admin: Member) -> None:
    webhook = factories.webhook(admin)
    path = f"webhooks/{webhook.pk}/"
    told(program.patch(path, {"name": "Press"}), 428, "precondition-required")
    changed = program.patch(path, {"name": "Press", "kinds": []}, if_match='"1"')
    assert (changed.status_code, changed.json()) == (200, shown(webhook))
    told(program.delete(path, if_match='"1"'), 412, "stale")
    off = program.delete(path, if_match=changed["ETag"])
    assert (off.json(), off.json()["off"]["because"]) == (shown(webhook), "by_member")
    told(program.post(f"{path}test/"), 409, "webhook-is-off")
    on = program.post(f"{path}switch-on/", if_match=off["ETag"])
    assert (on.status_code, on.json()["off"]) == (200, None)
    told(program.post(f"{path}switch-on/", if_match=on["ETag"]), 409, "webhook-is-on")


def test_a_new_secret_lives_beside_the_old_one_for_a_time(program: Caller, admin: Member) -> None:
    webhook = factories.webhook(admin)
    path = f"webhooks/{webhook.pk}/secrets/"
    answer = program.post(path, {"overlap_hours": 2}, if_match='"1"')
    new, old = answer.json()["secrets"]
    assert (answer.status_code, new["ends_at"]) == (200, None)
    (ends_at,) = SigningSecret.objects.exclude(ends_at=None).values_list("ends_at", flat=True)
    assert abs(ends_at - timezone.now() - timedelta(hours=2)) < timedelta(minutes=1)
    assert old["ends_at"] == shapes.moment(ends_at)
    told(program.post(path, if_match='"1"'), 412, "stale")
    told(program.post(path, {"overlap_hours": 169}, if_match='"2"'), 400, "not-understood")


def test_a_test_is_sent_and_the_log_tells_what_came_of_it(program: Caller, admin: Member) -> None:
    webhook = factories.webhook(admin)
    made = program.post(f"webhooks/{webhook.pk}/test/")
    test = Delivery.objects.get()
    assert (made.status_code, made.json()) == (201, shown_delivery(test))
    assert made["Location"] == f"{shapes.API}/deliveries/{test.pk}/"
    Attempt(
        newsroom_id=test.newsroom_id,
        delivery=test,
        at=timezone.now(),
        milliseconds=12,
        status=500,
        answer="out of order",
    ).add()
    Delivery.objects.update(state=State.FAILED, due_at=None)
    test.refresh_from_db()
    log = program.get(f"webhooks/{webhook.pk}/deliveries/?state=failed&number=0").json()
    assert log == {"results": [shown_delivery(test)], "next": None}
    assert program.get(f"webhooks/{webhook.pk}/deliveries/?state=waiting").json()["results"] == []
    again = program.post(f"deliveries/{test.pk}/redeliver/")
    assert (again.status_code, again.json()["state"]) == (200, "waiting")


def test_a_replay_begins_at_a_number_that_there_is(program: Caller, admin: Member) -> None:
    webhook = factories.webhook(admin)
    path = f"webhooks/{webhook.pk}/replay/"
    answer = program.post(path, {"number": 2})
    assert (answer.status_code, answer.json()["cursor"]) == (200, 1)
    told(program.post(path, {"number": 10_000}), 400, "no-such-event")


@pytest.mark.parametrize("role", [Role.READER, Role.CHECKER, Role.EDITOR])
def test_only_admins_deal_with_webhooks(room: Newsroom, admin: Member, role: Role) -> None:
    webhook = factories.webhook(admin)
    delivery = send_test(webhook=webhook)
    other = Caller(factories.member(room, role))
    one = f"webhooks/{webhook.pk}/"
    for answer in (
        other.get("webhooks/"),
        other.post("webhooks/", BODY),
        other.get(one),
        other.patch(one, {"name": "x"}, if_match='"1"'),
        other.delete(one, if_match='"1"'),
        other.post(f"{one}secrets/", if_match='"1"'),
        other.post(f"{one}switch-on/", if_match='"1"'),
        other.post(f"{one}replay/", {"number": 1}),
        other.post(f"{one}test/"),
        other.get(f"{one}deliveries/"),
        other.get(f"deliveries/{delivery.pk}/"),
        other.post(f"deliveries/{delivery.pk}/redeliver/"),
    ):
        told(answer, 403, "not-allowed")


def test_another_newsrooms_webhook_is_not_there(program: Caller) -> None:
    theirs = factories.webhook(factories.newsroom()[1])
    delivery = send_test(webhook=theirs)
    told(program.get(f"webhooks/{theirs.pk}/"), 404, "not-found")
    told(program.get(f"webhooks/{theirs.pk}/deliveries/"), 404, "not-found")
    told(program.post(f"webhooks/{theirs.pk}/test/"), 404, "not-found")
    told(program.post(f"deliveries/{delivery.pk}/redeliver/"), 404, "not-found")


def test_a_token_that_only_reads_changes_nothing(admin: Member) -> None:
    told(Caller(admin, ["read"]).post("webhooks/", BODY), 403, "scope-missing")


@pytest.mark.parametrize("count", [1, 3])
def test_lists_take_the_same_queries_whatever_their_length(
    program: Caller, admin: Member, count: int, django_assert_num_queries: Any
) -> None:
    webhooks = [factories.webhook(admin) for _ in range(count)]
    for _ in range(count):
        send_test(webhook=webhooks[0])
    program.get("webhooks/")  # notes the token's use
    with django_assert_num_queries(3):  # the token, the webhooks, their secrets
        assert len(program.get("webhooks/").json()["results"]) == count
    with django_assert_num_queries(5):  # and the deliveries, their attempts
        path = f"webhooks/{webhooks[0].pk}/deliveries/"
        assert len(program.get(path).json()["results"]) == count
