"""Assessing claims, and the verdict that follows from it."""

from django.db import transaction
from django.utils import timezone

from annotations.claims.actions import lock
from annotations.claims.models import Claim, Stage
from annotations.errors import Conflict
from annotations.history.actions import Changes, record
from annotations.history.models import Event, Kind
from annotations.newsrooms.models import Member
from annotations.notices.actions import tell
from annotations.notices.models import Why
from annotations.verdicts.agreement import agreed
from annotations.verdicts.models import Assessment, Rating, Verdict


class AlreadyAssessed(Conflict):
    code = "already-assessed"
    says = "You have assessed this claim before. Change that assessment instead."


class RatingRetired(Conflict):
    code = "rating-retired"
    says = "This rating is no longer in use. Choose another one."


@transaction.atomic
def assess(*, claim: Claim, rating: Rating, reasons: str, by: Member) -> Assessment:
    """Record what `by` holds of `claim`; settle the verdict if the assessments agree.

    Raises AlreadyAssessed, RatingRetired, SetAside, Unacceptable.
    """
    lock(claim)
    if rating.retired_at:
        raise RatingRetired
    if Assessment.objects.filter(claim=claim, by=by).exists():
        raise AlreadyAssessed
    assessment = Assessment(
        newsroom_id=claim.newsroom_id, claim=claim, by=by, rating=rating, reasons=reasons
    ).add()
    changes: Changes = {"rating": [None, rating], "reasons": [None, assessment.reasons]}
    claim.touch()
    _tell_who_differs(record(Kind.CLAIM_ASSESSED, assessment, by=by, changes=changes), assessment)
    settle(claim, by=by)
    return assessment


@transaction.atomic
def reassess(
    *, assessment: Assessment, revision: int, rating: Rating, reasons: str, by: Member
) -> Assessment:
    """Change one's assessment as it stood at `revision`; the verdict follows.

    Raises Stale, RatingRetired, SetAside, Unacceptable.
    """
    claim = assessment.claim
    lock(claim)
    if rating.retired_at and rating.pk != assessment.rating_id:
        raise RatingRetired
    changes = assessment.revise(revision, rating=rating, reasons=reasons)
    if changes:
        claim.touch()
        event = record(Kind.ASSESSMENT_CHANGED, assessment, by=by, changes=changes)
        if "rating" in changes:
            _tell_who_differs(event, assessment)
        settle(claim, by=by)
    return assessment


def _tell_who_differs(event: Event, assessment: Assessment) -> None:
    others = Assessment.objects.filter(claim=assessment.claim_id)
    differ = others.exclude(rating=assessment.rating_id).order_by()
    tell(event, {Why.DIFFERS: differ.values_list("by", flat=True)})


def settle(claim: Claim, *, by: Member) -> None:
    """Bring the verdict in line with the assessments. The claim is locked by the caller."""
    assessments = claim.assessments.select_related("rating")
    ratings = {str(a.rating_id): a.rating for a in assessments}
    winner = agreed(str(a.rating_id) for a in assessments)
    before = Verdict.objects.filter(claim=claim).select_related("rating").first()
    after = ratings[winner] if winner else None
    claim.touch(stage=Stage.SETTLED if after else Stage.IN_REVIEW)
    if after == (before.rating if before else None):
        return
    changes = {"rating": [before.rating if before else None, after]}
    if after is None:
        Verdict.objects.filter(claim=claim).delete()
        record(Kind.VERDICT_UNSETTLED, claim, by=by, changes=changes)
        return
    Verdict.objects.update_or_create(
        claim=claim,
        defaults={"rating": after, "settled_at": timezone.now()},
        create_defaults={
            "newsroom_id": claim.newsroom_id,
            "rating": after,
            "settled_at": timezone.now(),
        },
    )
    record(Kind.VERDICT_SETTLED, claim, by=by, changes=changes)
