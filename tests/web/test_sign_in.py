"""Signing in with a password, and by a link; what a wrong guess learns: nothing."""

import re
from typing import Any

import pytest
from django.test import Client
from django.utils.html import escape
from pytest_django import Settings

from annotations.newsrooms.limiter import DOES_NOT_FIT
from annotations.newsrooms.models import FailedSignIn, Member, SignInLink, User
from annotations.newsrooms.sign_in import make_sign_in_link
from tests import factories
from tests.hashing import CountingHasher
from tests.web.pages import words

pytestmark = pytest.mark.django_db

SIGN_IN = "/account/sign-in/"
PASSWORD = "seven herons wade north"
SAME_TEXT = str(DOES_NOT_FIT)


@pytest.fixture
def ada() -> Member:
    member = factories.newsroom("lindau")[1]
    member.user.set_password(PASSWORD)
    member.user.save()
    return member


def sign_in(client: Client, email: str, password: str = "a wrong password", **more: Any) -> Any:
    return client.post(SIGN_IN, {"login": email, "password": password, **more})


def is_signed_in(client: Client) -> bool:
    return client.get("/account/").status_code == 200


def test_one_signs_in_with_address_and_password(client: Client, ada: Member) -> None:
    answer = sign_in(client, ada.user.email.upper(), PASSWORD)
    assert (answer.status_code, answer["Location"]) == (302, "/")
    assert is_signed_in(client)
    assert FailedSignIn.objects.count() == 0


def test_one_arrives_where_one_wanted_to_go(client: Client, ada: Member) -> None:
    answer = sign_in(client, ada.user.email, PASSWORD, next="/newsrooms/lindau/claims/")
    assert answer["Location"] == "/newsrooms/lindau/claims/"


@pytest.mark.parametrize("elsewhere", ["https://evil.example/", "//evil.example/", "/\\evil"])
def test_nobody_is_sent_to_another_site(client: Client, ada: Member, elsewhere: str) -> None:
    assert sign_in(client, ada.user.email, PASSWORD, next=elsewhere)["Location"] == "/"


def test_the_session_is_another_one_after_signing_in(client: Client, ada: Member) -> None:
    client.get(SIGN_IN)
    session = client.session
    session["seen"] = True
    session.save()
    before = session.session_key
    sign_in(client, ada.user.email, PASSWORD)
    assert client.session.session_key != before


def test_an_unknown_account_is_answered_like_a_wrong_password(ada: Member) -> None:
    known, unknown = (
        sign_in(Client(), email).content.decode().replace(email, "") for email in emails(ada)
    )
    assert SAME_TEXT in known
    assert without_tokens(known) == without_tokens(unknown)


def emails(ada: Member) -> list[str]:
    return [ada.user.email, "nobody@desk.example"]


def without_tokens(page: str) -> str:
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", page)


def test_an_unknown_account_takes_the_same_work(settings: Settings) -> None:
    settings.PASSWORD_HASHERS = ["tests.hashing.CountingHasher"]
    factories.user("by-password@desk.example").set_password(PASSWORD)
    with_password = User.objects.get(email="by-password@desk.example")
    with_password.set_password(PASSWORD)
    with_password.save()
    factories.user("by-link-only@desk.example")

    work = []
    for email in ["by-password@desk.example", "by-link-only@desk.example", "nobody@desk.example"]:
        before = CountingHasher.worked
        sign_in(Client(), email)
        work.append(CountingHasher.worked - before)
    assert work == [1, 1, 1]


@pytest.mark.parametrize("known", [True, False])
def test_the_sixth_attempt_waits_and_reads_the_same_text(
    client: Client, ada: Member, known: bool
) -> None:
    email = ada.user.email if known else "nobody@desk.example"
    answers = [sign_in(client, email) for _ in range(6)]
    assert [answer.status_code for answer in answers] == [200] * 5 + [429]
    assert all(escape(SAME_TEXT) in answer.content.decode() for answer in answers)
    assert words(answers[4].content.decode()) == words(answers[5].content.decode())
    assert 890 <= int(answers[5]["Retry-After"]) <= 900


def test_while_the_door_is_closed_the_right_password_does_not_open_it(
    client: Client, ada: Member
) -> None:
    for _ in range(5):
        sign_in(client, ada.user.email)
    assert sign_in(client, ada.user.email, PASSWORD).status_code == 429
    assert not is_signed_in(client)
    other_peer = Client(REMOTE_ADDR="198.51.100.7")
    assert sign_in(other_peer, ada.user.email, PASSWORD).status_code == 302


def test_nobody_becomes_another_peer_by_saying_so(client: Client, ada: Member) -> None:
    for number in range(5):
        client.post(
            SIGN_IN,
            {"login": ada.user.email, "password": "wrong"},
            headers={"X-Forwarded-For": f"198.51.100.{number}"},
        )
    assert sign_in(client, ada.user.email).status_code == 429


def test_a_closed_account_does_not_open(client: Client, ada: Member) -> None:
    User.objects.filter(pk=ada.user.pk).update(is_active=False)
    sign_in(client, ada.user.email, PASSWORD)
    assert not is_signed_in(client)


def test_there_is_no_open_sign_up(client: Client) -> None:
    form = {"email": "eve@desk.example", "password1": PASSWORD, "password2": PASSWORD}
    for answer in [client.get("/account/sign-up/"), client.post("/account/sign-up/", form)]:
        assert "by invitation" in words(answer.content.decode())
    assert User.objects.count() == 0


def test_signing_out_takes_a_button(client: Client, ada: Member) -> None:
    client.force_login(ada.user)
    client.get("/account/sign-out/")
    assert is_signed_in(client)
    assert client.post("/account/sign-out/")["Location"] == SIGN_IN
    assert not is_signed_in(client)


def test_looking_at_a_sign_in_link_does_not_spend_it(client: Client, ada: Member) -> None:
    link = make_sign_in_link(ada, "")
    for _ in range(2):
        assert client.head(link).status_code == 200
        page = client.get(link)
        assert "signs you in as Ada Admin at Lindau" in words(page.content.decode())
    assert not is_signed_in(client)
    assert SignInLink.objects.get().used_at is None


def test_the_button_on_a_sign_in_link_signs_in_once(client: Client, ada: Member) -> None:
    link = make_sign_in_link(ada, "")
    answer = client.post(link)
    assert (answer.status_code, answer["Location"]) == (302, "/newsrooms/lindau/")
    assert is_signed_in(client)
    for again in [Client().get(link), Client().post(link)]:
        assert again.status_code == 410
        assert "Ask for a new one." in words(again.content.decode())


def test_a_link_replaces_whoever_was_signed_in(client: Client, ada: Member) -> None:
    client.force_login(factories.user(name="Eve"))
    before = client.session.session_key
    client.post(make_sign_in_link(ada, ""))
    assert client.session["_auth_user_id"] == str(ada.user.pk)
    assert client.session.session_key != before


def test_the_address_of_a_link_is_kept_by_nobody(client: Client, ada: Member) -> None:
    answer = client.get(make_sign_in_link(ada, ""))
    assert answer["Referrer-Policy"] == "strict-origin"
    assert "no-store" in answer["Cache-Control"]
    assert b"http" not in answer.content.replace(b"http-equiv", b"")


@pytest.mark.parametrize("secret", ["x", "fcs_" + "0" * 46, "%00", "é" * 50])
def test_any_other_link_is_spent(client: Client, secret: str) -> None:
    assert client.get(f"/sign-in/{secret}/").status_code in {400, 404, 410}
