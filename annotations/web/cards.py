"""The cards in the margin of an article: its claims, numbered as one reads."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from uuid import UUID

from django.db.models import Count, QuerySet

from annotations.anchoring.layout import Placed, in_reading_order
from annotations.articles.models import Version
from annotations.claims.models import Claim, Passage
from annotations.evidence.models import Evidence, Stance
from annotations.newsrooms.models import Member
from annotations.verdicts.models import Assessment, Rating

OPEN = "open"  # the look and colour of a claim without a verdict


@dataclass(frozen=True)
class Mark(Placed):
    """A passage with its revision, and what its reference says: the verdict's sign and word."""

    revision: int
    sign: str
    word: str


@dataclass(frozen=True)
class Card:
    """A claim with its number, its passages in one version, and what is known of it.

    `stances` counts the evidence that stands, by stance.
    """

    claim: Claim
    number: int
    passages: list[Passage]
    rating: Rating | None
    stances: dict[Stance, int]
    assessments: int

    @property
    def is_split(self) -> bool:
        """Whether this version makes the claim in several places."""
        return len(self.passages) > 1

    @property
    def colour(self) -> str:
        return self.rating.colour if self.rating else OPEN

    @cached_property
    def marks(self) -> list[Mark]:
        return [
            Mark(
                id=str(passage.pk),
                claim=str(self.claim.pk),
                number=self.number,
                start=passage.start,
                end=passage.end,
                look=self.colour,
                revision=passage.revision,
                sign=self.rating.sign if self.rating else "○",
                word=self.rating.label if self.rating else self.claim.get_stage_display(),
            )
            for passage in self.passages
        ]


def cards_of(version: Version, member: Member, only: Collection[UUID] | None = None) -> list[Card]:
    """The claims of a version that `member` sees, in reading order, in three queries.

    With `only`, the cards of these alone, numbered among all.
    """
    shown = _shown(version, member)
    rows = shown if only is None else shown.filter(claim__in=only)
    of_claim: dict[Claim, list[Passage]] = {}
    for passage in rows.select_related("claim__verdict__rating"):
        of_claim.setdefault(passage.claim, []).append(passage)
    ids = of_claim if only is None else shown.values_list("claim", flat=True)
    numbers = in_reading_order(str(getattr(claim, "pk", claim)) for claim in ids)
    claims = shown.values("claim") if only is None else only
    stances, assessments = _stances(claims), _assessments(claims)
    return [
        Card(
            claim=claim,
            number=numbers[str(claim.pk)],
            passages=passages,
            rating=rating_of(claim),
            stances=stances.get(claim.pk, {}),
            assessments=assessments.get(claim.pk, 0),
        )
        for claim, passages in of_claim.items()
    ]


def places_in(version: Version, member: Member) -> list[dict[str, Any]]:
    """The passages of a version that `member` sees, as the page's script reads them: one query."""
    look, rows = "claim__verdict__rating__colour", _shown(version, member)
    found = list(rows.values_list("pk", "claim", "start", "end", look, "revision"))
    numbers = in_reading_order(str(claim) for _, claim, *_ in found)
    return [
        {
            "id": str(pk),
            "claim": str(claim),
            "number": numbers[str(claim)],
            "start": start,
            "end": end,
            "look": colour or OPEN,
            "revision": revision,
        }
        for pk, claim, start, end, colour, revision in found
    ]


def rating_of(claim: Claim) -> Rating | None:
    """What the newsroom holds of the claim, if that is settled."""
    verdict = getattr(claim, "verdict", None)
    return verdict.rating if verdict else None


def as_json(cards: Iterable[Card]) -> list[dict[str, Any]]:
    """The passages as the page's script reads them (see js/main.js)."""
    marks = [mark for card in cards for mark in card.marks]
    known = [*Placed.__dataclass_fields__, "revision"]
    return [
        {field: getattr(mark, field) for field in known}
        for mark in sorted(marks, key=lambda mark: (mark.start, -mark.end))
    ]


def _shown(version: Version, member: Member) -> QuerySet[Passage]:
    return Passage.objects.visible_to(member).standing().filter(version=version)


def _stances(claims: Any) -> dict[UUID, dict[Stance, int]]:
    rows = Evidence.objects.standing().filter(claim__in=claims).order_by()
    counts: dict[UUID, dict[str, int]] = {}
    for claim, stance, count in rows.values_list("claim", "stance").annotate(Count("id")):
        counts.setdefault(claim, {})[stance] = count
    return {
        claim: {stance: found[stance] for stance in Stance if stance in found}
        for claim, found in counts.items()
    }


def _assessments(claims: Any) -> dict[UUID, int]:
    rows = Assessment.objects.standing().filter(claim__in=claims).order_by()
    return dict(rows.values_list("claim").annotate(Count("id")))
