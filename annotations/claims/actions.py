"""Marking claims in articles, wording them, setting them aside."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from annotations import limits
from annotations.anchoring.selectors import point
from annotations.articles.models import Version
from annotations.articles.recapturing import hold
from annotations.claims.carrying import carry_on
from annotations.claims.models import Claim, Passage, Stage
from annotations.errors import Conflict, OverLimit, Unacceptable
from annotations.fields import ProseField, tidy
from annotations.history.actions import Changes, held_back, record
from annotations.history.models import Event, Kind
from annotations.history.replay import replay
from annotations.newsrooms.models import Member
from annotations.telling import number


class TooManyClaims(OverLimit):
    code = "too-many-claims"
    says = format_lazy(
        _("An article holds at most {limit} claims."),
        limit=number(limits.CLAIMS_PER_ARTICLE),
    )


class SetAside(Conflict):
    code = "set-aside"
    says = _("This claim was set aside. Take it up again first.")


class NotSetAside(Conflict):
    code = "not-set-aside"
    says = _("This claim was not set aside.")


class Unmarked(Conflict):
    code = "unmarked"
    says = _("This claim was marked by mistake and is gone again.")


class NotUnmarked(Conflict):
    code = "not-unmarked"
    says = _("This claim is there already.")


class WorkedOn(Conflict):
    code = "worked-on"
    says = _("There is work on this claim already. Undo that first, or set the claim aside.")


@dataclass(frozen=True)
class Wording:
    """What a claim says, who says it and when; empty where unknown."""

    statement: str
    claimant: str = ""
    claimed_on: date | None = None
    kind: str = ""
    tags: list[str] = field(default_factory=list)


@transaction.atomic
def mark_claim(
    *, version: Version, start: int, end: int, exact: str, wording: Wording, by: Member
) -> Claim:
    """A new claim, made by the passage version.text[start:end], which reads `exact`.

    Offsets count code points, end exclusive. Where the article has a newer version, the passage
    is carried on to it. Raises NotInTheText, TextDiffers, TooManyClaims, and Unacceptable for a
    wording that breaks a rule.
    """
    hold([version.article_id])
    values = {**asdict(wording), "tags": tidy_tags(wording.tags)}
    claim = Claim(newsroom_id=version.newsroom_id, marked_by=by, **values).add()
    passage = put_passage(claim=claim, version=version, start=start, end=end, exact=exact, by=by)
    changes = {"statement": [None, claim.statement], "exact": [None, exact]}
    with held_back():
        record(Kind.CLAIM_MARKED, claim, by=by, changes=changes, article_id=version.article_id)
        carry_on([passage], by=by)
    return claim


def put_passage(
    *, claim: Claim, version: Version, start: int, end: int, exact: str, by: Member, **besides: Any
) -> Passage:
    """A row for a passage, checked against the version's text; of actions, which hold the article,
    tell of the passage and carry it on to newer versions.

    Raises NotInTheText, TextDiffers, TooManyClaims and, where the claim has it, Duplicate.
    """
    quote = point(version.text, start, end, exact)
    if Passage.objects.filter(version=version).count() >= limits.CLAIMS_PER_ARTICLE:
        raise TooManyClaims
    return Passage(
        newsroom_id=version.newsroom_id,
        claim=claim,
        version=version,
        start=start,
        end=end,
        marked_by=by,
        **asdict(quote),
        **besides,
    ).add()


@transaction.atomic
def edit_claim(*, claim: Claim, revision: int, by: Member, **values: Any) -> Claim:
    """Change the wording (any of Wording's fields) as it stood at `revision`.

    Raises Stale and Unacceptable.
    """
    if "tags" in values:
        values["tags"] = tidy_tags(values["tags"])
    changes = claim.revise(revision, **values)
    if changes:
        record(Kind.CLAIM_EDITED, claim, by=by, changes=changes)
    return claim


@transaction.atomic
def set_aside(*, claim: Claim, reasons: str, by: Member) -> Claim:
    """Stop the work on a claim, saying why.

    Raises SetAside when it is so already, Unacceptable without reasons.
    """
    before = lock(claim).stage
    reasons = _given(reasons)
    claim.touch(stage=Stage.SET_ASIDE)
    changes: Changes = {"stage": [before, Stage.SET_ASIDE], "reasons": [None, reasons]}
    record(Kind.CLAIM_SET_ASIDE, claim, by=by, changes=changes)
    return claim


@transaction.atomic
def take_up(*, claim: Claim, by: Member) -> Claim:
    """Go on with a claim that was set aside, at the stage it had. Raises NotSetAside."""
    if Claim.objects.locked(claim.pk).stage != Stage.SET_ASIDE:
        raise NotSetAside
    setting_aside = Event.objects.filter(kind=Kind.CLAIM_SET_ASIDE).about_claim(claim.pk).last()
    stage = setting_aside.changes["stage"][0] if setting_aside else Stage.OPEN
    claim.touch(stage=stage)
    record(Kind.CLAIM_TAKEN_UP, claim, by=by, changes={"stage": [Stage.SET_ASIDE, stage]})
    return claim


@transaction.atomic
def unmark(*, claim: Claim, by: Member) -> Claim:
    """Take back a mark that was a mistake; nobody sees the claim any more.

    Raises Unmarked, SetAside, and WorkedOn when anything was done with it since that stands.
    """
    locked = lock(claim)
    done = replay(Event.objects.about_claim(claim.pk)).done
    if any(event.kind not in {Kind.CLAIM_MARKED, Kind.CLAIM_RESTORED} for event in done):
        raise WorkedOn
    # The wording's revision counts this too: who is editing it just now is refused as stale.
    claim.revise(locked.revision, unmarked_by=by, unmarked_at=timezone.now())
    record(Kind.CLAIM_UNMARKED, claim, by=by, changes={"statement": [claim.statement, None]})
    return claim


@transaction.atomic
def restore(*, claim: Claim, by: Member) -> Claim:
    """Let a claim that was unmarked be there again. Raises NotUnmarked."""
    locked = Claim.objects.locked(claim.pk)
    if not locked.unmarked_at:
        raise NotUnmarked
    claim.revise(locked.revision, unmarked_by=None, unmarked_at=None)
    record(Kind.CLAIM_RESTORED, claim, by=by, changes={"statement": [None, claim.statement]})
    return claim


def _given(reasons: str) -> str:
    try:
        return str(ProseField().clean(reasons, None))
    except ValidationError as error:
        raise Unacceptable(fields={"reasons": error.messages}) from error


def lock(claim: Claim) -> Claim:
    """The claim as it stands, locked until the transaction ends. Raises SetAside, Unmarked."""
    locked = Claim.objects.locked(claim.pk)
    refuse_resting(locked)
    return locked


def refuse_resting(claim: Claim) -> None:
    """Raises SetAside or Unmarked where nobody works on the claim any more."""
    if claim.unmarked_at:
        raise Unmarked
    if claim.stage == Stage.SET_ASIDE:
        raise SetAside


def tidy_tags(tags: Iterable[str]) -> list[str]:
    """Tags as lines, each once whatever its case, in the order they came.

    >>> tidy_tags([" NATO ", "S-400", "", "nato"])
    ['NATO', 'S-400']
    """
    tidied: dict[str, str] = {}
    for tag in filter(None, map(tidy, tags)):
        tidied.setdefault(tag.casefold(), tag)
    if len(tidied) > limits.TAGS:
        says = format_lazy(_("A claim has at most {limit} tags."), limit=number(limits.TAGS))
        raise Unacceptable(fields={"tags": [str(says)]})
    return list(tidied.values())
