"""Views: questions to the list of claims that are kept under a name."""

from typing import Any

import pytest
import time_machine

from annotations import limits
from annotations.errors import Stale, Unacceptable
from annotations.history.models import Event
from annotations.history.timeline import tell
from annotations.matching.actions import (
    NameTaken,
    TooManyViews,
    ViewStands,
    ViewWithdrawn,
    edit_view,
    restore_view,
    save_view,
    withdraw_view,
)
from annotations.matching.models import View
from annotations.newsrooms.models import Member, Role
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def eva() -> Member:
    """An editor."""
    return factories.member(factories.newsroom()[0], Role.EDITOR, "Eva Editor")


def told(member: Member) -> list[str]:
    """What the log says of views."""
    events = Event.objects.filter(newsroom_id=member.newsroom_id, subject_type="view")
    return [entry.sentence for entry in tell(events.select_related("by__user").order_by("number"))]


def test_a_view_keeps_a_question_as_data_and_not_its_answer(eva: Member) -> None:
    filters = {"rating": ["~", " ~ ", "true"], "q": [" harbour "]}
    view = save_view(name="  Mine ", filters=filters, order="-statement", by=eva)

    view.refresh_from_db()
    assert (view.name, view.order) == ("Mine", "-statement")
    assert view.filters == {"rating": ["~", "true"], "q": ["harbour"]}
    assert view.query == "q=harbour&rating=~&rating=true&order=-statement"


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"filters": {"password": ["x"]}}, "filters/password"),
        ({"filters": {"stage": ["shut"]}}, "filters/stage"),
        ({"filters": {"stage": []}}, "filters/stage"),
        ({"filters": {"claimed_since": [" "]}}, "filters/claimed_since"),
        ({"filters": {"q": ["\0"]}}, "filters/q"),
        ({"filters": {"q": ["a" * 301]}}, "filters/q"),
        ({"filters": {"tag": [str(number) for number in range(21)]}}, "filters"),
        ({"order": "marked_by__user__password"}, "order"),
        ({"name": " "}, "name"),
        ({"name": "a" * 61}, "name"),
    ],
)
def test_what_the_list_does_not_take_is_refused(
    eva: Member, values: dict[str, Any], field: str
) -> None:
    with pytest.raises(Unacceptable) as refused:
        factories.view(eva, **values)
    assert list(refused.value.details["fields"]) == [field]
    with pytest.raises(Unacceptable):
        edit_view(view=factories.view(eva), revision=1, by=eva, **values)


def test_a_view_is_renamed_replaced_removed_and_restored(eva: Member) -> None:
    view = factories.view(eva)
    edit_view(view=view, revision=1, by=eva, name="Other")
    edit_view(view=view, revision=2, by=eva, filters={"q": ["town"]}, order="stage")
    with time_machine.travel("2026-03-02T10:00:00Z", tick=False):
        withdraw_view(view=view, revision=3, by=eva)
    assert [str(view), view.query, view.withdrawn_by] == ["Other", "q=town&order=stage", eva]
    assert not View.objects.standing().exists()
    for act in (edit_view, withdraw_view):
        with pytest.raises(ViewWithdrawn):
            act(view=view, revision=4, by=eva)

    restore_view(view=view, revision=4, by=eva)
    assert View.objects.standing().get() == view
    with pytest.raises(ViewStands):
        restore_view(view=view, revision=5, by=eva)
    with pytest.raises(Stale):
        edit_view(view=view, revision=4, by=eva, name="Late")


def test_only_what_is_shared_is_an_event(eva: Member) -> None:
    view = factories.view(eva)
    edit_view(view=view, revision=1, by=eva, name="Mine")
    withdraw_view(view=view, revision=2, by=eva)
    restore_view(view=view, revision=3, by=eva)
    assert told(eva) == []

    edit_view(view=view, revision=4, by=eva, shared=True)
    edit_view(view=view, revision=5, by=eva, order="stage")
    withdraw_view(view=view, revision=6, by=eva)
    restore_view(view=view, revision=7, by=eva)
    edit_view(view=view, revision=8, by=eva, shared=False)
    assert told(eva) == [
        "Eva Editor shared the view “Mine”.",
        "Eva Editor changed a shared view.",
        "Eva Editor removed a shared view.",
        "Eva Editor restored the view “Mine”.",
        "Eva Editor shares a view no longer.",
    ]


def test_a_name_stands_for_one_view_of_a_member_and_one_of_the_newsroom(eva: Member) -> None:
    other = factories.member(eva.newsroom, Role.EDITOR)
    view = factories.view(eva, "Waiting", shared=True)
    factories.view(other, "Waiting")
    with pytest.raises(NameTaken):
        factories.view(eva, "WAITING")
    with pytest.raises(NameTaken):
        edit_view(view=factories.view(other, "More"), revision=1, by=other, name="waiting")
    with pytest.raises(NameTaken):
        factories.view(factories.member(eva.newsroom), "waiting", shared=True)

    withdraw_view(view=view, revision=1, by=eva)
    factories.view(eva, "Waiting")
    with pytest.raises(NameTaken):
        restore_view(view=view, revision=2, by=eva)


def test_a_member_has_only_so_many_views(eva: Member, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "VIEWS", 1)
    view = factories.view(eva, "One")
    with pytest.raises(TooManyViews):
        factories.view(eva, "Two")
    withdraw_view(view=view, revision=1, by=eva)
    factories.view(eva, "Two")
    with pytest.raises(TooManyViews):
        restore_view(view=view, revision=2, by=eva)


def test_members_see_their_own_views_and_those_that_are_shared(eva: Member) -> None:
    cem = factories.member(eva.newsroom)
    factories.view(eva, "Hers")
    shared = factories.view(eva, "Everybody's", shared=True)
    mine = factories.view(cem, "His")
    assert set(View.objects.visible_to(cem)) == {shared, mine}
    assert not View.objects.visible_to(factories.newsroom()[1]).exists()
