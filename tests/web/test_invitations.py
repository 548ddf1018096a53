"""The pages on which people are invited, and come in."""

import re

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from annotations.newsrooms.invitations import invite, withdraw_invitation
from annotations.newsrooms.models import Invitation, Member, Role, User
from annotations.newsrooms.secrets import mint
from tests import factories
from tests.web.pages import signed_in, words

pytestmark = pytest.mark.django_db

ADDRESS = "nour@desk.example"
PASSWORD = "seven herons wade north"


@pytest.fixture
def ada() -> Member:
    return factories.newsroom("lindau")[1]


def offer(ada: Member, email: str = ADDRESS) -> str:
    return reverse("web:invitation", args=[invite(email=email, role=Role.EDITOR, by=ada)[1]])


def send(ada: Member, **form: str) -> str:
    """The page that answers the form."""
    where = reverse("web:invite", args=[ada.newsroom.slug])
    given = {"email": ADDRESS, "role": "checker", **form}
    answer = signed_in(ada).post(where, given)
    assert answer["Cache-Control"] == "private, no-store"
    return answer.content.decode()


def test_an_invitation_goes_out_by_mail_and_its_link_is_shown_once(ada: Member) -> None:
    page = send(ada)
    shown = re.search(r"http://testserver/invitations/fci_\w+/", page)
    assert shown
    assert [(message.to, message.subject) for message in mail.outbox] == [
        ([ADDRESS], "Factcheck: Invitation to Lindau")
    ]
    assert shown[0] in mail.outbox[0].body
    assert "Ada Admin invites you to check facts at Lindau, as Checker." in mail.outbox[0].body
    members = reverse("web:members", args=["lindau"])
    assert "fci_" not in signed_in(ada).get(members).content.decode()


def test_an_invitation_sent_twice_is_one(ada: Member) -> None:
    send(ada)
    assert "This address has an open invitation." in words(send(ada))
    assert (len(mail.outbox), Invitation.objects.count()) == (1, 1)


def test_when_no_mail_goes_out_the_link_remains(ada: Member, settings: Settings) -> None:
    settings.EMAIL_BACKEND = "tests.web.test_passwords.BrokenMail"
    page = send(ada)
    assert "The mail could not be sent." in words(page)
    assert "/invitations/fci_" in page


def test_a_wrong_address_stays_in_the_form(ada: Member) -> None:
    page = send(ada, email="nowhere", role="admin")
    assert 'value="nowhere"' in page
    assert mail.outbox == []


@pytest.mark.parametrize("role", [Role.READER, Role.CHECKER, Role.EDITOR])
def test_only_admins_invite_and_withdraw(ada: Member, role: Role) -> None:
    client = signed_in(factories.member(ada.newsroom, role))
    invitation, _ = invite(email=ADDRESS, role=Role.READER, by=ada)
    where = reverse("web:invite", args=["lindau"])
    withdraw = reverse("web:withdraw_invitation", args=["lindau", invitation.pk])
    assert client.get(where).status_code == 403
    assert client.post(where, {"email": "x@y.example", "role": "admin"}).status_code == 403
    assert client.post(withdraw).status_code == 403
    assert Invitation.objects.open().count() == 1


def test_an_admin_withdraws_an_invitation(ada: Member) -> None:
    where = offer(ada)
    withdraw = reverse("web:withdraw_invitation", args=["lindau", Invitation.objects.get().pk])
    assert signed_in(factories.newsroom()[1]).post(withdraw).status_code == 404
    assert signed_in(ada).post(withdraw).status_code == 303
    answer = Client().get(where)
    assert answer.status_code == 410
    assert "This invitation was withdrawn." in words(answer.content.decode())


def test_a_newcomer_gives_name_and_password_and_is_in() -> None:
    ada = factories.newsroom("bregenz")[1]
    where, client = offer(ada), Client()
    page = words(client.get(where).content.decode())
    assert "Ada Admin invites you to Bregenz , as Editor." in page
    assert f"You will sign in as {ADDRESS} ." in page

    answer = client.post(where, {"name": "Nour", "password": PASSWORD})
    assert (answer.status_code, answer["Location"]) == (302, "/newsrooms/bregenz/")
    member = Member.objects.get(user__email=ADDRESS)
    assert (str(member), member.role) == ("Nour", "editor")
    assert client.session["_auth_user_id"] == str(member.user.pk)
    assert "accepted already" in words(client.get(where).content.decode())


def test_a_weak_password_is_refused_and_the_name_stays(ada: Member) -> None:
    where, client = offer(ada), Client()
    answer = client.post(where, {"name": "Nour", "password": "nour"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'value="Nour"' in page
    assert "at least 12 characters" in words(page)
    assert client.get(where).status_code == 200
    assert not User.objects.filter(email=ADDRESS).exists()


def test_who_has_an_account_signs_in_and_joins(ada: Member) -> None:
    user = factories.user(ADDRESS)
    where, client = offer(ada), Client()
    page = client.get(where).content.decode()
    assert f'href="/account/sign-in/?next={where}"' in page

    client.post(where, {"name": "Eve", "password": PASSWORD})
    assert not Member.objects.filter(user=user).exists()
    client.force_login(user)
    assert "Join" in words(client.get(where).content.decode())
    assert client.post(where)["Location"] == "/newsrooms/lindau/"
    assert Member.objects.get(user=user).role == "editor"


def test_who_is_signed_in_as_somebody_else_reads_so(ada: Member) -> None:
    eve = factories.user("eve@desk.example")
    where, client = offer(ada), Client()
    client.force_login(eve)
    page = words(client.get(where).content.decode())
    assert "is for nour@desk.example , but you are signed in as eve@desk.example" in page
    assert client.post(where).status_code == 409
    assert not Member.objects.filter(user=eve).exists()
    answer = client.post("/account/sign-out/", {"next": where})
    assert answer["Location"] == where


def test_a_member_needs_no_invitation(ada: Member) -> None:
    user = factories.user(ADDRESS)
    where = offer(ada)
    Member.objects.create(newsroom=ada.newsroom, user=user, role=Role.READER)
    client = Client()
    client.force_login(user)
    answer = client.post(where)
    assert answer.status_code == 409
    assert "You are a member of this newsroom already." in words(answer.content.decode())


@pytest.mark.parametrize(
    "secret",
    ["x", mint("fci"), mint("fcs")],
    ids=["nonsense", "never given", "a sign-in link"],
)
def test_what_was_never_an_invitation_is_gone(secret: str) -> None:
    answer = Client().get(f"/invitations/{secret}/")
    assert answer.status_code == 410
    assert "not known here" in words(answer.content.decode())


def test_the_address_of_an_invitation_is_kept_by_nobody(ada: Member) -> None:
    invitation, secret = invite(email=ADDRESS, role=Role.READER, by=ada)
    for _ in range(2):
        answer = Client().get(f"/invitations/{secret}/")
        assert answer["Referrer-Policy"] == "strict-origin"
        assert "no-store" in answer["Cache-Control"]
        withdraw_invitation(invitation=invitation, by=ada)
