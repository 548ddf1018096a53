"""Our own format: what the API says of a row, and what a line of NDJSON is.

The serializers of the API describe these documents in the schema, field by field and in this
order; a test holds the two together. Values are such that msgspec can write them as JSON.
"""

from typing import Any, TypeAlias

from annotations.claims.carryings import Carrying
from annotations.claims.models import Claim, Passage
from annotations.evidence.models import Evidence, Source
from annotations.exports.addresses import Addresses
from annotations.exports.parts import is_undecided
from annotations.newsrooms.models import Member
from annotations.teamwork.models import Assignment
from annotations.verdicts.models import Assessment, Rating, Verdict

Document: TypeAlias = dict[str, Any]


def claim(row: Any, at: Addresses) -> Document:
    """A claim with all its parts; `row` as `Gathering.complete` leaves it."""
    pk = str(row.id)  # writing an id takes long, and each stands in several places
    itself = f"{at.newsroom}claims/{pk}/"
    return {
        "id": pk,
        "statement": row.statement,
        "claimant": row.claimant,
        "claimed_on": row.claimed_on,
        "kind": row.kind,
        "tags": row.tags,
        "stage": row.stage,
        "recheck_since": row.recheck_since,
        "text_changed": any(map(is_undecided, row.made_in)),
        "verdict": verdict(getattr(row, "verdict", None)),
        "assignee": _assignee(row),
        "passages": [passage(part, at) for part in row.made_in],
        "appearances": row.appearances,
        "evidence": [evidence(part, at) for part in row.standing],
        "assessments": [assessment(part, at) for part in row.held],
        "revision": row.revision,
        "parts_revision": row.parts_revision,
        "marked_by": member(row.marked_by),
        "marked_at": row.marked_at,
        "links": {
            "self": itself,
            "passages": f"{itself}passages/",
            "evidence": f"{itself}evidence/",
            "assessments": f"{itself}assessments/",
            "comments": f"{itself}comments/",
            "assignment": f"{itself}assignment/",
            "events": f"{itself}events/",
            "page": at.page_of("claim", pk),
        },
    }


def verdict(row: Verdict | None) -> Document | None:
    """The verdict; its `decision` is None where the assessments agreed."""
    if row is None:
        return None
    decision = row.decided_by and {
        "by": member(row.decided_by),
        "reasons": row.reasons,
        "overtaken_at": row.overtaken_at,
    }
    return {"rating": rating(row.rating), "settled_at": row.settled_at, "decision": decision}


def passage(row: Passage, at: Addresses) -> Document:
    pk, claim, version = str(row.id), str(row.claim_id), str(row.version_id)
    article = str(row.version.article_id)
    return {
        "id": pk,
        "claim": claim,
        "article": article,
        "version": version,
        "start": row.start,
        "end": row.end,
        "exact": row.exact,
        "prefix": row.prefix,
        "suffix": row.suffix,
        "carried_from": row.carried_from_id,
        "carrying": carrying(getattr(row, "carrying", None), at),
        "withdrawn": _withdrawal(row),
        "revision": row.revision,
        "marked_by": member(row.marked_by),
        "marked_at": row.marked_at,
        "links": {
            "self": f"{at.newsroom}passages/{pk}/",
            "claim": f"{at.newsroom}claims/{claim}/",
            "article": f"{at.newsroom}articles/{article}/",
            "version": f"{at.newsroom}versions/{version}/",
            "annotation": f"{at.newsroom}annotations/{pk}/",
            "page": f"{at.page_of('claim', claim)}#passage-{pk}",
        },
    }


def carrying(row: Carrying | None, at: Addresses) -> Document | None:
    """How a passage stands in a newer version; None where there is none."""
    if row is None:
        return None
    return {
        "id": row.id,
        "passage": row.passage_id,
        "version": row.version_id,
        "standing": row.standing,
        "has_moved": row.has_moved,
        "likeness": row.likeness,
        "start": row.start,
        "end": row.end,
        "exact": row.exact,
        "change": row.change,
        "outcome": row.outcome,
        "decided_by": row.decided_by and member(row.decided_by),
        "decided_at": row.decided_at,
        "revision": row.revision,
        "links": {
            "self": f"{at.newsroom}carryings/{row.id}/",
            "passage": f"{at.newsroom}passages/{row.passage_id}/",
            "version": f"{at.newsroom}versions/{row.version_id}/",
        },
    }


def evidence(row: Evidence, at: Addresses) -> Document:
    pk, claim = str(row.id), str(row.claim_id)
    return {
        "id": pk,
        "claim": claim,
        "source": source(row.source),
        "stance": row.stance,
        "quote": row.quote,
        "locator": row.locator,
        "note": row.note,
        "withdrawn": _withdrawal(row),
        "revision": row.revision,
        "added_by": member(row.added_by),
        "added_at": row.added_at,
        "links": {
            "self": f"{at.newsroom}evidence/{pk}/",
            "claim": f"{at.newsroom}claims/{claim}/",
            "source": f"{at.newsroom}sources/{row.source_id}/",
            "page": f"{at.page_of('claim', claim)}#evidence-{pk}",
        },
    }


def source(row: Source) -> Document:
    """A source in short, as evidence shows it."""
    return {
        "id": row.id,
        "kind": row.kind,
        "title": row.title,
        "url": row.url,
        "publisher": row.publisher,
        "author": row.author,
        "published_on": row.published_on,
    }


def assessment(row: Assessment, at: Addresses) -> Document:
    pk, claim = str(row.id), str(row.claim_id)
    return {
        "id": pk,
        "claim": claim,
        "rating": rating(row.rating),
        "reasons": row.reasons,
        "revision": row.revision,
        "by": member(row.by),
        "at": row.at,
        "links": {
            "self": f"{at.newsroom}assessments/{pk}/",
            "claim": f"{at.newsroom}claims/{claim}/",
            "page": f"{at.page_of('claim', claim)}#assessment-{pk}",
        },
    }


def rating(row: Rating) -> Document:
    """A rating in short, as verdicts and assessments show it."""
    return {
        "id": row.id,
        "key": row.key,
        "label": row.label,
        "claim_review_number": row.claim_review_number,
        "averitec_label": row.averitec_label,
    }


def member(row: Member) -> Document:
    return {"id": row.id, "name": str(row)}


def _assignee(row: Claim) -> Document | None:
    assignment: Assignment | None = getattr(row, "assignment", None)
    assignee = assignment and assignment.present_assignee
    return member(assignee) if assignee else None


def _withdrawal(row: Evidence | Passage) -> Document | None:
    by = row.withdrawn_by
    return {"by": member(by), "at": row.withdrawn_at} if by else None
