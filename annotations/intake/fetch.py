"""Fetching a page: `asking` looks after the connection, this module after the answers."""

import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from email.message import Message
from urllib.parse import urljoin

import httpcore2

from annotations.intake.addresses import Address
from annotations.intake.asking import Sent, address_of, ask
from annotations.intake.connections import Deadline, Network
from annotations.intake.formats import MEDIA_TYPES
from annotations.intake.limits import FETCHED
from annotations.intake.refusals import TooLarge, Unreachable, Unsupported

SECONDS = 20.0
MOST_REDIRECTS = 5

_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_PIECE = 64 * 1024
_HEADERS = (
    (b"User-Agent", b"Mozilla/5.0 (compatible; Factcheck)"),
    (b"Accept", b"text/html, application/xhtml+xml, text/plain;q=0.5"),
    (b"Accept-Encoding", b"gzip, deflate"),
    (b"Accept-Language", b"*"),
    (b"Connection", b"close"),
)


@dataclass(frozen=True)
class Fetched:
    """A page as its server sent it, unpacked: `body` is in `charset`, or "" if it did not say."""

    url: str
    final_url: str
    content_type: str
    charset: str
    body: bytes


def fetch(url: str, network: Network | None = None, seconds: float = SECONDS) -> Fetched:
    """What is at `url`, after at most five redirects, each checked like the first address.

    Raises Blocked, Unreachable, TooLarge or Unsupported, and nothing more about why: the
    answer must not tell what stands in our network. Takes at most `seconds`.
    """
    network = network or Network()
    deadline = Deadline.after(seconds)
    address = address_of(url)
    for _ in range(MOST_REDIRECTS + 1):
        answer = _get(address, network, deadline)
        if isinstance(answer, Fetched):
            return Fetched(url, str(address), answer.content_type, answer.charset, answer.body)
        address = answer
    raise Unreachable


def _get(address: Address, network: Network, deadline: Deadline) -> Fetched | Address:
    """What is at `address`, or where it redirects to."""
    with ask(address, Sent("GET", _HEADERS), network, deadline) as (response, headers):
        if response.status in _REDIRECTS:
            return address_of(_location(address, headers))
        return _fetched(address, response, headers)


def _location(address: Address, headers: Message) -> str:
    location = headers.get("Location", "")
    try:
        # Servers send UTF-8 here, though headers are Latin-1 by the letter.
        location = location.encode("latin-1").decode("utf-8")
        return urljoin(str(address), location)
    except ValueError as unreadable:
        raise Unreachable from unreadable


def _fetched(address: Address, response: httpcore2.Response, headers: Message) -> Fetched:
    if response.status != 200:
        raise Unreachable
    # A type that is none would be read as text/plain.
    content_type = headers.get_content_type() if "/" in headers.get("Content-Type", "") else ""
    if content_type and content_type not in MEDIA_TYPES:
        raise Unsupported
    if _declared_length(headers) > FETCHED:
        raise TooLarge
    pieces = response.iter_stream()
    body = _at_most(FETCHED, _unpacked(pieces, headers.get("Content-Encoding", "")))
    charset = headers.get_content_charset("")
    return Fetched(str(address), str(address), content_type, charset, body)


def _declared_length(headers: Message) -> int:
    length = headers.get("Content-Length", "")
    return int(length) if length.isascii() and length.isdigit() else 0


def _unpacked(pieces: Iterable[bytes], encoding: str) -> Iterator[bytes]:
    """The content of `pieces`, never more than a piece at once, however small it was packed."""
    encoding = encoding.strip().lower()
    if encoding in {"", "identity"}:
        yield from pieces
        return
    if encoding not in {"gzip", "x-gzip", "deflate"}:
        raise Unsupported
    inflate = None
    for piece in filter(None, pieces):
        inflate = inflate or zlib.decompressobj(_window(encoding, piece))
        packed = piece
        while packed:
            yield inflate.decompress(packed, _PIECE)
            packed = inflate.unconsumed_tail
    if inflate is None or not inflate.eof:
        raise Unreachable
    yield inflate.flush()


def _window(encoding: str, piece: bytes) -> int:
    """How zlib is to read it: "deflate" comes with and without the header of zlib."""
    if encoding == "deflate":
        return 15 if piece[0] & 0x0F == 8 else -15
    return 31


def _at_most(most: int, pieces: Iterable[bytes]) -> bytes:
    body = bytearray()
    for piece in pieces:
        body += piece
        if len(body) > most:
            raise TooLarge
    return bytes(body)
