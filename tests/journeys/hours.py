"""The site with opening hours: between two journeys nobody is inside.

A page that is closed says goodbye, and a stream that ends is written down. Where the tests empty
the database meanwhile, the two lock each other out.
"""

from typing import Any
from urllib.request import urlopen

from tests.patience import turns_out

OPEN, CLOSE = "/tests/hours/open", "/tests/hours/close"


class Hours:
    """An ASGI application around another, which requests for OPEN and CLOSE turn on and off.

    CLOSE is answered once nobody is inside: 204, or 500 with the paths of who stays.
    """

    def __init__(self, application: Any) -> None:
        self.application = application
        self._is_open = True
        self._inside: list[str] = []

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        if scope["path"] in {OPEN, CLOSE}:
            self._is_open = scope["path"] == OPEN
            await _answer(send, *(await self._closing() if not self._is_open else (204, "")))
        elif self._is_open:
            self._inside.append(scope["path"])
            try:
                await self.application(scope, receive, send)
            finally:
                self._inside.remove(scope["path"])
        else:
            await _answer(send, 503, "closed")

    async def _closing(self) -> tuple[int, str]:
        try:
            await turns_out(lambda: not self._inside)
        except TimeoutError:
            return 500, " ".join(self._inside)
        return 204, ""


async def _answer(send: Any, status: int, text: str) -> None:
    await send({"type": "http.response.start", "status": status, "headers": []})
    await send({"type": "http.response.body", "body": text.encode()})


def opened(address: str) -> None:
    urlopen(f"{address}{OPEN}").close()


def closed(address: str) -> None:
    """Return once nobody is inside; raises urllib's HTTPError where somebody stays."""
    urlopen(f"{address}{CLOSE}").close()
