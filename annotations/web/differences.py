"""Two texts beside each other, with as much of what stayed as tells where one is. Pure."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from annotations.history.words import Piece

AROUND = 160  # code points of what stayed, on either side of what did not


@dataclass(frozen=True)
class Shown:
    """Words of a comparison; `is_cut` where more of what stayed comes before them, which
    are none at the end of a text."""

    what: str
    words: str
    is_cut: bool = False


def shortened(pieces: Iterable[Piece]) -> Iterator[Shown]:
    """The pieces in order, long ones that stayed only with their ends, at whole words.

    >>> long = Piece("kept", "So it " + "went " * 99 + "on. ")
    >>> [(one.is_cut, len(one.words) < 170) for one in shortened([long, Piece("new", "Twice.")])]
    [(True, True), (False, True)]
    >>> [(one.is_cut, len(one.words) < 170) for one in shortened([Piece("new", "Twice."), long])]
    [(False, True), (False, True), (True, True)]
    """
    all_of = list(pieces)
    for index, piece in enumerate(all_of):
        if piece.what != "kept" or len(piece.words) <= 2 * AROUND:
            yield from _as_lines(piece)
            continue
        if index:
            yield Shown("kept", piece.words[:AROUND].rpartition(" ")[0] + " ")
        is_last = index == len(all_of) - 1
        end = "" if is_last else piece.words[-AROUND:].partition(" ")[2]
        yield Shown("kept", end, is_cut=True)


def _as_lines(piece: Piece) -> Iterator[Shown]:
    """A short piece; the end of its last line is not marked, unless it is all that differs."""
    words = piece.words.rstrip("\n")
    yield Shown(piece.what, words or piece.words)
    if words and words != piece.words:
        yield Shown("kept", piece.words[len(words) :])
