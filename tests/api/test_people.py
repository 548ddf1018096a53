"""Members, invitations and tokens, for programs that manage people."""

from datetime import timedelta

import pytest
from django.test import Client

from annotations.newsrooms.actions import make_token
from annotations.newsrooms.invitations import accept_as_new_user
from annotations.newsrooms.models import AccessToken, Invitation, Member, Newsroom, Role, Scope
from tests import factories
from tests.api import shapes
from tests.api.caller import Caller, told


@pytest.fixture
def admin(room: Newsroom) -> Member:
    return Member.objects.get(newsroom=room, role=Role.ADMIN)


@pytest.fixture
def manager(admin: Member) -> Caller:
    return Caller(admin)


def person(member: Member) -> dict[str, object]:
    path = f"{shapes.API}/members/{member.pk}/"
    return {
        **shapes.who(member),
        "role": member.role,
        "joined_at": shapes.moment(member.joined_at),
        "left_at": member.left_at and shapes.moment(member.left_at),
        "revision": member.revision,
        "links": {
            "self": path,
            "claims": f"{shapes.API}/claims/?assignee={member.pk}",
            "articles": f"{shapes.API}/articles/?assignee={member.pk}",
            "marked": f"{shapes.API}/claims/?marked_by={member.pk}",
            "page": f"{shapes.PAGES}/settings/members/",
        },
    }


def test_an_admins_program_gives_roles_and_ends_memberships(
    manager: Caller, checker: Member
) -> None:
    path = f"members/{checker.pk}/"
    read = manager.get(path)
    assert read.json() == person(checker)
    changed = manager.patch(path, {"role": "editor"}, if_match=read["ETag"])
    checker.refresh_from_db()
    assert (changed.status_code, changed.json()) == (200, person(checker))
    assert checker.role == Role.EDITOR
    told(manager.patch(path, {"role": "reader"}, if_match=read["ETag"]), 412, "stale")
    told(manager.patch(path, {"role": "owner"}, if_match=changed["ETag"]), 400, "not-understood")

    ended = manager.delete(path, if_match=changed["ETag"])
    checker.refresh_from_db()
    assert (ended.status_code, ended.json()) == (200, person(checker))
    assert checker.left_at is not None
    assert [row["id"] for row in manager.get("members/").json()["results"]] == [
        str(manager.member.pk)
    ]
    told(manager.patch(path, {"role": "reader"}, if_match=ended["ETag"]), 404, "not-found")


def test_a_newsroom_keeps_an_admin(manager: Caller, admin: Member) -> None:
    path = f"members/{admin.pk}/"
    told(manager.patch(path, {"role": "editor"}, if_match='"1"'), 409, "last-admin")
    told(manager.delete(path, if_match='"1"'), 409, "last-admin")


def test_managing_people_takes_the_role_and_the_scope(
    room: Newsroom, admin: Member, checker: Member
) -> None:
    path = f"members/{checker.pk}/"
    body = {"email": "ana@lindau.example", "role": "admin"}
    writer = Caller(admin, scopes=[Scope.READ, Scope.WRITE])
    told(writer.patch(path, {"role": "admin"}, if_match='"1"'), 403, "scope-missing")
    told(writer.delete(path, if_match='"1"'), 403, "scope-missing")
    told(writer.post("invitations/", body), 403, "scope-missing")
    told(writer.delete(f"tokens/{writer.token.pk}/"), 403, "scope-missing")

    editor = Caller(factories.member(room, Role.EDITOR, name="Edda Editor"))
    told(editor.patch(path, {"role": "admin"}, if_match='"1"'), 403, "not-allowed")
    told(editor.delete(path, if_match='"1"'), 403, "not-allowed")
    told(editor.post("invitations/", body), 403, "not-allowed")
    told(editor.get("invitations/"), 403, "not-allowed")
    assert Invitation.objects.count() == 0


def test_a_member_may_leave(room: Newsroom, checker: Member) -> None:
    program = Caller(checker)
    answer = program.delete(f"members/{checker.pk}/", if_match='"1"')
    assert (answer.status_code, bool(answer.json()["left_at"])) == (200, True)
    told(program.get("claims/"), 401, "bad-token")


def test_somebody_joins_by_the_link_that_a_program_hands_over(
    manager: Caller, room: Newsroom
) -> None:
    answer = manager.post("invitations/", {"email": "Ana@Lindau.example", "role": "editor"})
    assert answer.status_code == 201
    invitation = Invitation.objects.get()
    told_once = answer.json()
    link = told_once.pop("link")
    assert told_once == manager.get(f"invitations/{invitation.pk}/").json()
    assert told_once == {
        "id": str(invitation.pk),
        "email": "ana@lindau.example",
        "role": "editor",
        "invited_by": shapes.who(manager.member),
        "made_at": shapes.moment(invitation.made_at),
        "expires_at": shapes.moment(invitation.expires_at),
        "accepted_at": None,
        "withdrawn_at": None,
        "links": {
            "self": f"{shapes.API}/invitations/{invitation.pk}/",
            "page": f"{shapes.PAGES}/settings/members/",
        },
    }
    assert Client().get(link.removeprefix("http://testserver")).status_code == 200
    secret = link.rstrip("/").rpartition("/")[2]
    accept_as_new_user(secret=secret, name="Ana", password="four words of mine")
    assert manager.get(f"invitations/{invitation.pk}/").json()["accepted_at"]


def test_an_invitation_is_withdrawn_and_stays_in_the_list(manager: Caller) -> None:
    body = {"email": "ana@lindau.example", "role": "reader"}
    made = manager.post("invitations/", body).json()
    told(manager.post("invitations/", body), 409, "already-invited")
    path = f"invitations/{made['id']}/"
    withdrawn = manager.delete(path)
    assert (withdrawn.status_code, bool(withdrawn.json()["withdrawn_at"])) == (200, True)
    assert manager.delete(path).json() == withdrawn.json()
    assert manager.get("invitations/").json()["results"] == [withdrawn.json()]
    told(manager.post("invitations/", {**body, "email": "ana"}), 400, "unacceptable")


def test_programs_see_and_revoke_tokens_and_make_none(
    manager: Caller, program: Caller, checker: Member
) -> None:
    other, _ = make_token(by=checker, name="Old", scopes=["read"], lifetime=timedelta(days=1))
    assert {row["id"] for row in manager.get("tokens/").json()["results"]} == {
        str(token.pk) for token in AccessToken.objects.all()
    }
    own = program.get("tokens/").json()["results"]
    assert {row["id"] for row in own} == {str(program.token.pk), str(other.pk)}
    token = AccessToken.objects.get(pk=other.pk)
    assert own[1] == {
        "id": str(token.pk),
        "name": "Old",
        "hint": token.hint,
        "scopes": ["read"],
        "member": shapes.who(checker),
        "made_at": shapes.moment(token.made_at),
        "expires_at": shapes.moment(token.expires_at),
        "last_used_at": None,
        "revoked_at": None,
        "links": {
            "self": f"{shapes.API}/tokens/{token.pk}/",
            "page": f"{shapes.PAGES}/settings/tokens/",
        },
    }
    revoked = manager.delete(f"tokens/{other.pk}/").json()
    assert revoked["revoked_at"]
    assert program.get(f"tokens/{other.pk}/").json() == revoked
    told(program.delete(f"tokens/{manager.token.pk}/"), 404, "not-found")
    told(manager.post("tokens/", {"name": "New"}), 405, "method-not-allowed")
