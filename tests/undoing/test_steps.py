"""What is undone and redone next: the log alone says it."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from annotations import limits
from annotations.claims.actions import edit_claim
from annotations.claims.models import Claim
from annotations.evidence.actions import edit_source
from annotations.history.models import Event
from annotations.history.replay import replay
from annotations.newsrooms.models import Member
from annotations.undoing.actions import undo
from annotations.undoing.steps import steps
from tests import factories
from tests.undoing.deeds import last_event

Numbers = tuple[int | None, int | None]


@given(st.lists(st.sampled_from(["do", "undo", "redo"])))
def test_a_replay_is_what_two_stacks_would_hold(presses: list[str]) -> None:
    log: list[Event] = []
    done: list[int] = []
    undone: list[int] = []
    for press in presses:
        number = len(log) + 1
        if press == "do":
            log.append(Event(number=number))
            undone.clear()
            done.append(number)
        elif press == "undo" and done:
            log.append(Event(number=number, undoes=done.pop()))
            undone.append(number)
        elif press == "redo" and undone:
            log.append(Event(number=number, undoes=undone.pop()))
            done.append(number)
    found = replay(log)
    assert [one.number for one in found.done] == done
    assert [one.number for one in found.undone] == undone


@pytest.fixture
def claim(ada: Member) -> Claim:
    return factories.claim(ada)


def numbers(member: Member, claim: Claim) -> Numbers:
    """Of the events to undo and to redo next, on the claim and in its article alike."""
    on_claim = steps(member, claim)
    assert steps(member, claim.passages.get().version.article) == on_claim
    undo, redo = on_claim
    return (undo and undo.event.number, redo and redo.event.number)


def reword(claim: Claim, by: Member, statement: str) -> int:
    claim.refresh_from_db()
    edit_claim(claim=claim, revision=claim.revision, by=by, statement=statement)
    return last_event().number


@pytest.mark.django_db
def test_the_last_thing_is_undone_first_and_the_last_undo_redone_first(
    ada: Member, claim: Claim
) -> None:
    mark = last_event().number
    first, second = reword(claim, ada, "First."), reword(claim, ada, "Second.")
    assert numbers(ada, claim) == (second, None)

    undos = []
    for expected in (second, first, mark):
        step = steps(ada, claim).undo
        assert step is not None
        assert (step.event.number, step.deed.number) == (expected, expected)
        undos.append(undo(event=step.event, by=ada).number)
    assert numbers(ada, claim) == (None, undos[-1])

    for expected, deed in zip(reversed(undos), [mark, first, second], strict=True):
        step = steps(ada, claim).redo
        assert step is not None
        assert (step.event.number, step.deed.number) == (expected, deed)
        undo(event=step.event, by=ada)
    claim.refresh_from_db()
    assert (claim.statement, steps(ada, claim).redo) == ("Second.", None)


@pytest.mark.django_db
def test_whoever_does_something_new_does_not_redo_the_old(ada: Member, claim: Claim) -> None:
    reword(claim, ada, "First.")
    undo(event=last_event(), by=ada)
    new = reword(claim, ada, "Second.")
    assert numbers(ada, claim) == (new, None)


@pytest.mark.django_db
def test_what_others_do_is_theirs_and_what_is_done_elsewhere_is_elsewhere(
    ada: Member, claim: Claim
) -> None:
    mark = last_event().number
    bea = factories.member(ada.newsroom, name="Bea")
    hers = reword(claim, bea, "Hers.")
    factories.claim(ada)
    assert (numbers(ada, claim), numbers(bea, claim)) == ((mark, None), (hers, None))


@pytest.mark.django_db
def test_of_yesterday_nothing_is_undone_by_key(ada: Member, claim: Claim) -> None:
    with time_machine.travel(timezone.now() + timedelta(hours=limits.UNDO_HOURS, minutes=1)):
        assert numbers(ada, claim) == (None, None)


@pytest.mark.django_db
def test_finding_them_costs_one_query_however_much_was_done(
    ada: Member, claim: Claim, django_assert_num_queries: pytest.FixtureRequest
) -> None:
    for number in range(3):
        reword(claim, ada, f"{number}.")
        with django_assert_num_queries(1):  # type: ignore[operator]
            steps(ada, claim)


@pytest.mark.django_db
def test_a_source_has_steps_of_its_own(ada: Member) -> None:
    source = factories.source(ada)
    assert steps(ada, source) == (None, None)
    edit_source(source=source, revision=1, by=ada, title="Better")
    assert steps(ada, source).undo == (last_event(), last_event())
