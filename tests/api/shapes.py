"""What the API should say of a row, written down once more and by hand."""

from typing import Any

from annotations.articles.models import Article, Version
from annotations.claims.carryings import Carrying
from annotations.claims.models import Claim, Passage
from annotations.evidence.models import Evidence, Source
from annotations.newsrooms.models import Member
from annotations.rows import Row
from annotations.teamwork.models import Comment
from annotations.verdicts.models import Assessment, Rating, Verdict

API = "http://testserver/api/v1/newsrooms/lindau"
PAGES = "http://testserver/newsrooms/lindau"


def moment(value: Any) -> str:
    return f"{value:%Y-%m-%dT%H:%M:%S.%f}Z"


def who(member: Member) -> dict[str, str]:
    return {"id": str(member.pk), "name": str(member)}


def assignee(row: Article | Claim) -> dict[str, str] | None:
    assignment = getattr(row, "assignment", None)
    return assignment and assignment.assignee and who(assignment.assignee)


def article(row: Article) -> dict[str, Any]:
    latest = row.latest
    return {
        "id": str(row.pk),
        "title": row.title,
        "url": row.url,
        "publisher": row.publisher,
        "author": row.author,
        "published_on": row.published_on and str(row.published_on),
        "language": row.language,
        "latest_version": {"id": str(latest.pk), "number": latest.number},
        "assignee": assignee(row),
        "revision": row.revision,
        "added_by": who(row.added_by),
        "added_at": moment(row.added_at),
        "checked_at": row.checked_at and moment(row.checked_at),
        "links": {
            "self": f"{API}/articles/{row.pk}/",
            "page": f"{PAGES}/articles/{row.pk}/",
            "versions": f"{API}/articles/{row.pk}/versions/",
            "latest_version": f"{API}/versions/{latest.pk}/",
            "claims": f"{API}/claims/?article={row.pk}",
            "annotations": f"{API}/articles/{row.pk}/annotations/",
            "assignment": f"{API}/articles/{row.pk}/assignment/",
            "events": f"{API}/articles/{row.pk}/events/",
        },
    }


def version(row: Version) -> dict[str, Any]:
    return {
        "id": str(row.pk),
        "article": str(row.article_id),
        "number": row.number,
        "sha256": row.sha256,
        "length": len(row.text),
        "origin": row.origin,
        "captured_by": who(row.captured_by),
        "captured_at": moment(row.captured_at),
        "links": {
            "page": f"{PAGES}/articles/{row.article_id}/",
            "self": f"{API}/versions/{row.pk}/",
            "article": f"{API}/articles/{row.article_id}/",
            "claims": f"{API}/claims/?version={row.pk}",
            "annotations": f"{API}/versions/{row.pk}/annotations/",
            "readings": f"{API}/versions/{row.pk}/readings/",
            "coverage": f"{API}/versions/{row.pk}/coverage/",
        },
    }


def claim(row: Claim) -> dict[str, Any]:
    verdict = getattr(row, "verdict", None)
    return {
        "id": str(row.pk),
        "statement": row.statement,
        "claimant": row.claimant,
        "claimed_on": row.claimed_on and str(row.claimed_on),
        "kind": row.kind,
        "tags": row.tags,
        "stage": row.stage,
        "recheck_since": row.recheck_since and moment(row.recheck_since),
        "text_changed": row.carryings.undecided().exists(),
        "verdict": verdict
        and {
            "rating": rating(verdict.rating),
            "settled_at": moment(verdict.settled_at),
            "decision": decision(verdict),
        },
        "assignee": assignee(row),
        "passages": [passage(part) for part in row.passages.standing()],
        "appearances": row.appearances,
        "evidence": [evidence(part) for part in row.evidence.standing()],
        "assessments": [assessment(part) for part in row.assessments.all()],
        "revision": row.revision,
        "parts_revision": row.parts_revision,
        "marked_by": who(row.marked_by),
        "marked_at": moment(row.marked_at),
        "links": {
            "self": f"{API}/claims/{row.pk}/",
            "page": f"{PAGES}/claims/{row.pk}/",
            "passages": f"{API}/claims/{row.pk}/passages/",
            "evidence": f"{API}/claims/{row.pk}/evidence/",
            "assessments": f"{API}/claims/{row.pk}/assessments/",
            "comments": f"{API}/claims/{row.pk}/comments/",
            "assignment": f"{API}/claims/{row.pk}/assignment/",
            "events": f"{API}/claims/{row.pk}/events/",
        },
    }


def passage(row: Passage) -> dict[str, Any]:
    return {
        "id": str(row.pk),
        "claim": str(row.claim_id),
        "article": str(row.version.article_id),
        "version": str(row.version_id),
        "start": row.start,
        "end": row.end,
        "exact": row.exact,
        "prefix": row.prefix,
        "suffix": row.suffix,
        "carried_from": row.carried_from_id and str(row.carried_from_id),
        "carrying": (hasattr(row, "carrying") and carrying(row.carrying)) or None,
        "withdrawn": withdrawal(row),
        "revision": row.revision,
        "marked_by": who(row.marked_by),
        "marked_at": moment(row.marked_at),
        "links": {
            "self": f"{API}/passages/{row.pk}/",
            "claim": f"{API}/claims/{row.claim_id}/",
            "article": f"{API}/articles/{row.version.article_id}/",
            "version": f"{API}/versions/{row.version_id}/",
            "annotation": f"{API}/annotations/{row.pk}/",
            "page": f"{PAGES}/claims/{row.claim_id}/#passage-{row.pk}",
        },
    }


