"""Which stretches of a text are still there in a newer one, and where. Pure.

Paragraphs are compared first, then words in what is left: a diff of tokens, each written as one
character, so that the work is done on short strings in C++.
"""

import re
from collections.abc import Iterator
from itertools import chain, groupby, islice
from typing import NamedTuple

from fast_diff_match_patch import diff

LONGEST = 5  # seconds for one comparison; what is then left counts as replaced

_PARAGRAPH = re.compile(r"[^\n]+\n*|\n+")
# Scripts that are written without spaces survive by the character, all others by the word.
_UNSPACED = r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]"
_WORD = re.compile(rf"{_UNSPACED}|(?:(?!{_UNSPACED})\w)+|\s+|[^\w\s]")


class Kept(NamedTuple):
    """old[self.old:][:length] and new[self.new:][:length] are the same words, never parted."""

    old: int
    new: int
    length: int

    @property
    def old_end(self) -> int:
        return self.old + self.length

    @property
    def new_end(self) -> int:
        return self.new + self.length


class _Run(NamedTuple):
    """Tokens in a row that both texts share, or that replaced each other. In code points."""

    is_kept: bool
    old: int
    new: int
    old_length: int
    new_length: int


def survivors(old: str, new: str) -> list[Kept]:
    """What both texts share, in the order of both.

    >>> survivors("It rained in May.", "It never rained in May.")
    [Kept(old=0, new=0, length=3), Kept(old=3, new=9, length=14)]
    """
    kept: list[Kept] = []
    for run in _runs(old, new, _PARAGRAPH):
        if run.is_kept:
            kept.append(Kept(run.old, run.new, run.old_length))
        elif run.old_length and run.new_length:
            before = old[run.old : run.old + run.old_length]
            after = new[run.new : run.new + run.new_length]
            kept += [
                Kept(run.old + words.old, run.new + words.new, words.old_length)
                for words in _runs(before, after, _WORD)
                if words.is_kept
            ]
    return kept


def _runs(old: str, new: str, token: "re.Pattern[str]") -> Iterator[_Run]:
    codes = _Codes()
    old_tokens, new_tokens = token.findall(old), token.findall(new)
    steps = diff(
        codes.write(old_tokens), codes.write(new_tokens), timelimit=LONGEST, cleanup="Semantic"
    )
    old_lengths, new_lengths = iter(map(len, old_tokens)), iter(map(len, new_tokens))
    old_at = new_at = 0
    for is_kept, together in groupby(steps, key=lambda step: step[0] == "="):
        gone = come = 0
        for what, count in together:
            gone += sum(islice(old_lengths, count if what != "+" else 0))
            come += sum(islice(new_lengths, count if what != "-" else 0))
        yield _Run(is_kept, old_at, new_at, gone, come)
        old_at, new_at = old_at + gone, new_at + come


class _Codes:
    """A character for each token: of the private planes first, which no tidying treats as
    letters, blanks or line ends."""

    def __init__(self) -> None:
        self._free = map(chr, chain(range(0xF0000, 0x110000), range(0x20000, 0xE0000)))
        self._code: dict[str, str] = {}

    def write(self, tokens: list[str]) -> str:
        for token in tokens:
            if token not in self._code:
                self._code[token] = next(self._free)
        return "".join(map(self._code.__getitem__, tokens))
