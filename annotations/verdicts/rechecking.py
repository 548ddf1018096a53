"""Asking for another look at a claim whose text changed: its verdict is no longer current."""

from django.db import transaction

from annotations.claims import changed
from annotations.claims.actions import lock
from annotations.claims.carryings import Carrying
from annotations.claims.changed import Place, WentFurther
from annotations.claims.models import Claim, Stage
from annotations.claims.outcomes import Outcome
from annotations.history.models import Kind
from annotations.newsrooms.models import Member
from annotations.notices.actions import tell
from annotations.notices.models import Why
from annotations.verdicts.models import Assessment, Verdict


@transaction.atomic
def recheck(*, carrying: Carrying, revision: int, place: Place, by: Member) -> Carrying:
    """The claim is made at `place` of the newer version, in words that have to be checked again.

    Until somebody assesses or decides it, the claim is not settled. Who holds something of it is
    told. Raises what confirm() raises.
    """
    claim = carrying.claim
    changes = changed.settle_place(
        carrying=carrying, revision=revision, outcome=Outcome.RECHECK, place=place, by=by
    )
    before = lock(claim)
    after = Stage.IN_REVIEW if before.stage == Stage.SETTLED else before.stage
    claim.touch(recheck_since=before.recheck_since or carrying.decided_at, stage=after)
    changes |= {"stage": [before.stage, after]}
    event = changed.tell_of(Kind.PASSAGE_TO_RECHECK, carrying, changes, by=by)
    held = Assessment.objects.standing().filter(claim=claim).order_by()
    decided = Verdict.objects.filter(claim=claim)
    reasons = [*held.values_list("by", flat=True), *decided.values_list("decided_by", flat=True)]
    tell(event, {Why.RECHECK: reasons})
    return carrying


@transaction.atomic
def reopen(*, carrying: Carrying, by: Member) -> Carrying:
    """Take the wish for another look back, and leave open what becomes of the passage.

    Raises WentFurther, also where somebody has looked since, and SetAside.
    """
    claim = Claim.objects.get(pk=carrying.claim_id)
    before = lock(claim)
    if before.recheck_since is None:
        raise WentFurther
    changes = changed.leave_open(carrying, by)
    wishes = Carrying.objects.filter(claim=claim, outcome=Outcome.RECHECK)
    if wishes.filter(decided_at__gte=before.recheck_since).exists():
        claim.touch()
    else:
        is_settled = Verdict.objects.filter(claim=claim).exists()
        claim.touch(recheck_since=None, stage=Stage.SETTLED if is_settled else before.stage)
        changes |= {"stage": [before.stage, claim.stage]}
    changed.tell_of(Kind.PASSAGE_REOPENED, carrying, changes, by=by)
    return carrying
