"""Claims as a table: one row for each, for CSV and spreadsheets.

Where a claim has several of a thing, they stand in one cell, one to a line.
"""

from collections.abc import Callable, Iterable
from datetime import date, datetime
from typing import Any, TypeAlias

from annotations.claims.models import Claim
from annotations.evidence.models import Stance
from annotations.exports.occasion import Occasion
from annotations.exports.parts import (
    articles,
    assessments,
    current,
    is_undecided,
    passages,
    reasons,
    standing,
    verdict,
)

Cell: TypeAlias = str | int | None
Column: TypeAlias = Callable[[Any, Occasion], Cell]


def row(claim: Claim, occasion: Occasion) -> list[Cell]:
    """The cells of a claim, in the order of COLUMNS; None where there is nothing to say."""
    cells = (cell(claim, occasion) for cell in COLUMNS.values())
    return [None if cell == "" else cell for cell in cells]


def _rating(name: str) -> Column:
    return lambda claim, _: getattr(claim.verdict.rating, name) if verdict(claim) else None


def _count(stance: Stance) -> Column:
    return lambda claim, _: sum(evidence.stance == stance for evidence in standing(claim))


def _of_articles(name: str) -> Column:
    return lambda claim, _: _lines(getattr(article, name) for article in articles(claim))


def _lines(values: Iterable[str]) -> str:
    return "\n".join(dict.fromkeys(value for value in values if value))


def _moment(at: datetime | None) -> str | None:
    return None if at is None else f"{at:%Y-%m-%dT%H:%M:%SZ}"


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


COLUMNS: dict[str, Column] = {
    "id": lambda claim, _: str(claim.pk),
    "statement": lambda claim, _: claim.statement,
    "claimant": lambda claim, _: claim.claimant,
    "claimed_on": lambda claim, _: _day(claim.claimed_on),
    "kind": lambda claim, _: claim.kind,
    "tags": lambda claim, _: _lines(claim.tags),
    "stage": lambda claim, _: claim.stage,
    "recheck_since": lambda claim, _: _moment(claim.recheck_since),
    "text_changed": lambda claim, _: _lines(
        passage.carrying.standing for passage in passages(claim) if is_undecided(passage)
    ),
    "rating": _rating("key"),
    "rating_label": _rating("label"),
    "claim_review_number": _rating("claim_review_number"),
    "averitec_label": _rating("averitec_label"),
    "settled_at": lambda claim, _: _moment(claim.verdict.settled_at) if verdict(claim) else None,
    "reasons": lambda claim, _: "\n\n".join(reasons(claim)),
    "assessments": lambda claim, _: len(assessments(claim)),
    "supporting": _count(Stance.SUPPORTS),
    "refuting": _count(Stance.REFUTES),
    "context": _count(Stance.CONTEXT),
    "sources": lambda claim, _: _lines(e.source.url or e.source.title for e in standing(claim)),
    "quotes": lambda claim, _: _lines(evidence.quote for evidence in standing(claim)),
    "passages": lambda claim, _: _lines(passage.exact for passage in current(claim)),
    "article_titles": _of_articles("title"),
    "article_urls": lambda claim, _: _lines(
        [*(article.url for article in articles(claim)), *claim.appearances]
    ),
    "marked_by": lambda claim, _: str(claim.marked_by),
    "marked_at": lambda claim, _: _moment(claim.marked_at),
    "page": lambda claim, occasion: occasion.at.page("claim", claim),
}
