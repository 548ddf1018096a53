"""A log line can be read by many: no secret stands in it."""

import logging

import pytest
from django.test import Client

from annotations.newsrooms.secrets import mint
from factcheck.logs import hide_secrets


@pytest.mark.parametrize(
    ("line", "safe"),
    [
        ("Authorization: Bearer abc.def-123", "Authorization: [hidden]"),
        ('{"Cookie": "factcheck-session=abc; a=b"}', '{"Cookie": "[hidden]"}'),
        ("sent Bearer abcdef to it", "sent Bearer [hidden] to it"),
        ("POST /?password=pass%20word&next=/", "POST /?password=[hidden]&next=/"),
        (
            "smtp://desk:s3cret@mail.example:587 refused",
            "smtp://desk:[hidden]@mail.example:587 refused",
        ),
        (
            "GET /account/password/reset/key/01a204b3-diglpm-fded33a469c3/",
            "GET /account/password/reset/key/01a204b3-[hidden]/",
        ),
        (
            "GET /account/password/reset/key/01a204b3-set-password/",
            "GET /account/password/reset/key/01a204b3-set-password/",
        ),
        ("the code is open, the state too", "the code is open, the state too"),
    ],
)
def test_what_is_called_a_secret_is_hidden(line: str, safe: str) -> None:
    assert hide_secrets(line) == safe


@pytest.mark.parametrize("prefix", ["fct", "fcs", "fci"])
def test_what_we_mint_is_hidden_wherever_it_stands(prefix: str) -> None:
    assert hide_secrets(f"GET /sign-in/{mint(prefix)}/?x=1") == "GET /sign-in/[hidden]/?x=1"
    assert hide_secrets(f"?next=%2Finvitations%2F{mint(prefix)}%2F") == (
        "?next=%2Finvitations%2F[hidden]%2F"
    )


@pytest.mark.django_db
def test_the_line_of_a_request_holds_no_token() -> None:
    token = mint("fct")
    handler = logging.getLogger().handlers[0]
    assert isinstance(handler, logging.StreamHandler)
    lines: list[str] = []
    handler.stream, kept = ListStream(lines), handler.stream
    try:
        Client().get(f"/api/v1/newsrooms/?token={token}")
    finally:
        handler.stream = kept
    told = "".join(lines)
    assert "/api/v1/newsrooms/" in told
    assert token not in told


class ListStream:
    """Something to write to."""

    def __init__(self, lines: list[str]) -> None:
        self.lines = lines

    def write(self, text: str) -> None:
        self.lines.append(text)

    def flush(self) -> None:
        """Nothing is held back."""
