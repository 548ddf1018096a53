"""Who works on a claim or an article."""

from typing import Any

import pytest

from annotations.claims.actions import SetAside, set_aside
from annotations.claims.models import Claim
from annotations.errors import Stale, Unacceptable
from annotations.history.models import Event
from annotations.history.timeline import tell
from annotations.newsrooms.actions import end_membership
from annotations.newsrooms.models import Member, Role
from annotations.newsrooms.permissions import Action, may
from annotations.teamwork.actions import assign
from annotations.teamwork.models import NOBODYS, Assignment, Work, assignment_of
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture(params=["claim", "article"])
def work(request: pytest.FixtureRequest, ada: Member) -> Work:
    made: Work = getattr(factories, request.param)(ada)
    return made


def stands(work: Work) -> tuple[Member | None, int]:
    """To whom it is assigned, and at which revision."""
    assignment = assignment_of(type(work)._base_manager.get(pk=work.pk))
    return assignment.assignee, assignment.revision


def told(work: Work) -> list[str]:
    """What the history says after the first thing, which is how the work came to be."""
    events = Event.objects.filter(subject_id=work.pk).select_related("by__user")
    return [entry.sentence for entry in tell(events.order_by("number"))][1:]


def test_work_goes_from_nobody_to_one_to_another_and_back(
    work: Work, ada: Member, bea: Member
) -> None:
    name = work._meta.model_name
    assert stands(work) == (None, 0)

    assign(work=work, revision=0, assignee=bea, by=ada)
    assert stands(work) == (bea, 1)
    assign(work=work, revision=1, assignee=ada, by=bea)
    assert stands(work) == (ada, 2)
    assign(work=work, revision=2, assignee=None, by=ada)
    assert stands(work) == (None, 3)

    assert told(work) == [
        f"Ada Admin assigned the {name} to Bea Berg.",
        f"Bea Berg assigned the {name} to Ada Admin.",
        f"Ada Admin assigned the {name} to nobody.",
    ]


@pytest.mark.parametrize("revision", [0, 2])
def test_who_assigns_what_somebody_else_has_just_assigned_is_told(
    work: Work, ada: Member, bea: Member, revision: int
) -> None:
    assign(work=work, revision=0, assignee=bea, by=ada)

    with pytest.raises(Stale) as refusal:
        assign(work=work, revision=revision, assignee=ada, by=ada)

    assert refusal.value.current.assignee == bea
    assert stands(work) == (bea, 1)


@pytest.mark.parametrize("somebody", [True, False])
def test_assigning_to_the_same_again_changes_nothing(
    work: Work, ada: Member, bea: Member, somebody: bool
) -> None:
    assignee, revision = (bea, 1) if somebody else (None, 0)
    if somebody:
        assign(work=work, revision=0, assignee=bea, by=ada)
    events = Event.objects.count()

    assign(work=work, revision=revision, assignee=assignee, by=ada)

    assert (stands(work), Event.objects.count()) == ((assignee, revision), events)


def test_readers_and_those_who_left_and_strangers_get_no_work(work: Work, ada: Member) -> None:
    reader = factories.member(ada.newsroom, Role.READER)
    gone = factories.member(ada.newsroom)
    end_membership(member=gone, revision=1, by=ada)
    stranger = factories.newsroom()[1]

    for nobody in (reader, gone, stranger):
        with pytest.raises(Unacceptable) as refusal:
            assign(work=work, revision=0, assignee=nobody, by=ada)
        assert list(refusal.value.details["fields"]) == ["assignee"]
    assert Assignment.objects.count() == 0


def test_what_was_set_aside_is_given_to_nobody_but_can_be_laid_down(
    ada: Member, bea: Member
) -> None:
    claim = factories.claim(ada)
    assign(work=claim, revision=0, assignee=bea, by=ada)
    set_aside(claim=claim, reasons="An opinion.", by=ada)

    with pytest.raises(SetAside):
        assign(work=claim, revision=1, assignee=ada, by=ada)
    assign(work=claim, revision=1, assignee=None, by=ada)

    assert stands(claim) == (None, 2)


def test_who_leaves_lays_everything_down(ada: Member, bea: Member) -> None:
    claim = factories.claim(ada)
    assign(work=claim, revision=0, assignee=bea, by=ada)
    assert list(Claim.objects.filter(NOBODYS)) == []

    end_membership(member=bea, revision=1, by=ada)

    assert assignment_of(Claim.objects.get()).present_assignee is None
    assert list(Claim.objects.filter(NOBODYS)) == [claim]


def test_assigning_disturbs_nobody_who_is_at_the_claim(ada: Member, bea: Member) -> None:
    claim = factories.claim(ada)
    before = (claim.revision, claim.parts_revision)

    assign(work=claim, revision=0, assignee=bea, by=ada)

    claim.refresh_from_db()
    assert (claim.revision, claim.parts_revision) == before


def test_who_can_be_chosen_is_whom_the_law_lets_work(ada: Member) -> None:
    members = [ada, *(factories.member(ada.newsroom, role) for role in Role)]
    gone: Any = factories.member(ada.newsroom)
    end_membership(member=gone, revision=1, by=ada)

    chosen = set(Member.objects.who_work().filter(newsroom=ada.newsroom))

    assert chosen == {one for one in members if may(one, Action.ASSESS, ada.newsroom)}
