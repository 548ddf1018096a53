"""Carrying passages from one version of a text into a newer one. Pure.

Both texts are known, so nothing has to be guessed from a quote alone:

1. What survived of the old text says where a passage should stand now. A stretch that survived
   is its own successor, so no other passage can be put on it, however alike the two are.
2. Only when it is not there is it looked for elsewhere: word for word, or by likeness among the
   words that are new.
3. The text found decides the standing. Only the very words, or a respelling of them, count as
   still there; everything else is for a person.

Offsets count code points, end exclusive. The thresholds are the flat optimum of a measurement
over 7,879 spans: benchmarks/carrying.py repeats one of its kind.
"""

from bisect import bisect_right
from dataclasses import dataclass
from enum import StrEnum

from annotations.anchoring.likeness import LEAST, Match, likeness, nearest, respelled
from annotations.anchoring.survival import Kept, survivors

ELSEWHERE = 0.75  # least likeness where nothing around a place vouches for it
MARGIN = 0.10  # by how much a move must beat staying
SHORT = 32  # a quote of no more code points says too little to be known by likeness elsewhere


class Standing(StrEnum):
    """How a passage stands in a newer version."""

    SAME = "same"
    RESPELLED = "respelled"
    CHANGED = "changed"
    GONE = "gone"


@dataclass(frozen=True)
class Carried:
    """Where a passage stands in the newer text; for a gone one, where it would (start == end).

    `likeness` is that of the best words found, 0 to 1. A moved passage left its surroundings.
    """

    standing: Standing
    start: int
    end: int
    likeness: float
    has_moved: bool = False

    @property
    def is_sure(self) -> bool:
        """Whether it needs nobody to look."""
        return self.standing in (Standing.SAME, Standing.RESPELLED)


class Successor:
    """A newer text of an older one. Made once for all passages of the older."""

    def __init__(self, old: str, new: str) -> None:
        self.old, self.new = old, new
        self._kept = survivors(old, new)
        self._old_starts = [kept.old for kept in self._kept]
        self._new_starts = [kept.new for kept in self._kept]

    def carry(self, start: int, end: int) -> Carried:
        """How old[start:end] stands in the new text."""
        quote = self.old[start:end]
        low, high = self._neighbourhood(start, end)
        here = self._between(start, end) or nearest(quote, self.new, low, high)
        if here and self._standing(quote, here) is not Standing.CHANGED:
            return self._carried(quote, here)
        there = self._elsewhere(quote, start, (low, high))
        if there and there.likeness > (here.likeness if here else 0) + MARGIN:
            return self._carried(quote, there, has_moved=True)
        is_vouched_for = high - low <= 2 * (len(quote) + SHORT)
        if here and here.likeness >= (LEAST if is_vouched_for else _least_elsewhere(quote)):
            return self._carried(quote, here)
        return Carried(Standing.GONE, low, low, here.likeness if here else 0.0)

    def _carried(self, quote: str, match: Match, *, has_moved: bool = False) -> Carried:
        return Carried(self._standing(quote, match), *match, has_moved=has_moved)

    def _standing(self, quote: str, match: Match) -> Standing:
        words = self.new[match.start : match.end]
        if words == quote:
            return Standing.SAME
        return Standing.RESPELLED if respelled(words, quote) else Standing.CHANGED

    def _between(self, start: int, end: int) -> Match | None:
        """What stands between the span's first and last character, if both survived."""
        first, last = self._kept_at(start), self._kept_at(end - 1)
        if not (first and last and start < first.old_end and end <= last.old_end):
            return None
        now = first.new + start - first.old, last.new + end - last.old
        alike = likeness(self.old[start:end], self.new[slice(*now)])
        return Match(*now, alike) if alike >= LEAST else None

    def _neighbourhood(self, start: int, end: int) -> tuple[int, int]:
        """The part of the new text between what survived before the span and after it."""
        low, high = 0, len(self.new)
        before = self._kept_at(start)
        if before:
            low = before.new + min(start - before.old, before.length)
        last = bisect_right(self._old_starts, end - 1) - 1
        if last >= 0 and end <= self._kept[last].old_end:
            high = self._kept[last].new + end - self._kept[last].old
        elif last + 1 < len(self._kept):
            high = self._kept[last + 1].new
        return low, max(low, high)

    def _kept_at(self, place: int) -> Kept | None:
        """The last stretch that begins at or before a place in the old text."""
        index = bisect_right(self._old_starts, place) - 1
        return self._kept[index] if index >= 0 else None

    def _elsewhere(self, quote: str, start: int, here: tuple[int, int]) -> Match | None:
        """The best place outside of `here` that no other passage of the old text has."""
        low, high = here
        at = self.new.find(quote)
        while at >= 0:
            if not low <= at < high and not self._is_anothers(at, len(quote), start):
                return Match(at, at + len(quote), 1.0)
            at = self.new.find(quote, at + 1)
        if len(quote) <= SHORT:
            return None
        found = (nearest(quote, self.new, *gap) for gap in self._gaps(len(quote), here))
        best = max(filter(None, found), key=lambda match: match.likeness, default=None)
        return best if best and best.likeness >= ELSEWHERE else None

    def _is_anothers(self, at: int, length: int, start: int) -> bool:
        """Whether these very words stood somewhere else already, and still do."""
        index = bisect_right(self._new_starts, at) - 1
        if index < 0:
            return False
        kept = self._kept[index]
        return at + length <= kept.new_end and kept.old + at - kept.new != start

    def _gaps(self, length: int, here: tuple[int, int]) -> list[tuple[int, int]]:
        """Stretches of new words that have room for `length` code points, but not `here`."""
        starts = [0, *(kept.new_end for kept in self._kept)]
        ends = [*self._new_starts, len(self.new)]
        return [
            (start, end)
            for start, end in zip(starts, ends, strict=True)
            if end - start >= length * ELSEWHERE and not here[0] <= start < end <= here[1]
        ]


def _least_elsewhere(quote: str) -> float:
    return ELSEWHERE if len(quote) > SHORT else 1.0
