"""A verdict that an editor decides."""

import pytest
from django.db import IntegrityError, transaction

from annotations.claims.actions import SetAside, set_aside
from annotations.claims.models import Claim
from annotations.errors import Unacceptable
from annotations.history.models import Event
from annotations.history.timeline import tell
from annotations.newsrooms.models import Member, Role
from annotations.notices.models import Notice
from annotations.notices.words import sentence_of
from annotations.undoing.actions import undo
from annotations.verdicts.actions import RatingRetired, reassess, take_back
from annotations.verdicts.deciding import NotAssessed, NotDecided, decide, undecide
from annotations.verdicts.models import Verdict
from annotations.verdicts.scale import retire_rating
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def edo(ada: Member) -> Member:
    return factories.member(ada.newsroom, Role.EDITOR, name="Edo Editor")


@pytest.fixture
def disputed(ada: Member, bea: Member) -> Claim:
    """A claim that two members rate differently."""
    claim = factories.claim(ada)
    factories.assessment(claim, ada, "true")
    factories.assessment(claim, bea, "false")
    return claim


def decided(claim: Claim, by: Member, key: str = "misleading", reasons: str = "Half.") -> Verdict:
    rating = factories.rating(by.newsroom, key)
    return decide(claim=claim, rating=rating, reasons=reasons, by=by)


def stands(claim: Claim) -> tuple[str, str | None, bool]:
    """The stage, the rating of the verdict, and whether it was decided."""
    claim = Claim.objects.get(pk=claim.pk)
    verdict = Verdict.objects.filter(claim=claim).select_related("rating").first()
    return claim.stage, verdict and verdict.rating.key, bool(verdict and verdict.decided_by_id)


def told(claim: Claim) -> list[str]:
    events = Event.objects.about_claim(claim.pk).filter(kind__startswith="verdict.")
    return [entry.sentence for entry in tell(events)]


def in_inbox(member: Member) -> list[str]:
    notices = Notice.objects.visible_to(member).order_by("id").select_related("event__by__user")
    return [sentence_of(notice) for notice in notices]


def test_an_editor_decides_where_the_assessments_differ(
    disputed: Claim, ada: Member, bea: Member, edo: Member
) -> None:
    assert stands(disputed) == ("in_review", None, False)
    before = disputed.parts_revision

    verdict = decided(disputed, edo, reasons="  Half of it is right. ")

    assert (verdict.decided_by, verdict.reasons, verdict.overtaken_at) == (
        edo,
        "Half of it is right.",
        None,
    )
    assert stands(disputed) == ("settled", "misleading", True)
    assert disputed.parts_revision == before + 1
    assert told(disputed)[-1] == "Edo Editor decided the verdict: “Misleading”."
    assert in_inbox(ada)[-1] == in_inbox(bea)[-1]
    assert in_inbox(bea)[-1] == "Edo Editor decided the verdict: “Misleading”."


def test_a_decision_stands_whatever_is_assessed_and_shows_that_it_was_overtaken(
    disputed: Claim, ada: Member, bea: Member, edo: Member
) -> None:
    decided(disputed, edo)
    cem = factories.member(ada.newsroom)
    factories.assessment(disputed, cem, "false")
    verdict = Verdict.objects.get(claim=disputed)
    overtaken_at = verdict.overtaken_at
    own = disputed.assessments.get(by=ada)
    rating = factories.rating(ada.newsroom, "false")
    reassess(assessment=own, revision=1, rating=rating, reasons="Indeed.", by=ada)
    take_back(assessment=own, revision=2, by=ada)

    assert overtaken_at is not None
    assert Verdict.objects.get(claim=disputed).overtaken_at == overtaken_at
    assert stands(disputed) == ("settled", "misleading", True)
    assert in_inbox(edo) == [
        "Cem Checker rates it “False”, after you decided.",
        "Ada Admin rates it “False”, after you decided.",
    ]


def test_who_agrees_with_a_decision_is_not_told_to_who_decided(
    disputed: Claim, edo: Member
) -> None:
    decided(disputed, edo)
    factories.assessment(disputed, factories.member(edo.newsroom), "misleading")

    assert in_inbox(edo) == []


def test_a_decision_is_made_anew_and_taken_back(disputed: Claim, edo: Member) -> None:
    decided(disputed, edo)
    factories.assessment(disputed, factories.member(edo.newsroom), "false")
    anew = decided(disputed, edo, "half-true", "On second thought.")
    assert (anew.overtaken_at, stands(disputed)) == (None, ("settled", "half-true", True))

    undecide(claim=disputed, by=edo)
    assert stands(disputed) == ("settled", "false", False)
    assert told(disputed)[-3:] == [
        "Edo Editor decided the verdict: “Half true”.",
        "Edo Editor took back their decision.",
        "The verdict is now “False”.",
    ]
    with pytest.raises(NotDecided):
        undecide(claim=disputed, by=edo)


def test_a_decision_is_undone_to_what_was_before(disputed: Claim, edo: Member) -> None:
    decided(disputed, edo)
    decided(disputed, edo, "half-true", "On second thought.")
    [first, second] = Event.objects.filter(kind="verdict.decided").order_by("number")

    undo(event=second, by=edo)
    assert stands(disputed) == ("settled", "misleading", True)
    undo(event=first, by=edo)
    assert stands(disputed) == ("in_review", None, False)
    undo(event=Event.objects.get(undoes=first.number), by=edo)
    assert stands(disputed) == ("settled", "misleading", True)


def test_what_cannot_be_decided_is_refused(ada: Member, edo: Member, disputed: Claim) -> None:
    with pytest.raises(NotAssessed):
        decided(factories.claim(ada), edo)
    with pytest.raises(Unacceptable):
        decided(disputed, edo, reasons=" \n ")
    retire_rating(rating=factories.rating(ada.newsroom, "false"), revision=1, by=edo)
    with pytest.raises(RatingRetired):
        decided(disputed, edo, "false")
    set_aside(claim=disputed, reasons="An opinion.", by=ada)
    with pytest.raises(SetAside):
        decided(disputed, edo)


def test_the_database_keeps_who_and_why_together(disputed: Claim, edo: Member) -> None:
    decided(disputed, edo)
    for half in ({"reasons": ""}, {"decided_by": None}):
        with (
            pytest.raises(IntegrityError, match="decision_has_who_and_why"),
            transaction.atomic(),
        ):
            Verdict.objects.filter(claim=disputed).update(**half)
