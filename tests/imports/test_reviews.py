"""Checks that were published elsewhere come in as claims, with what is known of them."""

from datetime import date
from typing import Any

import pytest

from annotations.claims.models import Claim
from annotations.evidence.models import Evidence
from annotations.exports import averitec, claimreview
from annotations.exports.addresses import Addresses
from annotations.exports.gathering import Gathering
from annotations.exports.occasion import Occasion, Scale
from annotations.imports.models import Import, State
from annotations.newsrooms.models import Member
from annotations.verdicts.models import Assessment
from tests import factories
from tests.imports.importing import imported, items, outcomes

pytestmark = pytest.mark.django_db

REVIEW: dict[str, Any] = {
    "@context": "https://schema.org",
    "@type": "ClaimReview",
    "url": "https://checkers.example/checks/17",
    "claimReviewed": "The moon is made of cheese.",
    "datePublished": "2026-03-02",
    "author": {"@type": "Organization", "name": "Moon Checkers"},
    "reviewRating": {
        "@type": "Rating",
        "ratingValue": "1",
        "bestRating": "5",
        "worstRating": "1",
        "alternateName": "False",
        "ratingExplanation": "It is rock.",
    },
    "itemReviewed": {
        "@type": "Claim",
        "author": {"@type": "Person", "name": "Ida Cheese"},
        "datePublished": "2026-02-28",
        "appearance": {"@type": "CreativeWork", "url": "https://social.example/post/1"},
    },
}


def ada() -> Member:
    return factories.newsroom()[1]


def only_claim() -> tuple[Any, ...]:
    claim = Claim.objects.get()
    return claim.statement, claim.claimant, claim.claimed_on, claim.appearances


def test_a_review_becomes_a_claim_that_cites_the_published_check() -> None:
    assert imported(ada(), "claimreview", REVIEW).counts == {"outcomes": {"new": 1}, "places": {}}
    assert only_claim() == (
        "The moon is made of cheese.",
        "Ida Cheese",
        date(2026, 2, 28),
        ["https://social.example/post/1"],
    )
    cited = Evidence.objects.get()
    assert (cited.source.url, cited.source.publisher, cited.stance, cited.note) == (
        "https://checkers.example/checks/17",
        "Moon Checkers",
        "context",
        "Moon Checkers: False",
    )
    assert not Assessment.objects.exists()


def test_ones_own_reviews_become_assessments_where_that_is_asked_for() -> None:
    imported(ada(), "claimreview", REVIEW, assess=True)
    held = Assessment.objects.get()
    assert (held.rating.key, held.reasons) == ("false", "It is rock.")
    assert not Evidence.objects.exists()


def test_a_rating_that_is_not_on_the_scale_is_not_guessed_at() -> None:
    eva = ada()
    review = {**REVIEW, "reviewRating": {"alternateName": "Four cheeses", "ratingValue": 1}}
    done = imported(eva, "claimreview", review, assess=True)
    assert items(done)[0].notes == [
        "The rating “Four cheeses” fits none here, or several. Say which one it is."
    ]
    assert not Assessment.objects.exists()
    other = {**review, "claimReviewed": "The moon is made of Gouda."}
    imported(eva, "claimreview", other, assess=True, ratings={"four CHEESES": "mostly-false"})
    assert Assessment.objects.get().rating.key == "mostly-false"


def faulty(**changes: Any) -> dict[str, Any]:
    return {**REVIEW, **changes}


FAULTS: dict[str, dict[str, Any]] = {
    "type is a list": faulty(**{"@type": ["ClaimReview"]}),
    "author is a text": faulty(author="Moon Checkers"),
    "author is a list": faulty(author=[{"name": "Moon Checkers"}, {"name": "Others"}]),
    "rating is a list": faulty(reviewRating=[REVIEW["reviewRating"]]),
    "an old CreativeWork": faulty(
        itemReviewed={
            "@type": "CreativeWork",
            "author": {"name": ["Ida Cheese"]},
            "datePublished": "2026-02-28T10:00:00+01:00",
            "url": "https://social.example/post/1",
        }
    ),
    "appearances are texts": faulty(
        itemReviewed={
            **REVIEW["itemReviewed"],
            "appearance": ["https://social.example/post/1", "Facebook"],
        }
    ),
    "entities": faulty(claimReviewed=" The moon is made of &#99;heese. "),
    "what is reviewed is a list": faulty(itemReviewed=[REVIEW["itemReviewed"]]),
    "the day is European": faulty(
        itemReviewed={**REVIEW["itemReviewed"], "datePublished": "28.02.2026"}
    ),
}


@pytest.mark.parametrize("name", FAULTS)
def test_the_faults_of_real_feeds_are_understood(name: str) -> None:
    imported(ada(), "claimreview", {"@type": "DataFeed", "dataFeedElement": [
        {"@type": "DataFeedItem", "item": [FAULTS[name]]}]})  # fmt: skip
    assert only_claim() == (
        "The moon is made of cheese.",
        "Ida Cheese",
        date(2026, 2, 28),
        ["https://social.example/post/1"],
    )
    assert Evidence.objects.get().note == "Moon Checkers: False"


