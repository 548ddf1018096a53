"""A claim with everything that hangs on it, as the docs show it."""

from typing import Any

from drf_spectacular.utils import OpenApiExample

NEWSROOM = "https://check.example/api/v1/newsrooms/lindau"
MEMBER = {"id": "0199f0c4-5c6e-7c11-9a55-3d9a5cf3a005", "name": "Cem Checker"}
RATING = {
    "id": "0199f0c4-5c6e-7c11-9a55-3d9a5cf3a006",
    "key": "true",
    "label": "True",
    "claim_review_number": 6,
    "averitec_label": "Supported",
}
_ID = "0199f0c4-5c6e-7c11-9a55-3d9a5cf3a003"
_PASSAGE = "0199f0c4-5c6e-7c11-9a55-3d9a5cf3a004"
_ARTICLE = "0199f0c4-5c6e-7c11-9a55-3d9a5cf3a001"
_VERSION = "0199f0c4-5c6e-7c11-9a55-3d9a5cf3a002"
_SOURCE = "0199f0c4-5c6e-7c11-9a55-3d9a5cf3a007"
_EVIDENCE = "0199f0c4-5c6e-7c11-9a55-3d9a5cf3a008"
_ASSESSMENT = "0199f0c4-5c6e-7c11-9a55-3d9a5cf3a009"
_PAGE = f"https://check.example/newsrooms/lindau/claims/{_ID}/"

PASSAGE: dict[str, Any] = {
    "id": _PASSAGE,
    "claim": _ID,
    "article": _ARTICLE,
    "version": _VERSION,
    "start": 29,
    "end": 66,
    "exact": "The town has not yet spent the money.",
    "prefix": "The council voted on Monday. ",
    "suffix": " Nobody was surprised.",
    "carried_from": None,
    "carrying": None,
    "withdrawn": None,
    "revision": 1,
    "marked_by": MEMBER,
    "marked_at": "2026-03-02T09:12:45.118302Z",
    "links": {
        "self": f"{NEWSROOM}/passages/{_PASSAGE}/",
        "claim": f"{NEWSROOM}/claims/{_ID}/",
        "article": f"{NEWSROOM}/articles/{_ARTICLE}/",
        "version": f"{NEWSROOM}/versions/{_VERSION}/",
        "annotation": f"{NEWSROOM}/annotations/{_PASSAGE}/",
        "page": f"{_PAGE}#passage-{_PASSAGE}",
    },
}
EVIDENCE: dict[str, Any] = {
    "id": _EVIDENCE,
    "claim": _ID,
    "source": {
        "id": _SOURCE,
        "kind": "web_page",
        "title": "Minutes of the council",
        "url": "https://lindau.example/minutes",
        "publisher": "Town of Lindau",
        "author": "",
        "published_on": "2026-03-02",
    },
    "stance": "supports",
    "quote": "No payment was made.",
    "locator": "p. 4",
    "note": "",
    "withdrawn": None,
    "revision": 1,
    "added_by": MEMBER,
    "added_at": "2026-03-02T09:20:01.530117Z",
    "links": {
        "self": f"{NEWSROOM}/evidence/{_EVIDENCE}/",
        "claim": f"{NEWSROOM}/claims/{_ID}/",
        "source": f"{NEWSROOM}/sources/{_SOURCE}/",
        "page": f"{_PAGE}#evidence-{_EVIDENCE}",
    },
}
ASSESSMENT: dict[str, Any] = {
    "id": _ASSESSMENT,
    "claim": _ID,
    "rating": RATING,
    "reasons": "The minutes show that nothing was paid.",
    "revision": 1,
    "by": MEMBER,
    "at": "2026-03-02T09:31:22.004871Z",
    "links": {
        "self": f"{NEWSROOM}/assessments/{_ASSESSMENT}/",
        "claim": f"{NEWSROOM}/claims/{_ID}/",
        "page": f"{_PAGE}#assessment-{_ASSESSMENT}",
    },
}
CLAIM: dict[str, Any] = {
    "id": _ID,
    "statement": "Lindau has not yet spent the money for its harbour.",
    "claimant": "Town council of Lindau",
    "claimed_on": "2026-03-02",
    "kind": "event",
    "tags": ["harbour"],
    "stage": "settled",
    "recheck_since": None,
    "text_changed": False,
    "verdict": {"rating": RATING, "settled_at": "2026-03-02T09:31:22.011204Z", "decision": None},
    "assignee": None,
    "passages": [PASSAGE],
    "appearances": [],
    "evidence": [EVIDENCE],
    "assessments": [ASSESSMENT],
    "revision": 1,
    "parts_revision": 4,
    "marked_by": MEMBER,
    "marked_at": "2026-03-02T09:12:45.116930Z",
    "links": {
        "self": f"{NEWSROOM}/claims/{_ID}/",
        "page": _PAGE,
        "passages": f"{NEWSROOM}/claims/{_ID}/passages/",
        "evidence": f"{NEWSROOM}/claims/{_ID}/evidence/",
        "assessments": f"{NEWSROOM}/claims/{_ID}/assessments/",
        "comments": f"{NEWSROOM}/claims/{_ID}/comments/",
        "assignment": f"{NEWSROOM}/claims/{_ID}/assignment/",
        "events": f"{NEWSROOM}/claims/{_ID}/events/",
    },
}

A_CLAIM = OpenApiExample("A settled claim", value=CLAIM, response_only=True)
