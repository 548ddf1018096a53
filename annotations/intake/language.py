"""Which language a text is in, and which way it runs."""

import re
import unicodedata
from functools import cache
from typing import Literal

from py3langid.langid import MODEL_FILE, LanguageIdentifier

from annotations.intake.blocks import Found

ENOUGH = 40
SAMPLE = 4_000
SURE = 0.8

_RIGHT_TO_LEFT = frozenset(
    {"ar", "arc", "arz", "ckb", "dv", "fa", "he", "iw", "ks", "lrc", "mzn", "nqo", "pnb", "ps"}
    | {"rhg", "sd", "sdh", "syr", "ug", "ur", "yi"}
)
_RIGHT_TO_LEFT_SCRIPTS = frozenset({"adlm", "arab", "aran", "hebr", "nkoo", "rohg", "syrc", "thaa"})
_TAG = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*")
_REGION = re.compile(r"[A-Za-z]{2}")
_SCRIPT = re.compile(r"[A-Za-z]{4}")

Direction = Literal["ltr", "rtl"]


def tag(written: str) -> str:
    """A BCP 47 tag in its usual spelling, or "" if `written` is none.

    >>> tag("EN_us"), tag("zh-hant-tw"), tag("English")
    ('en-US', 'zh-Hant-TW', '')
    """
    written = written.strip().replace("_", "-")
    if not _TAG.fullmatch(written):
        return ""
    primary, *rest = written.split("-")
    return "-".join([primary.lower(), *map(_spelt, rest)])


def guess(text: str) -> str:
    """The language `text` is in as a two-letter tag, or "" where that is not clear."""
    sample = text[:SAMPLE]
    if sum(map(str.isalpha, sample)) < ENOUGH:
        return ""
    language, sureness = _identifier().classify(sample)
    return str(language) if sureness >= SURE else ""


def language_of(found: Found) -> str:
    """The language of what was taken in, or ""."""
    return guess("\n".join(block.text for block in found.taken_in()))


def direction(language: str, text: str = "") -> Direction:
    """Which way text in `language` runs; of an unknown one, its first strong character says.

    >>> direction("ar-EG"), direction("tr"), direction("az-Arab"), direction("", "שלום")
    ('rtl', 'ltr', 'rtl', 'rtl')
    """
    primary, *rest = tag(language).lower().split("-")
    scripts = [part for part in rest if _SCRIPT.fullmatch(part)]
    if scripts:
        return "rtl" if scripts[0] in _RIGHT_TO_LEFT_SCRIPTS else "ltr"
    if primary:
        return "rtl" if primary in _RIGHT_TO_LEFT else "ltr"
    for character in text:
        strong = unicodedata.bidirectional(character)
        if strong in {"L", "R", "AL"}:
            return "ltr" if strong == "L" else "rtl"
    return "ltr"


@cache
def _identifier() -> LanguageIdentifier:
    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


def _spelt(subtag: str) -> str:
    if _REGION.fullmatch(subtag):
        return subtag.upper()
    return subtag.title() if _SCRIPT.fullmatch(subtag) else subtag.lower()
