"""Doing the same to many claims at once: to each as if it were the only one."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import TypeAlias

from django.db import transaction

from annotations.claims.actions import Unmarked
from annotations.claims.models import Claim
from annotations.errors import Refusal
from annotations.history.actions import held_back
from annotations.newsrooms import permissions
from annotations.newsrooms.models import Member
from annotations.newsrooms.permissions import Action
from annotations.teamwork.actions import assign
from annotations.teamwork.models import assignment_of
from annotations.verdicts.telling import edit_claim, set_aside

Act: TypeAlias = Callable[[Claim], object]
"""Does something to a claim that is locked. Raises a Refusal."""


@dataclass(frozen=True)
class Outcome:
    """To which claims it was done, which had it already, and which refused it."""

    done: list[Claim] = field(default_factory=list)
    same: list[Claim] = field(default_factory=list)
    refused: list[tuple[Claim, Refusal]] = field(default_factory=list)


def assign_claims(*, claims: Iterable[Claim], assignee: Member | None, by: Member) -> Outcome:
    """Let `assignee` work on each claim or, with None, nobody, whoever does now."""

    def act(claim: Claim) -> None:
        revision = assignment_of(claim).revision
        assign(work=claim, revision=revision, assignee=assignee, by=by)

    return _to_each(claims, Action.ASSIGN, act, by)


def tag_claims(*, claims: Iterable[Claim], tags: list[str], by: Member) -> Outcome:
    """Give each claim these tags as well; those that it has stay."""

    def act(claim: Claim) -> None:
        edit_claim(claim=claim, revision=claim.revision, tags=[*claim.tags, *tags], by=by)

    return _to_each(claims, Action.EDIT_CLAIM, act, by)


def set_claims_aside(*, claims: Iterable[Claim], reasons: str, by: Member) -> Outcome:
    """Stop the work on each claim, for the same reasons."""
    return _to_each(
        claims,
        Action.SET_ASIDE,
        lambda claim: set_aside(claim=claim, reasons=reasons, by=by),
        by,
    )


@transaction.atomic
def _to_each(claims: Iterable[Claim], action: Action, act: Act, by: Member) -> Outcome:
    """Do it to each claim as it stands now; what one refuses does not keep it from the others.

    They are locked in the order of their ids, so that two who do this at once wait in turn.
    """
    outcome = Outcome()
    with held_back() as events:
        for claim in sorted(claims, key=lambda one: one.pk):
            before = len(events)
            try:
                with transaction.atomic():
                    act(_locked(claim, action, by))
            except Refusal as refusal:
                del events[before:]
                outcome.refused.append((claim, refusal))
            else:
                (outcome.done if len(events) > before else outcome.same).append(claim)
    return outcome


def _locked(claim: Claim, action: Action, by: Member) -> Claim:
    locked = Claim.objects.locked(claim.pk)
    permissions.require(by, action, locked)
    if locked.unmarked_at:
        raise Unmarked
    return locked
