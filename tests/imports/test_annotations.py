"""Annotations of other tools are put on the words that were marked, or on none."""

import json
from typing import Any

import pytest

from annotations.articles.models import Version
from annotations.claims.models import Claim, Passage
from annotations.evidence.models import Evidence
from annotations.exports import webannotation
from annotations.exports.addresses import Addresses
from annotations.exports.gathering import Gathering
from annotations.exports.occasion import Occasion
from annotations.imports.models import State
from annotations.newsrooms.models import Member, Newsroom
from annotations.teamwork.models import Comment, Mention
from annotations.verdicts.models import Assessment
from tests import factories
from tests.imports.importing import imported, items, outcomes

pytestmark = pytest.mark.django_db

PAGE = "https://news.example/bridge"
TEXT = [
    "The bridge 🌉 at Aibling",
    "The council voted on Monday. The town has not yet spent the money. Nobody minded.",
    "“We will wait,” said the mayor – “until 2027.” In May the town spent 100 euros.",
    "In June the town spent 100 euros. All of it went into trees.",
]


def desk() -> tuple[Member, Version]:
    _, ada = factories.newsroom()
    return ada, factories.article(ada, TEXT, url=PAGE).latest


def quote(exact: str, prefix: str = "", suffix: str = "") -> dict[str, Any]:
    return {"type": "TextQuoteSelector", "exact": exact, "prefix": prefix, "suffix": suffix}


def hypothesis(ident: str, *selectors: dict[str, Any], **more: Any) -> dict[str, Any]:
    """An annotation as the API of Hypothesis answers it."""
    return {
        "id": ident,
        "created": "2026-03-02T10:00:00.123+00:00",
        "updated": "2026-03-02T10:00:00.123+00:00",
        "user": "acct:ida@hypothes.is",
        "user_info": {"display_name": None},
        "uri": f"{PAGE}?utm_source=feed#top",
        "text": "",
        "tags": [],
        "group": "__world__",
        "permissions": {"read": ["group:__world__"]},
        "target": [{"source": PAGE, "selector": list(selectors)}],
        "document": {"title": ["The bridge"]},
        "links": {"html": f"https://hypothes.is/a/{ident}"},
        **more,
    }


def passages() -> list[tuple[str, str]]:
    return [(one.exact, one.prefix[-8:]) for one in Passage.objects.order_by("claim__marked_at")]


def test_hypothesis_is_placed_by_its_words_whatever_its_offsets_say() -> None:
    ada, _ = desk()
    wrong = {"type": "TextPositionSelector", "start": 0, "end": 3}
    xpath = {"type": "RangeSelector", "startContainer": "/p[9]", "startOffset": 5}
    rows = [
        hypothesis("a1", xpath, wrong, quote("The town has not yet spent the money.")),
        hypothesis("a2", wrong, quote("the town spent 100 euros", "In June ", ". All of it")),
        hypothesis("a3", wrong, quote('"We will wait," said the mayor - "until 2027."')),
    ]
    done = imported(ada, "hypothesis", {"total": 3, "rows": rows})
    assert done.counts == {
        "outcomes": {"new": 3},
        "places": {"exactly": 1, "by_context": 1, "respelled": 1},
    }
    assert passages() == [
        ("The town has not yet spent the money.", "Monday. "),
        ("the town spent 100 euros", "In June "),
        ("“We will wait,” said the mayor – “until 2027.”", "inded.\n\n"),
    ]


