"""Changing a claim under the eyes of those who hold something of it: they are told.

Whoever rated a claim rated its words; so an edit stands here, where assessments are known.
"""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.db import transaction

from annotations.claims import actions
from annotations.claims.models import Claim
from annotations.history.actions import held_back
from annotations.newsrooms.models import Member
from annotations.notices.actions import tell
from annotations.notices.models import Why
from annotations.teamwork.models import assignment_of
from annotations.verdicts.models import Assessment


@transaction.atomic
def edit_claim(*, claim: Claim, revision: int, by: Member, **values: Any) -> Claim:
    """Change the wording as claims.actions does; another statement is told of."""
    with held_back() as events:
        actions.edit_claim(claim=claim, revision=revision, by=by, **values)
    for event in events:
        if "statement" in event.changes:
            tell(event, {Why.REWORDED: _concerned(claim)})
    return claim


@transaction.atomic
def set_aside(*, claim: Claim, reasons: str, by: Member) -> Claim:
    """Stop the work on a claim as claims.actions does, and tell of it."""
    with held_back() as events:
        actions.set_aside(claim=claim, reasons=reasons, by=by)
    for event in events:
        tell(event, {Why.SET_ASIDE: _concerned(claim)})
    return claim


def _concerned(claim: Claim) -> Iterator[UUID | None]:
    """Who marked the claim, works on it, or has rated it, by id."""
    yield claim.marked_by_id
    yield assignment_of(claim).assignee_id
    yield from Assessment.objects.standing().filter(claim=claim).values_list("by", flat=True)
