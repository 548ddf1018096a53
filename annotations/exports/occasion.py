"""What an export needs to know besides the claims."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import NamedTuple

from annotations.exports.addresses import Addresses


class Scale(NamedTuple):
    """The ends of a newsroom's rating scale, as ClaimReview numbers."""

    worst: int
    best: int


@dataclass(frozen=True)
class Occasion:
    """One export: `here` is the address it was asked from, `newsroom` the newsroom's name.

    `scale` is None where no rating has a number; `fields` are those to show, None for all.
    """

    here: str
    at: Addresses
    newsroom: str
    scale: Scale | None
    fields: Collection[str] | None = None
