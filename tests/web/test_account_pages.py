"""Every account page is ours in look, and keeps to the strict Content-Security-Policy."""

import re

import pytest
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from django.test import Client
from django.urls import reverse

from annotations.newsrooms.models import User
from annotations.web.account_urls import urlpatterns
from tests import factories

pytestmark = pytest.mark.django_db

INLINE = re.compile(r"<script(?![^>]*\bsrc=)|<style|\sstyle=|\son\w+=|javascript:", re.IGNORECASE)
ELSEWHERE = {"account_reset_password_from_key", "mfa_download_recovery_codes"}
ADDRESSES = [reverse(page.name) for page in urlpatterns if page.name not in ELSEWHERE]


def with_codes(user: User) -> User:
    TOTP.activate(user, "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP")
    RecoveryCodes.activate(user)
    return user


def visitors() -> list[Client]:
    """Nobody; somebody by link only; somebody with a password and codes."""
    by_password = with_codes(factories.user())
    by_password.set_password("seven herons wade north")
    by_password.save()
    clients = [Client(), Client(), Client(), Client()]
    clients[1].force_login(factories.user())
    clients[2].force_login(by_password)
    clients[3].force_login(factories.user(name="قال الوزير"))
    return clients


@pytest.mark.parametrize("address", ADDRESSES)
def test_an_account_page_is_ours(address: str) -> None:
    for client in visitors():
        answer = client.get(address, follow=True)
        assert answer.status_code in {200, 403, 404}, address
        page = answer.content.decode()
        assert "annotations/css/base.css" in page
        assert not INLINE.search(page), INLINE.search(page)
        assert "unsafe" not in answer["Content-Security-Policy"]
        assert "no-store" in answer["Cache-Control"]


def test_the_spent_link_of_a_reset_is_ours() -> None:
    page = Client().get("/account/password/reset/key/abc-def-123/").content.decode()
    assert "annotations/css/base.css" in page
    assert not INLINE.search(page)


def test_recovery_codes_are_a_text_to_keep() -> None:
    user = with_codes(factories.user())
    user.set_password("seven herons wade north")
    user.save()
    client = Client()
    client.force_login(user)
    client.post("/account/confirm/", {"password": "seven herons wade north"})
    answer = client.get("/account/codes/recovery/download/")
    assert answer["Content-Type"].startswith("text/plain")
    assert answer["Content-Disposition"] == 'attachment; filename="recovery-codes.txt"'
    assert len(re.findall(r"\b\d{8}\b", answer.content.decode())) == 10


def test_nothing_else_of_allauth_is_open() -> None:
    for address in ["email/", "confirm-email/", "login/", "signup/", "2fa/", "3rdparty/"]:
        assert Client().get(f"/account/{address}").status_code == 404
