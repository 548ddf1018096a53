"""Pasted text -> what was found in it: the headline, the article, and the furniture around."""

from dataclasses import replace
from datetime import date

from annotations.intake.blocks import Block, Found, FoundBlock, clean, well_formed
from annotations.intake.labels import author_in, date_in
from annotations.intake.language import language_of
from annotations.intake.layout import laid_out
from annotations.intake.limits import check_blocks, check_text
from annotations.intake.placing import placed


def from_text(text: str, origin: str = "pasted") -> Found:
    """What a person pasted or uploaded as plain text, as blocks in the order of the text.

    Raises TextTooLong over the limits of `limits.py`, NothingToRead where there is no text.
    """
    check_text(text)
    laid = [
        Block(block.kind, clean(block.text), block.level) for block in laid_out(well_formed(text))
    ]
    blocks = placed(check_blocks([block for block in laid if block.text]))
    found = Found(
        blocks=blocks,
        title=_title(blocks),
        author=_author(blocks),
        published_on=_published_on(blocks),
        origin=origin,
    )
    return replace(found, language=language_of(found))


def _title(blocks: tuple[FoundBlock, ...]) -> str:
    headline = next((b for b in blocks if b.level == 1 and not b.furniture), None)
    return " ".join(headline.text.split()) if headline else ""


def _author(blocks: tuple[FoundBlock, ...]) -> str:
    return next((author_in(b.text) for b in blocks if b.why == "byline"), "")


def _published_on(blocks: tuple[FoundBlock, ...]) -> date | None:
    dates = (date_in(b.text) for b in blocks if b.why == "date")
    return next((found for found in dates if found), None)
