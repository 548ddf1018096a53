"""People come by invitation."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.utils import timezone

from annotations.errors import Refusal, Unacceptable
from annotations.history.models import Event, Kind
from annotations.history.timeline import tell
from annotations.newsrooms.actions import end_membership
from annotations.newsrooms.invitations import (
    AccountExists,
    AlreadyInvited,
    AlreadyMember,
    InvitationIsSpent,
    NotTheirInvitation,
    accept,
    accept_as_new_user,
    find_invitation,
    invite,
    withdraw_invitation,
)
from annotations.newsrooms.models import Invitation, Member, Role, User
from annotations.newsrooms.secrets import digest, mint
from tests import factories

pytestmark = pytest.mark.django_db

ADDRESS = "nour@desk.example"
PASSWORD = "seven herons wade north"


@pytest.fixture
def admin() -> Member:
    return factories.newsroom()[1]


def offer(admin: Member, role: Role = Role.CHECKER, email: str = ADDRESS) -> str:
    return invite(email=email, role=role, by=admin)[1]


def test_a_newcomer_makes_an_account_and_is_a_member(admin: Member) -> None:
    member = accept_as_new_user(secret=offer(admin), name=" Nour  Haddad ", password=PASSWORD)
    assert (member.newsroom, member.role, member.user.email) == (
        admin.newsroom,
        "checker",
        ADDRESS,
    )
    user = User.objects.get(email=ADDRESS)
    assert user.name == "Nour Haddad"
    assert user.check_password(PASSWORD)


def test_who_has_an_account_joins_with_it(admin: Member) -> None:
    user = factories.user(ADDRESS)
    assert accept(secret=offer(admin, Role.EDITOR), user=user).role == Role.EDITOR


def test_who_had_left_comes_back_as_the_same_member(admin: Member) -> None:
    member = factories.member(admin.newsroom, Role.EDITOR)
    end_membership(member=member, revision=1, by=admin)
    again = accept(secret=offer(admin, email=member.user.email), user=member.user)
    assert (again.pk, again.role, again.left_at) == (member.pk, "checker", None)


def test_the_address_is_compared_in_lower_case(admin: Member) -> None:
    secret = offer(admin, email=" Nour@Desk.Example ")
    assert find_invitation(secret).email == ADDRESS


def test_only_the_digest_of_the_secret_is_kept(admin: Member) -> None:
    assert [digest(offer(admin))] == list(Invitation.objects.values_list("digest", flat=True))


def test_an_invitation_is_for_one_address(admin: Member) -> None:
    with pytest.raises(NotTheirInvitation):
        accept(secret=offer(admin), user=factories.user("eve@desk.example"))


def test_who_has_an_account_is_asked_to_sign_in(admin: Member) -> None:
    factories.user(ADDRESS)
    with pytest.raises(AccountExists):
        accept_as_new_user(secret=offer(admin), name="Eve", password=PASSWORD)


@pytest.mark.parametrize(
    ("name", "password", "fields"),
    [
        ("Nour", "short", {"password"}),
        ("Nour", "nour@desk.example", {"password"}),
        ("", PASSWORD, {"name"}),
        ("x" * 101, "password1234", {"name", "password"}),
    ],
)
def test_name_and_password_are_looked_at(
    admin: Member, name: str, password: str, fields: set[str]
) -> None:
    secret = offer(admin)
    with pytest.raises(Unacceptable) as refused:
        accept_as_new_user(secret=secret, name=name, password=password)
    assert set(refused.value.details["fields"]) == fields
    assert find_invitation(secret)


def test_an_invitation_is_accepted_once(admin: Member) -> None:
    secret = offer(admin)
    member = accept_as_new_user(secret=secret, name="Nour", password=PASSWORD)
    with pytest.raises(InvitationIsSpent, match="accepted already"):
        accept(secret=secret, user=member.user)


@pytest.mark.django_db(transaction=True)
def test_of_many_who_accept_at_once_one_account_is_made(admin: Member) -> None:
    secret = offer(admin)

    def come(number: int) -> bool:
        try:
            accept_as_new_user(secret=secret, name=f"Nour {number}", password=PASSWORD)
        except Refusal:
            return False
        finally:
            connection.close()
        return True

    with ThreadPoolExecutor(4) as threads:
        assert sorted(threads.map(come, range(4))) == [False, False, False, True]
    assert Member.objects.filter(user__email=ADDRESS).count() == 1


def test_a_withdrawn_invitation_says_so(admin: Member) -> None:
    invitation, secret = invite(email=ADDRESS, role=Role.READER, by=admin)
    withdraw_invitation(invitation=invitation, by=admin)
    with pytest.raises(InvitationIsSpent, match="withdrawn"):
        find_invitation(secret)


def test_an_invitation_stands_for_fourteen_days(admin: Member) -> None:
    secret, now = offer(admin), timezone.now()
    with time_machine.travel(now + timedelta(days=13, hours=23)):
        assert find_invitation(secret)
    with (
        time_machine.travel(now + timedelta(days=14, hours=1)),
        pytest.raises(InvitationIsSpent, match="expired"),
    ):
        find_invitation(secret)


@pytest.mark.parametrize(
    "secret",
    ["", "fci_1", mint("fci"), mint("fcs")],
    ids=["nothing", "too short", "never given", "a sign-in link"],
)
def test_what_was_never_an_invitation_is_not_known(secret: str) -> None:
    with pytest.raises(InvitationIsSpent, match="not known"):
        find_invitation(secret)


def test_an_address_has_one_open_invitation(admin: Member) -> None:
    offer(admin)
    with pytest.raises(AlreadyInvited):
        offer(admin)


def test_an_expired_invitation_makes_room_for_another(admin: Member) -> None:
    with time_machine.travel(timezone.now() - timedelta(days=15)):
        expired = offer(admin)
    assert find_invitation(offer(admin)).email == ADDRESS
    with pytest.raises(InvitationIsSpent):
        find_invitation(expired)


def test_members_are_not_invited(admin: Member) -> None:
    with pytest.raises(AlreadyMember):
        offer(admin, email=admin.user.email)


@pytest.mark.parametrize(
    ("email", "role", "field"), [("nowhere", "reader", "email"), (ADDRESS, "owner", "role")]
)
def test_address_and_role_are_looked_at(admin: Member, email: str, role: str, field: str) -> None:
    with pytest.raises(Unacceptable) as refused:
        invite(email=email, role=role, by=admin)
    assert set(refused.value.details["fields"]) == {field}


def test_the_history_tells_of_invitations(admin: Member) -> None:
    invitation, _ = invite(email="a@desk.example", role=Role.READER, by=admin)
    withdraw_invitation(invitation=invitation, by=admin)
    withdraw_invitation(invitation=invitation, by=admin)
    accept_as_new_user(secret=offer(admin), name="Nour", password=PASSWORD)

    events = list(Event.objects.filter(newsroom=admin.newsroom).order_by("number"))
    told = [(event.kind, entry.sentence) for event, entry in zip(events, tell(events), strict=True)]
    assert told == [
        (Kind.MEMBER_JOINED, "Ada Admin joined the newsroom."),
        (Kind.NEWSROOM_FOUNDED, "Ada Admin founded the newsroom."),
        (Kind.MEMBER_INVITED, "Ada Admin invited a@desk.example."),
        (Kind.INVITATION_WITHDRAWN, "Ada Admin withdrew an invitation."),
        (Kind.MEMBER_INVITED, "Ada Admin invited nour@desk.example."),
        (Kind.MEMBER_JOINED, "Nour joined the newsroom."),
    ]
