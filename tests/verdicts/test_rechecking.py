"""Verdicts on claims whose text changed: another look, and what it ends."""

import pytest

from annotations.claims.carryings import Carrying
from annotations.claims.models import Claim, Stage
from annotations.newsrooms.models import Member
from annotations.notices.models import Notice
from annotations.verdicts.actions import reassess, take_back
from annotations.verdicts.deciding import decide
from annotations.verdicts.rechecking import recheck
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def bea(ada: Member) -> Member:
    return factories.member(ada.newsroom, name="Bea")


@pytest.fixture
def claim(ada: Member, bea: Member) -> Claim:
    """Settled, and to be checked again because its article says something else."""
    claim = factories.claim(ada)
    for member in (ada, bea):
        factories.assessment(claim, member)
    ask_again(claim, ada)
    return claim


def ask_again(claim: Claim, by: Member) -> None:
    article = claim.passages.earliest("id").version.article
    factories.recaptured(article, by, ("has not yet spent", "has spent"))
    carrying = Carrying.objects.get(claim=claim)
    recheck(carrying=carrying, revision=carrying.revision, place={}, by=by)
    claim.refresh_from_db()


def state(claim: Claim) -> tuple[str, str | None, bool]:
    """Stage, verdict, and whether somebody has to look again."""
    found = Claim.objects.get(pk=claim.pk)
    verdict = getattr(found, "verdict", None)
    return found.stage, verdict and verdict.rating.key, found.recheck_since is not None


def test_a_verdict_on_other_words_is_not_current(claim: Claim, bea: Member) -> None:
    assert state(claim) == (Stage.IN_REVIEW, "true", True)
    assert [(n.member, n.why) for n in Notice.objects.filter(claim=claim, why="recheck")] == [
        (bea, "recheck")
    ]


def test_who_looks_again_makes_it_current(claim: Claim, bea: Member) -> None:
    own = claim.assessments.get(by=bea)
    reassess(assessment=own, revision=1, rating=own.rating, reasons="Half of it, true.", by=bea)
    assert state(claim) == (Stage.SETTLED, "true", False)


def test_who_takes_back_what_they_held_has_not_looked_again(claim: Claim, bea: Member) -> None:
    take_back(assessment=claim.assessments.get(by=bea), revision=1, by=bea)
    assert state(claim) == (Stage.IN_REVIEW, "true", True)


def test_a_decision_on_other_words_waits_for_another_decision(ada: Member, bea: Member) -> None:
    claim = factories.claim(ada)
    factories.assessment(claim, bea)
    rating = factories.rating(ada.newsroom, "false")
    decide(claim=claim, rating=rating, reasons="It was paid.", by=ada)
    ask_again(claim, ada)

    factories.assessment(claim, ada)
    assert state(claim) == (Stage.IN_REVIEW, "false", True)

    decide(claim=claim, rating=rating, reasons="It was paid, in fact.", by=ada)
    assert state(claim) == (Stage.SETTLED, "false", False)
