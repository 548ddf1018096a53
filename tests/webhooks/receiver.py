"""A program that receives webhooks, on a server of the test's own."""

import json
from typing import Any

from pytest_httpserver import HTTPServer
from werkzeug import Request, Response

from annotations.intake.connections import Network

Told = dict[str, Any]


class Receiver:
    """Answers with the next of `answers`, and with 204 once there are none left."""

    def __init__(self, server: HTTPServer) -> None:
        self.answers: list[Response | int] = []
        self.requests: list[Request] = []
        self.url = f"http://receiver.example:{server.port}/hook"
        server.expect_request("/hook", method="POST").respond_with_handler(self._answer)

    @property
    def told(self) -> list[Told]:
        """The bodies that came, in the order in which they came."""
        return [json.loads(request.get_data()) for request in self.requests]

    @property
    def numbers(self) -> list[int]:
        return [told["data"]["number"] for told in self.told]

    def _answer(self, request: Request) -> Response:
        self.requests.append(request)
        answer = self.answers.pop(0) if self.answers else 204
        return Response(status=answer) if isinstance(answer, int) else answer


def network_to(server: HTTPServer) -> Network:
    """The internet as far as these tests go: every name leads to the server of the test."""
    return Network(
        resolve=lambda *_: ["127.0.0.1"], is_public=lambda _: True, ports=frozenset({server.port})
    )
