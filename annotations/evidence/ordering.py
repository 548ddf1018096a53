"""The order in which the evidence on a claim is read."""

from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from annotations.claims.actions import lock
from annotations.claims.models import Claim
from annotations.errors import Unacceptable
from annotations.evidence.models import Evidence
from annotations.history.actions import record
from annotations.history.models import Kind
from annotations.newsrooms.models import Member


@transaction.atomic
def order_evidence(*, claim: Claim, order: list[UUID], by: Member) -> Claim:
    """Put the evidence that stands on `claim` in this order, each piece named once by id.

    What was withdrawn, and what is cited later, comes behind. Raises SetAside, and Unacceptable
    for an order of other things.
    """
    lock(claim)
    before = current_order(claim)
    if sorted(order) != sorted(before):
        says = _("Name each piece of evidence that stands on the claim, and each once.")
        raise Unacceptable(fields={"order": [says]})
    if order == before:
        return claim
    withdrawn = Evidence.objects.filter(claim=claim, withdrawn_at__isnull=False)
    withdrawn.update(position=None)
    placed = [Evidence(pk=pk, position=place) for place, pk in enumerate(order, start=1)]
    Evidence.objects.bulk_update(placed, ["position"])
    claim.touch()
    changes = {"order": [[str(pk) for pk in ids] for ids in (before, order)]}
    record(Kind.EVIDENCE_ORDERED, claim, by=by, changes=changes)
    return claim


def current_order(claim: Claim) -> list[UUID]:
    """The ids of the evidence that stands on the claim, as it is read."""
    return list(Evidence.objects.standing().filter(claim=claim).values_list("pk", flat=True))
