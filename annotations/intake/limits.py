"""How much of an article we take in."""

from collections.abc import Sized
from typing import TypeVar

from annotations.intake.refusals import NothingToRead, TextTooLong

MOST_CODE_POINTS = 2_000_000
MOST_BLOCKS = 20_000
MOST_UPLOADED_BYTES = 25 * 1024 * 1024
MOST_FETCHED_BYTES = 10 * 1024 * 1024

Blocks = TypeVar("Blocks", bound=Sized)


def check_text(text: str) -> None:
    """Refuse `text` if it is longer than an article can be."""
    if len(text) > MOST_CODE_POINTS:
        raise TextTooLong


def check_blocks(blocks: Blocks) -> Blocks:
    """`blocks`, or a refusal where there are none or more than a page can show."""
    if not blocks:
        raise NothingToRead
    if len(blocks) > MOST_BLOCKS:
        raise TextTooLong("An article can have at most 20,000 paragraphs.")
    return blocks
