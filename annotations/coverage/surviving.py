"""Which words of a reading stand in a newer text exactly as they did. Pure."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from annotations.anchoring.carrying import Standing, Successor
from annotations.coverage.sentences import Span


class Survival(NamedTuple):
    """Of the sentences that readings hold: how many a newer text says in the same words, and how
    many are to be read again."""

    stay_read: int
    read_again: int


def unchanged(reading: Span, sentences: Sequence[Span], successor: Successor) -> list[Span]:
    """Where the words of `reading`, a span of the older text, stand unchanged in the newer one.

    Looked for sentence by sentence (`sentences` of the older text, in order), so one that is new
    or says something else leaves the others read. Those that follow each other as they did are
    one span.

    >>> old, new = "It rained. Nobody came. We left.", "It rained. All came. We left."
    >>> sentences = [Span(0, 10), Span(11, 23), Span(24, 32)]
    >>> [new[a:b] for a, b in unchanged(Span(0, 32), sentences, Successor(old, new))]
    ['It rained.', 'We left.']
    """
    found: list[Span] = []
    last = Span(0, 0)
    for piece in _pieces(reading, sentences):
        carried = successor.carry(*piece)
        if carried.standing is not Standing.SAME:
            continue
        here = Span(carried.start, carried.end)
        if found and _follows(last, piece, found[-1], here, successor):
            found[-1] = Span(found[-1].start, here.end)
        else:
            found.append(here)
        last = piece
    return found


def survival(readings: Iterable[Span], sentences: Sequence[Span], successor: Successor) -> Survival:
    """How many sentences of `readings`, disjoint spans of the older text, stay read.

    >>> old, new = "It rained. Nobody came. We left.", "It rained. All came. We left."
    >>> sentences = [Span(0, 10), Span(11, 23), Span(24, 32)]
    >>> survival([Span(0, 32)], sentences, Successor(old, new))
    Survival(stay_read=2, read_again=1)
    """
    pieces = [piece for reading in readings for piece in _pieces(reading, sentences)]
    same = sum(successor.carry(*piece).standing is Standing.SAME for piece in pieces)
    return Survival(same, len(pieces) - same)


def _pieces(reading: Span, sentences: Sequence[Span]) -> Iterator[Span]:
    """The reading, cut where sentences end; without the blanks between them."""
    first = max(bisect_right(sentences, reading.start, key=lambda one: one.start) - 1, 0)
    for sentence in sentences[first:]:
        if sentence.start >= reading.end:
            return
        piece = Span(max(sentence.start, reading.start), min(sentence.end, reading.end))
        if piece.start < piece.end:
            yield piece


def _follows(last: Span, piece: Span, before: Span, here: Span, successor: Successor) -> bool:
    """Whether between two places there is in the newer text what was there in the older."""
    gap = piece.start - last.end
    return (
        here.start - before.end == gap
        and successor.old[last.end : piece.start] == successor.new[before.end : here.start]
    )
