"""Assessments, and the verdict that follows from them."""

import pytest
from django.utils import timezone

from annotations.claims.models import Claim, Stage
from annotations.errors import Stale, Unacceptable
from annotations.history.models import Event
from annotations.newsrooms.models import Member
from annotations.verdicts.actions import AlreadyAssessed, RatingRetired, reassess
from annotations.verdicts.models import Assessment, Rating, Verdict
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def bea(ada: Member) -> Member:
    return factories.member(ada.newsroom, name="Bea")


@pytest.fixture
def claim(ada: Member) -> Claim:
    return factories.claim(ada)


def standing(claim: Claim) -> tuple[str | None, str]:
    """The verdict's rating and the stage."""
    verdict = Verdict.objects.filter(claim=claim).select_related("rating").first()
    return verdict.rating.key if verdict else None, Claim.objects.get(pk=claim.pk).stage


def verdict_events(claim: Claim) -> list[tuple[str, list[str | None]]]:
    return [
        (event.kind, [side and side["name"] for side in event.changes["rating"]])
        for event in Event.objects.about_claim(claim.pk)
        if event.kind.startswith("verdict.")
    ]


def test_one_assessor_settles_the_verdict(claim: Claim, ada: Member) -> None:
    assert standing(claim) == (None, Stage.OPEN)

    factories.assessment(claim, ada, "false")

    assert standing(claim) == ("false", Stage.SETTLED)
    assert verdict_events(claim) == [("verdict.settled", [None, "False"])]


def test_two_who_differ_unsettle_it_and_agreeing_settles_it_again(
    claim: Claim, ada: Member, bea: Member
) -> None:
    factories.assessment(claim, ada, "false")
    hers = factories.assessment(claim, bea, "misleading")
    assert standing(claim) == (None, Stage.IN_REVIEW)

    rating = factories.rating(ada.newsroom, "false")
    reassess(assessment=hers, revision=1, rating=rating, reasons="Convinced.", by=bea)

    assert standing(claim) == ("false", Stage.SETTLED)
    assert verdict_events(claim) == [
        ("verdict.settled", [None, "False"]),
        ("verdict.unsettled", ["False", None]),
        ("verdict.settled", [None, "False"]),
    ]


def test_a_second_voice_for_the_same_rating_changes_no_verdict(
    claim: Claim, ada: Member, bea: Member
) -> None:
    factories.assessment(claim, ada, "true")
    factories.assessment(claim, bea, "true")

    assert verdict_events(claim) == [("verdict.settled", [None, "True"])]


def test_a_member_assesses_a_claim_once(claim: Claim, ada: Member) -> None:
    factories.assessment(claim, ada)

    with pytest.raises(AlreadyAssessed):
        factories.assessment(claim, ada, "false")
    assert Assessment.objects.get().rating.key == "true"


def test_a_change_of_mind_from_a_stale_window_is_refused(claim: Claim, ada: Member) -> None:
    mine = factories.assessment(claim, ada, "true")
    false = factories.rating(ada.newsroom, "false")
    reassess(assessment=mine, revision=1, rating=false, reasons="On second thought.", by=ada)

    with pytest.raises(Stale):
        reassess(assessment=mine, revision=1, rating=false, reasons="Never mind.", by=ada)
    assert Assessment.objects.get().reasons == "On second thought."


def test_an_assessment_gives_reasons(claim: Claim, ada: Member) -> None:
    with pytest.raises(Unacceptable) as refusal:
        factories.assessment(claim, ada, reasons="  ")

    assert list(refusal.value.details["fields"]) == ["reasons"]
    assert standing(claim) == (None, Stage.OPEN)


def test_a_retired_rating_is_given_no_more_and_kept_where_it_was(
    claim: Claim, ada: Member, bea: Member
) -> None:
    mine = factories.assessment(claim, ada, "half-true")
    Rating.objects.filter(key="half-true").update(retired_at=timezone.now())

    with pytest.raises(RatingRetired):
        factories.assessment(claim, bea, "half-true")
    rating = factories.rating(ada.newsroom, "half-true")
    reassess(assessment=mine, revision=1, rating=rating, reasons="Still so.", by=ada)
    assert standing(claim) == ("half-true", Stage.SETTLED)
