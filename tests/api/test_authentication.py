from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from annotations.history.models import Event, Kind
from annotations.newsrooms.actions import TOKEN_PREFIX, revoke_token
from annotations.newsrooms.models import AccessToken, Member, Newsroom
from annotations.newsrooms.secrets import mint
from tests import factories
from tests.api import shapes
from tests.api.caller import Caller, told

HOME = "/api/v1/newsrooms/"


def test_without_a_token_nobody_reads(program: Caller) -> None:
    answer = Client().get(program.address("claims/"))
    told(answer, 401, "not-signed-in")
    assert answer["WWW-Authenticate"] == 'Bearer realm="factcheck"'


@pytest.mark.parametrize(
    "header",
    ["Bearer", "Bearer ", "Bearer nonsense", f"Bearer {mint(TOKEN_PREFIX)}", "Bearer \xfct"],
    ids=["no token", "a blank", "nonsense", "never given", "not ASCII"],
)
def test_a_token_that_we_did_not_make_opens_nothing(program: Caller, header: str) -> None:
    answer = Client().get(program.address("claims/"), headers={"authorization": header})
    told(answer, 401, "bad-token")
    assert answer["WWW-Authenticate"] == 'Bearer realm="factcheck"'


def test_other_ways_to_sign_in_are_not_ours(program: Caller) -> None:
    headers = {"authorization": "Basic YWRhOmFkYQ=="}
    told(Client().get(program.address("claims/"), headers=headers), 401, "not-signed-in")


def test_a_token_opens_nothing_once_it_is_revoked(program: Caller, checker: Member) -> None:
    assert program.get(HOME).status_code == 200
    revoke_token(token=program.token, by=checker)
    told(program.get(HOME), 401, "bad-token")


def test_a_token_opens_nothing_once_it_has_expired(program: Caller) -> None:
    with time_machine.travel(timezone.now() + timedelta(days=1, seconds=1)):
        told(program.get(HOME), 401, "bad-token")


def test_a_token_opens_nothing_once_its_member_has_left(program: Caller, checker: Member) -> None:
    checker.revise(1, left_at=timezone.now())
    told(program.get(HOME), 401, "bad-token")


def test_a_token_opens_nothing_once_its_user_is_locked_out(
    program: Caller, checker: Member
) -> None:
    checker.user.is_active = False
    checker.user.save(update_fields=["is_active"])
    told(program.get(HOME), 401, "bad-token")


def test_the_use_of_a_token_is_noted_once_a_minute(
    program: Caller, django_assert_num_queries: Any
) -> None:
    start = timezone.now()
    with time_machine.travel(start, tick=False), django_assert_num_queries(2):
        program.get(HOME)
    with time_machine.travel(start + timedelta(seconds=59), tick=False):
        with django_assert_num_queries(1):
            program.get(HOME)
        assert AccessToken.objects.get().last_used_at == start
    with time_machine.travel(start + timedelta(seconds=61), tick=False):
        program.get(HOME)
        assert AccessToken.objects.get().last_used_at == timezone.now()


@pytest.mark.parametrize("parameter", ["token", "access_token", "limit"])
@pytest.mark.parametrize("path", ["claims/", "/api/v1/limits", "/api/v1/", "/api/v1/nowhere"])
def test_a_token_in_an_address_is_refused_and_revoked(
    program: Caller, parameter: str, path: str
) -> None:
    address = f"{program.address(path)}?{parameter}={program.secret}"
    told(Client().get(address), 400, "token-in-address")
    told(program.get(HOME), 401, "bad-token")
    assert Event.objects.latest("number").kind == Kind.TOKEN_REVOKED


def test_a_token_opens_its_own_newsroom_alone(program: Caller, checker: Member) -> None:
    other, _ = factories.newsroom("bregenz")
    factories.join(newsroom=other, user=checker.user, role=checker.role, by=None)
    foreign = program.get("/api/v1/newsrooms/bregenz/claims/")
    missing = program.get("/api/v1/newsrooms/nowhere/claims/")
    told(foreign, 404, "not-found")
    assert foreign.content == missing.content
    assert [room["slug"] for room in program.get(HOME).json()["results"]] == ["lindau"]


def test_a_token_made_for_reading_does_not_write(checker: Member) -> None:
    claim = factories.claim(checker)
    reader = Caller(checker, ["read"])
    assert reader.get(f"claims/{claim.pk}/").status_code == 200
    answer = reader.patch(f"claims/{claim.pk}/", {"claimant": "The mayor"}, if_match='"1"')
    assert told(answer, 403, "scope-missing")["scope"] == "write"
    told(Caller(checker, ["write"]).get("claims/"), 403, "scope-missing")


LISTS = [
    "articles", "claims", "sources", "ratings", "members", "invitations", "tokens", "changes",
    "exports", "imports", "inbox", "queue", "digest", "webhooks", "views",
]  # fmt: skip


def test_who_is_signed_in_reads_all_their_newsrooms(room: Newsroom, checker: Member) -> None:
    other, _ = factories.newsroom("bregenz")
    factories.join(newsroom=other, user=checker.user, role=checker.role, by=None)
    browser = Client()
    browser.force_login(checker.user)
    assert [found["slug"] for found in browser.get(HOME).json()["results"]] == ["lindau", "bregenz"]
    assert browser.get(f"{HOME}lindau/").json() == {
        "id": str(room.pk),
        "slug": "lindau",
        "name": "Lindau",
        "role": "checker",
        "links": {
            "self": f"{shapes.API}/",
            "page": f"{shapes.PAGES}/",
            **{name: f"{shapes.API}/{name}/" for name in LISTS},
        },
    }


def test_a_session_writes_only_with_its_csrf_token(checker: Member) -> None:
    claim = factories.claim(checker)
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(checker.user)
    address = f"/api/v1/newsrooms/lindau/claims/{claim.pk}/"

    def write(**headers: str) -> Any:
        return browser.patch(
            address,
            {"claimant": "The mayor"},
            content_type="application/json",
            headers={"if-match": '"1"', **headers},
        )

    told(write(), 403, "csrf-failed")
    browser.get("/account/login/")  # a page with a form hands out the cookie
    cookie = browser.cookies["factcheck-csrf"].value
    assert write(**{"x-csrftoken": cookie}).status_code == 200


def test_who_left_a_newsroom_finds_nothing_there(checker: Member) -> None:
    checker.revise(1, left_at=timezone.now())
    browser = Client()
    browser.force_login(checker.user)
    told(browser.get(f"{HOME}lindau/"), 404, "not-found")
    assert browser.get(HOME).json() == {"results": [], "next": None}
