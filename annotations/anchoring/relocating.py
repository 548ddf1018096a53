"""Finding words again that somebody marked in another copy of a text. Never a guess.

Other tools count offsets in texts that are not ours, so only the quote and the words around it
say where a passage is. Where they leave a doubt, nothing is placed: a verdict on the wrong words
is worse than one that a person has to place by hand.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from annotations.anchoring.likeness import SPELLINGS, folded, likeness, nearest, whole_words
from annotations.anchoring.selectors import CONTEXT, Quote, places

MOST_PLACES = 100  # of the same words; beyond, no context tells them apart
ALIKE_ENOUGH = 0.75  # of words that differ, where what stands around them is the same
ALIKE_ALONE = 0.9  # the same where nothing is known of what stands around them
TELLING = 32  # code points: shorter words may stand anywhere
SAME_CONTEXT = 0.7  # likeness of what stands around
ONE_SIDE = 16  # code points: what stands on one side tells by itself
MARGIN = 0.2  # by which the context of one place must be more alike than that of every other
RIVAL = 0.1  # how much less alike words may be and still be as good
MOST_RIVALS = 5


class How(StrEnum):
    """How a quote was found in a text."""

    EXACTLY = "exactly"  # these very words, once
    BY_CONTEXT = "by_context"  # these very words, several times; what stands around them decides
    RESPELLED = "respelled"  # other quote marks, dashes or spaces
    APPROXIMATELY = "approximately"  # nearly these words, once
    AMBIGUOUS = "ambiguous"  # in several places, or only between other words
    NOT_FOUND = "not_found"


@dataclass(frozen=True)
class Placing:
    """Where a quote stands: text[start:end], in code points, and how that was found.

    `score` says how alike the words are, from 0 to 1. Where nothing was placed, the span is
    empty and `score` 0.
    """

    how: How
    start: int = 0
    end: int = 0
    score: float = 0.0

    @property
    def is_certain(self) -> bool:
        """The words are the same, but for their spelling."""
        return self.how in {How.EXACTLY, How.BY_CONTEXT, How.RESPELLED}


Span = tuple[int, int]

AMBIGUOUS = Placing(How.AMBIGUOUS)
NOT_FOUND = Placing(How.NOT_FOUND)


def relocate(text: str, wanted: Quote) -> Placing:
    """Where `wanted` stands in `text`, or why that cannot be said.

    >>> relocate("He said no. She said no.", Quote("no", "She said ", "."))
    Placing(how=<How.BY_CONTEXT: 'by_context'>, start=21, end=23, score=1.0)
    >>> relocate("He said no. She said no.", Quote("no", "", "")).how
    <How.AMBIGUOUS: 'ambiguous'>
    """
    wanted = _trimmed(wanted)
    if not wanted.exact:
        return NOT_FOUND
    verbatim = _uncut(text, places(text, wanted.exact, MOST_PLACES), wanted)
    if verbatim:
        span = _meant(text, verbatim, wanted)
        how = How.EXACTLY if len(verbatim) == 1 else How.BY_CONTEXT
        return Placing(how, *span, score=1.0) if span else AMBIGUOUS
    respelled = _uncut(text, _respelled(text, wanted.exact), wanted)
    if respelled:
        span = _meant(text, respelled, wanted)
        return _placed(How.RESPELLED, text, span, wanted) if span else AMBIGUOUS
    return _approximate(text, wanted)


def _trimmed(wanted: Quote) -> Quote:
    """Without white space at the ends of the words, which goes to the words around them."""
    exact = wanted.exact.strip()
    before, _, after = wanted.exact.partition(exact) if exact else ("", "", "")
    prefix, suffix = wanted.prefix + before, after + wanted.suffix
    return Quote(exact, prefix[-CONTEXT:], suffix[:CONTEXT])


def _placed(how: How, text: str, span: Span, wanted: Quote) -> Placing:
    score = round(likeness(wanted.exact, text[slice(*span)]), 3)
    return Placing(how, *span, score=score)


def _meant(text: str, spans: list[Span], wanted: Quote) -> Span | None:
    """The one of these places that is meant, if the words around them say so."""
    if len(spans) >= MOST_PLACES:
        return None
    scores = {span: _likeness_around(text, span, wanted) for span in spans}
    if len(spans) == 1:
        score = scores[spans[0]]
        is_telling = len(wanted.exact) >= TELLING
        return spans[0] if is_telling or score is None or score >= SAME_CONTEXT else None
    known = sorted(((score or 0.0, span) for span, score in scores.items()), reverse=True)
    (best, span), (second, _) = known[:2]
    return span if best >= SAME_CONTEXT and best - second >= MARGIN else None


def _likeness_around(text: str, span: Span, wanted: Quote) -> float | None:
    """How alike the words around a place are to those of the quote: on both sides together, or
    on the more alike one, if it is long enough. None: the quote has none.
    """
    start, end = span
    pairs = [
        (wanted.prefix, text[max(0, start - len(wanted.prefix)) : start]),
        (wanted.suffix, text[end : end + len(wanted.suffix)]),
    ]
    scores = [
        (len(given), likeness(folded(given), folded(found)))
        for given, found in pairs
        if given.strip()
    ]
    if not scores:
        return None
    both = sum(length * score for length, score in scores) / sum(length for length, _ in scores)
    return max([both, *(score for length, score in scores if length >= ONE_SIDE)])


_ANY_SPELLING = {
    letter: f"[{re.escape(mark + others)}]"
    for mark, others in SPELLINGS.items()
    for letter in mark + others
}
_PART = re.compile(r"\s+|.")


def _respelled(text: str, exact: str) -> list[Span]:
    """Where the words stand with other quote marks, dashes or spaces."""
    parts = [part[0] for part in _PART.finditer(exact)]
    pattern = "".join(map(_any_spelling, parts, [*parts[1:], ""]))
    found: list[Span] = []
    for match in re.finditer(pattern, text):
        found.append(match.span())
        if len(found) == MOST_PLACES:
            break
    return found


def _any_spelling(part: str, following: str) -> str:
    """A pattern for a part of a quote; between sentences the space may be missing in it."""
    if part.isspace():
        return r"\s+"
    if part.isalnum():
        return re.escape(part)
    space = "" if following.isspace() or not following else r"\s*"
    return _ANY_SPELLING.get(part, re.escape(part)) + space


def _approximate(text: str, wanted: Quote) -> Placing:
    """Where nearly these words stand; short words are never found like this."""
    if len(wanted.exact) <= TELLING:
        return NOT_FOUND
    cuts = _cuts(wanted)
    widened = [_widened(text, span, cuts) for span in _rivals(text, wanted.exact)]
    numbers = _numbers(wanted.exact)
    spans = [
        span
        for span in dict.fromkeys(widened)
        if likeness(wanted.exact, text[slice(*span)]) >= ALIKE_ENOUGH
        and _numbers(text[slice(*span)]) == numbers
    ]
    span = _meant(text, spans, wanted) if spans else None
    if span is None:
        return AMBIGUOUS if spans else NOT_FOUND
    placing = _placed(How.APPROXIMATELY, text, span, wanted)
    around = _likeness_around(text, span, wanted)
    is_between_the_same = around is not None and around >= SAME_CONTEXT
    return placing if is_between_the_same or placing.score >= ALIKE_ALONE else NOT_FOUND


def _numbers(text: str) -> list[str]:
    """The numbers in a text: words in which they differ say something else.

    >>> _numbers("12 of 1,300 towns")
    ['12', '1', '300']
    """
    return re.findall(r"\d+", text)


def _uncut(text: str, spans: Iterable[Span], wanted: Quote) -> list[Span]:
    """The places that do not begin or end inside a word, unless the quote itself does."""
    before, after = _cuts(wanted)
    return [
        (start, end)
        for start, end in spans
        if (before or not _is_inside_word(text, start))
        and (after or not _is_inside_word(text, end))
    ]


def _cuts(wanted: Quote) -> tuple[bool, bool]:
    """Whether a quote begins, and ends, inside a word."""
    whole, start = wanted.prefix + wanted.exact + wanted.suffix, len(wanted.prefix)
    return _is_inside_word(whole, start), _is_inside_word(whole, start + len(wanted.exact))


def _is_inside_word(text: str, place: int) -> bool:
    if not 0 < place < len(text):
        return False
    return all(letter.isalnum() and not _UNSPACED.match(letter) for letter in text[place - 1 :][:2])


# Scripts that are written without spaces, where every place is inside a "word".
_UNSPACED = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff"
    "\U00020000-\U0003ffff]"
)


def _rivals(text: str, exact: str) -> list[Span]:
    """The place that is most like the words, and others that are nearly as good."""
    found: list[Span] = []
    least = 0.0
    waiting = [(0, len(text))]
    while waiting and len(found) < MOST_RIVALS:
        low, high = waiting.pop()
        match = nearest(exact, text, low, high) if low < high else None
        if match and match.likeness >= least:
            least = least or match.likeness - RIVAL
            found.append((match.start, match.end))
            waiting += [(low, match.start), (match.end, high)]
    return found


def _widened(text: str, span: Span, cuts: tuple[bool, bool]) -> Span:
    """The span, of whole words where the quote has whole words."""
    start, end = whole_words(text, *span)
    return span[0] if cuts[0] else start, span[1] if cuts[1] else end