def test_what_cannot_be_placed_for_certain_is_left_out_and_told() -> None:
    ada, _ = desk()
    rows = [
        hypothesis("b1", quote("the town spent 100 euros")),
        hypothesis("b2", quote("The town has already repaid all of its old debts.")),
        hypothesis("b3", quote("The town has not yet spent all the money.")),
        hypothesis("b4", quote("The bridge"), uri="https://other.example/", target=[
            {"source": "https://other.example/", "selector": [quote("The bridge")]}]),
    ]  # fmt: skip
    done = imported(ada, "hypothesis", "\n".join(map(json.dumps, rows)))
    assert outcomes(done) == [
        (1, "left_out", "The words stand in several places, or between other words than given."),
        (2, "left_out", "The words do not stand in the article as it is here."),
        (
            3,
            "left_out",
            "Only nearly the same words stand there. Ask for them, or mark them by hand.",
        ),
        (4, "left_out", "The article is not here. Take it in first."),
    ]
    assert items(done)[2].places == [
        {
            "how": "approximately",
            "exact": "The town has not yet spent all the money.",
            "address": PAGE,
            "score": 0.902,
            "found": "The town has not yet spent the money.",
            "version": str(Version.objects.get().pk),
        }
    ]
    assert not Claim.objects.exists()


def test_nearly_the_same_words_are_marked_for_those_who_ask_for_them() -> None:
    ada, _ = desk()
    row = hypothesis("c1", quote("The town has not yet spent all the money."))
    done = imported(ada, "hypothesis", [row], approximate=True)
    assert done.counts == {"outcomes": {"new": 1}, "places": {"approximately": 1}}
    assert Claim.objects.get().statement == "The town has not yet spent all the money."
    assert Passage.objects.get().exact == "The town has not yet spent the money."


def test_what_was_written_about_the_words_becomes_a_thread_that_mentions_nobody() -> None:
    ada, _ = desk()
    rows = [
        hypothesis(
            "r2", text="No idea, @ada.", references=["d1", "r1"], created="2026-03-04T00:00:00Z"
        ),
        hypothesis("d1", quote("The council voted"), text="Is that so?", tags=["council", "vote"]),
        hypothesis(
            "r1",
            text="Ask @ada",
            references=["d1"],
            created="2026-03-03T00:00:00Z",
            user_info={"display_name": "Ida Berg"},
        ),
    ]
    done = imported(ada, "hypothesis", {"rows": rows})
    assert done.counts["outcomes"] == {"new": 1}
    first, *replies = Comment.objects.order_by("id")
    assert [first.text, *(reply.text for reply in replies)] == [
        "ida: Is that so?",
        "Ida Berg: Ask @ada",
        "ida: No idea, @ada.",
    ]
    assert {reply.thread_id for reply in replies} == {first.pk}
    assert not Mention.objects.exists()
    assert Claim.objects.get().tags == ["council", "vote"]


def test_a_note_on_a_whole_page_is_an_error_that_can_be_left_out() -> None:
    ada, _ = desk()
    rows = [hypothesis("e1", quote("The council voted")), hypothesis("e2", target=[{}])]
    refused = imported(ada, "hypothesis", rows)
    assert (refused.state, Claim.objects.count()) == (State.REFUSED, 0)
    done = imported(ada, "hypothesis", rows, leave_out_errors=True)
    assert (done.state, done.counts["outcomes"]) == (State.DONE, {"new": 1, "error": 1})


def test_the_same_annotation_comes_in_once_and_a_changed_one_is_told() -> None:
    ada, _ = desk()
    row = hypothesis("f1", quote("The council voted"), text="First.")
    imported(ada, "hypothesis", [row])
    assert imported(ada, "hypothesis", [row]).counts["outcomes"] == {"known": 1}
    again = imported(ada, "hypothesis", [{**row, "text": "Second."}])
    assert again.counts["outcomes"] == {"differs": 1}
    assert items(again)[0].claim == Claim.objects.get()
    assert Comment.objects.get().text == "ida: First."


