"""What intake finds: blocks of text, and the one way to make a version's text of them."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

SEPARATOR = "\n\n"

_BLANK_LINES = re.compile(r"\n(?:[ \t]*\n)+")
_EDGES = " \t\n"


class Kind(StrEnum):
    """What a block is; its value is what the database and the API write."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST_ITEM = "list_item"
    QUOTATION = "quotation"


@dataclass(frozen=True)
class Block:
    """A stretch of an article's text. `level` is 1 to 6 for a heading, else None."""

    kind: Kind
    text: str
    level: int | None = None


@dataclass(frozen=True)
class FoundBlock(Block):
    """A block as intake proposes it: taken in, or left out as page `furniture`.

    `why` is a key of `furniture.REASONS` for furniture, and empty for a block taken in.
    """

    furniture: bool = False
    why: str = ""


@dataclass(frozen=True)
class Found:
    """Everything intake found, in the order of the document. What it did not find is empty.

    `language` is a BCP 47 tag; `canonical_url` has been through `addresses.canonical_url`;
    `origin` says which way it came in: "pasted", "page" or "upload".
    """

    blocks: tuple[FoundBlock, ...]
    title: str = ""
    publisher: str = ""
    author: str = ""
    published_on: date | None = None
    language: str = ""
    canonical_url: str = ""
    origin: str = "pasted"

    def taken_in(self) -> tuple[FoundBlock, ...]:
        """The blocks that are the article by default."""
        return tuple(block for block in self.blocks if not block.furniture)


@dataclass(frozen=True)
class Span:
    """Where a block stands in a version's text, in code points, end exclusive."""

    kind: Kind
    level: int | None
    start: int
    end: int


def well_formed(text: str) -> str:
    """`text` as the database can hold it: LF line ends, no NUL, no lone surrogates.

    A surrogate pair becomes its character; what has no character becomes U+FFFD, so that
    the reader sees something was there. Nothing else is touched: no NFC, no quote folding.

    >>> well_formed("a\\r\\nb\\x00")
    'a\\nb\\ufffd'
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "\ufffd")
    if text.isascii():
        return text
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def clean(text: str) -> str:
    """`text` as one block: well formed, without blank lines, spaces at the ends trimmed.

    >>> clean("  one\\r\\n \\r\\ntwo ")
    'one\\ntwo'
    """
    return _BLANK_LINES.sub("\n", well_formed(text)).strip(_EDGES)


def compose(blocks: Iterable[Block]) -> tuple[str, list[Span]]:
    """The version's text, and where each block stands in it.

    Blocks are cleaned and joined by one blank line; an empty block is passed over. For
    every span `text[start:end]` is the block's text, and holds no blank line itself.

    >>> compose([Block(Kind.HEADING, "Title", 1), Block(Kind.PARAGRAPH, "Text.")])[0]
    'Title\\n\\nText.'
    """
    parts: list[str] = []
    spans: list[Span] = []
    start = 0
    for block in blocks:
        part = clean(block.text)
        if not part:
            continue
        spans.append(Span(block.kind, block.level, start, start + len(part)))
        parts.append(part)
        start += len(part) + len(SEPARATOR)
    return SEPARATOR.join(parts), spans