def test_what_is_not_understood_is_told() -> None:
    review = faulty(itemReviewed={"author": "Ida", "datePublished": "last spring"})
    done = imported(ada(), "claimreview", {"@graph": [review]})
    assert items(done)[0].notes == ["The date “last spring” was not understood."]
    assert only_claim() == ("The moon is made of cheese.", "Ida", None, [])


def test_a_review_of_nothing_is_an_error_by_line() -> None:
    broken = {name: value for name, value in REVIEW.items() if name != "claimReviewed"}
    done = imported(ada(), "claimreview", [REVIEW, {**broken, "itemReviewed": {}}])
    assert done.state == State.REFUSED
    assert outcomes(done)[1][1:] == ("error", "It is no ClaimReview: it reviews no claim.")
    assert not Claim.objects.exists()


def test_a_claim_is_marked_where_its_very_words_stand_in_an_article_that_is_here() -> None:
    eva = ada()
    factories.article(
        eva,
        ["Ida says", "The moon is made of cheese. So she says."],
        url="https://social.example/post/1",
    )
    done = imported(eva, "claimreview", REVIEW)
    assert done.counts["places"] == {"exactly": 1}
    claim = Claim.objects.get()
    assert (claim.passages.get().exact, claim.appearances) == ("The moon is made of cheese.", [])


def own_claims(by: Member) -> Occasion:
    claim = factories.claim(by, factories.article(by, url="https://news.example/a").latest)
    factories.evidence(claim, by)
    factories.assessment(claim, by, "misleading", "Half of it is.")
    at = Addresses("https://check.example", by.newsroom.slug)
    return Occasion("urn:x", at, "Desk", Scale(1, 6))


@pytest.mark.parametrize(
    ("name", "write", "ratings"),
    [
        ("claimreview", claimreview.feed, {}),
        ("averitec", averitec.array, {"Conflicting Evidence/Cherrypicking": "misleading"}),
    ],
)
def test_our_own_verdicts_come_back(name: str, write: Any, ratings: dict[str, str]) -> None:
    eva = ada()
    occasion = own_claims(eva)
    content = b"".join(write(Gathering().claims(Claim.objects.all()), occasion))
    _, ida = factories.newsroom()
    done = imported(ida, name, content, assess=True, ratings=ratings)
    assert done.counts["outcomes"] == {"new": 1}
    claim = Claim.objects.get(newsroom=ida.newsroom)
    assert (claim.statement, claim.appearances) == (factories.SENTENCE, ["https://news.example/a"])
    held = claim.assessments.get()
    assert (held.rating.key, held.reasons) == ("misleading", "Half of it is.")
    assert claim.evidence.get().source.url.startswith("https://lindau.example/minutes/")


AVERITEC: dict[str, Any] = {
    "claim": "The town spent 100 euros.",
    "required_reannotation": False,
    "label": "Refuted",
    "justification": "It spent 90.",
    "claim_date": "31-10-2020",
    "speaker": "Ida",
    "original_claim_url": None,
    "fact_checking_article": "https://checkers.example/18",
    "reporting_source": "Facebook",
    "location_ISO_code": None,
    "claim_types": ["Numerical Claim", "Event/Property Claim"],
    "fact_checking_strategies": ["Written Evidence"],
    "questions": [
        {
            "question": "How much was it?",
            "answers": [
                {
                    "answer": "It was 90.",
                    "answer_type": "Extractive",
                    "source_url": "https://town.example/minutes/",
                    "source_medium": "Web text",
                },
                {
                    "answer": "No",
                    "answer_type": "Boolean",
                    "boolean_explanation": "Not that much.",
                    "source_url": "https://town.example/data",
                    "source_medium": "Web table",
                },
                {"answer": "Nobody knows.", "answer_type": "Unanswerable", "source_url": ""},
            ],
        }
    ],
}


def test_averitec_brings_its_questions_and_answers_as_evidence() -> None:
    done = imported(ada(), "averitec", [AVERITEC])
    assert items(done)[0].notes == [
        "It is of several types; the first was taken.",
        "1 of 3 answers name no source and were left out.",
    ]
    claim = Claim.objects.get()
    assert (claim.kind, claim.claimed_on, claim.claimant) == ("number", date(2020, 10, 31), "Ida")
    assert [(e.source.title, e.source.kind, e.quote, e.note) for e in claim.evidence.all()] == [
        ("town.example/minutes", "web_page", "It was 90.", "How much was it?"),
        ("town.example/data", "dataset", "", "How much was it?\nNo\nNot that much."),
        ("https://checkers.example/18", "web_page", "", "Refuted: It spent 90."),
    ]


def test_a_label_that_several_ratings_have_is_not_guessed_at() -> None:
    eva = ada()
    done = imported(eva, "averitec", [AVERITEC], assess=True)
    assert "“Refuted” fits none here, or several" in items(done)[0].notes[-1]
    other = {**AVERITEC, "label": "Not Enough Evidence", "claim": "The town has a fleet."}
    imported(eva, "averitec", [other], assess=True)
    assert Assessment.objects.get().rating.key == "unverifiable"


def test_the_second_time_nothing_comes_in() -> None:
    eva = ada()
    for name, content in (("claimreview", [REVIEW]), ("averitec", [AVERITEC])):
        imported(eva, name, content)
        assert imported(eva, name, content).counts["outcomes"] == {"known": 1}
    assert Claim.objects.count() == 2
    assert Import.objects.filter(state=State.DONE).count() == 4
