"""Where a claim is made: adding passages to it, moving them, withdrawing and restoring them.

Each event holds the place (start, end, exact) before and after, so that it can be reversed and
no anchor is ever lost.
"""

from dataclasses import asdict

from django.db import transaction
from django.utils import timezone
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from annotations import limits
from annotations.anchoring.selectors import point
from annotations.articles.models import Version
from annotations.claims.actions import lock, put_passage
from annotations.claims.models import Claim, Passage
from annotations.errors import Conflict, OverLimit
from annotations.history.actions import Changes, record
from annotations.history.models import Kind
from annotations.newsrooms.models import Member
from annotations.telling import number

PLACE = ("start", "end", "exact")


class TooManyPassages(OverLimit):
    code = "too-many-passages"
    says = format_lazy(
        _("A claim holds at most {limit} passages."),
        limit=number(limits.PASSAGES_PER_CLAIM),
    )


class LastPassage(Conflict):
    code = "last-passage"
    says = _("This is the claim's only passage. Set the claim aside instead.")


class PassageWithdrawn(Conflict):
    code = "passage-withdrawn"
    says = _("This passage was withdrawn. Restore it first.")


class PassageNotWithdrawn(Conflict):
    code = "passage-not-withdrawn"
    says = _("This passage was not withdrawn.")


@transaction.atomic
def add_passage(
    *, claim: Claim, version: Version, start: int, end: int, exact: str, by: Member
) -> Passage:
    """Point at another place that makes the claim, in any article; same rules as mark_claim().

    Raises SetAside, TooManyPassages, NotInTheText, TextDiffers, TooManyClaims, Duplicate.
    """
    lock(claim)
    if Passage.objects.filter(claim=claim).count() >= limits.PASSAGES_PER_CLAIM:
        raise TooManyPassages
    passage = put_passage(claim=claim, version=version, start=start, end=end, exact=exact, by=by)
    claim.touch()
    _record(Kind.PASSAGE_ADDED, passage, by=by, before={}, after=_place(passage))
    return passage


@transaction.atomic
def move_passage(
    *, passage: Passage, revision: int, start: int, end: int, exact: str, by: Member
) -> Passage:
    """Give a passage, as it stood at `revision`, other bounds in its version.

    Raises Stale, SetAside, PassageWithdrawn, NotInTheText, TextDiffers, Duplicate.
    """
    lock(passage.claim)
    if passage.withdrawn_at:
        raise PassageWithdrawn
    quote = point(passage.version.text, start, end, exact)
    before = _place(passage)
    changes = passage.revise(revision, start=start, end=end, **asdict(quote))
    if changes:
        passage.claim.touch()
        _record(Kind.PASSAGE_MOVED, passage, by=by, before=before, after=_place(passage))
    return passage


@transaction.atomic
def withdraw_passage(*, passage: Passage, revision: int, by: Member) -> Passage:
    """The claim is not made there; that can be taken back.

    Raises Stale, SetAside, PassageWithdrawn and, as a claim is made somewhere, LastPassage.
    """
    lock(passage.claim)
    if passage.withdrawn_at:
        raise PassageWithdrawn
    others = Passage.objects.standing().filter(claim=passage.claim).exclude(pk=passage.pk)
    if not others.exists():
        raise LastPassage
    passage.revise(revision, withdrawn_at=timezone.now(), withdrawn_by=by)
    passage.claim.touch()
    _record(Kind.PASSAGE_WITHDRAWN, passage, by=by, before=_place(passage), after={})
    return passage


@transaction.atomic
def restore_passage(*, passage: Passage, revision: int, by: Member) -> Passage:
    """The claim is made there after all.

    Raises Stale, SetAside, PassageNotWithdrawn and, where it was added again, Duplicate.
    """
    lock(passage.claim)
    if not passage.withdrawn_at:
        raise PassageNotWithdrawn
    passage.revise(revision, withdrawn_at=None, withdrawn_by=None)
    passage.claim.touch()
    _record(Kind.PASSAGE_RESTORED, passage, by=by, before={}, after=_place(passage))
    return passage


def _place(passage: Passage) -> dict[str, int | str]:
    return {name: getattr(passage, name) for name in PLACE}


def _record(
    kind: Kind,
    passage: Passage,
    *,
    by: Member,
    before: dict[str, int | str],
    after: dict[str, int | str],
) -> None:
    changes: Changes = {name: [before.get(name), after.get(name)] for name in PLACE}
    record(kind, passage, by=by, changes=changes, article_id=passage.version.article_id)
