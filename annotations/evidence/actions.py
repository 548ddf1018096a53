"""Adding sources and citing them for claims."""

from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from annotations import limits
from annotations.claims.actions import lock
from annotations.claims.models import Claim, Stage
from annotations.errors import Conflict, OverLimit
from annotations.evidence.models import Evidence, Source
from annotations.history.actions import Changes, record
from annotations.history.models import Kind
from annotations.intake.addresses import canonical_url
from annotations.newsrooms.models import Member
from annotations.telling import number


class TooMuchEvidence(OverLimit):
    code = "too-much-evidence"
    says = format_lazy(
        _("A claim holds at most {limit} pieces of evidence."),
        limit=number(limits.EVIDENCE_PER_CLAIM),
    )


class Withdrawn(Conflict):
    code = "withdrawn"
    says = _("This evidence was withdrawn. Restore it first.")


class NotWithdrawn(Conflict):
    code = "not-withdrawn"
    says = _("This evidence was not withdrawn.")


@dataclass(frozen=True)
class SourceDetails:
    """What is known about a source; a web page needs `url`, others may do without."""

    kind: str
    title: str
    url: str = ""
    publisher: str = ""
    author: str = ""
    published_on: date | None = None


@dataclass(frozen=True)
class Citation:
    """What a source says about a claim: its words or, where it has none, a note."""

    stance: str
    quote: str = ""
    locator: str = ""
    note: str = ""


@transaction.atomic
def add_source(*, details: SourceDetails, by: Member) -> tuple[Source, bool]:
    """The newsroom's source with these details, and whether it is new.

    A source is known again by its canonical URL or, without one, by kind, title and author
    in any case of letters; what is known of it then stays as it is. Raises Unacceptable.
    """
    url = canonical_url(details.url) if details.url else ""
    known = find_source(newsroom_id=by.newsroom_id, details=details, url=url)
    if known:
        return known, False
    values = {**asdict(details), "url": url}
    source = Source(newsroom_id=by.newsroom_id, added_by=by, **values).add()
    changes = {"title": [None, source.title], "url": [None, source.url]}
    record(Kind.SOURCE_ADDED, source, by=by, changes=changes)
    return source, True


def find_source(*, newsroom_id: Any, details: SourceDetails, url: str) -> Source | None:
    """The source that these details mean, if the newsroom knows it; `url` is canonical."""
    sources = Source.objects.filter(newsroom_id=newsroom_id, url=url)
    if not url:
        sources = sources.filter(
            kind=details.kind, title__iexact=details.title, author__iexact=details.author
        )
    return sources.order_by("id").first()


@transaction.atomic
def edit_source(*, source: Source, revision: int, by: Member, **values: Any) -> Source:
    """Change details of the source as it stood at `revision`. Raises Stale, Unacceptable
    and Duplicate when another source has the new URL.
    """
    if values.get("url"):
        values["url"] = canonical_url(values["url"])
    changes = source.revise(revision, **values)
    if changes:
        record(Kind.SOURCE_EDITED, source, by=by, changes=changes)
    return source


@transaction.atomic
def cite(*, claim: Claim, source: Source, citation: Citation, by: Member) -> Evidence:
    """Attach what `source` says to `claim`; an open claim is then in progress.

    Raises SetAside, TooMuchEvidence, Unacceptable.
    """
    stage = lock(claim).stage
    if Evidence.objects.filter(claim=claim).count() >= limits.EVIDENCE_PER_CLAIM:
        raise TooMuchEvidence
    evidence = Evidence(
        newsroom_id=claim.newsroom_id,
        claim=claim,
        source=source,
        added_by=by,
        **asdict(citation),
    ).add()
    claim.touch(stage=_followed(stage, claim))
    record(Kind.EVIDENCE_CITED, evidence, by=by, changes=told_of(evidence))
    return evidence


def told_of(evidence: Evidence) -> Changes:
    """What history tells of new evidence."""
    return {
        "source": [None, evidence.source],
        "stance": [None, evidence.stance],
        "quote": [None, evidence.quote],
    }


@transaction.atomic
def edit_evidence(*, evidence: Evidence, revision: int, by: Member, **values: Any) -> Evidence:
    """Change the citation (any of Citation's fields) as it stood at `revision`.

    Raises Stale, Withdrawn, SetAside, Unacceptable.
    """
    lock(evidence.claim)
    if evidence.withdrawn_at:
        raise Withdrawn
    changes = evidence.revise(revision, **values)
    if changes:
        evidence.claim.touch()
        record(Kind.EVIDENCE_EDITED, evidence, by=by, changes=changes)
    return evidence


@transaction.atomic
def withdraw_evidence(*, evidence: Evidence, revision: int, by: Member) -> Evidence:
    """The evidence no longer counts; it can be restored. Raises Stale, Withdrawn, SetAside."""
    stage = lock(evidence.claim).stage
    if evidence.withdrawn_at:
        raise Withdrawn
    evidence.revise(revision, withdrawn_at=timezone.now(), withdrawn_by=by)
    evidence.claim.touch(stage=_followed(stage, evidence.claim))
    record(Kind.EVIDENCE_WITHDRAWN, evidence, by=by, changes={"quote": [evidence.quote, None]})
    return evidence


@transaction.atomic
def restore_evidence(*, evidence: Evidence, revision: int, by: Member) -> Evidence:
    """The evidence counts again. Raises Stale, NotWithdrawn, SetAside."""
    stage = lock(evidence.claim).stage
    if not evidence.withdrawn_at:
        raise NotWithdrawn
    evidence.revise(revision, withdrawn_at=None, withdrawn_by=None)
    evidence.claim.touch(stage=_followed(stage, evidence.claim))
    record(Kind.EVIDENCE_RESTORED, evidence, by=by, changes={"quote": [None, evidence.quote]})
    return evidence


def stage_in_work(claim: Claim) -> Stage:
    """Where the work on a claim is that nobody has assessed."""
    has_evidence = Evidence.objects.standing().filter(claim=claim).exists()
    return Stage.IN_PROGRESS if has_evidence else Stage.OPEN


def _followed(stage: str, claim: Claim) -> str:
    """The stage that a claim has after its evidence has changed, and before that `stage`."""
    return stage_in_work(claim) if stage in {Stage.OPEN, Stage.IN_PROGRESS} else stage
