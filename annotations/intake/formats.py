"""The kinds of document that have a reader. A new kind is one more row here."""

from collections.abc import Callable
from dataclasses import dataclass

from annotations.intake.blocks import Found
from annotations.intake.decoding import decode
from annotations.intake.pages import from_html
from annotations.intake.pasted import from_text


@dataclass(frozen=True)
class Format:
    """A kind of document: how it is known, and what reads it.

    `read` takes the bytes, the address they came from and the encoding that was declared,
    the last two "" where there is none.
    """

    media_types: frozenset[str]
    endings: tuple[str, ...]
    read: Callable[[bytes, str, str], Found]


def _read_text(data: bytes, _: str, declared_encoding: str) -> Found:
    return from_text(decode(data, declared_encoding))


WEB_PAGE = Format(
    frozenset({"text/html", "application/xhtml+xml"}), (".html", ".htm", ".xhtml"), from_html
)
PLAIN_TEXT = Format(frozenset({"text/plain"}), (".txt", ".text"), _read_text)

FORMATS = (WEB_PAGE, PLAIN_TEXT)
MEDIA_TYPES = {media_type: kind for kind in FORMATS for media_type in kind.media_types}
