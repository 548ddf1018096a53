"""Scripts on other web sites."""

from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.test import Client

from annotations.api.site import described
from annotations.newsrooms.models import Member
from factcheck.cors import READ, origins
from tests import factories
from tests.api.caller import Caller

DASH = "https://dash.example"


def granted(answer: Any) -> dict[str, str]:
    return {
        name.removeprefix("Access-Control-"): value
        for name, value in answer.headers.items()
        if name.startswith("Access-Control-")
    }


def preflight(origin: str, path: str = "/api/v1/newsrooms/lindau/claims/") -> Any:
    return Client().options(
        path,
        headers={
            "origin": origin,
            "access-control-request-method": "PATCH",
            "access-control-request-headers": "authorization, if-match",
        },
    )


def test_nobody_else_reads_the_api_unless_the_site_says_so(program: Caller) -> None:
    answer = program.get("claims/", origin=DASH)
    assert (answer.status_code, granted(answer)) == (200, {})
    assert "Origin" not in answer["Vary"]
    assert granted(preflight(DASH)) == {}


def test_the_scripts_of_a_named_site_read_answers_and_their_headers(
    program: Caller, settings: Any
) -> None:
    settings.API_ORIGINS = [DASH]
    for path in ("claims/", "nowhere/", "claims/?colour=red", "/api/v1/limits"):
        answer = program.get(path, origin=DASH)
        assert granted(answer) == {"Allow-Origin": DASH, "Expose-Headers": READ}
        assert "Origin" in answer["Vary"]
    for name in ("ETag", "Link", "Location", "RateLimit", "RateLimit-Policy", "X-Request-ID"):
        assert name in READ.split(", ")
    for other in ("https://evil.example", "http://dash.example", "null", f"{DASH}.evil.example"):
        answer = program.get("claims/", origin=other)
        assert (answer.status_code, granted(answer)) == (200, {})
        assert "Origin" in answer["Vary"]


@pytest.mark.django_db
def test_a_browser_that_asks_beforehand_is_told_what_may_be_sent(settings: Any) -> None:
    settings.API_ORIGINS = [DASH]
    answer = preflight(DASH)
    told = granted(answer)
    assert (answer.status_code, answer.content) == (204, b"")
    assert told["Allow-Origin"] == DASH
    operations = [
        (method.upper(), operation)
        for methods in described()["paths"].values()
        for method, operation in methods.items()
    ]
    assert {method for method, _ in operations} <= set(told["Allow-Methods"].split(", "))
    sent = {
        parameter["name"]
        for _, operation in operations
        for parameter in operation["parameters"]
        if parameter["in"] == "header"
    }
    assert {"Authorization", "Content-Type", *sent} <= set(told["Allow-Headers"].split(", "))
    assert granted(preflight("https://evil.example")) == {}
    assert granted(preflight(DASH, "/account/login/")) == {}


def test_a_script_may_do_what_its_token_may(
    program: Caller, checker: Member, settings: Any
) -> None:
    settings.API_ORIGINS = [DASH]
    path = f"claims/{factories.claim(checker).pk}/"
    etag = program.get(path, origin=DASH)["ETag"]
    answer = program.patch(path, {"claimant": "The mayor"}, if_match=etag, origin=DASH)
    assert (answer.status_code, answer["Access-Control-Allow-Origin"]) == (200, DASH)


def test_cookies_never_count(checker: Member, settings: Any) -> None:
    settings.API_ORIGINS = ["*"]
    client = Client()
    client.force_login(checker.user)
    answer = client.get("/api/v1/newsrooms/", headers={"origin": DASH})
    assert granted(answer) == {"Allow-Origin": "*", "Expose-Headers": READ}
    assert granted(client.get("/account/login/", headers={"origin": DASH})) == {}


def test_what_is_no_origin_is_noticed_at_the_start() -> None:
    for wrong in (
        "dash.example",
        "https://dash.example/",
        "https://a@b.example",
        "https://",
        "null",
    ):
        with pytest.raises(ImproperlyConfigured):
            origins([wrong])
    assert origins(["*"]) == ["*"]
