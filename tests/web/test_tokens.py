"""The page on which access tokens are made, seen and revoked."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from annotations.newsrooms.actions import make_token
from annotations.newsrooms.models import AccessToken, Member, Role
from annotations.newsrooms.secrets import digest
from annotations.rows import new_id
from tests import factories
from tests.web.pages import HOSTILE, signed_in, words

pytestmark = pytest.mark.django_db


@pytest.fixture
def ada() -> Member:
    return factories.newsroom("lindau")[1]


TOKENS = "/newsrooms/lindau/settings/tokens/"


def form(**values: Any) -> dict[str, Any]:
    given = {"pk": str(new_id()), "name": "Nightly", "scopes": ["read"], "lifetime": "90"}
    return given | values


def token(member: Member, name: str = "Nightly") -> AccessToken:
    lifetime = timedelta(days=30)
    return make_token(by=member, name=name, scopes=["read"], lifetime=lifetime)[0]


def test_a_token_is_shown_once(ada: Member) -> None:
    client = signed_in(ada)
    answer = client.post(TOKENS, form(scopes=["read", "write"], lifetime="30"))
    assert (answer.status_code, answer["Cache-Control"]) == (201, "private, no-store")
    secret = re.search(r"fct_\w{46}", answer.content.decode())
    assert secret

    made = AccessToken.objects.get()
    assert (made.member, made.name, made.scopes) == (ada, "Nightly", ["read", "write"])
    assert made.digest == digest(secret[0])
    assert made.expires_at - timezone.now() < timedelta(days=30)
    page = client.get(TOKENS).content.decode()
    assert secret[0] not in page
    assert f"{secret[0][:8]}… reads and writes never used works until" in words(page)
    assert secret[0] not in str(dict(client.session))


def test_loading_the_answer_again_makes_no_second_token(ada: Member) -> None:
    client, same = signed_in(ada), form()
    client.post(TOKENS, same)
    answer = client.post(TOKENS, same)
    assert answer.status_code == 409
    assert "This token was made already." in words(answer.content.decode())
    assert AccessToken.objects.count() == 1


@pytest.mark.parametrize(
    "wrong", [{"name": ""}, {"scopes": []}, {"scopes": ["all"]}, {"lifetime": "9999"}, {"pk": "1"}]
)
def test_what_is_wrong_is_told_and_the_rest_stays(ada: Member, wrong: dict[str, Any]) -> None:
    answer = signed_in(ada).post(TOKENS, form(**{"name": "My job", **wrong}))
    assert answer.status_code == 422
    assert ('value="My job"' in answer.content.decode()) == ("name" not in wrong)
    assert AccessToken.objects.count() == 0


@pytest.mark.parametrize("role", list(Role))
def test_every_member_makes_and_revokes_their_own(ada: Member, role: Role) -> None:
    member = factories.member(ada.newsroom, role)
    client = signed_in(member)
    assert client.post(TOKENS, form()).status_code == 201
    made = AccessToken.objects.get(member=member)
    answer = client.post(reverse("web:revoke_token", args=["lindau", made.pk]), follow=True)
    assert "The token was revoked." in words(answer.content.decode())
    assert "Nightly" not in words(answer.content.decode())
    assert list(AccessToken.objects.live()) == []


def test_an_admin_sees_and_revokes_everybodys(ada: Member) -> None:
    made = token(factories.member(ada.newsroom))
    client = signed_in(ada)
    assert "of Cem Checker" in words(client.get(TOKENS).content.decode())
    assert client.post(reverse("web:revoke_token", args=["lindau", made.pk])).status_code == 303
    assert list(AccessToken.objects.live()) == []


def test_others_do_not_see_colleagues_tokens(ada: Member) -> None:
    made = token(ada, "Secret plans")
    client = signed_in(factories.member(ada.newsroom, Role.EDITOR))
    assert b"Secret plans" not in client.get(TOKENS).content
    assert client.post(reverse("web:revoke_token", args=["lindau", made.pk])).status_code == 404
    stranger = signed_in(factories.newsroom()[1])
    assert stranger.post(reverse("web:revoke_token", args=["lindau", made.pk])).status_code == 404
    assert list(AccessToken.objects.live()) == [made]


def test_an_expired_token_says_so(ada: Member) -> None:
    AccessToken.objects.filter(pk=token(ada).pk).update(expires_at=timezone.now())
    assert "never used expired" in words(signed_in(ada).get(TOKENS).content.decode())


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_takes_as_many_queries_for_any_number(
    ada: Member, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(count):
        token(factories.member(ada.newsroom))
    client = signed_in(ada)
    with django_assert_num_queries(4):  # session, user, member, tokens
        client.get(TOKENS)


def test_names_are_text(ada: Member) -> None:
    token(ada, HOSTILE[:100])
    assert b"<script>alert" not in signed_in(ada).get(TOKENS).content


def test_an_anonymous_visitor_is_asked_to_sign_in() -> None:
    answer = Client().get(TOKENS)
    assert answer["Location"] == f"/account/sign-in/?next={TOKENS}"
