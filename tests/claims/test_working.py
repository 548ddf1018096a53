"""Rewording claims, setting them aside, taking them up again."""

import pytest

from annotations.claims.actions import (
    NotSetAside,
    SetAside,
    edit_claim,
    set_aside,
    take_up,
    tidy_tags,
)
from annotations.claims.models import Claim, Stage
from annotations.errors import Stale, Unacceptable
from annotations.history.models import Event
from annotations.newsrooms.models import Member
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def claim(ada: Member) -> Claim:
    return factories.claim(ada, claimant="The council", tags=["money"])


def kinds(claim: Claim) -> list[str]:
    return [event.kind for event in Event.objects.about_claim(claim.pk)]


def test_an_edit_writes_only_what_changed_and_tells_it(claim: Claim, ada: Member) -> None:
    edit_claim(claim=claim, revision=1, by=ada, statement="Not a cent.", claimant="The council")

    stored = Claim.objects.get(pk=claim.pk)
    assert (stored.statement, stored.revision) == ("Not a cent.", 2)
    event = Event.objects.about_claim(claim.pk).last()
    assert event is not None
    assert event.changes == {"statement": [factories.SENTENCE, "Not a cent."]}


def test_an_edit_without_a_change_is_none(claim: Claim, ada: Member) -> None:
    edit_claim(claim=claim, revision=1, by=ada, statement=claim.statement)

    assert Claim.objects.get(pk=claim.pk).revision == 1
    assert kinds(claim) == ["claim.marked"]


def test_the_second_of_two_writers_is_shown_what_the_first_wrote(claim: Claim, ada: Member) -> None:
    bea = factories.member(ada.newsroom, name="Bea")
    edit_claim(claim=claim, revision=1, by=ada, statement="Ada's wording.")

    with pytest.raises(Stale) as stale:
        edit_claim(claim=claim, revision=1, by=bea, statement="Bea's wording.")

    assert (stale.value.current.statement, stale.value.current.revision) == ("Ada's wording.", 2)
    assert Claim.objects.get(pk=claim.pk).statement == "Ada's wording."


def test_who_words_a_claim_is_not_disturbed_by_who_adds_evidence(claim: Claim, ada: Member) -> None:
    factories.evidence(claim, ada)

    edit_claim(claim=claim, revision=1, by=ada, statement="Not a cent.")

    stored = Claim.objects.get(pk=claim.pk)
    assert (stored.revision, stored.parts_revision, stored.stage) == (2, 2, Stage.IN_PROGRESS)


def test_nobody_works_on_a_claim_that_was_set_aside(claim: Claim, ada: Member) -> None:
    set_aside(claim=claim, reasons="An opinion.", by=ada)

    with pytest.raises(SetAside):
        factories.evidence(claim, ada)
    with pytest.raises(SetAside):
        factories.assessment(claim, ada)
    with pytest.raises(SetAside):
        set_aside(claim=claim, reasons="Again.", by=ada)
    assert kinds(claim) == ["claim.marked", "claim.set_aside"]


def test_a_claim_is_taken_up_where_it_was_left(claim: Claim, ada: Member) -> None:
    factories.evidence(claim, ada)
    set_aside(claim=claim, reasons="An opinion.", by=ada)

    assert take_up(claim=claim, by=ada).stage == Stage.IN_PROGRESS
    with pytest.raises(NotSetAside):
        take_up(claim=claim, by=ada)


def test_setting_aside_asks_for_reasons(claim: Claim, ada: Member) -> None:
    with pytest.raises(Unacceptable) as refusal:
        set_aside(claim=claim, reasons="  ", by=ada)

    assert list(refusal.value.details["fields"]) == ["reasons"]


def test_a_claim_has_at_most_fifty_tags() -> None:
    assert len(tidy_tags(f"tag {number}" for number in range(50))) == 50
    with pytest.raises(Unacceptable):
        tidy_tags(f"tag {number}" for number in range(51))
