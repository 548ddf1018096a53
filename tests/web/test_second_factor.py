"""Two-step sign-in: a code from an app, or a recovery code, besides the password."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from django.core import mail
from django.test import Client

from annotations.newsrooms.limiter import DOES_NOT_FIT
from annotations.newsrooms.models import Member
from annotations.newsrooms.sign_in import make_sign_in_link
from tests import factories
from tests.web.pages import words

pytestmark = pytest.mark.django_db

PASSWORD = "seven herons wade north"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
ENTER = "/account/codes/enter/"


@pytest.fixture(autouse=True)
def _standing_clock() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def ada() -> Member:
    """Signs in with a password and a code."""
    member = factories.newsroom("lindau")[1]
    member.user.set_password(PASSWORD)
    member.user.save()
    TOTP.activate(member.user, SECRET)
    return member


def code(at: datetime = NOW, secret: str = SECRET) -> str:
    return format_hotp_value(hotp_value(secret, int(at.timestamp()) // 30))


def past_password(member: Member, **more: str) -> Client:
    client = Client(**more)
    form = {"login": member.user.email, "password": PASSWORD}
    assert client.post("/account/sign-in/", form)["Location"] == ENTER
    return client


def is_signed_in(client: Client) -> bool:
    return client.get("/account/").status_code == 200


def test_after_the_password_a_code_is_asked_for(ada: Member) -> None:
    client = past_password(ada)
    assert not is_signed_in(client)
    assert client.post(ENTER, {"code": code()}).status_code == 302
    assert is_signed_in(client)


def test_a_recovery_code_serves_once(ada: Member) -> None:
    spare = RecoveryCodes.activate(ada.user).get_unused_codes()[0]
    client = past_password(ada)
    client.post(ENTER, {"code": spare})
    assert is_signed_in(client)
    again = past_password(ada)
    again.post(ENTER, {"code": spare})
    assert not is_signed_in(again)


def test_a_code_serves_once(ada: Member) -> None:
    past_password(ada).post(ENTER, {"code": code()})
    again = past_password(ada)
    again.post(ENTER, {"code": code()})
    assert not is_signed_in(again)


def test_a_sign_in_link_stands_for_the_password_only(ada: Member) -> None:
    client = Client()
    assert client.post(make_sign_in_link(ada, ""))["Location"] == ENTER
    assert not is_signed_in(client)
    assert client.post(ENTER, {"code": code()})["Location"] == "/newsrooms/lindau/"


def test_codes_cannot_be_guessed_from_many_places(ada: Member) -> None:
    answers = [
        past_password(ada, REMOTE_ADDR=f"198.51.100.{number}").post(ENTER, {"code": "000000"})
        for number in range(6)
    ]
    assert [answer.status_code for answer in answers] == [200] * 5 + [429]
    assert {str(DOES_NOT_FIT) in words(answer.content.decode()) for answer in answers} == {True}
    assert answers[5]["Retry-After"] == "900"

    client = past_password(ada)
    assert client.post(ENTER, {"code": code()}).status_code == 429
    with time_machine.travel(NOW + timedelta(minutes=15), tick=False):
        client = past_password(ada)
        client.post(ENTER, {"code": code(NOW + timedelta(minutes=15))})
        assert is_signed_in(client)


def test_a_form_without_a_code_is_shown_again(ada: Member) -> None:
    client = past_password(ada)
    assert client.post(ENTER, {"credential": "x"})["Location"] == ENTER


@pytest.mark.django_db(transaction=True)
def test_one_switches_it_on_with_a_first_code_and_gets_recovery_codes() -> None:
    user = factories.user()
    user.set_password(PASSWORD)
    user.save()
    client = Client()
    client.force_login(user)
    client.post("/account/confirm/", {"password": PASSWORD})
    page = client.get("/account/codes/switch-on/").content.decode()
    found = re.search(r'<code class="secret"[^>]*>(\w+)</code>', page)
    assert found

    wrong = client.post("/account/codes/switch-on/", {"code": "000000"})
    assert str(DOES_NOT_FIT) in words(wrong.content.decode())
    answer = client.post("/account/codes/switch-on/", {"code": code(secret=found[1])})
    assert answer["Location"] == "/account/codes/recovery/"
    codes = re.findall(r"<li>(\d{8})</li>", client.get(answer["Location"]).content.decode())
    assert len(set(codes)) == 10
    assert "10 codes left" in words(client.get("/account/codes/").content.decode())
    assert {message.to[0] for message in mail.outbox} == {user.email}


def test_before_it_is_switched_off_the_password_is_asked_for_again(ada: Member) -> None:
    client = past_password(ada)
    client.post(ENTER, {"code": code()})
    later = NOW + timedelta(hours=1)
    with time_machine.travel(later, tick=False):
        asked = client.get("/account/codes/switch-off/")
        assert asked["Location"].startswith("/account/confirm/?next=")
        wrong = client.post(asked["Location"], {"password": "wrong"})
        assert str(DOES_NOT_FIT) in words(wrong.content.decode())
        right = client.post(asked["Location"], {"password": PASSWORD})
        assert right["Location"] == "/account/codes/switch-off/"
        client.post("/account/codes/switch-off/")
    direct = Client().post("/account/sign-in/", {"login": ada.user.email, "password": PASSWORD})
    assert direct["Location"] == "/"


def test_asking_again_is_limited_like_signing_in(ada: Member) -> None:
    client = past_password(ada)
    client.post(ENTER, {"code": code()})
    with time_machine.travel(NOW + timedelta(hours=1), tick=False):
        answers = [client.post("/account/confirm/", {"password": "wrong"}) for _ in range(6)]
        assert [answer.status_code for answer in answers] == [200] * 5 + [429]
