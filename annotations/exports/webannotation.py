"""W3C Web Annotation JSON-LD: an annotation for each passage.

Its target is the article's text as a version captured it; its bodies say what is claimed, the
verdict, the reasons for it, and the evidence. `claim` and what else is our own stands in
exports/context.py.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from annotations.claims.models import Claim, Passage
from annotations.evidence.models import Evidence
from annotations.exports.addresses import Addresses
from annotations.exports.occasion import Occasion
from annotations.exports.parts import assessments, current, outcome, standing, verdict
from annotations.exports.writing import encode, listed, without_blanks
from annotations.newsrooms.models import Member
from annotations.verdicts.models import Assessment, Rating

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
MEDIA_TYPE = f'application/ld+json; profile="{CONTEXT}"'


def collection(claims: Iterable[Claim], occasion: Occasion) -> Iterator[bytes]:
    """An AnnotationCollection with one page that holds all; how many they are stands last."""
    counted = _Counted(claims)
    page = f"{occasion.here}#page"
    head = {
        "@context": contexts(occasion.at),
        "id": occasion.here,
        "type": "AnnotationCollection",
        "label": f"Claims of {occasion.newsroom}",
        "last": page,
    }
    first = {
        "id": page,
        "type": "AnnotationPage",
        "partOf": {"id": occasion.here, "type": "AnnotationCollection"},
        "startIndex": 0,
    }
    yield encode(head).removesuffix(b"}") + b',"first":'
    yield encode(first).removesuffix(b"}") + b',"items":['
    yield from listed(annotation(passage, claim, occasion.at) for passage, claim in counted)
    yield b']},"total":%d}\n' % counted.passages


class _Counted:
    """The passages of claims, each with its claim; `passages` counts those that went by."""

    def __init__(self, claims: Iterable[Claim]) -> None:
        self.claims, self.passages = claims, 0

    def __iter__(self) -> Iterator[tuple[Passage, Claim]]:
        for claim in self.claims:
            for passage in current(claim):
                self.passages += 1
                yield passage, claim


def contexts(at: Addresses) -> list[str]:
    return [CONTEXT, at.context]


def address(passage: Passage, at: Addresses) -> str:
    """The annotation's own."""
    return at.below(f"annotations/{passage.pk}/")


def annotation(passage: Passage, claim: Claim, at: Addresses) -> dict[str, Any]:
    """The annotation of a passage, without its context.

    Where a newer version has other words for it, or none, it says so: what it selects is in the
    version that its TimeState names.
    """
    assessed = verdict(claim) or assessments(claim)
    became = outcome(passage)
    return {
        "id": address(passage, at),
        "type": "Annotation",
        "motivation": "assessing" if assessed else "highlighting",
        "creator": _person(passage.marked_by),
        "created": passage.marked_at,
        **({"standing": passage.carrying.standing, "outcome": became} if became else {}),
        "claim": _claim(claim, at),
        "body": [*_bodies(claim, at)],
        "target": _target(passage, at),
    }


def _target(passage: Passage, at: Addresses) -> dict[str, Any]:
    version = passage.version
    return {
        "type": "SpecificResource",
        "source": version.article.url or at.below(f"articles/{version.article_id}/"),
        "state": {
            "type": "TimeState",
            "sourceDate": version.captured_at,
            "cached": at.below(f"versions/{version.pk}/"),
        },
        "selector": [
            {
                "type": "TextQuoteSelector",
                "exact": passage.exact,
                "prefix": passage.prefix,
                "suffix": passage.suffix,
            },
            {"type": "TextPositionSelector", "start": passage.start, "end": passage.end},
        ],
    }


def _bodies(claim: Claim, at: Addresses) -> Iterator[dict[str, Any]]:
    yield _text("describing", claim.statement)
    held = verdict(claim)
    if held:
        decider = {"creator": _person(held.decided_by)} if held.decided_by else {}
        told = {**decider, "created": held.settled_at, "rating": _rating(held.rating)}
        yield {**_text("assessing", held.rating.label), **told}
        if held.reasons:
            yield {**_text("commenting", held.reasons), **told}
    for assessment in assessments(claim):
        yield _reasons(assessment)
    for evidence in standing(claim):
        yield _evidence(evidence, at)
    for tag in claim.tags:
        yield _text("tagging", tag)


def _text(purpose: str, value: str) -> dict[str, Any]:
    return {
        "type": "TextualBody",
        "purpose": purpose,
        "format": "text/plain",
        "textDirection": "auto",
        "value": value,
    }


def _reasons(assessment: Assessment) -> dict[str, Any]:
    return {
        **_text("commenting", assessment.reasons),
        "creator": _person(assessment.by),
        "created": assessment.at,
        "rating": _rating(assessment.rating),
    }


def _rating(rating: Rating) -> dict[str, Any]:
    return without_blanks(
        {
            "id": f"urn:uuid:{rating.pk}",
            "type": "Rating",
            "key": rating.key,
            "label": rating.label,
            "claimReviewNumber": rating.claim_review_number,
            "averitecLabel": rating.averitec_label,
        }
    )


def _evidence(evidence: Evidence, at: Addresses) -> dict[str, Any]:
    """The source, at the words that are quoted from it."""
    quote = {"type": "TextQuoteSelector", "exact": evidence.quote} if evidence.quote else None
    return without_blanks(
        {
            "type": "SpecificResource",
            "purpose": "linking",
            "source": _source(evidence, at),
            "selector": quote,
            "creator": _person(evidence.added_by),
            "created": evidence.added_at,
            "evidence": at.below(f"evidence/{evidence.pk}/"),
            "stance": evidence.stance,
            "locator": evidence.locator,
            "note": evidence.note,
        }
    )


def _source(evidence: Evidence, at: Addresses) -> dict[str, Any]:
    source = evidence.source
    return without_blanks(
        {
            "id": source.url or at.below(f"sources/{source.pk}/"),
            "type": "Source",
            "sourceKind": source.kind,
            "title": source.title,
            "publisher": source.publisher,
            "author": source.author,
            "publishedOn": source.published_on,
        }
    )


def _claim(claim: Claim, at: Addresses) -> dict[str, Any]:
    return without_blanks(
        {
            "id": at.below(f"claims/{claim.pk}/"),
            "type": "Claim",
            "statement": claim.statement,
            "claimant": claim.claimant,
            "claimedOn": claim.claimed_on,
            "kind": claim.kind,
            "stage": claim.stage,
            "recheckSince": claim.recheck_since,
            "page": at.page("claim", claim),
        }
    )


def _person(member: Member) -> dict[str, Any]:
    return {"id": f"urn:uuid:{member.pk}", "type": "Person", "name": str(member)}
