"""Citing sources many times at once: all of them, or none."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from uuid import UUID

from django.db import transaction
from django.db.models import Case, Count, F, Value, When

from annotations import limits
from annotations.claims.actions import refuse_resting
from annotations.claims.models import Claim, Stage
from annotations.errors import OneByOne
from annotations.evidence.actions import Citation, TooMuchEvidence, told_of
from annotations.evidence.models import Evidence, Source
from annotations.history.actions import held_back, record
from annotations.history.models import Kind
from annotations.newsrooms.models import Member


@dataclass(frozen=True)
class Cited:
    """What `source` says about `claim`."""

    claim: Claim
    source: Source
    citation: Citation


@transaction.atomic
def cite_all(*, citations: Sequence[Cited], by: Member) -> list[Evidence]:
    """Evidence as cite() attaches each, with as many queries for many as for one.

    Raises RefusedInBulk, which holds what cite() would say of each.
    """
    one_by_one, found = OneByOne("evidence"), []
    locked = _lock({cited.claim.pk for cited in citations})
    room = _room_on(set(locked))
    for index, cited in enumerate(citations):
        with one_by_one.at(index):
            claim = locked[cited.claim.pk]
            refuse_resting(claim)
            room[claim.pk] -= 1
            if room[claim.pk] < 0:
                raise TooMuchEvidence
            found.append(_evidence(cited, by))
    one_by_one.refuse()
    Evidence.add_all(found)
    _touch(set(locked))
    with held_back():
        for evidence in found:
            record(Kind.EVIDENCE_CITED, evidence, by=by, changes=told_of(evidence))
    return found


def _lock(ids: set[UUID]) -> dict[UUID, Claim]:
    """The claims as they stand, locked in one order, so that two who lock do not lock up."""
    claims = Claim.objects.filter(pk__in=ids).order_by("pk").select_for_update(no_key=True)
    return {claim.pk: claim for claim in claims}


def _room_on(claims: set[UUID]) -> Counter[UUID]:
    """How much more evidence each claim takes."""
    found = Evidence.objects.filter(claim__in=claims).order_by().values_list("claim")
    room = Counter(dict.fromkeys(claims, limits.EVIDENCE_PER_CLAIM))
    room.subtract(dict(found.annotate(Count("id"))))
    return room


def _evidence(cited: Cited, by: Member) -> Evidence:
    return Evidence(
        newsroom_id=cited.claim.newsroom_id,
        claim=cited.claim,
        source=cited.source,
        added_by=by,
        **asdict(cited.citation),
    ).cleaned()


def _touch(claims: set[UUID]) -> None:
    """Count a change of each claim's parts; an open claim is then in progress."""
    stage = Case(When(stage=Stage.OPEN, then=Value(Stage.IN_PROGRESS)), default=F("stage"))
    rows = Claim.objects.filter(pk__in=claims)
    rows.update(stage=stage, parts_revision=F("parts_revision") + 1)
