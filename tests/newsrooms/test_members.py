"""Members change roles and go; a newsroom keeps an admin."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from uuid import uuid4

import pytest
from django.db import connection

from annotations.errors import Stale, Unacceptable
from annotations.history.models import Event
from annotations.history.timeline import Change, tell
from annotations.newsrooms.actions import (
    LastAdmin,
    change_role,
    end_membership,
    join,
    remember,
    rename,
)
from annotations.newsrooms.models import AccessToken, Member, Role
from tests import factories
from tests.everything import sign_in_link, token

pytestmark = pytest.mark.django_db


def stored(member: Member) -> Member:
    return Member.objects.get(pk=member.pk)


def last_entry(member: Member) -> tuple[str, list[Change]]:
    event = Event.objects.filter(newsroom_id=member.newsroom_id).latest("number")
    entry = next(tell([event]))
    return entry.sentence, entry.changes


def test_a_role_is_changed_and_told() -> None:
    room, admin = factories.newsroom()
    member = factories.member(room, Role.CHECKER)
    change_role(member=member, revision=1, role="editor", by=admin)
    assert (stored(member).role, stored(member).revision) == ("editor", 2)
    assert last_entry(member) == (
        "Ada Admin changed the role of Cem Checker.",
        [Change("role", "checker", "editor")],
    )


def test_a_role_is_not_changed_over_another_change() -> None:
    room, admin = factories.newsroom()
    member = factories.member(room, Role.CHECKER)
    change_role(member=member, revision=1, role="editor", by=admin)
    with pytest.raises(Stale):
        change_role(member=member, revision=1, role="reader", by=admin)
    assert stored(member).role == "editor"


def test_there_are_four_roles() -> None:
    room, admin = factories.newsroom()
    with pytest.raises(Unacceptable):
        change_role(member=factories.member(room), revision=1, role="owner", by=admin)


def test_who_leaves_takes_the_keys_along() -> None:
    member = factories.member(factories.newsroom()[0])
    key, link = token(member), sign_in_link(member)
    end_membership(member=member, revision=1, by=member)

    assert stored(member).left_at
    assert AccessToken.objects.get(pk=key.pk).withdrawn_at
    assert list(AccessToken.objects.live()) == []
    assert type(link).objects.get(pk=link.pk).withdrawn_at
    assert last_entry(member) == ("Cem Checker ended the membership of Cem Checker.", [])


def test_who_comes_back_finds_the_old_keys_void() -> None:
    room, admin = factories.newsroom()
    member = factories.member(room)
    token(member)
    end_membership(member=member, revision=1, by=admin)
    join(newsroom=room, user=member.user, role=Role.CHECKER, by=admin)
    assert list(AccessToken.objects.live()) == []


def demote(member: Member) -> None:
    change_role(member=member, revision=1, role="reader", by=member)


def leave(member: Member) -> None:
    end_membership(member=member, revision=1, by=member)


@pytest.mark.parametrize("goes", [demote, leave])
def test_the_last_admin_stays(goes: Callable[[Member], None]) -> None:
    room, admin = factories.newsroom()
    factories.member(room, Role.EDITOR)
    with pytest.raises(LastAdmin):
        goes(admin)
    assert (stored(admin).role, stored(admin).left_at) == ("admin", None)


@pytest.mark.parametrize("goes", [demote, leave])
def test_one_of_two_admins_may_go(goes: Callable[[Member], None]) -> None:
    room, admin = factories.newsroom()
    factories.member(room, Role.ADMIN)
    goes(admin)


def test_an_admin_who_cannot_sign_in_does_not_count() -> None:
    room, admin = factories.newsroom()
    other = factories.member(room, Role.ADMIN)
    other.user.is_active = False
    other.user.save(update_fields=["is_active"])
    with pytest.raises(LastAdmin):
        leave(admin)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("goes", [demote, leave])
def test_of_two_admins_who_go_at_once_one_stays(goes: Callable[[Member], None]) -> None:
    room, admin = factories.newsroom()
    admins = [admin, *(factories.member(room, Role.ADMIN) for _ in range(3))]

    def go(member: Member) -> str:
        try:
            goes(member)
        except LastAdmin:
            return "stays"
        finally:
            connection.close()
        return "goes"

    with ThreadPoolExecutor(4) as threads:
        assert sorted(threads.map(go, admins)) == ["goes", "goes", "goes", "stays"]
    assert Member.objects.present().filter(newsroom=room, role=Role.ADMIN).count() == 1


def test_one_is_called_what_one_likes_within_a_line() -> None:
    user = factories.user(name="Ada")
    assert rename(user=user, name=" Ada \u202eB. ").name == "Ada B."
    for name in ["", "\u200b", "x" * 101]:
        with pytest.raises(Unacceptable):
            rename(user=user, name=name)
    user.refresh_from_db()
    assert user.name == "Ada B."


def test_who_is_remembered_is_called_as_each_newsroom_knows_them() -> None:
    (_, ada), (_, eve) = factories.newsroom(), factories.newsroom()
    theirs = uuid4()
    remember(name="A Liar", pk=theirs, by=eve)

    remembered = remember(name="Bea Berg", pk=theirs, by=ada)
    again = remember(name="Bea Berg", pk=theirs, by=ada)

    assert (str(remembered), remembered.newsroom, again) == ("Bea Berg", ada.newsroom, remembered)
