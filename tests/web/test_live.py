"""What an open page asks: what happened, who is here, and the cards that changed."""

import json
import time
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from annotations.claims.actions import unmark
from annotations.claims.models import Claim
from annotations.feed.facts import cursor_of_now
from annotations.newsrooms.models import Member, Role
from annotations.rows import new_id
from annotations.teamwork.models import Presence
from annotations.teamwork.presence import be_here
from annotations.web.live import Visit
from tests import factories
from tests.apart import apart
from tests.web.pages import part, signed_in

pytestmark = pytest.mark.django_db

LIVE = "/newsrooms/lindau/live/"
PART = {"X-Fragment": "1"}


@pytest.fixture
def ada() -> Member:
    return factories.newsroom("lindau")[1]


@pytest.fixture
def client(ada: Member) -> Client:
    return signed_in(ada)


def test_a_page_without_a_stream_asks_and_is_told_at_once(ada: Member, client: Client) -> None:
    version = factories.version(ada)
    cursor = cursor_of_now(ada.newsroom_id)
    claim = factories.claim(ada, version)
    answer = client.get(LIVE, {"after": cursor})
    assert answer.json() == {
        "cursor": cursor_of_now(ada.newsroom_id),
        "afresh": False,
        "facts": [
            {
                "thing": {"type": "claim", "id": str(claim.pk)},
                "articles": [str(version.article_id)],
                "kind": "claim.marked",
                "by": {"id": str(ada.pk), "name": "Ada Admin"},
            }
        ],
        "people": [],
    }
    assert answer["Cache-Control"] == "private, no-store"


