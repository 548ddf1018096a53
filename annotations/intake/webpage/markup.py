"""A parsed page -> all its text, as raw blocks in the order of the document."""

import re
from dataclasses import dataclass, replace

from lxml.html import HtmlElement

from annotations.intake.blocks import Kind
from annotations.intake.webpage.elements import BLOCKS, HEADINGS, REGIONS, SILENT
from annotations.intake.webpage.hidden import HiddenBy

_SPACES = re.compile(r"[ \t\n\r\f]+")
_SPACES_AROUND_BREAK = re.compile(r" *\n *")
_BLANK_LINE = re.compile(r"\n[ \t]*\n\s*")


@dataclass(frozen=True)
class RawBlock:
    """A stretch of a page's text, before anyone asked whether it is the article's.

    `region` is a key of `elements.REGIONS` where the markup says what the text is for;
    `linked` is the share of its characters that are links, 0 to 1.
    """

    kind: Kind
    text: str
    level: int | None
    hidden: bool
    region: str
    linked: float


@dataclass(frozen=True)
class _Place:
    """What the elements around a text say about it."""

    kind: Kind = Kind.PARAGRAPH
    level: int | None = None
    hidden: bool = False
    region: str = ""
    verbatim: bool = False
    linked: bool = False
    one_line: bool = False


def raw_blocks(root: HtmlElement, styles: HiddenBy) -> list[RawBlock]:
    """All text under `root` that is content, hidden text marked as such.

    White space is what HTML makes of it: runs become one space outside `<pre>`, `<br>` a
    line break, two of them a new block. Everything else stays as it is written.
    """
    reader = _Reader(styles)
    reader.read(root, _Place())
    reader.flush()
    return reader.blocks


class _Reader:
    """Walks the elements, gathers inline text, and cuts a block at every block's edge."""

    def __init__(self, styles: HiddenBy) -> None:
        self.styles = styles
        self.blocks: list[RawBlock] = []
        self.parts: list[str] = []
        self.linked = 0
        self.begun = False
        self.place = _Place()

    def read(self, element: HtmlElement, around: _Place) -> None:
        """Read `element` and all in it; the text after its end tag is its parent's."""
        tag = element.tag
        if tag == "br":
            self.parts.append("\n")
            return
        if not isinstance(tag, str) or tag in SILENT:
            return
        place = self._place_of(element, around)
        is_cell = tag in {"td", "th"} and around.one_line
        cuts = (tag in BLOCKS and not is_cell) or place.hidden != around.hidden
        if cuts:
            self.flush()
        self._add(element.text, place)
        for child in element:
            self.read(child, place)
            self._add(child.tail, place)
        if cuts:
            self.flush()
        elif is_cell:
            self.parts.append("\t")

    def flush(self) -> None:
        """Cut here: what was gathered becomes a block, or several where lines are blank."""
        text = "".join(self.parts)
        linked = self.linked / len(text) if text else 0.0
        self.parts, self.linked, self.begun = [], 0, False
        place = self.place
        if not place.verbatim:
            text = _SPACES_AROUND_BREAK.sub("\n", re.sub(" {2,}", " ", text))
        for part in _BLANK_LINE.split(text):
            if stripped := part.strip(" \t\n"):
                self.blocks.append(
                    RawBlock(place.kind, stripped, place.level, place.hidden, place.region, linked)
                )

    def _add(self, text: str | None, place: _Place) -> None:
        if not text:
            return
        written = text if place.verbatim else _SPACES.sub(" ", text)
        if not self.begun:
            # The elements around a block's first words say what it is.
            self.place = place
            self.begun = not written.isspace()
        self.parts.append(written)
        if place.linked:
            self.linked += len(written)

    def _place_of(self, element: HtmlElement, around: _Place) -> _Place:
        tag = str(element.tag)
        place = _within(tag, around)
        if tag in REGIONS:
            place = replace(place, region=tag)
        if tag == "tr":
            place = replace(place, one_line=_is_one_line(element))
        if not place.hidden and self.styles.hides(element):
            place = replace(place, hidden=True)
        return place


def _within(tag: str, around: _Place) -> _Place:
    """What the name of an element says about the text in it."""
    if tag in HEADINGS:
        return replace(around, kind=Kind.HEADING, level=HEADINGS[tag])
    if tag in {"li", "dd", "dt"}:
        return replace(around, kind=Kind.LIST_ITEM, level=None)
    if tag == "blockquote":
        return replace(around, kind=Kind.QUOTATION, level=None)
    if tag in {"pre", "listing"}:
        return replace(around, verbatim=True)
    return replace(around, linked=True) if tag == "a" else around


def _is_one_line(row: HtmlElement) -> bool:
    """Whether a table's row is one line of text: no cell of it holds a block."""
    return not any(inner.tag in BLOCKS for cell in row for inner in cell.iterdescendants())
