"""Assessing claims, and the verdict that follows from it."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from annotations.claims.actions import lock
from annotations.claims.models import Claim, Stage
from annotations.errors import Conflict
from annotations.evidence.actions import stage_in_work
from annotations.history.actions import Changes, record
from annotations.history.models import Event, Kind
from annotations.newsrooms.models import Member
from annotations.notices.actions import tell
from annotations.notices.models import Why
from annotations.verdicts.agreement import agreed
from annotations.verdicts.models import Assessment, Rating, Verdict


class AlreadyAssessed(Conflict):
    code = "already-assessed"
    says = _("You have assessed this claim before. Change that assessment instead.")


class TakenBack(Conflict):
    code = "taken-back"
    says = _("This assessment was taken back.")


class NotTakenBack(Conflict):
    code = "not-taken-back"
    says = _("This assessment was not taken back.")


class RatingRetired(Conflict):
    code = "rating-retired"
    says = _("This rating is no longer in use. Choose another one.")


@transaction.atomic
def assess(*, claim: Claim, rating: Rating, reasons: str, by: Member) -> Assessment:
    """Record what `by` holds of `claim`; settle the verdict if the assessments agree.

    Raises AlreadyAssessed, RatingRetired, SetAside, Unacceptable.
    """
    lock(claim)
    if rating.retired_at:
        raise RatingRetired
    _refuse_second(claim, by)
    assessment = Assessment(
        newsroom_id=claim.newsroom_id, claim=claim, by=by, rating=rating, reasons=reasons
    ).add()
    changes: Changes = {"rating": [None, rating], "reasons": [None, assessment.reasons]}
    claim.touch()
    _tell(record(Kind.CLAIM_ASSESSED, assessment, by=by, changes=changes), assessment)
    settle(claim, by=by, looked=True)
    return assessment


@transaction.atomic
def reassess(
    *, assessment: Assessment, revision: int, rating: Rating, reasons: str, by: Member
) -> Assessment:
    """Change one's assessment as it stood at `revision`; the verdict follows.

    Raises Stale, RatingRetired, TakenBack, SetAside, Unacceptable.
    """
    claim = assessment.claim
    lock(claim)
    if assessment.taken_back_at:
        raise TakenBack
    if rating.retired_at and rating.pk != assessment.rating_id:
        raise RatingRetired
    changes = assessment.revise(revision, rating=rating, reasons=reasons)
    if changes:
        claim.touch()
        event = record(Kind.ASSESSMENT_CHANGED, assessment, by=by, changes=changes)
        if "rating" in changes:
            _tell(event, assessment)
        settle(claim, by=by, looked=True)
    return assessment


def _tell(event: Event, assessment: Assessment) -> None:
    """Let those know who hold or have decided otherwise."""
    held = Assessment.objects.standing().filter(claim=assessment.claim_id)
    decided = Verdict.objects.filter(claim=assessment.claim_id)
    rating = assessment.rating_id
    reasons = {
        Why.DIFFERS: held.exclude(rating=rating).order_by().values_list("by", flat=True),
        Why.OVERTAKEN: decided.exclude(rating=rating).values_list("decided_by", flat=True),
    }
    tell(event, reasons)


@transaction.atomic
def take_back(*, assessment: Assessment, revision: int, by: Member) -> Assessment:
    """`by` holds nothing of the claim after all; the verdict follows.

    Raises Stale, TakenBack, SetAside.
    """
    claim = assessment.claim
    lock(claim)
    if assessment.taken_back_at:
        raise TakenBack
    assessment.revise(revision, taken_back_at=timezone.now())
    changes: Changes = {"rating": [assessment.rating, None], "reasons": [assessment.reasons, None]}
    claim.touch()
    record(Kind.ASSESSMENT_TAKEN_BACK, assessment, by=by, changes=changes)
    settle(claim, by=by)
    return assessment


@transaction.atomic
def restore_assessment(*, assessment: Assessment, revision: int, by: Member) -> Assessment:
    """What was taken back holds again; the verdict follows.

    Raises Stale, NotTakenBack, AlreadyAssessed, SetAside.
    """
    claim = assessment.claim
    lock(claim)
    if not assessment.taken_back_at:
        raise NotTakenBack
    _refuse_second(claim, by)
    assessment.revise(revision, taken_back_at=None)
    changes: Changes = {"rating": [None, assessment.rating], "reasons": [None, assessment.reasons]}
    claim.touch()
    record(Kind.ASSESSMENT_RESTORED, assessment, by=by, changes=changes)
    settle(claim, by=by)
    return assessment


def _refuse_second(claim: Claim, by: Member) -> None:
    if Assessment.objects.standing().filter(claim=claim, by=by).exists():
        raise AlreadyAssessed


def settle(claim: Claim, *, by: Member, looked: bool = False) -> None:
    """Bring the verdict in line with the assessments, or note that they overtook a decision.

    `looked` says that somebody has looked at the claim as it stands now, which ends a wish to
    have it checked again; only another decision ends that where there is one. The claim is
    locked by the caller.
    """
    if _overtake_decision(claim):
        return
    waited = Claim.objects.filter(pk=claim.pk, recheck_since__isnull=False).exists()
    if waited and looked:
        claim.touch(recheck_since=None)
    assessments = Assessment.objects.standing().filter(claim=claim).select_related("rating")
    ratings = {str(a.rating_id): a.rating for a in assessments}
    winner = agreed(str(a.rating_id) for a in assessments)
    before = Verdict.objects.filter(claim=claim).select_related("rating").first()
    after = ratings[winner] if winner else None
    in_work = Stage.IN_REVIEW if ratings else stage_in_work(claim)
    is_current = looked or not waited
    claim.touch(stage=Stage.SETTLED if after and is_current else in_work)
    if after == (before.rating if before else None) and not (after and waited and looked):
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


def _overtake_decision(claim: Claim) -> bool:
    """Whether there is a decision, which stands."""
    decided = Verdict.objects.filter(claim=claim, decided_by__isnull=False)
    decided.filter(overtaken_at=None).update(overtaken_at=timezone.now())
    return decided.exists()
