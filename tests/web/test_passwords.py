"""Setting, changing and resetting a password; mail that tells of it."""

import re
import smtplib

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.test import Client
from pytest_django import Settings

from annotations.newsrooms.models import User
from tests import factories
from tests.web.pages import words

pytestmark = pytest.mark.django_db

OLD, NEW = "seven herons wade north", "eight herons wade south"
RESET = "/account/password/reset/"


class BrokenMail(EmailBackend):
    def send_messages(self, *_: object) -> int:
        raise smtplib.SMTPServerDisconnected("gone")


@pytest.fixture
def user() -> User:
    user = factories.user("ada@desk.example")
    user.set_password(OLD)
    user.save()
    return user


@pytest.fixture
def client(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def changed(old: str = OLD, new: str = NEW, again: str = NEW) -> dict[str, str]:
    return {"oldpassword": old, "password1": new, "password2": again}


def test_a_password_is_changed_and_the_owner_is_told(client: Client, user: User) -> None:
    elsewhere = Client()
    elsewhere.force_login(user)
    answer = client.post("/account/password/", changed())
    assert answer.status_code == 302
    user.refresh_from_db()
    assert user.check_password(NEW)
    assert [message.to for message in mail.outbox] == [["ada@desk.example"]]
    assert client.get("/account/").status_code == 200
    assert elsewhere.get("/account/").status_code == 302  # all other sessions have ended


@pytest.mark.parametrize(
    ("form", "sentence"),
    [
        (changed(old="wrong"), "This is not your current password."),
        (changed(new="short", again="short"), "at least 12 characters"),
        (changed(new="ada@desk.example", again="ada@desk.example"), "too similar to the e-mail"),
        (changed(again=OLD), "same password each time"),
    ],
)
def test_a_new_password_is_looked_at(
    client: Client, user: User, form: dict[str, str], sentence: str
) -> None:
    answer = client.post("/account/password/", form)
    assert sentence in words(answer.content.decode())
    user.refresh_from_db()
    assert user.check_password(OLD)


def test_who_has_none_sets_one() -> None:
    user = factories.user()
    client = Client()
    client.force_login(user)
    assert client.get("/account/password/")["Location"] == "/account/password/set/"
    client.post("/account/password/set/", {"password1": NEW, "password2": NEW})
    user.refresh_from_db()
    assert user.check_password(NEW)


def test_a_forgotten_password_is_reset_by_mail(user: User) -> None:
    client = Client()
    answer = client.post(RESET, {"email": "Ada@desk.example"}, follow=True)
    assert "A mail is on its way." in words(answer.content.decode())
    link = re.search(r"http://testserver(/\S+)", mail.outbox[0].body)
    assert link

    form = client.get(link[1], follow=True)
    assert form.redirect_chain[-1][0].endswith("-set-password/")  # the key is out of the address
    client.post(form.redirect_chain[-1][0], {"password1": NEW, "password2": NEW})
    user.refresh_from_db()
    assert user.check_password(NEW)
    assert "no longer works" in words(Client().get(link[1]).content.decode())


def test_an_unknown_address_gets_a_mail_too_and_the_same_answer(user: User) -> None:
    answers = [
        Client().post(RESET, {"email": email}, follow=True)
        for email in ["ada@desk.example", "nobody@desk.example"]
    ]
    assert answers[0].content == answers[1].content
    assert [message.subject for message in mail.outbox] == [
        "Factcheck: Set a new password",
        "Factcheck: No account with this address",
    ]


def test_nobody_is_buried_in_mail(user: User) -> None:
    answers = [Client().post(RESET, {"email": "ada@desk.example"}) for _ in range(6)]
    assert [answer.status_code for answer in answers] == [302] * 5 + [429]
    assert len(mail.outbox) == 5


def test_when_no_mail_can_be_sent_we_say_so(settings: Settings, user: User) -> None:
    settings.EMAIL_BACKEND = f"{__name__}.BrokenMail"
    for email in ["ada@desk.example", "nobody@desk.example"]:
        answer = Client().post(RESET, {"email": email})
        assert answer.status_code == 503
        assert "No mail can be sent" in words(answer.content.decode())


def test_a_notice_that_cannot_be_sent_stops_nobody(
    settings: Settings, client: Client, user: User
) -> None:
    settings.EMAIL_BACKEND = f"{__name__}.BrokenMail"
    assert client.post("/account/password/", changed()).status_code == 302
    user.refresh_from_db()
    assert user.check_password(NEW)
