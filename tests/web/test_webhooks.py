"""The pages on which admins deal with webhooks."""

from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from annotations.newsrooms.models import Member, Role
from annotations.webhooks.actions import edit_webhook, send_test
from annotations.webhooks.giving_up import give_up
from annotations.webhooks.models import Attempt, Delivery, Off, SigningSecret, State, Webhook
from tests import factories

ROOT = "/newsrooms/lindau/settings/webhooks/"
FORM = {"name": "The archive", "url": "https://archive.example/hook", "kinds": ["claim.marked"]}


@pytest.fixture
def admin(db: None) -> Member:
    return factories.newsroom("lindau")[1]


@pytest.fixture
def browser_of(client: Client, admin: Member) -> Client:
    client.force_login(admin.user)
    return client


def text(response: Any) -> str:
    return " ".join(response.content.decode().split())


def test_a_webhook_is_added_and_its_secret_is_shown_this_once(browser_of: Client) -> None:
    assert "No program is told" in text(browser_of.get(ROOT))
    new = browser_of.get(f"{ROOT}new/")
    pk = str(new.context["form"]["pk"].value())
    made = browser_of.post(f"{ROOT}new/", {**FORM, "pk": pk})
    assert (made.status_code, "whsec_" in text(made)) == (201, True)
    assert "The archive" in text(browser_of.get(ROOT))
    assert "whsec_" not in text(browser_of.get(f"{ROOT}{pk}/"))
    again = browser_of.post(f"{ROOT}new/", {**FORM, "pk": pk})
    assert (again.status_code, Webhook.objects.count()) == (409, 1)


def test_what_is_wrong_is_said_at_its_field(browser_of: Client) -> None:
    new = browser_of.get(f"{ROOT}new/")
    wrong = {**FORM, "pk": str(new.context["form"]["pk"].value()), "url": "http://10.0.0.1/"}
    answer = browser_of.post(f"{ROOT}new/", wrong)
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == ["url"]
    assert "http://10.0.0.1/" in text(answer)


def test_who_is_overtaken_sees_both(browser_of: Client, admin: Member) -> None:
    webhook = factories.webhook(admin)
    theirs = {"name": "Theirs", "kinds": ["claim.marked", "source.edited"]}
    edit_webhook(webhook=webhook, revision=1, by=admin, **theirs)
    answer = browser_of.post(f"{ROOT}{webhook.pk}/edit/", {**FORM, "name": "Mine", "revision": 1})
    assert (answer.status_code, "Theirs" in text(answer), "Mine" in text(answer)) == (
        409,
        True,
        True,
    )
    assert "<dd>claim marked, source edited</dd>" in text(answer)
    saved = browser_of.post(f"{ROOT}{webhook.pk}/edit/", {**FORM, "name": "Mine", "revision": 2})
    webhook.refresh_from_db()
    assert (saved.status_code, webhook.name) == (303, "Mine")


def test_the_buttons_of_a_webhook(browser_of: Client, admin: Member) -> None:
    webhook = factories.webhook(admin)
    here = f"{ROOT}{webhook.pk}/"
    assert browser_of.post(f"{here}test/")["Location"] == f"{here}#log"
    test = Delivery.objects.get()
    Delivery.objects.update(state=State.FAILED, due_at=None)
    again = f"/newsrooms/lindau/settings/deliveries/{test.pk}/redeliver/"
    assert browser_of.post(again)["Location"] == f"{here}#log"
    assert Delivery.objects.get().state == State.WAITING
    assert browser_of.post(f"{here}replay/", {"number": 1}).status_code == 303
    webhook.refresh_from_db()
    assert webhook.cursor == 0
    beyond = browser_of.post(f"{here}replay/", {"number": 1_000})
    assert (beyond.status_code, "has happened here yet" in text(beyond)) == (422, True)
    rotated = browser_of.post(f"{here}secret/", {"revision": 1})
    assert (rotated.status_code, "whsec_" in text(rotated)) == (201, True)
    assert SigningSecret.objects.live().filter(webhook=webhook).count() == 2
    twice = browser_of.post(f"{here}secret/", {"revision": 1})
    assert (twice.status_code, "whsec_" in text(twice)) == (409, False)
    assert browser_of.post(f"{here}off/", {"revision": 2}).status_code == 303
    assert "an admin switched it off" in text(browser_of.get(here))
    assert browser_of.post(f"{here}on/", {"revision": 3}).status_code == 303


def test_the_log_shows_what_came_of_each_attempt(browser_of: Client, admin: Member) -> None:
    webhook = factories.webhook(admin)
    test = send_test(webhook=webhook)
    Attempt(
        newsroom_id=test.newsroom_id,
        delivery=test,
        at=timezone.now(),
        milliseconds=12,
        status=500,
        answer="<b>out of order</b>",
    ).add()
    page = text(browser_of.get(f"{ROOT}{webhook.pk}/"))
    assert "&lt;b&gt;out of order&lt;/b&gt;" in page
    assert "12</span> ms" in page
    failed = text(browser_of.get(f"{ROOT}{webhook.pk}/?state=failed"))
    assert "There are none in this state." in failed


def test_a_webhook_that_was_given_up_says_why(browser_of: Client, admin: Member) -> None:
    webhook = factories.webhook(admin)
    give_up(webhook, Off.GONE)
    page = text(browser_of.get(f"{ROOT}{webhook.pk}/"))
    assert "its receiver answered 410" in page
    assert "Send a test" not in page


def test_only_admins_find_webhooks_among_the_settings(client: Client, admin: Member) -> None:
    webhook = factories.webhook(admin)
    client.force_login(factories.member(admin.newsroom, Role.EDITOR).user)
    assert client.get(ROOT).status_code == 403
    assert client.get(f"{ROOT}{webhook.pk}/").status_code == 403
    assert client.post(f"{ROOT}{webhook.pk}/test/").status_code == 403
    assert "webhooks/" not in text(client.get("/newsrooms/lindau/settings/members/"))


def test_another_newsrooms_webhook_is_not_there(browser_of: Client) -> None:
    theirs = factories.webhook(factories.newsroom()[1])
    assert browser_of.get(f"{ROOT}{theirs.pk}/").status_code == 404
    assert browser_of.post(f"{ROOT}{theirs.pk}/test/").status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_the_log_takes_the_same_queries_whatever_its_length(
    browser_of: Client, admin: Member, count: int, django_assert_max_num_queries: Any
) -> None:
    webhook = factories.webhook(admin)
    for _ in range(count):
        send_test(webhook=webhook)
    with django_assert_max_num_queries(8):
        browser_of.get(f"{ROOT}{webhook.pk}/")
