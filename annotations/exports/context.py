"""Our JSON-LD terms: what we say in an annotation beyond the W3C's own words.

They are published with each site, at an address that is also their namespace: the IRI of `stance`
is that address with `#stance`. Where Dublin Core has a word, we use it.
"""

from typing import Any

MEDIA_TYPE = "application/ld+json"
OWN = [
    "averitecLabel", "claimant", "claimReviewNumber", "key", "kind", "locator", "note", "outcome",
    "sourceKind", "stage", "stance", "standing", "statement",
]  # fmt: skip
CLASSES = ["Claim", "Evidence", "Rating", "Source"]
CONTAINER = {"BasicContainer": "http://www.w3.org/ns/ldp#BasicContainer"}  # of annotations
DUBLIN_CORE = {"author": "creator", "publisher": "publisher", "title": "title"}
MOMENT = "http://www.w3.org/2001/XMLSchema#dateTime"
DAY = "http://www.w3.org/2001/XMLSchema#date"


def document(address: str) -> dict[str, Any]:
    """The context that is published at `address`."""
    return {
        "@context": {
            **{term: f"{address}#{term}" for term in [*CLASSES, *OWN]},
            **CONTAINER,
            **{term: f"http://purl.org/dc/terms/{means}" for term, means in DUBLIN_CORE.items()},
            "claimedOn": {"@id": f"{address}#claimedOn", "@type": DAY},
            "publishedOn": {"@id": "http://purl.org/dc/terms/issued", "@type": DAY},
            "recheckSince": {"@id": f"{address}#recheckSince", "@type": MOMENT},
            "claim": {"@id": f"{address}#claim", "@type": "@id"},
            "evidence": {"@id": f"{address}#evidence", "@type": "@id"},
            "rating": {"@id": f"{address}#rating", "@type": "@id"},
            "page": {"@id": "http://xmlns.com/foaf/0.1/page", "@type": "@id"},
        }
    }
