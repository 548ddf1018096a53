"""Finding what an extractor kept among all the blocks of a page.

Both are sequences in the order of the document. Blocks whose words occur once on both sides
are fixed points; between two fixed points the rest is matched in order, and last, a block
whose words are part of what was kept there, or hold it, is kept as well.
"""

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise

SHORTEST_PART = 20

_NO_WORDS = re.compile(r"[\W_]+")

Match = tuple[int, int]


def key(text: str) -> str:
    """The letters and digits of `text` alone: spaces and marks are what tools disagree on.

    >>> key("“Yes”, she said.")
    'yesshesaid'
    """
    return _NO_WORDS.sub("", text).casefold()


def kept(blocks: Sequence[str], extracted: Sequence[str]) -> set[int]:
    """The indexes of the `blocks` that `extracted` contains; both are keys, in order."""
    fixed = _fixed_points(blocks, extracted)
    found = {block for block, _ in fixed}
    ends = [(-1, -1), *fixed, (len(blocks), len(extracted))]
    for (block, line), (next_block, next_line) in pairwise(ends):
        found |= _kept_between(
            range(block + 1, next_block), range(line + 1, next_line), blocks, extracted
        )
    return found


def _fixed_points(blocks: Sequence[str], extracted: Sequence[str]) -> list[Match]:
    """Pairs of equal keys that occur once on both sides, rising on both sides."""
    times, times_extracted = Counter(blocks), Counter(extracted)
    place = {text: line for line, text in enumerate(extracted) if times_extracted[text] == 1}
    pairs = [
        (block, place[text])
        for block, text in enumerate(blocks)
        if text and times[text] == 1 and text in place
    ]
    return _longest_rising(pairs)


def _longest_rising(pairs: Sequence[Match]) -> list[Match]:
    """The longest subsequence of `pairs` whose second members rise (patience sorting)."""
    tops: list[int] = []
    piles: list[int] = []
    before: list[int] = []
    for i, (_, line) in enumerate(pairs):
        pile = bisect_left(tops, line)
        before.append(piles[pile - 1] if pile else -1)
        tops[pile : pile + 1] = [line]
        piles[pile : pile + 1] = [i]
    chain: list[Match] = []
    i = piles[-1] if piles else -1
    while i >= 0:
        chain.append(pairs[i])
        i = before[i]
    return chain[::-1]


def _kept_between(
    here: range, lines: range, blocks: Sequence[str], extracted: Sequence[str]
) -> set[int]:
    """The blocks of `here` that the extracted `lines` contain."""
    if not here or not lines:
        return set()
    equal = set(_in_order(here, lines, blocks, extracted))
    found = {block for block, _ in equal}
    matched = {line for _, line in equal}
    left = [extracted[line] for line in lines if line not in matched and extracted[line]]
    if not left:
        return found
    # One string for all that is left: a block may span several lines, or the other way.
    words = "\n".join(left)
    run = "".join(left)
    for block in here:
        text = blocks[block]
        if block not in found and len(text) >= SHORTEST_PART:
            is_part = text in words or text in run
            holds = any(len(line) * 2 >= len(text) and line in text for line in left)
            if is_part or holds:
                found.add(block)
    return found


def _in_order(
    here: range, lines: range, blocks: Sequence[str], extracted: Sequence[str]
) -> Iterator[Match]:
    """Equal keys, each line with the first block that is after the match before."""
    places: dict[str, list[int]] = defaultdict(list)
    for block in here:
        places[blocks[block]].append(block)
    after = here.start
    for line in lines:
        of_this = places.get(extracted[line], [])
        nth = bisect_left(of_this, after)
        if extracted[line] and nth < len(of_this):
            yield of_this[nth], line
            after = of_this[nth] + 1
