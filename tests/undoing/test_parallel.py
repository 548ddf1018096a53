"""Undoing while others do something, or undo the same."""

from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from annotations.claims.actions import Unmarked, WorkedOn
from annotations.claims.models import Claim
from annotations.errors import Refusal
from annotations.history.models import Event
from annotations.newsrooms.models import Member
from annotations.undoing.actions import undo
from annotations.undoing.refusals import AlreadyUndone
from tests import factories
from tests.claims.test_parallel import at_once
from tests.test_constraints import rule_name
from tests.undoing.deeds import fresh, last_event

pytestmark = pytest.mark.django_db(transaction=True)


def test_of_those_who_undo_the_same_at_once_one_does(ada: Member) -> None:
    factories.assessment(factories.claim(ada), ada)
    event = last_event()

    outcomes = at_once(*[lambda: undo(event=event, by=ada)] * 6)

    (undone,) = [outcome for outcome in outcomes if isinstance(outcome, Event)]
    refused = [type(outcome) for outcome in outcomes if isinstance(outcome, Refusal)]
    assert (undone.undoes, refused) == (event.number, [AlreadyUndone] * 5)


@pytest.mark.parametrize("turn", range(4))
def test_a_claim_is_gone_or_worked_on_and_never_both(ada: Member, turn: int) -> None:
    claim = factories.claim(ada)
    event, bea = last_event(), factories.member(ada.newsroom, name="Bea")
    begun, source = fresh(claim), factories.source(bea)

    def unmark() -> Any:
        return undo(event=event, by=ada)

    def work() -> Any:
        return factories.evidence(begun, bea, source)

    works = [unmark, work] if turn % 2 else [work, unmark]
    outcomes = at_once(*works)

    (refused,) = [type(outcome) for outcome in outcomes if isinstance(outcome, Refusal)]
    is_gone = fresh(claim).unmarked_at is not None
    assert (refused, claim.evidence.exists()) == (
        (Unmarked, False) if is_gone else (WorkedOn, True)
    )


def an_event(like: Event, **values: Any) -> None:
    """Written past all our actions."""
    number = Event.objects.filter(newsroom_id=like.newsroom_id).count() + 100
    Event(
        newsroom_id=like.newsroom_id,
        kind=like.kind,
        subject_type="claim",
        subject_id=like.subject_id,
        at=like.at,
        **{"number": number, "by_id": like.by_id, **values},
    ).save(force_insert=True)


class TestTheDatabase:
    """It keeps the rules of the log, whoever writes."""

    def refused(self, like: Event, **values: Any) -> str | None:
        with pytest.raises(IntegrityError) as refused, transaction.atomic():
            an_event(like, **values)
        return rule_name(refused.value)

    def test_once(self, ada: Member) -> None:
        event = Event.objects.get(subject_id=factories.claim(ada).pk)
        undo(event=event, by=ada)
        assert self.refused(event, undoes=event.number) == "event_undone_once"

    def test_by_who_did_it_before_and_in_this_newsroom(self, ada: Member) -> None:
        event = Event.objects.get(subject_id=factories.claim(ada).pk)
        rule = "members_undo_what_they_did_before"
        other = factories.member(ada.newsroom)
        assert self.refused(event, undoes=event.number, by_id=other.pk) == rule
        assert self.refused(event, undoes=event.number, by_id=None) == rule
        assert self.refused(event, undoes=event.number + 50) == rule
        stranger = factories.newsroom()[1]
        theirs = Event.objects.get(subject_id=factories.claim(stranger).pk)
        assert self.refused(theirs, undoes=event.number + 50) == rule

    def test_a_claim_is_unmarked_by_somebody_at_some_time(self, ada: Member) -> None:
        claim = factories.claim(ada)
        with pytest.raises(IntegrityError) as refused, transaction.atomic():
            Claim.objects.filter(pk=claim.pk).update(unmarked_by=ada)
        assert rule_name(refused.value) == "claim_unmarking_has_who_and_when"
        assert connection.is_usable()
