"""What would change if a text became the next version of an article, before it does."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from annotations.anchoring.carrying import Standing
from annotations.articles.actions import composed
from annotations.articles.models import Version
from annotations.claims.carrying import found_in
from annotations.claims.models import PassageQuerySet
from annotations.history.words import Piece, changed_text
from annotations.intake.blocks import Block


@dataclass(frozen=True)
class Comparison:
    """The text of the `newest` version beside another, `text`: its words, and how passages stand
    in it."""

    newest: Version
    text: str
    pieces: list[Piece]
    standings: dict[Standing, int]

    @property
    def is_same(self) -> bool:
        return all(piece.what == "kept" for piece in self.pieces)


def compared(newest: Version, blocks: Iterable[Block], passages: PassageQuerySet) -> Comparison:
    """The newest version beside `blocks`; of `passages` those of its article are counted.

    Raises NothingTakenIn, TextTooLong.
    """
    text, _ = composed(blocks)
    of_article = passages.of_marked().to_carry().filter(version__article=newest.article_id)
    counts = Counter(found.carried.standing for found in found_in(text, of_article))
    return Comparison(
        newest=newest,
        text=text,
        pieces=changed_text(newest.text, text),
        standings={standing: counts[standing] for standing in Standing},
    )
