"""AVeriTeC JSON (Schlichtkrull et al., 2023): a list of claims with questions and answers.

Our evidence answers no question yet, so one question is made from the statement, and each piece
of evidence is an answer to it: its quote where there is one (extractive), else its note
(abstractive). Claims without a verdict have no label, and are left out.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from annotations.claims.models import Claim, ClaimKind
from annotations.evidence.models import Evidence, Source, SourceKind
from annotations.exports.occasion import Occasion
from annotations.exports.parts import passages, reasons, standing
from annotations.exports.writing import encode, listed

CLAIM_TYPES = {
    ClaimKind.EVENT: "Event/Property Claim",
    ClaimKind.NUMBER: "Numerical Claim",
    ClaimKind.QUOTE: "Quote Verification",
    ClaimKind.CAUSE: "Causal Claim",
    ClaimKind.POSITION: "Position Statement",
}
STRATEGIES = {
    SourceKind.WEB_PAGE: "Written Evidence",
    SourceKind.DOCUMENT: "Written Evidence",
    SourceKind.BOOK: "Written Evidence",
    SourceKind.INTERVIEW: "Consultation",
    SourceKind.DATASET: "Numerical Comparison",
}


def array(claims: Iterable[Claim], occasion: Occasion) -> Iterator[bytes]:
    yield b"["
    yield from listed(document(claim, occasion) for claim in claims)
    yield b"]\n"


def one(claim: Claim, occasion: Occasion) -> bytes:
    return encode(document(claim, occasion)) + b"\n"


def document(claim: Claim, occasion: Occasion) -> dict[str, Any]:
    """A claim with a verdict; what is unknown is null."""
    passage = min(passages(claim), key=lambda passage: passage.pk, default=None)
    article = passage.version.article if passage else None
    addresses = [*([article.url] if article else []), *claim.appearances]
    found = standing(claim)
    return {
        "claim": claim.statement,
        "required_reannotation": False,
        "label": claim.verdict.rating.averitec_label,
        "justification": "\n\n".join(reasons(claim)),
        "claim_date": _day(claim.claimed_on),
        "speaker": claim.claimant or None,
        "original_claim_url": next(filter(None, addresses), None),
        "cached_original_claim_url": (
            occasion.at.below(f"versions/{passage.version_id}/") if passage else None
        ),
        "fact_checking_article": occasion.at.page("claim", claim),
        "reporting_source": (article and article.publisher) or None,
        "location_ISO_code": None,
        "claim_types": [CLAIM_TYPES[ClaimKind(claim.kind)]] if claim.kind else [],
        "fact_checking_strategies": list(
            dict.fromkeys(STRATEGIES[SourceKind(evidence.source.kind)] for evidence in found)
        ),
        "questions": _questions(claim, found),
    }


def _questions(claim: Claim, found: list[Evidence]) -> list[dict[str, Any]]:
    """The one question that is made from the statement; none where nothing answers it."""
    question = f"Is this true? {claim.statement}"
    answers = [_answer(evidence) for evidence in found]
    return [{"question": question, "answers": answers}] if answers else []


def _answer(evidence: Evidence) -> dict[str, Any]:
    return {
        "answer": evidence.quote or evidence.note,
        "answer_type": "Extractive" if evidence.quote else "Abstractive",
        "source_url": evidence.source.url or None,
        "cached_source_url": None,
        "source_medium": _medium(evidence.source),
    }


def _medium(source: Source) -> str:
    if source.url.lower().partition("?")[0].endswith(".pdf"):
        return "PDF"
    media = {SourceKind.WEB_PAGE: "Web text", SourceKind.DATASET: "Web table"}
    return media.get(SourceKind(source.kind), "Other")


def _day(day: date | None) -> str | None:
    return None if day is None else f"{day:%d-%m-%Y}"
