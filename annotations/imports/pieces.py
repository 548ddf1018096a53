"""The items of a JSON file of any size, one after the other, without building the rest of it.

The file is mapped, not read. One scan over its marks finds where the objects begin and end that
are items: members of an array at the top, or of one with a name that says so, or else the
documents themselves, one to a line or not.
"""

import mmap
import re
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from typing import IO, Any, NamedTuple

from annotations import limits
from annotations.errors import Unacceptable, gettext_noop
from annotations.imports.items import Fault
from annotations.imports.refusals import Unreadable
from annotations.imports.sentences import sentence
from annotations.strict_json import parse

# A string (closed or not, so that the scan stays linear), or a character of structure.
_TOKEN = re.compile(rb'"[^"\\]*+(?:\\.[^"\\]*+)*+"?|[\[{\]}:]', re.DOTALL)
_LONGEST_NAME = 40  # bytes of a name that we look at
_PACKED = (b"PK\x03\x04", b"\x1f\x8b", b"\x28\xb5\x2f\xfd", b"BZh", b"\xfd7zXZ")


class Span(NamedTuple):
    start: int
    end: int


class Raw(NamedTuple):
    """The bytes of an item. `number` counts items, `line` lines, from 1."""

    number: int
    line: int
    text: bytes


class Piece(NamedTuple):
    """An item as `strict_json` reads it."""

    number: int
    line: int
    value: dict[str, Any]


def pieces(file: IO[bytes], lists: Collection[str]) -> Iterator[Piece | Fault]:
    """The items of a JSON text in UTF-8, or of several after one another.

    `lists` are the names of arrays that hold items. Raises Unreadable for what is no such text.
    """
    for raw in raw_pieces(file, lists):
        yield _parsed(raw) if isinstance(raw, Raw) else raw


def raw_pieces(file: IO[bytes], lists: Collection[str] = ()) -> Iterator[Raw | Fault]:
    """The same, not read yet. None is nested deeper than we take, or too long."""
    number, line, at = 0, 1, 0
    with _mapped(file) as text:
        for span in _Scan(text, {name.encode() for name in lists}).spans():
            line += _line_ends(text, at, span.start)
            number, at = number + 1, span.start
            length = span.end - span.start
            if length > limits.IMPORT_ITEM:
                says = gettext_noop("It holds more than %(limit)s bytes.")
                yield Fault(number, line, sentence(says, limit=limits.IMPORT_ITEM))
            else:
                yield Raw(number, line, text[span.start : span.end])
    if not number:
        raise Unreadable(gettext_noop("The file holds no JSON objects that could be taken in."))


@contextmanager
def _mapped(file: IO[bytes]) -> Iterator[mmap.mmap]:
    try:
        text = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    except ValueError as error:
        raise Unreadable(gettext_noop("The file is empty.")) from error
    with text:
        refuse_packed(text[:8])
        yield text


def refuse_packed(start: bytes) -> None:
    """Raises Unreadable for what begins like a compressed file: it is not unpacked here."""
    if start.startswith(_PACKED):
        raise Unreadable(gettext_noop("The file is compressed. Unpack it first."))


def _parsed(raw: Raw) -> Piece | Fault:
    try:
        return Piece(raw.number, raw.line, parse(raw.text))
    except Unacceptable as refusal:
        return Fault(raw.number, raw.line, str(refusal))


def _line_ends(text: mmap.mmap, start: int, end: int, step: int = 1 << 20) -> int:
    return sum(text[at : min(at + step, end)].count(b"\n") for at in range(start, end, step))


class _Scan:
    """Where items stand, told by brackets and by the names in front of them."""

    def __init__(self, text: mmap.mmap, lists: Collection[bytes]) -> None:
        self.text, self.lists = text, lists
        self.opened: list[int] = []
        self.within = -1  # how many brackets are open around the members of a list of items
        self.had_list = False

    def spans(self) -> Iterator[Span]:
        """Raises Unreadable when brackets do not match, or are nested too deep."""
        name = last = b""
        for token in _TOKEN.finditer(self.text):
            mark = self.text[token.start()]
            if mark in b"[{":
                self._open(token.start(), mark, name)
            elif mark in b"]}":
                start = self._close(mark)
                if self._is_item(mark):
                    yield Span(start, token.end())
                self._leave()
            name = last if mark == ord(":") else b""
            last = _string(token) if mark == ord('"') else b""
        if self.opened:
            raise Unreadable(gettext_noop("The file ends in the middle: a bracket stays open."))

    def _open(self, at: int, mark: int, name: bytes) -> None:
        is_list = mark == ord("[") and (not self.opened or name in self.lists)
        if is_list and self.within < 0:
            self.within, self.had_list = len(self.opened) + 1, True
        self.opened.append(at)
        if len(self.opened) > limits.JSON_DEPTH:
            says = gettext_noop("The file is nested more than %(limit)s deep.")
            raise Unreadable(sentence(says, limit=limits.JSON_DEPTH))

    def _close(self, mark: int) -> int:
        """Where the bracket opened that closes here."""
        start = self.opened.pop() if self.opened else None
        if start is None or self.text[start] != _OPENING[mark]:
            raise Unreadable(gettext_noop("The file is not JSON: its brackets do not match."))
        return start

    def _is_item(self, mark: int) -> bool:
        """Whether what closed here is a member of a list of items, or else a whole document."""
        is_document = not self.opened and not self.had_list
        return mark == ord("}") and (len(self.opened) == self.within or is_document)

    def _leave(self) -> None:
        if len(self.opened) < self.within:
            self.within = -1
        if not self.opened:
            self.had_list = False


_OPENING = {ord("]"): ord("["), ord("}"): ord("{")}


def _string(token: re.Match[bytes]) -> bytes:
    return token[0][1:-1] if token.end() - token.start() <= _LONGEST_NAME else b""