def carrying(row: Carrying) -> dict[str, Any]:
    return {
        "id": str(row.pk),
        "passage": str(row.passage_id),
        "version": str(row.version_id),
        "standing": row.standing,
        "has_moved": row.has_moved,
        "likeness": row.likeness,
        "start": row.start,
        "end": row.end,
        "exact": row.exact,
        "change": row.change,
        "outcome": row.outcome,
        "decided_by": row.decided_by and who(row.decided_by),
        "decided_at": row.decided_at and moment(row.decided_at),
        "revision": row.revision,
        "links": {
            "self": f"{API}/carryings/{row.pk}/",
            "passage": f"{API}/passages/{row.passage_id}/",
            "version": f"{API}/versions/{row.version_id}/",
        },
    }


def source_in_short(row: Source) -> dict[str, Any]:
    return {
        "id": str(row.pk),
        "kind": row.kind,
        "title": row.title,
        "url": row.url,
        "publisher": row.publisher,
        "author": row.author,
        "published_on": row.published_on and str(row.published_on),
    }


def source(row: Source) -> dict[str, Any]:
    return {
        **source_in_short(row),
        "revision": row.revision,
        "added_by": who(row.added_by),
        "added_at": moment(row.added_at),
        "links": {
            "self": f"{API}/sources/{row.pk}/",
            "page": f"{PAGES}/sources/{row.pk}/",
            "claims": f"{API}/claims/?source={row.pk}",
            "evidence": f"{API}/sources/{row.pk}/evidence/",
            "events": f"{API}/sources/{row.pk}/events/",
        },
    }


def withdrawal(row: Passage | Evidence) -> dict[str, Any] | None:
    by = row.withdrawn_by
    return by and {"by": who(by), "at": moment(row.withdrawn_at)}


def evidence(row: Evidence) -> dict[str, Any]:
    return {
        "id": str(row.pk),
        "claim": str(row.claim_id),
        "source": source_in_short(row.source),
        "stance": row.stance,
        "quote": row.quote,
        "locator": row.locator,
        "note": row.note,
        "withdrawn": withdrawal(row),
        "revision": row.revision,
        "added_by": who(row.added_by),
        "added_at": moment(row.added_at),
        "links": {
            "self": f"{API}/evidence/{row.pk}/",
            "claim": f"{API}/claims/{row.claim_id}/",
            "source": f"{API}/sources/{row.source_id}/",
            "page": f"{PAGES}/claims/{row.claim_id}/#evidence-{row.pk}",
        },
    }


def decision(row: Verdict) -> dict[str, Any] | None:
    overtaken_at = row.overtaken_at and moment(row.overtaken_at)
    by = row.decided_by and who(row.decided_by)
    return by and {"by": by, "reasons": row.reasons, "overtaken_at": overtaken_at}


def rating(row: Rating) -> dict[str, Any]:
    return {
        "id": str(row.pk),
        "key": row.key,
        "label": row.label,
        "claim_review_number": row.claim_review_number,
        "averitec_label": row.averitec_label,
    }


def assessment(row: Assessment) -> dict[str, Any]:
    return {
        "id": str(row.pk),
        "claim": str(row.claim_id),
        "rating": rating(row.rating),
        "reasons": row.reasons,
        "revision": row.revision,
        "by": who(row.by),
        "at": moment(row.at),
        "links": {
            "self": f"{API}/assessments/{row.pk}/",
            "claim": f"{API}/claims/{row.claim_id}/",
            "page": f"{PAGES}/claims/{row.claim_id}/#assessment-{row.pk}",
        },
    }


def comment(row: Comment) -> dict[str, Any]:
    resolver = row.resolved_by
    return {
        "id": str(row.pk),
        "claim": str(row.claim_id),
        "thread": row.thread_id and str(row.thread_id),
        "text": row.text,
        "mentions": [
            {"member": who(one.member), "start": one.start, "end": one.end}
            for one in row.mentions.all()
        ],
        "resolved": resolver and {"by": who(resolver), "at": moment(row.resolved_at)},
        "revision": row.revision,
        "by": who(row.by),
        "at": moment(row.at),
        "edited_at": row.edited_at and moment(row.edited_at),
        "links": {
            "self": f"{API}/comments/{row.pk}/",
            "claim": f"{API}/claims/{row.claim_id}/",
            "page": f"{PAGES}/claims/{row.claim_id}/#comment-{row.pk}",
        },
    }


def etag_of(row: Row) -> str:
    """The part of an ETag that If-Match looks at, as a client may also build it."""
    parts = getattr(row, "parts_revision", None)
    revision = getattr(row, "revision", 0)
    return f'"{revision}"' if parts is None else f'"{revision}.{parts}"'
