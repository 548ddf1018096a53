"""Deciding a verdict, as pages."""

import pytest
from django.test import Client
from django.urls import reverse

from annotations.claims.models import Claim
from annotations.newsrooms.models import Member, Role
from annotations.verdicts.deciding import decide
from annotations.verdicts.models import Verdict
from tests import factories
from tests.web.pages import HOSTILE, signed_in, words

pytestmark = pytest.mark.django_db


@pytest.fixture
def checker(ada: Member) -> Member:
    return factories.member(ada.newsroom)


@pytest.fixture
def client(ada: Member) -> Client:
    return signed_in(factories.member(ada.newsroom, Role.EDITOR, name="Edo Editor"))


@pytest.fixture
def claim(ada: Member, checker: Member) -> Claim:
    claim = factories.claim(ada)
    factories.assessment(claim, ada, "true")
    factories.assessment(claim, checker, "false")
    return claim


def address(claim: Claim, name: str = "decide") -> str:
    return reverse(f"web:{name}", args=[claim.newsroom.slug, claim.pk])


def read(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return words(answer.content.decode())


def test_an_editor_goes_from_the_queue_to_a_decision_and_back(client: Client, claim: Claim) -> None:
    queue = reverse("web:newsroom", args=[claim.newsroom.slug])
    assert address(claim) in client.get(queue, {"tab": "disagreement"}).content.decode()
    page = read(client, claim.get_absolute_url())
    assert "The assessments differ, so there is no verdict" in page
    assert "Decide the verdict" in page
    assert "✓ True Ada Admin" in read(client, address(claim))

    decision = {
        "rating": "misleading",
        "reasons": "Half.",
        "parts": Claim.objects.get().parts_revision,
    }
    answer = client.post(address(claim), decision, follow=True)
    assert answer.redirect_chain == [(f"{claim.get_absolute_url()}#verdict", 303)]
    page = words(answer.content.decode())
    assert "≠ Misleading decided by Edo Editor" in page
    assert "The verdict is decided." in page
    assert "Assessments came or changed" not in page
    assert "No assessments differ" in words(
        client.get(queue, {"tab": "disagreement"}).content.decode()
    )

    factories.assessment(claim, factories.member(claim.newsroom), "half-true")
    assert "Assessments came or changed after this decision" in read(
        client, claim.get_absolute_url()
    )
    answer = client.post(address(claim, "undecide"), follow=True)
    assert "The decision was taken back." in words(answer.content.decode())
    assert not Verdict.objects.exists()
    answer = client.post(address(claim, "undecide"), follow=True)
    assert "was not decided" in words(answer.content.decode())


def test_who_decides_on_what_changed_meanwhile_reads_it_again(client: Client, claim: Claim) -> None:
    decision = {"rating": "false", "reasons": "Mine.", "parts": Claim.objects.get().parts_revision}
    late = factories.member(claim.newsroom, name="Late Comer")
    factories.assessment(claim, late, "half-true")

    answer = client.post(address(claim), decision)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "changed while you were deciding" in words(page)
    assert "Late Comer" in page
    assert "Mine." in page
    again = {**decision, "parts": Claim.objects.get().parts_revision}
    assert f'value="{again["parts"]}"' in page
    assert client.post(address(claim), again).status_code == 303


def test_what_is_missing_is_said(client: Client, claim: Claim, ada: Member) -> None:
    parts = Claim.objects.get().parts_revision
    assert client.post(address(claim), {"rating": "false", "parts": parts}).status_code == 422
    bare = factories.claim(ada)
    decision = {"rating": "false", "reasons": "So.", "parts": bare.parts_revision}
    answer = client.post(address(bare), decision)
    assert (answer.status_code, b"Nobody has assessed" in answer.content) == (409, True)


def test_checkers_see_that_assessments_differ_and_decide_nothing(
    claim: Claim, checker: Member
) -> None:
    client = signed_in(checker)
    page = read(client, claim.get_absolute_url())
    assert "The assessments differ" in page
    assert "Decide the verdict" not in page
    assert client.get(address(claim)).status_code == 403
    assert client.post(address(claim, "undecide")).status_code == 403


def test_hostile_reasons_are_inert(client: Client, claim: Claim, ada: Member) -> None:
    rating = factories.rating(ada.newsroom)
    decide(claim=claim, rating=rating, reasons=HOSTILE, by=ada)
    for page in (claim.get_absolute_url(), address(claim)):
        html = client.get(page).content.decode()
        assert "<img" not in html
        assert html.count("<script") == 1
