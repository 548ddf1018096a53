"""How much of an article we take in."""

from collections.abc import Sized
from typing import TypeVar

from annotations import limits
from annotations.errors import gettext_noop
from annotations.intake.refusals import NothingToRead, TextTooLong

BLOCKS = 20_000  # blocks of one article
FETCHED = 10 * 1024 * 1024  # bytes of a page, unpacked

Blocks = TypeVar("Blocks", bound=Sized)


def check_text(text: str) -> None:
    """Refuse `text` if it is longer than an article can be."""
    if len(text) > limits.TEXT:
        raise TextTooLong


def check_blocks(blocks: Blocks) -> Blocks:
    """`blocks`, or a refusal where there are none or more than a page can show."""
    if not blocks:
        raise NothingToRead
    if len(blocks) > BLOCKS:
        raise TextTooLong(gettext_noop("An article can have at most 20,000 paragraphs."))
    return blocks
