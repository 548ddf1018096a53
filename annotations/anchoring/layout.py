"""How passages lie over a version's blocks: numbers, and where their references stand.

Passages overlap, nest and cross blocks; a page is flat. So every block is cut into stretches,
each under the same passages from its first to its last character. Offsets count code points.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from heapq import heappop, heappush
from itertools import pairwise
from typing import Generic, Protocol, TypeVar


@dataclass(frozen=True)
class Placed:
    """A passage on the page: the number of its claim, and the look its words have."""

    id: str
    claim: str
    number: int
    start: int
    end: int
    look: str


PlacedT = TypeVar("PlacedT", bound=Placed)


class Extent(Protocol):
    """Where a block stands in the text."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


@dataclass(frozen=True)
class Stretch(Generic[PlacedT]):
    """Words of a block that lie under the same passages.

    `inmost` is the shortest of those passages, `depth` says how many there are, and `ending`
    holds the passages whose last words these are: their references follow, by number.
    """

    text: str
    inmost: PlacedT | None
    depth: int
    ending: tuple[PlacedT, ...]


def in_reading_order(claims: Iterable[str]) -> dict[str, int]:
    """Number claims from 1, each by its first passage; `claims` names those in reading order.

    >>> in_reading_order(["b", "a", "b"])
    {'b': 1, 'a': 2}
    """
    return {claim: number for number, claim in enumerate(dict.fromkeys(claims), start=1)}


def lay_out(
    text: str, blocks: Sequence[Extent], passages: Iterable[PlacedT]
) -> Iterator[list[Stretch[PlacedT]]]:
    """The stretches of each block, which together are the block's text.

    Blocks stand in order and do not overlap; every passage touches at least one of them.
    One sweep: the time grows with blocks and passages, not with their product.
    """
    coming = sorted(passages, key=lambda passage: (-passage.start, passage.end))
    edges = _edges(blocks, coming)
    ending = _ends(blocks, coming)
    under: _Under[PlacedT] = _Under()
    for cuts in edges:
        stretches = []
        for start, end in pairwise(cuts):
            while coming and coming[-1].start <= start:
                under.add(coming.pop())
            under.leave(start)
            over = (under.inmost, under.depth)
            stretches.append(Stretch(text[start:end], *over, tuple(ending.get(end, ()))))
        yield stretches


class _Under(Generic[PlacedT]):
    """The passages over the place that the sweep has come to."""

    def __init__(self) -> None:
        self._by_length: list[tuple[int, int, str, PlacedT]] = []
        self._by_end: list[int] = []

    def add(self, passage: PlacedT) -> None:
        length = passage.end - passage.start
        heappush(self._by_length, (length, passage.number, passage.id, passage))
        heappush(self._by_end, passage.end)

    def leave(self, place: int) -> None:
        """Forget the passages that end at or before `place`."""
        while self._by_end and self._by_end[0] <= place:
            heappop(self._by_end)
        while self._by_length and self._by_length[0][-1].end <= place:
            heappop(self._by_length)

    @property
    def inmost(self) -> PlacedT | None:
        return self._by_length[0][-1] if self._by_length else None

    @property
    def depth(self) -> int:
        return len(self._by_end)


def _edges(blocks: Sequence[Extent], passages: Iterable[Placed]) -> Iterator[list[int]]:
    """For each block its start, the places in it where a passage begins or ends, its end."""
    places = sorted({place for passage in passages for place in (passage.start, passage.end)})
    at = 0
    for block in blocks:
        cuts = [block.start]
        while at < len(places) and places[at] < block.end:
            if places[at] > block.start:
                cuts.append(places[at])
            at += 1
        yield [*cuts, block.end]


def _ends(blocks: Sequence[Extent], passages: Iterable[PlacedT]) -> dict[int, list[PlacedT]]:
    """Where references stand: at a passage's end or, if that is between blocks, before the gap."""
    ends: dict[int, list[PlacedT]] = {}
    last = -1
    for passage in sorted(passages, key=lambda passage: (passage.end, passage.number, passage.id)):
        while last + 1 < len(blocks) and blocks[last + 1].start < passage.end:
            last += 1
        ends.setdefault(min(passage.end, blocks[last].end), []).append(passage)
    for there in ends.values():
        there.sort(key=lambda passage: (passage.number, passage.id))
    return ends
