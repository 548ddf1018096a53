"""Asking one address one thing, through the guard. Everything that goes out goes through here.

SAFETY.md, "URLs the server fetches", is the rule; `addresses.parse` reads the URL,
`connections.Guard` watches where the connection goes, and `ask` what may go wrong on it.
"""

import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from email.message import Message

import httpcore2

from annotations.intake.addresses import PORTS, Address, parse
from annotations.intake.connections import Deadline, Guard, Network
from annotations.intake.refusals import BadAddress, Blocked, Unreachable

BROKEN = (
    httpcore2.TimeoutException,
    httpcore2.NetworkError,
    httpcore2.ProtocolError,
    httpcore2.UnsupportedProtocol,
    zlib.error,
)
"""What the world outside may do to a connection, or to what comes over it."""

Headers = Iterable[tuple[bytes, bytes]]


@dataclass(frozen=True)
class Sent:
    """What is asked, beside the address: the method, headers without Host, and a body."""

    method: str
    headers: Headers
    body: bytes = b""


def address_of(url: str) -> Address:
    """`url` in its parts; raises Blocked unless it is a plain web address."""
    try:
        return parse(url)
    except BadAddress as not_plain:
        raise Blocked from not_plain


def refuse_port(address: Address, network: Network) -> None:
    """Raises Blocked for a port to which we do not connect."""
    if (address.port or PORTS[address.scheme]) not in network.ports:
        raise Blocked


@contextmanager
def ask(
    address: Address, sent: Sent, network: Network, deadline: Deadline
) -> Iterator[tuple[httpcore2.Response, Message]]:
    """The answer of the server at `address`, whose body is still to be read, and its headers.

    Raises Blocked, and Unreachable for whatever breaks, also while the body is read.
    """
    refuse_port(address, network)
    guard = Guard(network, deadline)
    headers = [(b"Host", address.authority.encode()), *sent.headers]
    try:
        with (
            httpcore2.ConnectionPool(network.certificates(), network_backend=guard) as pool,
            pool.stream(
                sent.method, _target(address), headers=headers, content=sent.body
            ) as response,
        ):
            yield response, _read(response.headers)
    except BROKEN as broken:
        raise Unreachable from broken


def _target(address: Address) -> httpcore2.URL:
    # In parts, so that nobody reads the address a second time in another way.
    return httpcore2.URL(
        scheme=address.scheme.encode(),
        host=address.host.encode(),
        port=address.port,
        target=address.target.encode(),
    )


def _read(headers: Headers) -> Message:
    read = Message()
    for name, value in headers:
        read[name.decode("latin-1")] = value.decode("latin-1")
    return read
