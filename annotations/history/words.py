"""What changed between two wordings, word by word. Pure."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from annotations.anchoring.survival import Kept, survivors

MOST_WORDS = 1_000  # beyond, comparing takes longer than a reader would wait

# Han and kana stand without blanks between words: there every sign is compared.
_ALONE = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_WORD = re.compile(rf"[{_ALONE}]|[^\s{_ALONE}]+|\s+")

# A number that goes on behind where one looks, and one that goes on before it.
_HEAD = re.compile(r"[.,:’']?\d+(?:[.,:’']\d+)*")
_TAIL = re.compile(r"(?:\d+[.,:’'])*\d+[.,:’']?$")
_LONGEST = 40  # code points of a number


@dataclass(frozen=True)
class Piece:
    """Words that both wordings have, or only the one before, or only the one after."""

    what: Literal["kept", "gone", "new"]
    words: str


def changed_words(before: str, after: str) -> list[Piece]:
    """The pieces of both wordings in order: kept and gone are `before`, kept and new `after`.

    >>> [(piece.what, piece.words) for piece in changed_words("in 12 towns", "in 21 towns")]
    [('kept', 'in '), ('gone', '12'), ('new', '21'), ('kept', ' towns')]
    """
    old, new = _WORD.findall(before), _WORD.findall(after)
    if max(len(old), len(new)) > MOST_WORDS:
        return _pieces(("gone", old), ("new", new))
    pieces: list[Piece] = []
    # What lies between words is no reason to take two wordings for alike.
    matcher = SequenceMatcher(str.isspace, old, new, autojunk=False)
    for what, i, i_end, j, j_end in matcher.get_opcodes():
        if what == "equal":
            pieces += _pieces(("kept", new[j:j_end]))
        else:
            pieces += _pieces(("gone", old[i:i_end]), ("new", new[j:j_end]))
    return pieces


def changed_text(before: str, after: str) -> list[Piece]:
    """The same of two texts of any length: they are compared by the paragraph first.

    >>> [(piece.what, piece.words) for piece in changed_text("It rained.", "It never rained.")]
    [('kept', 'It '), ('new', 'never '), ('kept', 'rained.')]

    A number that changed is told whole.
    """
    pieces: list[Piece] = []
    old_at = new_at = 0
    end = Kept(len(before), len(after), 0)
    for kept in (*_without_halves(survivors(before, after), before, after), end):
        pieces += _pieces(
            ("gone", [before[old_at : kept.old]]), ("new", [after[new_at : kept.new]])
        )
        words = after[kept.new : kept.new_end]
        if words and pieces and pieces[-1].what == "kept":
            pieces[-1] = Piece("kept", pieces[-1].words + words)
        elif words:
            pieces.append(Piece("kept", words))
        old_at, new_at = kept.old_end, kept.new_end
    return pieces


def _without_halves(found: Iterable[Kept], before: str, after: str) -> Iterator[Kept]:
    """What is kept, without the halves of numbers that changed.

    Where 2.5 became 2.9, a 5 and a 9 behind a kept "2." are read as 2.59.
    """
    for kept in found:
        words = after[kept.new : kept.new_end]
        head, tail = _HEAD.match(words), _TAIL.search(words[-_LONGEST:])
        lefts = _end(before, kept.old), _end(after, kept.new)
        rights = _rest(before, kept.old_end), _rest(after, kept.new_end)
        first = head.end() if head and any(map(_TAIL.search, lefts)) else 0
        last = len(words)
        if tail and any(map(_HEAD.match, rights)):
            last -= len(tail[0])
        if first < last:
            yield Kept(kept.old + first, kept.new + first, last - first)


def _end(text: str, at: int) -> str:
    return text[max(at - _LONGEST, 0) : at]


def _rest(text: str, at: int) -> str:
    return text[at : at + _LONGEST]


def _pieces(*parts: tuple[Literal["kept", "gone", "new"], list[str]]) -> list[Piece]:
    return [Piece(what, "".join(words)) for what, words in parts if any(words)]
