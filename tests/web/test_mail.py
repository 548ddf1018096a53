"""When one is mailed, and the link that ends that."""

import pytest
from django.test import Client
from django.urls import reverse

from annotations.newsrooms.models import Member
from annotations.notices.mail import secret_of
from annotations.notices.models import Digest, digest_of
from tests.web.pages import signed_in, words

pytestmark = pytest.mark.django_db


def address(member: Member) -> str:
    return reverse("web:mail", args=[member.newsroom.slug])


CHOICE = {"rhythm": "soon", "hour": "17", "zone": "Europe/Berlin", "revision": "0"}


def test_one_chooses_when_mail_comes(ada: Member) -> None:
    client = signed_in(ada)
    assert 'value="daily" ' in client.get(address(ada)).content.decode()

    answer = client.post(address(ada), CHOICE, follow=True)

    assert "Your choice was saved." in words(answer.content.decode())
    kept = Digest.objects.get(member=ada)
    assert (kept.rhythm, kept.hour, kept.zone, kept.revision) == ("soon", 17, "Europe/Berlin", 1)


def test_what_is_wrong_or_overtaken_stays_in_the_form(ada: Member) -> None:
    client = signed_in(ada)
    wrong = client.post(address(ada), {**CHOICE, "zone": "Lindau"})
    assert (wrong.status_code, b"This is no time zone" in wrong.content) == (422, True)
    assert b'value="Lindau"' in wrong.content
    client.post(address(ada), CHOICE)
    late = client.post(address(ada), {**CHOICE, "rhythm": "never"})
    assert (late.status_code, b"changed in another window" in late.content) == (409, True)


def test_the_link_ends_mails_by_a_click_and_not_by_being_looked_at(ada: Member) -> None:
    stranger = Client(enforce_csrf_checks=True)
    link = reverse("web:end_mail", args=[secret_of(ada)])

    asked = stranger.get(link)
    assert (asked.status_code, digest_of(ada).rhythm) == (200, "daily")
    assert asked["Referrer-Policy"] == "strict-origin"
    done = stranger.post(link, {"List-Unsubscribe": "One-Click"})

    assert "does not mail you notices any more" in words(done.content.decode())
    assert Digest.objects.get(member=ada).rhythm == "never"
    assert stranger.post(link).status_code == 200
    assert stranger.post(reverse("web:end_mail", args=["made-up:secret"])).status_code == 404
