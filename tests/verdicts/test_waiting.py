"""Which claims wait, and for whom."""

import pytest
from django.db.models import Q

from annotations.articles.models import Version
from annotations.claims.actions import set_aside
from annotations.claims.models import Claim
from annotations.newsrooms.actions import end_membership
from annotations.newsrooms.models import Member
from annotations.teamwork.actions import assign
from annotations.teamwork.models import assignment_of
from annotations.verdicts.actions import reassess
from annotations.verdicts.waiting import DISAGREEMENT, UNASSESSED, assigned_to, needs
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def version(ada: Member) -> Version:
    return factories.version(ada)


@pytest.fixture
def claim(ada: Member, version: Version) -> Claim:
    return factories.claim(ada, version)


def give(work: Claim | Version, to: Member, by: Member) -> None:
    thing = work.article if isinstance(work, Version) else work
    revision = assignment_of(thing).revision
    assign(work=thing, revision=revision, assignee=to, by=by)


def waits(condition: Q, claim: Claim) -> bool:
    return Claim.objects.filter(condition, pk=claim.pk).exists()


def test_what_is_mine_needs_me_until_i_have_said_what_i_hold(
    claim: Claim, ada: Member, bea: Member
) -> None:
    assert not waits(needs(bea) | assigned_to(bea), claim)

    give(claim, bea, ada)
    assert waits(needs(bea), claim)
    assert waits(assigned_to(bea), claim)
    assert not waits(needs(ada) | assigned_to(ada), claim)

    factories.assessment(claim, bea)
    assert not waits(needs(bea) | assigned_to(bea), claim)


def test_a_claim_in_my_article_needs_me_unless_somebody_else_has_it(
    claim: Claim, version: Version, ada: Member, bea: Member
) -> None:
    give(version, bea, ada)
    assert waits(needs(bea), claim)
    assert not waits(assigned_to(bea), claim)

    give(claim, ada, ada)
    assert not waits(needs(bea), claim)
    assert waits(needs(ada), claim)


def test_what_its_assignee_left_behind_goes_back_to_the_article(
    claim: Claim, version: Version, ada: Member, bea: Member
) -> None:
    gone = factories.member(ada.newsroom)
    give(version, bea, ada)
    give(claim, gone, ada)
    end_membership(member=gone, revision=1, by=ada)

    assert waits(needs(bea), claim)


def test_who_rated_differently_is_needed_until_they_agree(
    claim: Claim, ada: Member, bea: Member
) -> None:
    third = factories.member(ada.newsroom)
    factories.assessment(claim, ada, "true")
    assert not waits(DISAGREEMENT | needs(ada), claim)

    hers = factories.assessment(claim, bea, "false")
    assert waits(DISAGREEMENT, claim)
    assert [waits(needs(one), claim) for one in (ada, bea, third)] == [True, True, False]

    rating = factories.rating(ada.newsroom, "true")
    reassess(assessment=hers, revision=1, rating=rating, reasons="Convinced.", by=bea)
    assert not waits(DISAGREEMENT | needs(ada) | needs(bea), claim)


def test_a_majority_ends_a_disagreement(claim: Claim, ada: Member, bea: Member) -> None:
    for key, one in [("true", ada), ("false", bea), ("true", factories.member(ada.newsroom))]:
        factories.assessment(claim, one, key)

    assert not waits(DISAGREEMENT, claim)


def test_what_nobody_has_assessed_waits_for_anybody(claim: Claim, ada: Member) -> None:
    assert waits(UNASSESSED, claim)
    factories.assessment(claim, ada)
    assert not waits(UNASSESSED, claim)


def test_what_was_set_aside_waits_for_nobody(claim: Claim, ada: Member, bea: Member) -> None:
    other = factories.claim(ada)
    give(claim, bea, ada)
    factories.assessment(other, ada, "true")
    factories.assessment(other, bea, "false")
    for one in (claim, other):
        set_aside(claim=one, reasons="An opinion.", by=ada)

    everything = needs(bea) | assigned_to(bea) | UNASSESSED | DISAGREEMENT
    assert not Claim.objects.filter(everything).exists()
