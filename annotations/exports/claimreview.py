"""ClaimReview (schema.org, with the fields that Google requires and recommends) as JSON-LD.

A review needs a rating, so claims without a verdict are left out. Each claim has one canonical
address, its page. schema.org wants a claimant to be a person or an organisation, and we know only
the name: it goes out as a person.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from annotations.articles.models import Article
from annotations.claims.models import Claim
from annotations.evidence.models import Source
from annotations.exports.occasion import Occasion
from annotations.exports.parts import articles, reasons, standing
from annotations.exports.writing import encode, listed, without_blanks
from annotations.verdicts.models import Rating

SCHEMA = "https://schema.org"


def feed(claims: Iterable[Claim], occasion: Occasion) -> Iterator[bytes]:
    """A DataFeed with an item for each claim."""
    head = {
        "@context": SCHEMA,
        "@type": "DataFeed",
        "@id": occasion.here,
        "name": f"Fact checks by {occasion.newsroom}",
        "publisher": _publisher(occasion),
    }
    yield encode(head).removesuffix(b"}") + b',"dataFeedElement":['
    yield from listed(_item(claim, occasion) for claim in claims)
    yield b"]}\n"


def one(claim: Claim, occasion: Occasion) -> bytes:
    return encode({"@context": SCHEMA, **document(claim, occasion)}) + b"\n"


def document(claim: Claim, occasion: Occasion) -> dict[str, Any]:
    """The review of a claim with a verdict."""
    page = occasion.at.page("claim", claim)
    why = "\n\n".join(reasons(claim))
    return without_blanks(
        {
            "@type": "ClaimReview",
            "@id": page,
            "url": page,
            "claimReviewed": claim.statement,
            "datePublished": claim.verdict.settled_at,
            "author": _publisher(occasion),
            "reviewRating": _rating(claim.verdict.rating, why, occasion),
            "itemReviewed": _claim(claim),
            "reviewBody": why,
            "citation": [_source(evidence.source) for evidence in standing(claim)],
            "keywords": claim.tags,
        }
    )


def _item(claim: Claim, occasion: Occasion) -> dict[str, Any]:
    return {
        "@type": "DataFeedItem",
        "dateCreated": claim.verdict.settled_at,
        "item": document(claim, occasion),
    }


def _publisher(occasion: Occasion) -> dict[str, Any]:
    return {"@type": "Organization", "name": occasion.newsroom, "url": occasion.at.home}


def _rating(rating: Rating, why: str, occasion: Occasion) -> dict[str, Any]:
    """The rating on the newsroom's scale, higher is truer; one without a number has no place
    on it."""
    numbers = {}
    if rating.claim_review_number is not None and occasion.scale:
        numbers = {
            "ratingValue": rating.claim_review_number,
            "bestRating": occasion.scale.best,
            "worstRating": occasion.scale.worst,
        }
    words = {"alternateName": rating.label, "ratingExplanation": why}
    return {"@type": "Rating", **numbers, **without_blanks(words)}


def _claim(claim: Claim) -> dict[str, Any]:
    return without_blanks(
        {
            "@type": "Claim",
            "text": claim.statement,
            "author": {"@type": "Person", "name": claim.claimant} if claim.claimant else None,
            "datePublished": claim.claimed_on,
            "appearance": list(_appearances(claim)),
        }
    )


def _appearances(claim: Claim) -> Iterator[dict[str, Any]]:
    made_in = articles(claim)
    yield from map(_appearance, made_in)
    for url in claim.appearances:
        if url not in {article.url for article in made_in}:
            yield {"@type": "CreativeWork", "url": url}


def _appearance(article: Article) -> dict[str, Any]:
    return without_blanks(
        {
            "@type": "CreativeWork",
            "url": article.url,
            "headline": article.title,
            "author": {"@type": "Person", "name": article.author} if article.author else None,
            "publisher": (
                {"@type": "Organization", "name": article.publisher} if article.publisher else None
            ),
            "datePublished": article.published_on,
            "inLanguage": article.language,
        }
    )


def _source(source: Source) -> dict[str, Any]:
    return without_blanks(
        {
            "@type": "CreativeWork",
            "name": source.title,
            "url": source.url,
            "author": {"@type": "Person", "name": source.author} if source.author else None,
            "publisher": (
                {"@type": "Organization", "name": source.publisher} if source.publisher else None
            ),
            "datePublished": source.published_on,
        }
    )
