"""Where a reader of the feed stands, as a text that means nothing to them. Pure."""

import base64
import binascii
import struct
from typing import NamedTuple
from uuid import UUID

EPOCH = 8  # bytes
_FIXED = struct.Struct(">8sQ8s")


class Position(NamedTuple):
    """All events up to `number` were told; of that one, if `through` is given, only the claims
    up to `through`.

    `mark` is the end of that event's id. After a restore the same number may be given to
    another event: then the mark differs.
    """

    number: int
    mark: bytes
    through: UUID | None = None


START = Position(0, bytes(8))


def mark_of(event: UUID) -> bytes:
    """The half of an id that is random; see rows.new_id."""
    return event.bytes[8:]


def write(epoch: bytes, position: Position) -> str:
    """
    >>> write(b"database", Position(3, b"event 3."))
    'ZGF0YWJhc2UAAAAAAAAAA2V2ZW50IDMu'
    """
    through = position.through.bytes if position.through else b""
    raw = _FIXED.pack(epoch, position.number, position.mark) + through
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")


def read(cursor: str) -> tuple[bytes, Position]:
    """The epoch and the position; raises ValueError unless write() made it.

    >>> read("ZGF0YWJhc2UAAAAAAAAAA2V2ZW50IDMu")
    (b'database', Position(number=3, mark=b'event 3.', through=None))
    """
    try:
        raw = base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4))
        epoch, number, mark = _FIXED.unpack(raw[: _FIXED.size])
    except (binascii.Error, struct.error) as error:
        raise ValueError(cursor) from error
    rest = raw[_FIXED.size :]
    position = Position(number, mark, UUID(bytes=rest) if rest else None)
    if number >= 2**63 or write(epoch, position) != cursor:
        raise ValueError(cursor)
    return epoch, position
