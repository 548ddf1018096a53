"""Deciding a verdict where the assessments do not agree, or not on what is right."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from annotations.claims.actions import lock
from annotations.claims.models import Claim, Stage
from annotations.errors import Conflict
from annotations.history.actions import Changes, record
from annotations.history.models import Kind
from annotations.newsrooms.models import Member
from annotations.notices.actions import tell
from annotations.notices.models import Why
from annotations.teamwork.models import assignment_of
from annotations.verdicts.actions import RatingRetired, settle
from annotations.verdicts.models import Assessment, Rating, Verdict


class NotAssessed(Conflict):
    code = "not-assessed"
    says = _("Nobody has assessed this claim. There is nothing to decide yet.")


class NotDecided(Conflict):
    code = "not-decided"
    says = _("The verdict on this claim was not decided.")


@transaction.atomic
def decide(*, claim: Claim, rating: Rating, reasons: str, by: Member) -> Verdict:
    """Say what the newsroom holds of `claim`, and why, whatever its assessments say.

    The decision stands until it is taken back; deciding again replaces it. Who assessed the
    claim or works on it is told. Raises NotAssessed, RatingRetired, SetAside, Unacceptable.
    """
    lock(claim)
    if rating.retired_at:
        raise RatingRetired
    assessors = Assessment.objects.standing().filter(claim=claim).values_list("by", flat=True)
    if not assessors:
        raise NotAssessed
    before = Verdict.objects.filter(claim=claim).select_related("rating").first()
    if before:
        before.delete()
    decision = Verdict(
        newsroom_id=claim.newsroom_id,
        claim=claim,
        rating=rating,
        settled_at=timezone.now(),
        decided_by=by,
        reasons=reasons,
    ).add()
    claim.touch(stage=Stage.SETTLED, recheck_since=None)
    changes: Changes = {
        "rating": [before and before.rating, rating],
        "reasons": [before and before.reasons, decision.reasons],
    }
    event = record(Kind.VERDICT_DECIDED, claim, by=by, changes=changes)
    tell(event, {Why.DECIDED: [*assessors, assignment_of(claim).assignee_id]})
    return decision


@transaction.atomic
def undecide(*, claim: Claim, by: Member) -> Claim:
    """Take the decision back: the verdict is again what the assessments say.

    Raises NotDecided, SetAside.
    """
    lock(claim)
    decision = Verdict.objects.filter(claim=claim, decided_by__isnull=False)
    before = decision.select_related("rating").first()
    if before is None:
        raise NotDecided
    before.delete()
    changes: Changes = {"rating": [before.rating, None], "reasons": [before.reasons, None]}
    record(Kind.VERDICT_UNDECIDED, claim, by=by, changes=changes)
    settle(claim, by=by)
    return claim