def test_what_all_see_is_found_out_once_for_those_who_are_told_at_the_same_moment(
    ada: Member, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    claim = factories.claim(ada)
    cem = factories.member(ada.newsroom)
    cursor = cursor_of_now(ada.newsroom_id)
    where = {"article": None, "claim": claim.pk, "tab": None}
    for member in (ada, cem):
        be_here(tab=new_id(), place=claim.pk, by=member)
    factories.comment(claim, ada)
    since = time.monotonic()
    told = Visit(None, ada.pk, where).told(ada, cursor, since)

    with django_assert_num_queries(0):
        told_cem = Visit(None, cem.pk, where).told(cem, cursor, since)

    assert told_cem["facts"] == told["facts"] != []
    assert [one["id"] for one in told["people"]] == [str(cem.pk)]
    assert [one["id"] for one in told_cem["people"]] == [str(ada.pk)]


def test_several_changes_of_a_claim_are_one_fact(ada: Member, client: Client) -> None:
    claim = factories.claim(ada)
    cursor = cursor_of_now(ada.newsroom_id)
    factories.comment(claim, ada)
    factories.assessment(claim, ada)
    [fact] = client.get(LIVE, {"after": cursor}).json()["facts"]
    assert fact["thing"] == {"type": "claim", "id": str(claim.pk)}
    assert fact["kind"] == "verdict.settled"


def test_what_concerns_people_alone_is_not_told(ada: Member, client: Client) -> None:
    cursor = cursor_of_now(ada.newsroom_id)
    factories.member(ada.newsroom)
    assert client.get(LIVE, {"after": cursor}).json()["facts"] == []


@pytest.mark.parametrize("changes", [1, 30])
def test_asking_costs_the_same_queries_however_much_happened(
    ada: Member, client: Client, changes: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    version = factories.version(ada)
    cursor = cursor_of_now(ada.newsroom_id)
    for _ in range(changes):
        factories.claim(ada, version)
    with django_assert_num_queries(
        9
    ):  # three for who asks; epoch, known, newest, events, seen, where
        client.get(LIVE, {"after": cursor})


def test_a_place_that_cannot_be_seen_is_not_there(client: Client) -> None:
    theirs = factories.claim(factories.newsroom()[1])
    for claim in (theirs.pk, uuid4()):
        assert client.get(LIVE, {"claim": claim, "tab": uuid4()}).status_code == 404
    assert client.get(LIVE, {"claim": "x"}).status_code == 400
    assert Presence.objects.count() == 0


def test_who_is_here_is_told_by_name_and_never_by_address(ada: Member, client: Client) -> None:
    claim = factories.claim(ada)
    cem = factories.member(ada.newsroom, Role.READER)
    his, tab = signed_in(cem), uuid4()
    his.get(LIVE, {"claim": claim.pk, "tab": tab})
    his.post(LIVE, {"claim": claim.pk, "tab": tab, "writing": claim.pk})
    answer = client.get(LIVE, {"claim": claim.pk, "tab": uuid4()})
    assert answer.json()["people"] == [
        {"id": str(cem.pk), "name": "Cem Checker", "writing": [str(claim.pk)]}
    ]
    assert cem.user.email not in answer.content.decode()
    assert his.post(LIVE, {"claim": claim.pk, "tab": tab, "left": "on"}).status_code == 204
    assert client.get(LIVE, {"claim": claim.pk, "tab": uuid4()}).json()["people"] == []


def test_who_shows_no_tab_is_not_here(ada: Member, client: Client) -> None:
    claim = factories.claim(ada)
    assert client.get(LIVE, {"claim": claim.pk}).status_code == 200
    assert Presence.objects.count() == 0


def test_changed_cards_come_alone_and_numbered_among_all(ada: Member, client: Client) -> None:
    version = factories.version(ada, ["One.", "Two. Three. Four."])
    claims = [factories.claim(ada, version, exact=words) for words in ("Four.", "Two.", "Three.")]
    address = version.article.get_absolute_url()
    asked = {"claims": f"{claims[0].pk},{uuid4()}", "version": version.pk}
    html = client.get(address, asked, headers=PART).content.decode()
    assert html.count("<li ") == 1
    assert '<span class="number">3</span>' in part(html, f'id="claim-{claims[0].pk}"', "</h3>")
    places = json.loads(part(html, '<script id="passages"', "</script>").split(">", 1)[1])
    assert [(place["claim"], place["number"]) for place in places] == [
        (str(claims[index].pk), number) for index, number in ((1, 1), (2, 2), (0, 3))
    ]
    whole = client.get(address).content.decode()
    assert json.loads(part(whole, '<script id="passages"', "</script>").split(">", 1)[1]) == places


@pytest.mark.parametrize("count", [1, 30])
def test_changed_cards_cost_the_same_queries_however_many_others_there_are(
    ada: Member, client: Client, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    version = factories.article(ada, language="en").latest
    claims = [factories.claim(ada, version) for _ in range(count)]
    address = version.article.get_absolute_url()
    asked = {"claims": claims[0].pk, "version": version.pk}
    with django_assert_num_queries(15):
        client.get(address, asked, headers=PART)


def test_cards_of_a_foreign_version_are_not_there(ada: Member, client: Client) -> None:
    article = factories.article(ada)
    theirs = factories.version(factories.newsroom()[1])
    claim = factories.claim(ada, article.latest)
    for version in (theirs.pk, "x"):
        asked = {"claims": claim.pk, "version": version}
        assert client.get(article.get_absolute_url(), asked, headers=PART).status_code == 404
    assert Claim.objects.count() == 1


def test_whoever_signed_out_is_led_to_sign_in(ada: Member) -> None:
    answer = Client().get(LIVE)
    assert (answer.status_code, answer["Location"]) == (
        302,
        f"{reverse('account_login')}?next={LIVE}",
    )


@pytest.mark.django_db(transaction=True)
def test_cards_and_numbers_are_of_one_moment_while_others_undo_their_marks(
    ada: Member, client: Client
) -> None:
    version = factories.version(ada, ["One. Two."])
    kept, undone = (factories.claim(ada, version, exact=words) for words in ("One.", "Two."))

    def and_then_undo(execute: Any, *request: Any) -> Any:
        answer = execute(*request)
        if 'FROM "annotations_passage"' in request[0] and not undoing:
            undoing.append(apart(lambda: unmark(claim=undone, by=ada)))
        return answer

    undoing: list[Claim] = []
    asked = {"claims": f"{kept.pk},{undone.pk}", "version": version.pk}
    with connection.execute_wrapper(and_then_undo):
        html = client.get(version.article.get_absolute_url(), asked, headers=PART).content.decode()
    assert undoing == [undone]
    assert [f'id="claim-{claim.pk}"' in html for claim in (kept, undone)] == [True, True]
