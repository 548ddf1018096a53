"""Views: questions to the list of claims that are kept under a name."""

from typing import Any

import pytest
import time_machine

from annotations import limits
from annotations.claims.actions import unmark
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
from annotations.matching.counting import Found, found_by
from annotations.matching.models import View
from annotations.matching.ordering import current_order, order_views
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


def test_views_stand_in_the_order_of_each_member(eva: Member) -> None:
    cem = factories.member(eva.newsroom)
    shared = [factories.view(eva, name, shared=True) for name in ("Beta", "alpha")]
    his = factories.view(cem, "A")
    assert current_order(cem) == [shared[1].pk, shared[0].pk, his.pk], "shared ones, then by name"

    order = [his.pk, shared[0].pk, shared[1].pk]
    order_views(order=order, revision=0, by=cem)
    assert current_order(cem) == order
    assert current_order(eva) == [shared[1].pk, shared[0].pk]

    new = factories.view(cem, "New")
    withdraw_view(view=shared[0], revision=1, by=eva)
    assert current_order(cem) == [his.pk, shared[1].pk, new.pk], "what comes later stands behind"
    assert told(cem) == ["Eva Editor shared the view “Beta”.", *told(eva)[1:]]


def test_an_order_names_each_view_once_and_overwrites_no_newer_one(eva: Member) -> None:
    views = [factories.view(eva, name).pk for name in "abc"]
    hidden = factories.view(factories.member(eva.newsroom)).pk
    for order in (views[:2], [*views, views[0]], [*views[:2], hidden]):
        with pytest.raises(Unacceptable):
            order_views(order=order, revision=0, by=eva)
    order_views(order=views[::-1], revision=0, by=eva)
    with pytest.raises(Stale):
        order_views(order=views, revision=0, by=eva)
    assert current_order(eva) == views[::-1]


def test_what_views_find_is_counted_in_one_statement(
    eva: Member, django_assert_num_queries: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    for statement in ("The harbour stays open.", "The harbour is deep.", "The sky is blue."):
        claim = factories.claim(eva, statement=statement)
    unmark(claim=claim, by=eva)
    every = factories.view(eva, "All", filters={})
    some = factories.view(eva, "Some", filters={"q": ["deep"], "stage": ["open"]})
    old = factories.view(eva, "Old")
    View.objects.filter(pk=old.pk).update(filters={"mood": ["good"], "stage": ["brilliant"]})

    old.refresh_from_db()

    with django_assert_num_queries(1):
        found = found_by([every, some, old], eva)
    assert found == {every.pk: Found(2, False), some.pk: Found(1, False), old.pk: Found(2, False)}
    monkeypatch.setattr(limits, "COUNTED", 1)
    assert found_by([every, some], eva) == {every.pk: Found(1, True), some.pk: Found(1, False)}
