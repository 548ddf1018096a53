"""What every request passes: its name, its peer's address, the headers of its answer."""

import pytest
from django.conf import LazySettings
from django.test import Client, RequestFactory

from factcheck.middleware import peer_address


def test_a_request_gets_a_name_of_its_own() -> None:
    names = {Client().get("/api/v1/limits")["X-Request-ID"] for _ in range(2)}
    assert len(names) == 2


def test_a_name_that_a_stranger_gave_is_not_kept() -> None:
    answer = Client().get("/api/v1/limits", headers={"X-Request-ID": "chosen-by-me"})
    assert answer["X-Request-ID"] != "chosen-by-me"


def test_a_name_that_our_proxy_gave_is_kept(settings: LazySettings) -> None:
    settings.TRUSTED_PROXIES = 1
    answer = Client().get("/api/v1/limits", headers={"X-Request-ID": "from-our-proxy"})
    assert answer["X-Request-ID"] == "from-our-proxy"


@pytest.mark.parametrize("name", ["short", "with space", "line\nbreak", "x" * 65])
def test_a_name_that_would_spoil_the_log_is_not_kept(settings: LazySettings, name: str) -> None:
    settings.TRUSTED_PROXIES = 1
    answer = Client().get("/api/v1/limits", headers={"X-Request-ID": name})
    assert answer["X-Request-ID"] != name


@pytest.mark.parametrize(
    ("proxies", "told", "peer"),
    [
        (0, "203.0.113.9", "192.0.2.1"),
        (1, "203.0.113.9", "203.0.113.9"),
        (1, "198.51.100.7, 203.0.113.9", "203.0.113.9"),
        (2, "198.51.100.7, 203.0.113.9", "198.51.100.7"),
        (2, "203.0.113.9", "192.0.2.1"),
        (1, "2001:db8::1", "2001:db8::1"),
        (1, "unknown", "192.0.2.1"),
        (1, "", "192.0.2.1"),
    ],
)
def test_the_peer_is_who_spoke_to_our_outermost_proxy(
    settings: LazySettings, proxies: int, told: str, peer: str
) -> None:
    settings.TRUSTED_PROXIES = proxies
    request = RequestFactory().get("/", headers={"X-Forwarded-For": told}, REMOTE_ADDR="192.0.2.1")
    assert peer_address(request) == peer


def test_an_answer_carries_the_headers_that_keep_a_browser_safe() -> None:
    answer = Client().get("/api/v1/limits")
    assert sorted(answer["Content-Security-Policy"].split("; ")) == [
        "base-uri 'none'",
        "default-src 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "img-src 'self' data:",
        "object-src 'none'",
    ]
    assert {name: answer[name] for name in SAFE} == SAFE
    assert "camera=()" in answer["Permissions-Policy"]


SAFE = {
    "Cross-Origin-Opener-Policy": "same-origin",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
