"""Connections that go only where they may, and only as long as they may.

`Guard` stands at the one place where a socket is opened. Whatever a URL, a redirect or a
name server says, an address is checked there and connected to as it was checked; the name
is used again only for the Host header, for SNI and for the certificate.
"""

import ipaddress
import queue
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cache

import httpcore2

from annotations.intake.addresses import PORTS
from annotations.intake.networks import is_public
from annotations.intake.refusals import Blocked, Unreachable

SECONDS_TO_RESOLVE = 5.0
SECONDS_TO_CONNECT = 5.0
MOST_ADDRESSES = 4

Resolve = Callable[[str, int, float], list[str]]


def resolve(host: str, port: int, seconds: float) -> list[str]:
    """The IPv4 and IPv6 addresses of `host`, within `seconds`; Unreachable without any.

    The system's resolver knows no deadline, so it runs in a thread that may outlive us.
    """
    answers: queue.SimpleQueue[list[str]] = queue.SimpleQueue()

    def ask() -> None:
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError):
            found = []
        answers.put([str(address[0]) for *_, address in found])

    threading.Thread(target=ask, daemon=True, name="resolve").start()
    try:
        addresses = answers.get(timeout=seconds)
    except queue.Empty as too_slow:
        raise Unreachable from too_slow
    if not addresses:
        raise Unreachable
    return list(dict.fromkeys(addresses))


@cache
def certificates() -> ssl.SSLContext:
    """Whom we trust. Read once: that takes longer than many a request."""
    return httpcore2.default_ssl_context()


@dataclass(frozen=True)
class Network:
    """What the fetcher may reach, and how it finds it. The default is the public internet.

    Tests pass another one to reach a server of their own; nothing else should.
    """

    resolve: Resolve = resolve
    is_public: Callable[[str], bool] = is_public
    ports: frozenset[int] = frozenset(PORTS.values())
    certificates: Callable[[], ssl.SSLContext] = certificates


@dataclass(frozen=True)
class Deadline:
    """A moment by the clock that no wait goes beyond."""

    at: float

    @classmethod
    def after(cls, seconds: float) -> "Deadline":
        return cls(time.monotonic() + seconds)

    def left(self, most: float | None = None) -> float:
        """The seconds left, or `most` of them; Unreachable when there are none."""
        seconds = self.at - time.monotonic()
        if seconds <= 0:
            raise Unreachable
        return seconds if most is None else min(seconds, most)


@dataclass
class Guard(httpcore2.NetworkBackend):
    """Opens connections for httpcore2: checks every address first, connects to a checked one."""

    network: Network
    deadline: Deadline
    sockets: httpcore2.NetworkBackend = field(default_factory=httpcore2.SyncBackend)

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore2.SOCKET_OPTION] | None = None,
    ) -> httpcore2.NetworkStream:
        """A connection to `host`, if all its addresses are public and the port is allowed."""
        for address in self._checked(host, port):
            seconds = self.deadline.left(min(timeout or SECONDS_TO_CONNECT, SECONDS_TO_CONNECT))
            try:
                stream = self.sockets.connect_tcp(
                    address, port, seconds, local_address, socket_options
                )
            except (httpcore2.ConnectError, httpcore2.ConnectTimeout):
                continue
            return Timed(stream, self.deadline)
        raise Unreachable

    def _checked(self, host: str, port: int) -> list[str]:
        if port not in self.network.ports:
            raise Blocked
        addresses = [host]
        if not is_ip_address(host):
            seconds = self.deadline.left(SECONDS_TO_RESOLVE)
            addresses = self.network.resolve(host, port, seconds)
        if not all(map(self.network.is_public, addresses)):
            raise Blocked
        return addresses[:MOST_ADDRESSES]


@dataclass
class Timed(httpcore2.NetworkStream):
    """A connection whose every wait ends at the deadline, however slowly bytes drip in."""

    stream: httpcore2.NetworkStream
    deadline: Deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self.stream.read(max_bytes, self.deadline.left(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self.stream.write(buffer, self.deadline.left(timeout))

    def close(self) -> None:
        self.stream.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore2.NetworkStream:
        seconds = self.deadline.left(timeout)
        return Timed(self.stream.start_tls(ssl_context, server_hostname, seconds), self.deadline)

    def get_extra_info(self, info: str) -> object:
        return self.stream.get_extra_info(info)


def is_ip_address(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True
