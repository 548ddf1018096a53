"""Posting to somebody else's server: guarded like every fetch, and led nowhere else."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from email.message import Message

import httpcore2

from annotations.intake.addresses import parse
from annotations.intake.asking import BROKEN, Sent, address_of, ask, refuse_port
from annotations.intake.connections import Deadline, Network, is_ip_address
from annotations.intake.refusals import Blocked, Unreachable

SECONDS = 15.0
KEPT = 1_024  # bytes of an answer
LONGEST_WAIT = 24 * 60 * 60  # seconds that a server may ask us to wait

_HEADERS = {
    "User-Agent": "Factcheck",
    "Accept": "*/*",
    "Accept-Encoding": "identity",
    "Connection": "close",
}


@dataclass(frozen=True)
class Answer:
    """What the server said: `start` is the beginning of its body, as it came.

    `wait` is for how many seconds it wants to be left alone; 0 if it did not say.
    """

    status: int
    start: bytes = b""
    wait: int = 0


def check_destination(url: str, network: Network) -> str:
    """`url` in its one spelling, if we may post to it; raises BadAddress and Blocked.

    Where its name leads is only known, and looked at, each time that something is sent.
    """
    address = parse(url)
    refuse_port(address, network)
    if is_ip_address(address.host) and not network.is_public(address.host):
        raise Blocked
    return str(address)


def post(
    url: str,
    body: bytes,
    headers: Mapping[str, str],
    *,
    network: Network | None = None,
    seconds: float = SECONDS,
) -> Answer:
    """What the server at `url` answers to `body`. A redirect is an answer like any other.

    Raises Blocked and Unreachable. Takes at most `seconds`, and reads at most KEPT bytes.
    """
    given = {**_HEADERS, **headers, "Content-Length": str(len(body))}
    sent = Sent("POST", [(name.encode(), value.encode()) for name, value in given.items()], body)
    with ask(address_of(url), sent, network or Network(), Deadline.after(seconds)) as (
        response,
        answered,
    ):
        return Answer(response.status, _start(response), _wait(answered))


def _start(response: httpcore2.Response) -> bytes:
    start = bytearray()
    # The status has come, and it is what counts: a body that breaks off or drips is cut there.
    with suppress(*BROKEN, Unreachable):
        for piece in response.iter_stream():
            start += piece
            if len(start) >= KEPT:
                break
    return bytes(start[:KEPT])


def _wait(headers: Message) -> int:
    text = headers.get("Retry-After", "").strip()
    return min(int(text[:9]), LONGEST_WAIT) if text.isascii() and text.isdigit() else 0
