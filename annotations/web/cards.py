"""The cards in the margin of an article: its claims, numbered as one reads."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any, TypeAlias
from uuid import UUID

from django.db.models import Count, F, QuerySet, Value
from django.db.models.functions import Coalesce
from django.utils.translation import gettext

from annotations.anchoring.layout import Placed, in_reading_order
from annotations.articles.models import Version
from annotations.claims.carryings import Carrying, CarryingQuerySet
from annotations.claims.models import Claim, Passage, Stage
from annotations.evidence.models import Evidence, Stance
from annotations.newsrooms.models import Member
from annotations.verdicts.models import Assessment, Rating

OPEN = "open"  # the look and colour of a claim without a verdict
CHANGED = "changed"  # the look of words on which nobody has put the claim yet

Place: TypeAlias = Passage | Carrying
"""Where a version makes a claim, or may make it."""


@dataclass(frozen=True)
class Mark(Placed):
    """A passage with its revision, and what its reference says: the verdict's sign and word."""

    revision: int
    sign: str
    word: str


@dataclass(frozen=True)
class Card:
    """A claim with its number, its passages in one version, and what is known of it.

    `changed` are the places where the version has other words for it, undecided. `stances` counts
    the evidence that stands, by stance.
    """

    claim: Claim
    number: int
    passages: list[Passage]
    changed: list[Carrying]
    rating: Rating | None
    stances: dict[Stance, int]
    assessments: int

    @property
    def is_split(self) -> bool:
        """Whether this version makes the claim in several places."""
        return len(self.passages) > 1

    @property
    def places(self) -> list[Place]:
        """Where it is made, or may be."""
        return [*self.passages, *self.changed]

    @property
    def first(self) -> Place:
        """Where it is made first, or may be."""
        return min(self.places, key=_reading_order)

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
        ] + [
            Mark(
                id=str(carrying.pk),
                claim=str(self.claim.pk),
                number=self.number,
                start=carrying.start,
                end=carrying.end,
                look=CHANGED,
                revision=carrying.revision,
                sign="!",
                word=gettext("text changed"),
            )
            for carrying in self.changed
        ]


def cards_of(version: Version, member: Member, only: Collection[UUID] | None = None) -> list[Card]:
    """The claims of a version that `member` sees, in reading order, in four queries.

    With `only`, the cards of these alone, numbered among all.
    """
    wanted = {} if only is None else {"claim__in": only}
    shown, changed = _shown(version, member), _changed(version, member)
    rows: list[Place] = [
        *shown.filter(**wanted).select_related("claim__verdict__rating"),
        *changed.filter(**wanted).select_related("claim__verdict__rating", "passage"),
    ]
    of_claim: dict[Claim, list[Place]] = {}
    for row in sorted(rows, key=_reading_order):
        of_claim.setdefault(row.claim, []).append(row)
    numbers = _numbers(of_claim) if only is None else _numbers(_claims_of(shown, changed))
    stances, assessments = _stances(of_claim), _assessments(of_claim)
    return [
        Card(
            claim=claim,
            number=numbers[str(claim.pk)],
            passages=[place for place in places if isinstance(place, Passage)],
            changed=[place for place in places if isinstance(place, Carrying)],
            rating=rating_of(claim),
            stances=stances.get(claim.pk, {}),
            assessments=assessments.get(claim.pk, 0),
        )
        for claim, places in of_claim.items()
    ]


def _reading_order(place: Place) -> tuple[int, int, UUID]:
    return place.start, -place.end, place.pk


def _claims_of(*places: QuerySet[Any]) -> list[UUID]:
    """The claim at each place, in reading order."""
    found = [row for rows in places for row in rows.values_list("start", "end", "pk", "claim")]
    return [claim for *_, claim in sorted(found, key=lambda row: (row[0], -row[1], row[2]))]


def _numbers(claims: Iterable[Claim | UUID]) -> dict[str, int]:
    return in_reading_order(str(getattr(claim, "pk", claim)) for claim in claims)


def places_in(version: Version, member: Member) -> list[dict[str, Any]]:
    """The places of claims in a version, as the page's script reads them: two queries."""
    look = "claim__verdict__rating__colour"
    fields = ("start", "end", "pk", "claim", "revision")
    found = [
        *_shown(version, member).values_list(*fields, Coalesce(F(look), Value(OPEN))),
        *_changed(version, member).values_list(*fields, Value(CHANGED)),
    ]
    found.sort(key=lambda row: (row[0], -row[1], row[2]))
    numbers = in_reading_order(str(row[3]) for row in found)
    return [
        {
            "id": str(pk),
            "claim": str(claim),
            "number": numbers[str(claim)],
            "start": start,
            "end": end,
            "look": look,
            "revision": revision,
        }
        for start, end, pk, claim, revision, look in found
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


def _changed(version: Version, member: Member) -> CarryingQuerySet:
    """Other words in this version that may make a claim: nobody has decided yet."""
    return Carrying.objects.visible_to(member).undecided().found().filter(version=version)


def gone_from(version: Version, member: Member) -> QuerySet[Carrying]:
    """What a version says no longer, and nobody has decided what becomes of the claim."""
    undecided = Carrying.objects.visible_to(member).undecided().filter(version=version)
    at_work = undecided.exclude(claim__stage=Stage.SET_ASIDE)
    return at_work.filter(start=F("end")).select_related("claim__verdict__rating", "passage")


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
