"""Which sentences of a text somebody has looked at. Pure.

Offsets count code points, end exclusive. A sentence is read when a claim was marked in it, or
when it was called free of claims as a whole.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple, Protocol

from sentencex import get_sentence_boundaries


class Span(NamedTuple):
    """text[start:end]."""

    start: int
    end: int


class Extent(Protocol):
    """Where a block stands in the text."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


@dataclass(frozen=True)
class Coverage:
    """What of a text was looked at. `unread` are whole sentences, in order."""

    sentences: int
    with_claims: int
    without: int
    unread: tuple[Span, ...]

    @property
    def read(self) -> int:
        return self.sentences - len(self.unread)

    @property
    def percent(self) -> int:
        """Sentences read, of 100, rounded down, so that 100 means all."""
        return 100 * self.read // self.sentences if self.sentences else 100


def sentences_of(text: str, blocks: Iterable[Extent], language: str = "") -> list[Span]:
    """The sentences of each block, without the blanks around them. None reaches into the next.

    >>> from annotations.intake.blocks import Block, Kind, compose
    >>> text, blocks = compose([Block(Kind.PARAGRAPH, "It rained.  Who knew?")])
    >>> [text[start:end] for start, end in sentences_of(text, blocks)]
    ['It rained.', 'Who knew?']
    """
    found: list[Span] = []
    for block in blocks:
        words = text[block.start : block.end]
        for one in get_sentence_boundaries(language or "en", words):
            start, end = one["start_index"], one["end_index"]
            piece = words[start:end]
            start += len(piece) - len(piece.lstrip())
            end -= len(piece) - len(piece.rstrip())
            if start < end:
                found.append(Span(block.start + start, block.start + end))
    return found


def coverage(
    sentences: Sequence[Span], claims: Iterable[Span], readings: Iterable[Span]
) -> Coverage:
    """How far `sentences`, in order, were looked at; `claims` are the spans of passages,
    `readings` those that were called free of claims. Both may overlap, in any order.

    Takes time as their number, not as their product.
    """
    with_claims = _touched(sentences, merged(claims))
    free = _inside(sentences, merged(readings)) - with_claims
    unread = (s for n, s in enumerate(sentences) if n not in with_claims and n not in free)
    return Coverage(len(sentences), len(with_claims), len(free), tuple(unread))


def merged(spans: Iterable[Span]) -> list[Span]:
    """The same words in as few spans as can be, in order.

    >>> merged([Span(5, 8), Span(0, 3), Span(2, 5)])
    [Span(start=0, end=8)]
    """
    found: list[Span] = []
    for span in sorted(spans):
        if found and span.start <= found[-1].end:
            found[-1] = Span(found[-1].start, max(found[-1].end, span.end))
        else:
            found.append(Span(*span))
    return found


def over_blanks(text: str, spans: Iterable[Span]) -> list[Span]:
    """Each span with the blanks that follow it: what is read on both sides of them is read through.

    >>> over_blanks("So.  And?", [Span(0, 3), Span(5, 9)])
    [Span(start=0, end=5), Span(start=5, end=9)]
    """
    return [Span(start, _past_blanks(text, end)) for start, end in spans]


def _past_blanks(text: str, at: int) -> int:
    while at < len(text) and text[at].isspace():
        at += 1
    return at


def _touched(sentences: Sequence[Span], spans: Sequence[Span]) -> set[int]:
    """The numbers of the sentences that share a character with a span."""
    found, at = set(), 0
    for number, sentence in enumerate(sentences):
        while at < len(spans) and spans[at].end <= sentence.start:
            at += 1
        if at < len(spans) and spans[at].start < sentence.end:
            found.add(number)
    return found


def _inside(sentences: Sequence[Span], spans: Sequence[Span]) -> set[int]:
    """The numbers of the sentences that lie in one span from end to end."""
    found, at = set(), 0
    for number, sentence in enumerate(sentences):
        while at < len(spans) and spans[at].end < sentence.end:
            at += 1
        if at < len(spans) and spans[at].start <= sentence.start:
            found.add(number)
    return found
