"""How pasted text is laid out: which lines belong together, and what each group is.

A blank line always divides. A single line break divides too, because what is copied from a
web page often has one line per paragraph; unless the text was wrapped by hand or by a mail
program, which shows: the next line's first word would not have fitted. Line breaks inside
a block stay as they were written.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby, pairwise

from annotations.intake.blocks import Block, Kind
from annotations.intake.furniture import ends_sentence, weight

NARROWEST, WIDEST = 50, 110
NARROWEST_DENSE = 24
FEWEST_BREAKS = 3
RAGGED = 12
LONGEST_FIRST_WORD = 20

_BULLET = re.compile(r"[ \t]*(?:[•‣◦▪▫●○∙⁃·*]|-(?=[ \t]))[ \t]+(?=\S)")
_NUMBERED = re.compile(r"[ \t]*(?:\d{1,3}[.)]|\(?[a-z]\))[ \t]+(?=\S)")
_QUOTED = re.compile(r"[ \t]*(?:>[ \t]?)+")
_MARKED_HEADING = re.compile(r"(#{1,6})[ \t]+(?=\S)")


@dataclass(frozen=True)
class Wrapping:
    """Whether a text was wrapped, and at what width in code points; 0 if it was not."""

    width: int

    def joins(self, line: str, following: str) -> bool:
        """Whether `following` continues `line`: its first word would not have fitted."""
        if not self.width:
            return False
        first_word = following.split(maxsplit=1)[0] if following.strip() else ""
        needed = len(line.rstrip()) + 1 + min(len(first_word), LONGEST_FIRST_WORD)
        return needed > self.width - RAGGED


def laid_out(text: str) -> list[Block]:
    """The blocks of a well-formed `text`, in order, before anyone asked what is furniture."""
    lines = text.split("\n")
    wrapping = _wrapping(lines)
    blocks: list[Block] = []
    for is_blank, group in groupby(lines, key=lambda line: not line.strip()):
        if not is_blank:
            blocks += _grouped(list(group), wrapping)
    return blocks


def _wrapping(lines: list[str]) -> Wrapping:
    """The wrapping of the whole text, from how often a line breaks where it had to."""
    lengths = sorted(len(line.rstrip()) for line in lines if line.strip())
    if not lengths:
        return Wrapping(0)
    width = lengths[min(len(lengths) - 1, len(lengths) * 95 // 100)]
    sample = "".join(lines[:200])
    narrowest = NARROWEST_DENSE if weight(sample) > 1.5 * len(sample) else NARROWEST
    if not narrowest <= width <= WIDEST:
        return Wrapping(0)
    wrapping = Wrapping(width)
    breaks = [(one, two) for one, two in pairwise(lines) if one.strip() and two.strip()]
    forced = [one for one, two in breaks if wrapping.joins(one, two)]
    unfinished = [one for one in forced if not ends_sentence(one)]
    if len(breaks) < FEWEST_BREAKS or len(unfinished) * 2 < len(breaks):
        return Wrapping(0)
    return wrapping


def _grouped(lines: list[str], wrapping: Wrapping) -> Iterator[Block]:
    """The blocks of lines that no blank line divides."""
    current: Block | None = None
    last = ""
    for line in lines:
        block = _read(line)
        if current is not None and _continues(current, last, block, line, wrapping):
            current = Block(current.kind, f"{current.text}\n{block.text}", current.level)
        else:
            if current is not None:
                yield current
            current = block
        last = line
    if current is not None:
        yield current


def _read(line: str) -> Block:
    """What one line is by its own marks; the marks of lists and quotations are not text."""
    if quoted := _QUOTED.match(line):
        return Block(Kind.QUOTATION, line[quoted.end() :])
    if bullet := _BULLET.match(line):
        return Block(Kind.LIST_ITEM, line[bullet.end() :])
    if _NUMBERED.match(line):
        return Block(Kind.LIST_ITEM, line.strip())
    if marked := _MARKED_HEADING.match(line):
        return Block(Kind.HEADING, line[marked.end() :].strip(), len(marked[1]))
    return Block(Kind.PARAGRAPH, line)


def _continues(current: Block, last: str, block: Block, line: str, wrapping: Wrapping) -> bool:
    """Whether `line`, read as `block`, belongs to the block before it, whose end is `last`."""
    if block.kind is Kind.QUOTATION and current.kind is Kind.QUOTATION:
        return bool(block.text.strip()) and wrapping.joins(last, block.text)
    if block.kind is not Kind.PARAGRAPH:
        return False
    if current.kind is Kind.LIST_ITEM and line.startswith(("  ", "\t")):
        return True
    return current.kind is not Kind.HEADING and wrapping.joins(last, line)
