"""Deciding what becomes of a passage whose text changed, and leaving it open again."""

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from annotations.articles.recapturing import hold
from annotations.claims.actions import lock, put_passage
from annotations.claims.carrying import PLACE
from annotations.claims.carryings import Carrying
from annotations.claims.models import Passage
from annotations.claims.outcomes import Outcome
from annotations.errors import Conflict, Unacceptable
from annotations.history.actions import Changes, record
from annotations.history.models import Event, Kind
from annotations.newsrooms.models import Member

Place = dict[str, Any]
"""start, end and exact words of a passage; empty for the place that was found."""


class AlreadyDecided(Conflict):
    code = "already-decided"
    says = _("Somebody has decided what becomes of this passage.")


class PlaceNeeded(Unacceptable):
    code = "place-needed"
    says = _("These words are gone. Say where the claim is made now: start, end and exact words.")


class WentFurther(Conflict):
    code = "went-further"
    says = _("The passage was worked on in the newer version since.")


@transaction.atomic
def confirm(*, carrying: Carrying, revision: int, place: Place, by: Member) -> Carrying:
    """The claim is still made, at `place` of the newer version, and its verdict holds.

    Raises Stale, AlreadyDecided, SetAside, PlaceNeeded, NotInTheText, TextDiffers, Duplicate.
    """
    changes = settle_place(
        carrying=carrying, revision=revision, outcome=Outcome.HOLDS, place=place, by=by
    )
    carrying.claim.touch()
    tell_of(Kind.PASSAGE_CONFIRMED, carrying, changes, by=by)
    return carrying


@transaction.atomic
def retire(*, carrying: Carrying, revision: int, by: Member) -> Carrying:
    """The newer version does not make the claim. Raises Stale, AlreadyDecided, SetAside."""
    changes = settle_place(
        carrying=carrying, revision=revision, outcome=Outcome.RETIRED, place=None, by=by
    )
    carrying.claim.touch()
    tell_of(Kind.PASSAGE_RETIRED, carrying, changes, by=by)
    return carrying


def settle_place(
    *, carrying: Carrying, revision: int, outcome: Outcome, place: Place | None, by: Member
) -> Changes:
    """Decide, and put a passage at `place` unless that is None; of actions, which tell of it."""
    hold([carrying.version.article_id])
    lock(carrying.claim)
    decided = {"outcome": outcome, "decided_by": by, "decided_at": timezone.now()}
    is_open = Carrying.objects.undecided().filter(pk=carrying.pk).exists()
    carrying.revise(revision, **(decided if is_open else {}))
    if not is_open:
        raise AlreadyDecided
    old = carrying.passage
    changes: Changes = {
        "version": [None, carrying.version.number],
        "outcome": [Outcome.UNDECIDED.value, outcome.value],
        **{name: [getattr(old, name), None] for name in PLACE},
    }
    if place is not None:
        new = _put(carrying, place, by)
        changes |= {name: [getattr(old, name), getattr(new, name)] for name in PLACE}
    return changes


def _put(carrying: Carrying, place: Place, by: Member) -> Passage:
    if not place and carrying.start == carrying.end:
        raise PlaceNeeded
    where = place or {name: getattr(carrying, name) for name in PLACE}
    before = Passage.objects.filter(carried_from=carrying.passage, **where).first()
    if before:  # somebody decided so once, and took it back
        before.revise(before.revision, withdrawn_by=None, withdrawn_at=None)
        return before
    return put_passage(
        claim=carrying.claim,
        version=carrying.version,
        by=by,
        carried_from=carrying.passage,
        **where,
    )


@transaction.atomic
def reopen(*, carrying: Carrying, by: Member) -> Carrying:
    """Take a decision back: the passage has no place in the newer version until one is made.

    Raises WentFurther where something was done with that place since, or the article has
    changed again; SetAside.
    """
    lock(carrying.claim)
    changes = leave_open(carrying, by)
    carrying.claim.touch()
    tell_of(Kind.PASSAGE_REOPENED, carrying, changes, by=by)
    return carrying


def leave_open(carrying: Carrying, by: Member) -> Changes:
    """Undecided again, without its place; of actions, which have locked the claim."""
    placed = Passage.objects.standing().filter(carried_from=carrying.passage).first()
    if _went_further(carrying, placed):
        raise WentFurther
    if placed:
        placed.revise(placed.revision, withdrawn_by=by, withdrawn_at=timezone.now())
    before = carrying.outcome
    carrying.revise(carrying.revision, outcome=Outcome.UNDECIDED, decided_by=None, decided_at=None)
    return {
        "version": [None, carrying.version.number],
        "outcome": [before, Outcome.UNDECIDED.value],
        **{name: [placed and getattr(placed, name), None] for name in PLACE},
    }


def _went_further(carrying: Carrying, placed: Passage | None) -> bool:
    """Whether the place in the newer version is no longer what was decided."""
    versions = carrying.version.article.versions.order_by("-number")
    if versions.values_list("pk", flat=True)[0] != carrying.version_id:
        return True
    if placed is None:
        return carrying.outcome != Outcome.RETIRED
    events = Event.objects.about_claim(carrying.claim_id)
    moves = events.filter(subject_id=placed.pk, kind=Kind.PASSAGE_MOVED)
    return moves.filter(at__gte=carrying.decided_at).exists()


def tell_of(kind: Kind, carrying: Carrying, changes: Changes, *, by: Member) -> Event:
    """Record what was decided, as an event of the passage in the older version."""
    article = carrying.version.article_id
    return record(kind, carrying.passage, by=by, changes=changes, article_id=article)
