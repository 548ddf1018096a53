"""A span of a text, and the words by which it can be recognised.

Offsets count code points, end exclusive, as the W3C Web Annotation Data Model demands
(sections 4.2.4 and 4.2.5) and as Python's and PostgreSQL's strings do.
"""

from dataclasses import dataclass

from annotations.errors import Conflict, Unacceptable, gettext_noop

CONTEXT = 32  # code points of prefix and suffix


class NotInTheText(Unacceptable):
    code = "not-in-the-text"
    says = gettext_noop("A passage lies inside the text and holds at least one visible character.")


class TextDiffers(Conflict):
    code = "text-differs"
    says = gettext_noop(
        "These words do not stand there in this version of the article. Reload the page."
    )


@dataclass(frozen=True)
class Quote:
    """The words of a span and what stands around them."""

    exact: str
    prefix: str
    suffix: str


def quote(text: str, start: int, end: int) -> Quote:
    """The words of text[start:end] and up to 32 code points on either side.

    >>> quote("The minister said no.", 4, 12)
    Quote(exact='minister', prefix='The ', suffix=' said no.')
    """
    return Quote(text[start:end], text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT])


def point(text: str, start: int, end: int, exact: str) -> Quote:
    """The quote of a span that somebody saw as `exact`.

    Raises NotInTheText when the span is empty, blank or outside; TextDiffers when the
    text says something else there.
    """
    if not 0 <= start < end <= len(text) or not text[start:end].strip():
        raise NotInTheText(start=start, end=end, length=len(text))
    if text[start:end] != exact:
        raise TextDiffers(start=start, end=end, found=text[start:end])
    return quote(text, start, end)


def places(text: str, exact: str, limit: int = 20) -> list[tuple[int, int]]:
    """Where the words stand, first `limit` places, in order; spans may overlap.

    >>> places("no, no", "no")
    [(0, 2), (4, 6)]
    """
    found: list[tuple[int, int]] = []
    at = text.find(exact) if exact else -1
    while at >= 0 and len(found) < limit:
        found.append((at, at + len(exact)))
        at = text.find(exact, at + 1)
    return found


def lead_in(prefix: str) -> str:
    """The words before a passage, from its paragraph, without a word that is cut in two.

    >>> lead_in("rs.\\n\\nAnd the missiles themselves? ")
    'And the missiles themselves? '
    >>> lead_in("ersary of the agreement. Turkey ")
    '… of the agreement. Turkey '
    """
    *others, paragraph = prefix.split("\n\n")
    if others or len(prefix) < CONTEXT:
        return paragraph
    _, blank, rest = paragraph.partition(" ")
    return f"…{blank}{rest}"


def lead_out(suffix: str) -> str:
    """The words after a passage, in its paragraph, without a word that is cut in two.

    >>> lead_out(" The batteries stand under tarpa")
    ' The batteries stand under …'
    """
    paragraph, *others = suffix.split("\n\n")
    if others or len(suffix) < CONTEXT:
        return paragraph
    rest, blank, _ = paragraph.rpartition(" ")
    return f"{rest}{blank}…"