OF_OTHERS: list[dict[str, Any]] = [
    {
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "id": "https://anno.example/1",
        "type": "Annotation",
        "creator": {"type": "Person", "name": "Ida"},
        "body": [
            {"type": "TextualBody", "value": "Check this."},
            {"type": "TextualBody", "purpose": "tagging", "value": "council"},
            {"type": "SpecificResource", "purpose": "linking", "source": "https://a.example/b"},
        ],
        "target": {
            "source": PAGE,
            "selector": [
                {"type": "TextPositionSelector", "start": 900, "end": 917},
                quote("The council voted"),
            ],
        },
    },
    {
        "id": "https://anno.example/2",
        "bodyValue": "Two places.",
        "target": [
            {"source": PAGE, "selector": quote("Nobody minded.")},
            {"source": {"id": PAGE}, "selector": quote("All of it went into trees.")},
        ],
    },
]


def test_the_w3c_annotations_of_others_are_read_in_every_shape() -> None:
    ada, _ = desk()
    done = imported(ada, "webannotation", {"type": "AnnotationPage", "items": OF_OTHERS})
    assert done.counts == {"outcomes": {"new": 2}, "places": {"exactly": 3}}
    first, second = Claim.objects.order_by("id")
    assert (first.statement, first.tags) == ("The council voted", ["council"])
    assert [one.text for one in first.comments.all()] == ["Ida: Check this."]
    assert [(one.source.url, one.stance) for one in first.evidence.all()] == [
        ("https://a.example/b", "context")
    ]
    assert [one.exact for one in second.passages.all()] == [
        "Nobody minded.",
        "All of it went into trees.",
    ]


def annotations_of(by: Member) -> bytes:
    at = Addresses("https://check.example", by.newsroom.slug)
    claims = Gathering().claims(Claim.objects.visible_to(by))
    return b"".join(webannotation.collection(claims, Occasion("urn:x", at, "Desk", None)))


def told(room: Newsroom) -> list[Any]:
    """What stands in a newsroom, but for ids, people and moments."""
    return [
        (
            claim.statement,
            claim.claimant,
            claim.claimed_on,
            claim.kind,
            claim.tags,
            [(one.exact, one.start) for one in claim.passages.order_by("start")],
            [
                (one.source.title, one.source.url, one.source.kind, one.stance, one.quote)
                for one in Evidence.objects.filter(claim=claim)
            ],
        )
        for claim in Claim.objects.filter(newsroom=room).order_by("statement")
    ]


def test_our_own_annotations_come_back_as_the_same_claims() -> None:
    ada, version = desk()
    claim = factories.claim(
        ada, version, "Nobody minded.", claimant="Ida", kind="event", tags=["a", "b"]
    )
    factories.evidence(claim, ada)
    book = factories.source(ada, kind="book", title="Bridges", url="")
    factories.evidence(claim, ada, book, stance="refutes", quote="They did mind.")
    factories.assessment(claim, ada, "false", "They did.")
    factories.claim(ada, version, "In May the town spent 100 euros")
    exported = annotations_of(ada)
    _, eva = factories.newsroom()
    factories.article(eva, TEXT, url=PAGE)
    done = imported(eva, "webannotation", exported, assess=True)
    assert done.counts == {"outcomes": {"new": 2}, "places": {"exactly": 2}}
    assert told(eva.newsroom) == told(ada.newsroom)
    held = Assessment.objects.get(by=eva)
    assert (held.rating.key, held.reasons) == ("false", "They did.")


def test_our_own_offsets_decide_where_they_name_a_version_of_ours() -> None:
    ada, version = desk()
    _, second = [
        start for start in range(len(version.text)) if version.text[start:].startswith("100 euros")
    ]
    annotation = {
        "id": "https://anno.example/9",
        "target": {
            "source": PAGE,
            "state": {
                "type": "TimeState",
                "cached": f"https://x.example/api/v1/newsrooms/x/versions/{version.pk}/",
            },
            "selector": [
                quote("100 euros"),
                {"type": "TextPositionSelector", "start": second, "end": second + 9},
            ],
        },
    }
    assert imported(ada, "webannotation", annotation).counts["places"] == {"exactly": 1}
    assert Passage.objects.get().start == second
