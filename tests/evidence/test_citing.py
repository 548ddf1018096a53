"""Sources and what they say about claims."""

import pytest

from annotations import limits
from annotations.claims.models import Claim, Stage
from annotations.errors import Stale, Unacceptable
from annotations.evidence.actions import (
    NotWithdrawn,
    TooMuchEvidence,
    Withdrawn,
    edit_evidence,
    restore_evidence,
    withdraw_evidence,
)
from annotations.evidence.models import Evidence, Source
from annotations.history.models import Event
from annotations.newsrooms.models import Member
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def claim(ada: Member) -> Claim:
    return factories.claim(ada)


def test_a_page_is_known_again_by_its_canonical_address(ada: Member) -> None:
    first = factories.source(ada, url="https://Lindau.example/minutes/7?utm_source=mail#top")

    again = factories.source(ada, url="https://lindau.example/minutes/7", title="Another title")

    assert again == first
    assert (again.url, again.title) == (first.url, first.title)


def test_a_book_is_known_again_by_kind_title_and_author(ada: Member) -> None:
    book = {"kind": "book", "url": "", "title": "Harbours", "author": "P. Ilot"}
    first = factories.source(ada, **book)

    assert factories.source(ada, **{**book, "title": "HARBOURS"}) == first
    assert factories.source(ada, **{**book, "author": "M. Ole"}) != first
    assert factories.source(ada, **{**book, "kind": "interview"}) != first


def test_a_source_is_known_only_in_its_own_newsroom(ada: Member) -> None:
    _, other = factories.newsroom()
    url = "https://lindau.example/minutes/7"

    assert factories.source(ada, url=url) != factories.source(other, url=url)


def test_a_web_page_has_an_address(ada: Member) -> None:
    with pytest.raises(Unacceptable) as refusal:
        factories.source(ada, url="")
    assert refusal.value.details["rule"] == "web_page_has_an_address"


def test_the_first_evidence_brings_a_claim_into_progress(claim: Claim, ada: Member) -> None:
    factories.evidence(claim, ada)

    assert Claim.objects.get(pk=claim.pk).stage == Stage.IN_PROGRESS


def test_evidence_quotes_or_explains(claim: Claim, ada: Member) -> None:
    factories.evidence(claim, ada, quote="", note="The page shows an empty table.")

    with pytest.raises(Unacceptable) as refusal:
        factories.evidence(claim, ada, quote=" ", note="")
    assert refusal.value.details == {
        "rule": "evidence_quotes_or_explains",
        "fields": {"quote": ["Quote the source, or say in a note what it shows."]},
    }


def test_a_stance_is_one_of_three(claim: Claim, ada: Member) -> None:
    with pytest.raises(Unacceptable) as refusal:
        factories.evidence(claim, ada, stance="proves")

    assert list(refusal.value.details["fields"]) == ["stance"]


def test_a_claim_holds_a_limited_amount_of_evidence(
    claim: Claim, ada: Member, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "EVIDENCE_PER_CLAIM", 2)
    withdraw_evidence(evidence=factories.evidence(claim, ada), revision=1, by=ada)
    factories.evidence(claim, ada)

    with pytest.raises(TooMuchEvidence):
        factories.evidence(claim, ada)
    assert Evidence.objects.filter(claim=claim).count() == 2


def test_withdrawn_evidence_does_not_count_and_comes_back(claim: Claim, ada: Member) -> None:
    evidence = factories.evidence(claim, ada)

    withdraw_evidence(evidence=evidence, revision=1, by=ada)
    assert not Evidence.objects.standing().exists()
    with pytest.raises(Withdrawn):
        withdraw_evidence(evidence=evidence, revision=2, by=ada)
    with pytest.raises(Withdrawn):
        edit_evidence(evidence=evidence, revision=2, by=ada, note="No use.")

    restore_evidence(evidence=evidence, revision=2, by=ada)
    assert Evidence.objects.standing().get() == evidence
    with pytest.raises(NotWithdrawn):
        restore_evidence(evidence=evidence, revision=3, by=ada)

    kinds = [event.kind for event in Event.objects.about_claim(claim.pk)]
    assert kinds[-3:] == ["evidence.cited", "evidence.withdrawn", "evidence.restored"]


def test_evidence_that_somebody_else_changed_is_not_withdrawn_unseen(
    claim: Claim, ada: Member
) -> None:
    evidence = factories.evidence(claim, ada)
    edit_evidence(evidence=evidence, revision=1, by=ada, quote="A payment was made.")

    with pytest.raises(Stale):
        withdraw_evidence(evidence=evidence, revision=1, by=ada)
    assert Evidence.objects.standing().get().quote == "A payment was made."


def test_one_source_serves_many_claims(ada: Member) -> None:
    source = factories.source(ada)
    version = factories.version(ada)
    for exact in (factories.SENTENCE, "Nobody was surprised."):
        factories.evidence(factories.claim(ada, version, exact), ada, source)

    assert Source.objects.get().evidence.count() == 2
