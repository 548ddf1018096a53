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
from annotations.articles.recapturing import hold
from annotations.claims.actions import lock, put_passage
from annotations.claims.carrying import PLACE, carry_on
from annotations.claims.carryings import Carrying
from annotations.claims.models import Claim, Passage
from annotations.errors import Conflict, OverLimit
from annotations.history.actions import Changes, held_back, record
from annotations.history.models import Kind
from annotations.newsrooms.models import Member
from annotations.telling import number


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


class CarriedOn(Conflict):
    code = "carried-on"
    says = _("This passage stands in an older version of its article. See to it in the newest one.")


@transaction.atomic
def add_passage(
    *, claim: Claim, version: Version, start: int, end: int, exact: str, by: Member
) -> Passage:
    """Point at another place that makes the claim, in any article; same rules as mark_claim().

    Raises SetAside, TooManyPassages, NotInTheText, TextDiffers, TooManyClaims, Duplicate.
    """
    hold([version.article_id])
    lock(claim)
    if Passage.objects.current().filter(claim=claim).count() >= limits.PASSAGES_PER_CLAIM:
        raise TooManyPassages
    passage = put_passage(claim=claim, version=version, start=start, end=end, exact=exact, by=by)
    claim.touch()
    with held_back():
        _record(Kind.PASSAGE_ADDED, passage, by=by, before={}, after=_place(passage))
        carry_on([passage], by=by)
    return passage


@transaction.atomic
def move_passage(
    *, passage: Passage, revision: int, start: int, end: int, exact: str, by: Member
) -> Passage:
    """Give a passage, as it stood at `revision`, other bounds in its version.

    Raises Stale, SetAside, PassageWithdrawn, CarriedOn, NotInTheText, TextDiffers, Duplicate.
    """
    lock(passage.claim)
    _refuse_resting(passage)
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

    Raises Stale, SetAside, PassageWithdrawn, CarriedOn and, as a claim is made somewhere,
    LastPassage.
    """
    lock(passage.claim)
    _refuse_resting(passage)
    others = Passage.objects.current().filter(claim=passage.claim).exclude(pk=passage.pk)
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
    hold([passage.version.article_id])
    lock(passage.claim)
    if not passage.withdrawn_at:
        raise PassageNotWithdrawn
    passage.revise(revision, withdrawn_at=None, withdrawn_by=None)
    passage.claim.touch()
    with held_back():
        _record(Kind.PASSAGE_RESTORED, passage, by=by, before={}, after=_place(passage))
        carry_on([passage], by=by)
    return passage


def _refuse_resting(passage: Passage) -> None:
    """Raises PassageWithdrawn, and CarriedOn where its article has changed since."""
    if passage.withdrawn_at:
        raise PassageWithdrawn
    if Carrying.objects.filter(passage=passage).exists():
        raise CarriedOn


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
