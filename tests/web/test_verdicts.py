"""Assessing a claim, on its card and on its page."""

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from annotations.claims.models import Claim
from annotations.newsrooms.models import Member
from annotations.verdicts.actions import reassess
from annotations.verdicts.models import Assessment, Rating, Verdict
from tests import factories
from tests.web.pages import part, signed_in, words

pytestmark = pytest.mark.django_db


@pytest.fixture
def client(ada: Member) -> Client:
    return signed_in(ada)


@pytest.fixture
def claim(ada: Member) -> Claim:
    return factories.claim(ada)


def address(claim: Claim) -> str:
    return reverse("web:assess", args=[claim.newsroom.slug, claim.pk])


def assess(client: Client, claim: Claim, **sent: Any) -> Any:
    return client.post(address(claim), {"rating": "false", "reasons": "It was spent.", **sent})


def test_an_assessment_settles_the_verdict(client: Client, claim: Claim, ada: Member) -> None:
    response = assess(client, claim)

    assert (response.status_code, response["Location"]) == (303, claim.get_absolute_url())
    assessment = Assessment.objects.get()
    assert (assessment.by, assessment.rating.key, assessment.reasons) == (
        ada,
        "false",
        "It was spent.",
    )
    assert Verdict.objects.get().rating.key == "false"


def test_the_scale_is_offered_with_sign_colour_word_and_meaning(
    client: Client, claim: Claim
) -> None:
    html = client.get(address(claim)).content.decode()

    assert re.findall(r'<label class="rating-(\S+)"', html) == [
        "true",
        "mostly-true",
        "half-true",
        "misleading",
        "mostly-false",
        "false",
        "unverifiable",
    ]
    assert words(part(html, '<label class="rating-false"', "</label>")) == (
        "✗ False The evidence contradicts the statement."
    )


def test_ones_own_assessment_is_changed_not_doubled(client: Client, claim: Claim) -> None:
    assess(client, claim)
    html = client.get(address(claim)).content.decode()
    assert re.search(r'value="false"[^>]*checked', html)
    assert 'name="revision" value="1"' in html

    response = assess(client, claim, rating="misleading", reasons="Partly.", revision="1")

    assert response.status_code == 303
    assessment = Assessment.objects.get()
    assert (assessment.rating.key, assessment.reasons) == ("misleading", "Partly.")


@pytest.mark.parametrize("revision", ["", "1"])
def test_an_assessment_from_a_stale_window_comes_back_beside_the_newer_one(
    client: Client, claim: Claim, ada: Member, revision: str
) -> None:
    mine = factories.assessment(claim, ada, "true", "First thought.")
    half = factories.rating(ada.newsroom, "half-true")
    reassess(assessment=mine, revision=1, rating=half, reasons="Second thought.", by=ada)

    response = assess(client, claim, reasons="A stale thought.", revision=revision)
    html = response.content.decode()

    assert response.status_code == 409
    assert "◐ Half true Second thought." in words(part(html, 'role="alert"', "</div>"))
    assert "A stale thought." in html
    assert 'name="revision" value="2"' in html
    assert Assessment.objects.get().reasons == "Second thought."


def test_rating_and_reasons_are_both_asked_for(client: Client, claim: Claim) -> None:
    response = client.post(address(claim), {"reasons": "  "})

    html = response.content.decode()
    assert response.status_code == 422
    assert f'id="assess-{claim.pk}-rating_error"' in html
    assert f'id="assess-{claim.pk}-reasons_error"' in html
    assert not Assessment.objects.exists()


def test_a_rating_of_another_newsroom_or_out_of_use_cannot_be_given(
    client: Client, claim: Claim, ada: Member
) -> None:
    Rating.objects.filter(newsroom=ada.newsroom, key="half-true").update(retired_at=timezone.now())
    factories.newsroom()

    assert assess(client, claim, rating="half-true").status_code == 422
    assert assess(client, claim, rating="no-such").status_code == 422


def test_from_the_article_the_card_comes_back_with_the_verdict(
    client: Client, claim: Claim
) -> None:
    version = claim.passages.get().version

    response = client.post(
        f"{address(claim)}?version={version.pk}",
        {"rating": "false", "reasons": "It was spent."},
        headers={"X-Fragment": "1"},
    )

    html = response.content.decode()
    assert response.status_code == 201
    assert f'<li id="claim-{claim.pk}" class="claim rating-false"' in html
    assert "✗ False" in words(part(html, f'<li id="claim-{claim.pk}"', "</li>"))
    assert '"look": "false"' in html


def test_where_assessments_differ_the_page_shows_them_and_no_verdict(
    client: Client, claim: Claim, ada: Member
) -> None:
    factories.assessment(claim, factories.member(ada.newsroom, name="Bea"), "true")
    assess(client, claim)

    said = words(client.get(claim.get_absolute_url()).content.decode())

    assert "In review" in said
    assert "The assessments differ: there is no verdict." in said
