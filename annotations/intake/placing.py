"""Where the article stands among the lines of a paste: headline, body, and what is around.

The body reaches from the first to the last paragraph of prose. Before it stands the
headline; short lines around both are furniture unless they end as a sentence does. Inside
the body only the words of a line can make it furniture, never its length.
"""

import re
from bisect import bisect_left
from collections.abc import Sequence

from annotations.intake.blocks import Block, FoundBlock, Kind
from annotations.intake.furniture import (
    ends_sentence,
    is_prose,
    phrase_reason,
    weight,
)
from annotations.intake.labels import label_reason

LONGEST_HEADLINE = 260
LONG_HEADLINE = 32
SHORT_HEADLINE = 20
SHORTEST_HEADLINE = 8
LONGEST_SUBHEADING = 90
SHORTEST_STANDFIRST = 40
PROSE_BEFORE_COMMENTS = 3

_BETWEEN_CRUMBS = re.compile(r"\s[>»›|•·]\s")
_LABEL_STOP = re.compile(r"[:;,،、：；，]$")


def placed(blocks: Sequence[Block]) -> tuple[FoundBlock, ...]:
    """`blocks` in the same order, each taken in or left out; the headline has level 1."""
    whys = [phrase_reason(block.text) for block in blocks]
    prose = [i for i, block in enumerate(blocks) if not whys[i] and is_prose(block.text)]
    comments = _start_of_comments(whys, prose)
    prose = [i for i in prose if i < comments]
    first = prose[0] if prose else len(blocks)
    after = prose[-1] + 1 if prose else len(blocks)
    return (
        *_head(blocks[:first], whys[:first], is_all=not prose),
        *_body(blocks[first:after], whys[first:after]),
        *_tail(blocks[after:comments], whys[after:comments]),
        *(_left_out(block, "comments") for block in blocks[comments:]),
    )


def _start_of_comments(whys: Sequence[str], prose: Sequence[int]) -> int:
    """The line that opens the readers' comments: what follows is not the article's.

    A button that says "Comment" stands anywhere, so most of the prose must stand before it.
    """
    for i, why in enumerate(whys):
        before = bisect_left(prose, i)
        after = len(prose) - before
        if why == "comments" and before >= max(PROSE_BEFORE_COMMENTS, 2 * after):
            return i
    return len(whys)


def _head(blocks: Sequence[Block], whys: Sequence[str], *, is_all: bool) -> list[FoundBlock]:
    """The lines before the first prose; all there is, where a paste has no prose."""
    reasons = [why or label_reason(block.text) for block, why in zip(blocks, whys, strict=True)]
    headline = None if is_all and len(blocks) == 1 else _headline(blocks, reasons)
    found = []
    for i, block in enumerate(blocks):
        if i == headline:
            found.append(FoundBlock(Kind.HEADING, block.text, 1))
        elif reasons[i]:
            found.append(_left_out(block, reasons[i]))
        elif headline is not None and i < headline:
            found.append(_left_out(block, "before-headline"))
        elif headline is not None and block.text == blocks[headline].text:
            found.append(_left_out(block, "duplicate"))
        elif is_all or _is_of_the_article(block):
            found.append(_taken_in(block))
        else:
            found.append(_left_out(block, "short-line"))
    return found


def _headline(blocks: Sequence[Block], reasons: Sequence[str]) -> int | None:
    """The first line as long as headlines are, or else the longest that may be one.

    Menus come before it and a standfirst after it. So a line that is long enough even for a
    short headline wins, if it stands right before the long one, which is its standfirst then.
    """
    weights = [
        0 if reason or not _may_be_headline(block) else weight(block.text)
        for block, reason in zip(blocks, reasons, strict=True)
    ]
    marked = [i for i, block in enumerate(blocks) if weights[i] and block.kind is Kind.HEADING]
    long = [i for i, letters in enumerate(weights) if letters >= LONG_HEADLINE]
    before = [i - 1 for i in long[:1] if i and weights[i - 1] >= SHORT_HEADLINE]
    longest = sorted((i for i in range(len(blocks)) if weights[i]), key=lambda i: -weights[i])
    return next(iter([*marked, *before, *long, *longest]), None)


def _may_be_headline(block: Block) -> bool:
    text = block.text
    ends_flat = ends_sentence(text) and not text.rstrip("\"'”’»").endswith(("?", "!", "؟", "？"))
    return (
        block.kind in {Kind.PARAGRAPH, Kind.HEADING}
        and SHORTEST_HEADLINE <= weight(text) <= LONGEST_HEADLINE
        and not ends_flat
        and len(_BETWEEN_CRUMBS.findall(text)) < 2
    )


def _body(blocks: Sequence[Block], whys: Sequence[str]) -> list[FoundBlock]:
    """The lines from the first prose to the last: furniture by their words only."""
    found: list[FoundBlock] = []
    for i, block in enumerate(blocks):
        before = found[-1].why if found else ""
        if whys[i]:
            found.append(_left_out(block, whys[i]))
        elif before == "related" and _is_label(block):
            # The title of the article that "Read also" announces.
            found.append(_left_out(block, "related"))
        elif _is_label(block) and i + 1 < len(blocks) and not _is_label(blocks[i + 1]):
            found.append(FoundBlock(Kind.HEADING, block.text, block.level or 2))
        else:
            found.append(_taken_in(block))
    return found


def _tail(blocks: Sequence[Block], whys: Sequence[str]) -> list[FoundBlock]:
    """The lines after the last prose: closing sentences, until the furniture begins."""
    found: list[FoundBlock] = []
    begun = False
    for block, phrase in zip(blocks, whys, strict=True):
        why = phrase or label_reason(block.text)
        if not why and not begun and _is_of_the_article(block):
            found.append(_taken_in(block))
            continue
        begun = True
        found.append(_left_out(block, why or "after-end"))
    return found


def _is_label(block: Block) -> bool:
    """Whether `block` is one short line that does not end as a sentence does."""
    text = block.text
    if block.kind not in {Kind.PARAGRAPH, Kind.HEADING} or "\n" in text:
        return False
    return (
        weight(text) <= LONGEST_SUBHEADING
        and not ends_sentence(text)
        and not _LABEL_STOP.search(text)
    )


def _is_of_the_article(block: Block) -> bool:
    """Whether a line near the prose belongs to it: a sentence, a standfirst, a list, a quote."""
    if block.kind in {Kind.LIST_ITEM, Kind.QUOTATION}:
        return True
    return ends_sentence(block.text) or weight(block.text) >= SHORTEST_STANDFIRST


def _taken_in(block: Block) -> FoundBlock:
    return FoundBlock(block.kind, block.text, block.level)


def _left_out(block: Block, why: str) -> FoundBlock:
    return FoundBlock(block.kind, block.text, block.level, furniture=True, why=why)
