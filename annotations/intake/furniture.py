"""Telling an article's own lines from page furniture by their words, each with its reason."""

import re

from annotations.errors import gettext_noop
from annotations.intake import phrases

REASONS = {
    "advertisement": gettext_noop("Announces an advertisement."),
    "after-end": gettext_noop("Stands after the article's last paragraph."),
    "before-headline": gettext_noop("Stands before the headline."),
    "boilerplate": gettext_noop("The page repeats this around its articles."),
    "byline": gettext_noop("Names who wrote the article."),
    "caption": gettext_noop("Belongs to a picture or a video."),
    "comments": gettext_noop("Belongs to the readers' comments."),
    "cookies": gettext_noop("Asks for consent to cookies."),
    "copyright": gettext_noop("A copyright notice."),
    "counter": gettext_noop("Only numbers, such as a counter."),
    "date": gettext_noop("Only a date or a time."),
    "donation": gettext_noop("Asks for support or donations."),
    "duplicate": gettext_noop("Repeats the headline."),
    "hidden": gettext_noop("Readers of the page do not see this text."),
    "navigation": gettext_noop("Leads to another part of the site."),
    "related": gettext_noop("Points to other articles."),
    "sharing": gettext_noop("Offers to share or to follow."),
    "short-line": gettext_noop("A short line away from the article's sentences."),
    "subscription": gettext_noop("Asks to subscribe or to register."),
    "weather": gettext_noop("Shows the weather."),
}

SHORT_LINE = 140
LONGEST_LOOKED_AT = 2_000
PROSE = 80
PROSE_WITHOUT_A_STOP = 240

_LETTER = re.compile(r"[^\W\d_]")
_WORD_CHARACTERS = re.compile(r"\w")
_DENSE_SCRIPTS = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_SENTENCE_END = re.compile(r"[.!?…。！？।؟۔։።][\s\"'”’»«)\]」』*\u200e\u200f\u202c\u2069]*$")
_SENTENCE_STOP = re.compile(r"[.!?…۔؟։።](?:\s|[\"'”’»)\]])|[.!?…۔؟।。！？։።]$|[。！？।]")
_CREDIT = re.compile(
    r"\b(?:file photo|AP Photo|Getty Images|stock photo|Archivbild|Archivfoto|photo d'archives)\b"
    r"|\bPhoto(?:graph)?:|©|/(?:AP|AFP|Reuters|EPA|Getty|dpa)\b|\b(?:AP|AFP|Reuters|EPA|dpa)/"
    r"|\((?:AP|AFP|Reuters|EPA|dpa|Getty)\)$",
    re.IGNORECASE,
)
_SPACES = re.compile(r"\s+")
_Table = list[tuple[str, tuple[str, ...]]]


def _split(table: dict[str, str]) -> _Table:
    return [(why, tuple(written.split("|"))) for why, written in table.items()]


_WHOLE = {phrase: why for why, written in _split(phrases.WHOLE) for phrase in written}
_OPENING = _split(phrases.OPENING)
_INSIDE = _split(phrases.INSIDE)


def weight(text: str) -> int:
    """How much `text` says: its letters and digits; a dense script's count three times.

    Only the beginning of a long text is counted: more than anybody here asks about.

    >>> weight("It rains."), weight("下雨了。")
    (7, 9)
    """
    text = text[:LONGEST_LOOKED_AT]
    return len(_WORD_CHARACTERS.findall(text)) + 2 * len(_DENSE_SCRIPTS.findall(text))


def ends_sentence(text: str) -> bool:
    """Whether `text` closes as a sentence does, quote marks and brackets aside."""
    return bool(_SENTENCE_END.search(text[-40:]))


def is_prose(text: str) -> bool:
    """Whether `text` reads as a paragraph of an article rather than as a label."""
    letters = weight(text)
    if letters >= PROSE_WITHOUT_A_STOP:
        return True
    return letters >= PROSE and bool(_SENTENCE_STOP.search(text))


def credits_a_picture(text: str) -> bool:
    """Whether `text` names where a picture comes from, as captions do."""
    return bool(_CREDIT.search(text))


def phrase_reason(line: str) -> str:
    """Why the words of `line` make it furniture wherever it stands, or ""."""
    if len(line) > LONGEST_LOOKED_AT:
        return ""
    folded = _SPACES.sub(" ", line.casefold().replace("i̇", "i")).strip()
    if weight(folded) > SHORT_LINE:
        return _long_notice(folded)
    why = _WHOLE.get(_from_letter_to_letter(folded), "")
    if why:
        return why
    for why, openings in _OPENING:
        if folded.startswith(openings):
            return why
    for why, inside in _INSIDE:
        if any(phrase in folded for phrase in inside):
            return why
    return ""


def _from_letter_to_letter(line: str) -> str:
    """`line` without the numbers and marks at its ends."""
    places = [letter.start() for letter in _LETTER.finditer(line)]
    return line[places[0] : places[-1] + 1] if places else ""


def _long_notice(folded: str) -> str:
    """Consent notices are long; every other phrase says nothing about a long line."""
    consent = next(openings for why, openings in _OPENING if why == "cookies")
    return "cookies" if weight(folded) <= 600 and folded.startswith(consent) else ""
