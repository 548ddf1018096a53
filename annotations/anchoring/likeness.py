"""How like two wordings are, and where a text comes nearest to a quote. Pure."""

import unicodedata
from typing import NamedTuple

import edlib

LEAST = 0.50  # no match is looked for that is less like the quote

_ALPHABET = 255  # edlib tells at most 256 characters apart; one stands for all it need not know
SPELLINGS = {"'": "‘’‚‛`´", '"': "“”„«»", "-": "‐‑‒–—−"}  # marks that are written in many ways
_ONE_WAY = str.maketrans(
    {
        **{other: mark for mark, others in SPELLINGS.items() for other in others},
        **dict.fromkeys("\u00ad\u200b\ufeff", None),
    }
)


class Match(NamedTuple):
    """text[start:end], and how like the quote it is: 1 for the same words, 0 for none."""

    start: int
    end: int
    likeness: float


def respelled(one: str, other: str) -> bool:
    """Whether only quote marks, dashes, spaces or forms of the same letters differ.

    >>> respelled("the “new” law", 'the  "new" law'), respelled("12 towns", "21 towns")
    (True, False)
    """
    return folded(one) == folded(other)


def folded(text: str) -> str:
    """`text` in the one spelling in which texts are compared."""
    return " ".join(unicodedata.normalize("NFKC", text).translate(_ONE_WAY).split())


def nearest(quote: str, text: str, low: int, high: int) -> Match | None:
    """The place in text[low:high] that is most like `quote`, in whole words; the first of several.

    None when nothing there is even LEAST like it. Takes time as their lengths multiplied.

    >>> nearest("in twelve towns", "It rained in twenty towns today.", 0, 32)
    Match(start=10, end=25, likeness=0.8)
    """
    at = text.find(quote, low, high)
    if at >= 0:
        return Match(at, at + len(quote), 1.0)
    if not text[low:high].strip():
        return None
    found = edlib.align(*_spelled_alike(quote, text[low:high]), mode="HW", task="locations",
                        k=int(len(quote) * (1 - LEAST)))  # fmt: skip
    likeness = 1 - found["editDistance"] / len(quote)
    spans = [whole_words(text, low + (a or 0), low + b + 1) for a, b in found["locations"]]
    # A quote mark at the end may be left out at the price of taking another for it.
    best = next((span for span in spans if respelled(text[slice(*span)], quote)), None)
    return Match(*(best or spans[0]), likeness) if spans else None


def likeness(one: str, other: str) -> float:
    """1 for the same words, 0 for none in common.

    >>> likeness("in twelve towns", "in twenty towns")
    0.8
    """
    distance = edlib.align(*_spelled_alike(one, other), mode="NW")["editDistance"]
    return 1 - float(distance) / max(len(one), len(other), 1)


def _spelled_alike(quote: str, text: str) -> tuple[str, str]:
    """Both in few characters: those that the quote has not are one; a quote with very many
    different ones (of Chinese, say) uses some for two, and then finds a little too much."""
    letters = {letter: chr(1 + n % _ALPHABET) for n, letter in enumerate(dict.fromkeys(quote))}
    return (
        "".join(map(letters.__getitem__, quote)),
        "".join(letters.get(letter, "\0") for letter in text),
    )


def whole_words(text: str, start: int, end: int) -> tuple[int, int]:
    """The span, widened to the words it cuts and without blanks at its ends."""
    while 0 < start < len(text) and text[start - 1].isalnum() and text[start].isalnum():
        start -= 1
    while 0 < end < len(text) and text[end - 1].isalnum() and text[end].isalnum():
        end += 1
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    return start, end
