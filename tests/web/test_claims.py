"""The page of a claim, and what is done there."""

import re
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from annotations.claims.actions import edit_claim, set_aside
from annotations.claims.models import Claim, Stage
from annotations.newsrooms.models import Member, Role
from tests import factories
from tests.web.pages import HOSTILE, part, signed_in, words

pytestmark = pytest.mark.django_db

EXACT = factories.SENTENCE


@pytest.fixture
def client(ada: Member) -> Client:
    return signed_in(ada)


def address(name: str, thing: Any) -> str:
    return reverse(f"web:{name}", args=[thing.newsroom.slug, thing.pk])


@pytest.mark.parametrize("door", ["claim", "edit_claim", "set_aside", "cite", "assess"])
def test_a_claim_of_another_newsroom_is_not_there(client: Client, ada: Member, door: str) -> None:
    _, other = factories.newsroom()
    claim = factories.claim(other)
    here = address(door, claim)
    foreign = here.replace(other.newsroom.slug, ada.newsroom.slug)

    assert client.get(here).status_code == 404
    assert client.get(foreign).status_code == 404
    assert client.get(foreign.replace(str(claim.pk), str(uuid4()))).status_code == 404


@pytest.mark.parametrize("door", ["edit_claim", "set_aside", "take_up", "cite", "assess"])
def test_a_reader_writes_nothing(ada: Member, door: str) -> None:
    claim = factories.claim(ada)
    reader = signed_in(factories.member(ada.newsroom, Role.READER))

    assert reader.get(address("claim", claim)).status_code == 200
    assert reader.post(address(door, claim), {}).status_code == 403


def test_the_page_tells_everything_about_a_claim(client: Client, ada: Member) -> None:
    claim = factories.claim(
        ada, statement="Nothing was spent.", claimant="The council", kind="number", tags=["money"]
    )
    factories.evidence(claim, ada, factories.source(ada, title="The minutes"), locator="p. 3")
    factories.assessment(claim, ada, "mostly-true", "A small sum is missing.")

    html = client.get(address("claim", claim)).content.decode()
    said = words(html)

    assert '<h1 dir="auto">Nothing was spent.</h1>' in html
    for sentence in (
        "✔ Mostly true Right in substance; a detail is off or needs explaining.",
        f"The council voted on Monday. {EXACT} Nobody was surprised. ",
        "▲ Supports The minutes p. 3 Open the page No payment was made.",
        "✔ Mostly true Ada Admin",
        "A small sum is missing.",
        "Who says so The council Kind Number Tags money Stage Settled",
    ):
        assert sentence in said


def test_the_history_is_told_in_sentences_with_the_words_that_changed(
    client: Client, ada: Member
) -> None:
    claim = factories.claim(ada, statement="It cost 12 million.")
    edit_claim(claim=claim, revision=1, by=ada, statement="It cost 21 million.", kind="number")
    factories.assessment(claim, ada, "false")

    html = client.get(address("claim", claim)).content.decode()
    history = part(html, '<ol class="timeline">', "</ol>")

    sentences = [words(found) for found in re.findall(r"<p><bdi>.*?</bdi></p>", history)]
    assert sentences == [
        "Ada Admin marked the claim.",
        "Ada Admin reworded the claim.",
        "Ada Admin rated the claim “False”.",
        "The verdict is now “False”.",
    ]
    assert "It cost <del>12</del><ins>21</ins> million." in history
    assert "Kind: Number" in words(history)


def test_a_stale_writer_sees_both_wordings_and_may_decide(client: Client, ada: Member) -> None:
    claim = factories.claim(ada, statement="The first wording.")
    bea = factories.member(ada.newsroom, name="Bea Berg")
    edit_claim(claim=claim, revision=1, by=bea, statement="Bea’s wording.")
    mine = {"statement": "My wording.", "claimant": "Me", "revision": "1"}

    stale = client.post(address("edit_claim", claim), mine)
    html = stale.content.decode()

    assert stale.status_code == 409
    assert "Bea’s wording." in part(html, 'aria-labelledby="theirs"', "</section>")
    assert "Bea Berg" in part(html, 'aria-labelledby="theirs"', "</section>")
    assert "My wording." in part(html, '<textarea name="statement"', "</textarea>")
    assert 'name="revision" value="2"' in html
    assert Claim.objects.get().statement == "Bea’s wording."

    again = client.post(address("edit_claim", claim), {**mine, "revision": "2"})

    assert (again.status_code, Claim.objects.get().statement) == (303, "My wording.")


def test_a_claim_is_set_aside_with_reasons_and_taken_up_again(client: Client, ada: Member) -> None:
    claim = factories.claim(ada)

    assert client.post(address("set_aside", claim), {"reasons": ""}).status_code == 422
    assert client.post(address("set_aside", claim), {"reasons": "An opinion."}).status_code == 303
    assert Claim.objects.get().stage == Stage.SET_ASIDE
    assert "set the claim aside: An opinion." in words(
        client.get(address("claim", claim)).content.decode()
    )
    assert client.post(address("take_up", claim)).status_code == 303
    assert Claim.objects.get().stage == Stage.OPEN


def test_a_claim_taken_up_twice_says_so(client: Client, ada: Member) -> None:
    claim = factories.claim(ada)
    set_aside(claim=claim, reasons="An opinion.", by=ada)
    client.post(address("take_up", claim))

    response = client.post(address("take_up", claim), follow=True)

    assert "This claim was not set aside." in response.content.decode()


def test_hostile_words_are_inert(client: Client, ada: Member) -> None:
    version = factories.version(ada, [HOSTILE, HOSTILE * 2])
    claim = factories.claim(
        ada, version, HOSTILE, statement=HOSTILE, claimant=HOSTILE, tags=[HOSTILE[:60]]
    )
    source = factories.source(ada, title=HOSTILE, author=HOSTILE, publisher=HOSTILE)
    factories.evidence(claim, ada, source, quote=HOSTILE, note=HOSTILE, locator=HOSTILE)
    factories.assessment(claim, ada, reasons=HOSTILE)
    edit_claim(claim=claim, revision=1, by=ada, statement=HOSTILE + HOSTILE, kind="event")

    for door in ("claim", "edit_claim", "set_aside", "cite", "assess"):
        html = client.get(address(door, claim)).content.decode()
        assert "<img" not in html
        assert html.count("<script") == 1


@pytest.mark.parametrize("size", [1, 3])
def test_the_page_costs_the_same_queries_however_much_hangs_on_the_claim(
    ada: Member, client: Client, size: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    claim = factories.claim(ada)
    for _ in range(size):
        factories.evidence(claim, ada)
        factories.assessment(claim, factories.member(ada.newsroom))
        factories.comment(claim, ada, "@Ada and @ada")
    page = address("claim", claim)

    with django_assert_num_queries(17):
        assert client.get(page).status_code == 200
