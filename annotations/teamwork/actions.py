"""Assigning claims and articles."""

from django.db import transaction
from django.utils.translation import gettext as _

from annotations.claims.actions import SetAside, Unmarked
from annotations.claims.models import Claim, Stage
from annotations.errors import Stale, Unacceptable
from annotations.history.actions import Changes, record
from annotations.history.models import Kind
from annotations.newsrooms.models import Member
from annotations.newsrooms.permissions import Action, may
from annotations.notices.actions import tell
from annotations.notices.models import Why
from annotations.teamwork.models import Assignment, Work, assignment_of

ASSIGNED = {"claim": Kind.CLAIM_ASSIGNED, "article": Kind.ARTICLE_ASSIGNED}
UNASSIGNED = {"claim": Kind.CLAIM_UNASSIGNED, "article": Kind.ARTICLE_UNASSIGNED}


@transaction.atomic
def assign(*, work: Work, revision: int, assignee: Member | None, by: Member) -> Assignment:
    """Let `assignee` work on a claim or an article or, with None, nobody.

    `revision` is that of the assignment as it was read: 0 where there never was one. The
    assignee is told. Raises Stale, SetAside, Unmarked, and Unacceptable for a member who may not
    work.
    """
    if assignee and not may(assignee, Action.ASSESS, work):
        raise Unacceptable(
            fields={"assignee": [_("Readers, and who has left, cannot work on it.")]}
        )
    locked = type(work).objects.locked(work.pk)
    if isinstance(locked, Claim) and locked.unmarked_at:
        raise Unmarked
    if assignee and isinstance(locked, Claim) and locked.stage == Stage.SET_ASIDE:
        raise SetAside
    assignment = assignment_of(locked)
    if assignment.revision != revision:
        raise Stale(assignment)
    changes = _change(assignment, assignee)
    if changes:
        kinds = ASSIGNED if assignee else UNASSIGNED
        event = record(kinds[str(work._meta.model_name)], work, by=by, changes=changes)
        tell(event, {Why.ASSIGNED: [assignee.pk] if assignee else []})
    return assignment


def _change(assignment: Assignment, assignee: Member | None) -> Changes:
    if assignment.revision:
        return assignment.revise(assignment.revision, assignee=assignee)
    if assignee is None:
        return {}
    assignment.assignee, assignment.revision = assignee, 1
    assignment.add()
    return {"assignee": [None, assignee]}
