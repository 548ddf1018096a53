"""Taking back what one did: a new event that reverses, and everything as it was before."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.utils import timezone

from annotations.claims.models import Claim
from annotations.errors import NotAllowed
from annotations.history.models import Event
from annotations.newsrooms.models import Member, Role
from annotations.undoing.actions import undo
from annotations.undoing.refusals import (
    AlreadyUndone,
    CannotBeUndone,
    NotYours,
    TooLate,
)
from annotations.undoing.ways_back import WAYS_BACK
from tests import factories
from tests.api.caller import Caller
from tests.feed.replica import everything
from tests.undoing.deeds import DEEDS, Things, do, prepare

pytestmark = pytest.mark.django_db

UNIMPORTANT = {"revision", "parts_revision", "settled_at", "recheck_since", "decided_at"}


@pytest.fixture
def bea(ada: Member) -> Member:
    return factories.member(ada.newsroom, name="Bea")


@pytest.fixture
def things(bea: Member) -> Things:
    return Things.made_by(bea)


def looks(member: Member) -> Any:
    """How everything looks to programs, but for counters and the moment of settling."""
    assigned = f"articles/{Claim.objects.earliest('pk').passages.latest('pk').version.article_id}/"
    program = Caller(member)
    threads = [
        row["resolved"] and row["resolved"]["by"]
        for claim in Claim.objects.visible_to(member)
        for row in program.get(f"claims/{claim.pk}/comments/").json()["results"]
    ]
    article = program.get(assigned).json()
    coverage = program.get(f"versions/{article['latest_version']['id']}/coverage/").json()
    return _plain([everything(program), article, coverage, threads])


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _plain(one) for name, one in value.items() if name not in UNIMPORTANT}
    return [_plain(one) for one in value] if isinstance(value, list) else value


@pytest.mark.parametrize("kind", DEEDS)
def test_undoing_leaves_everything_as_it_was_and_redoing_as_it_was_done(
    kind: str, ada: Member, things: Things
) -> None:
    prepare(kind, things, ada)
    before = looks(ada)
    event = do(kind, things, ada)
    done = looks(ada)
    assert done != before

    undone = undo(event=event, by=ada)
    assert (undone.undoes, undone.by_id, looks(ada)) == (event.number, ada.pk, before)

    redone = undo(event=undone, by=ada)
    assert (redone.undoes, looks(ada)) == (undone.number, done)

    again = undo(event=redone, by=ada)
    assert (again.undoes, looks(ada)) == (redone.number, before)


def test_every_way_back_is_walked_here() -> None:
    of_undos = {"claim.unmarked", "claim.restored", "assessment.taken_back", "assessment.restored"}
    assert set(WAYS_BACK) == {*DEEDS, *of_undos, "passage.reopened"}


@pytest.mark.parametrize("kind", DEEDS)
def test_only_who_did_it_undoes_it(kind: str, ada: Member, bea: Member, things: Things) -> None:
    prepare(kind, things, ada)
    event = do(kind, things, ada)
    with pytest.raises(NotYours):
        undo(event=event, by=bea)


@pytest.mark.parametrize("kind", DEEDS)
def test_who_may_only_read_by_now_undoes_nothing(kind: str, ada: Member, things: Things) -> None:
    prepare(kind, things, ada)
    event = do(kind, things, ada)
    ada.role = Role.READER
    with pytest.raises(NotAllowed):
        undo(event=event, by=ada)


def test_what_was_undone_is_not_undone_twice(ada: Member, things: Things) -> None:
    event = do("claim.edited", things, ada)
    undo(event=event, by=ada)
    with pytest.raises(AlreadyUndone):
        undo(event=event, by=ada)


def test_after_a_day_it_is_too_late(ada: Member, things: Things) -> None:
    event = do("claim.assessed", things, ada)
    with time_machine.travel(timezone.now() + timedelta(hours=25)), pytest.raises(TooLate):
        undo(event=event, by=ada)


@pytest.mark.parametrize("kind", ["comment.added", "source.added", "article.taken_in"])
def test_what_others_may_long_have_read_is_not_undone(
    kind: str, bea: Member, things: Things
) -> None:
    event = Event.objects.filter(kind=kind).latest("number")
    with pytest.raises(CannotBeUndone):
        undo(event=event, by=bea)
