"""A program that talks to the API, as the tests need it."""

import json
from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django.test import Client

from annotations.newsrooms.actions import make_token
from annotations.newsrooms.models import Member, Scope

PROBLEM = "application/problem+json"


class Caller:
    """Acts as `member` with a token of its own; paths are relative to the newsroom."""

    def __init__(self, member: Member, scopes: Iterable[str] = Scope.values) -> None:
        self.member = member
        self.token, self.secret = make_token(
            by=member, name="a program", scopes=scopes, lifetime=timedelta(days=1)
        )
        self.client = Client(raise_request_exception=False)

    def get(self, path: str, **headers: str) -> Any:
        return self.send("GET", path, **headers)

    def post(self, path: str, body: Any = None, **headers: str) -> Any:
        return self.send("POST", path, body, **headers)

    def patch(self, path: str, body: Any, **headers: str) -> Any:
        return self.send("PATCH", path, body, **headers)

    def delete(self, path: str, **headers: str) -> Any:
        return self.send("DELETE", path, **headers)

    def send(self, method: str, path: str, body: Any = None, **headers: str) -> Any:
        """A header is named like a Python word: if_match. A body of bytes goes as it is."""
        given = {"authorization": f"Bearer {self.secret}"}
        given |= {name.replace("_", "-"): value for name, value in headers.items()}
        raw = body if isinstance(body, bytes) else json.dumps(body).encode()
        return self.client.generic(
            method,
            self.address(path),
            b"" if body is None else raw,
            content_type=given.pop("content-type", "application/json"),
            headers=given,
        )

    def address(self, path: str) -> str:
        newsroom = f"/api/v1/newsrooms/{self.member.newsroom.slug}/"
        return path if path.startswith("/") else newsroom + path


def told(response: Any, status: int, code: str) -> dict[str, Any]:
    """The problem in a response, which must be of this status and code."""
    assert (response.status_code, response["Content-Type"]) == (status, PROBLEM), response.content
    problem: dict[str, Any] = json.loads(response.content)
    assert (problem["status"], problem["code"]) == (status, code)
    assert problem["type"] == f"/api/v1/problems/{code}"
    return problem
