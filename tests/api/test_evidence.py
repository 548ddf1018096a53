from typing import Any

import pytest

from annotations.evidence.models import Evidence, Source
from annotations.newsrooms.models import Member
from tests import factories
from tests.api import shapes
from tests.api.caller import Caller, told

NOWHERE = "01a204a5-0000-7000-8000-000000000000"
MINUTES = {
    "kind": "web_page",
    "title": "Minutes of the council",
    "url": "https://lindau.example/minutes",
    "publisher": "Town of Lindau",
    "author": "",
    "published_on": "2026-03-02",
}


def test_a_source_is_added_once_and_then_found(program: Caller) -> None:
    first = program.post("sources/", MINUTES)
    source = Source.objects.get()
    assert (first.status_code, first.json()) == (201, shapes.source(source))
    assert first["Location"] == f"{shapes.API}/sources/{source.pk}/"

    again = program.post(
        "sources/", {**MINUTES, "url": MINUTES["url"] + "?utm_medium=x", "title": "Another title"}
    )
    assert (again.status_code, again.json()) == (200, first.json())
    assert again["ETag"] == first["ETag"]
    assert Source.objects.count() == 1


def test_a_book_needs_no_address_and_a_web_page_does(program: Caller) -> None:
    book = {"kind": "book", "title": "Harbours of the lake", "author": "Ada"}
    assert program.post("sources/", book).status_code == 201
    assert program.post("sources/", {**book, "title": "HARBOURS of the lake"}).status_code == 200
    problem = told(program.post("sources/", {**book, "kind": "web_page"}), 400, "unacceptable")
    assert problem["rule"] == "web_page_has_an_address"
    says = "A web page has an address. Is it a book or an interview?"
    assert problem["errors"] == [{"pointer": "#/url", "detail": says}]


def test_a_source_is_edited_for_all_claims_and_their_etags_follow(
    program: Caller, checker: Member
) -> None:
    claim = factories.claim(checker)
    source = factories.source(checker)
    factories.evidence(claim, checker, source)
    before = program.get(f"claims/{claim.pk}/")["ETag"]

    path = f"sources/{source.pk}/"
    answer = program.patch(path, {"title": "Minutes, corrected"}, if_match='"1"')
    source.refresh_from_db()
    assert (answer.status_code, answer.json()) == (200, shapes.source(source))
    stale = program.patch(path, {"title": "Minutes"}, if_match='"1"')
    assert told(stale, 412, "stale")["current"] == answer.json()

    after = program.get(f"claims/{claim.pk}/", if_none_match=before)
    assert after.status_code == 200  # its source reads otherwise, though the claim did not change
    assert after["ETag"].split("-")[0] == before.split("-")[0]


def test_two_sources_cannot_have_one_address(program: Caller, checker: Member) -> None:
    program.post("sources/", MINUTES)
    other = factories.source(checker)
    body = {"url": MINUTES["url"]}
    problem = told(
        program.patch(f"sources/{other.pk}/", body, if_match='"1"'), 409, "already-there"
    )
    assert problem["rule"] == "source_url_once_per_newsroom"


@pytest.mark.parametrize("count", [1, 3])
def test_a_page_of_sources_takes_the_same_queries_whatever_its_length(
    program: Caller, checker: Member, count: int, django_assert_num_queries: Any
) -> None:
    sources = [factories.source(checker) for _ in range(count)]
    program.get("sources/")  # notes the token's use
    with django_assert_num_queries(2):  # the token, the sources
        answer = program.get("sources/")
    assert answer.json() == {"results": [shapes.source(s) for s in sources], "next": None}


def test_sources_are_found_by_kind_and_address(program: Caller, checker: Member) -> None:
    book = factories.source(checker, kind="book", url="")
    page = factories.source(checker, url="https://lindau.example/minutes")
    by_kind = program.get("sources/?kind=book&kind=dataset").json()["results"]
    by_url = program.get("sources/?url=https://LINDAU.example/minutes").json()["results"]
    assert (by_kind, by_url) == ([shapes.source(book)], [shapes.source(page)])


def test_a_source_is_cited_with_its_exact_words(program: Caller, checker: Member) -> None:
    claim, source = factories.claim(checker), factories.source(checker)
    quote = "“Ödeme yapılmadı” 🙅, said İpek."
    answer = program.post(
        f"claims/{claim.pk}/evidence/",
        {"source": str(source.pk), "stance": "refutes", "quote": quote, "locator": "p. 4"},
    )
    evidence = Evidence.objects.get()
    assert (answer.status_code, answer.json()) == (201, shapes.evidence(evidence))
    assert (evidence.quote, evidence.note) == (quote, "")
    assert answer["Location"] == f"{shapes.API}/evidence/{evidence.pk}/"
    claim.refresh_from_db()
    assert claim.stage == "in_progress"


def test_evidence_quotes_or_explains(program: Caller, checker: Member) -> None:
    claim, source = factories.claim(checker), factories.source(checker)
    body = {"source": str(source.pk), "stance": "context"}
    problem = told(program.post(f"claims/{claim.pk}/evidence/", body), 400, "unacceptable")
    assert problem["rule"] == "evidence_quotes_or_explains"
    says = "Quote the source, or say in a note what it shows."
    assert problem["errors"] == [{"pointer": "#/quote", "detail": says}]


def test_evidence_needs_a_source_and_a_claim_of_this_newsroom(
    program: Caller, checker: Member
) -> None:
    _, stranger = factories.newsroom("bregenz")
    foreign_source = factories.source(stranger)
    foreign_claim = factories.claim(stranger)
    claim, source = factories.claim(checker), factories.source(checker)
    body = {"source": str(source.pk), "stance": "context", "note": "See there."}
    for pk in (foreign_claim.pk, NOWHERE):
        told(program.post(f"claims/{pk}/evidence/", body), 404, "not-found")
    for pk in (foreign_source.pk, NOWHERE):
        answer = program.post(f"claims/{claim.pk}/evidence/", {**body, "source": str(pk)})
        assert told(answer, 400, "not-understood")["errors"] == [
            {"pointer": "#/source", "detail": "This newsroom has no such source."}
        ]


def test_a_citation_is_edited_as_it_was_read(program: Caller, checker: Member) -> None:
    evidence = factories.evidence(factories.claim(checker), checker)
    path = f"evidence/{evidence.pk}/"
    answer = program.patch(path, {"note": "Signed."}, if_match=program.get(path)["ETag"])
    evidence.refresh_from_db()
    assert (answer.status_code, answer.json()) == (200, shapes.evidence(evidence))
    assert (evidence.note, evidence.quote) == ("Signed.", "No payment was made.")
    stale = program.patch(path, {"note": "Unsigned."}, if_match='"1"')
    assert told(stale, 412, "stale")["current"] == answer.json()
    told(program.patch(path, {"source": NOWHERE}, if_match='"2"'), 400, "not-understood")


def test_evidence_is_withdrawn_and_restored(program: Caller, checker: Member) -> None:
    claim = factories.claim(checker)
    evidence = factories.evidence(claim, checker)
    path = f"evidence/{evidence.pk}/"
    told(program.delete(path), 428, "precondition-required")

    withdrawn = program.delete(path, if_match='"1"')
    evidence.refresh_from_db()
    assert (withdrawn.status_code, withdrawn.json()) == (200, shapes.evidence(evidence))
    assert withdrawn.json()["withdrawn"]["by"] == shapes.who(checker)
    assert program.get(f"claims/{claim.pk}/").json()["evidence"] == []
    told(program.delete(path, if_match=withdrawn["ETag"]), 409, "withdrawn")
    told(program.patch(path, {"note": "x"}, if_match=withdrawn["ETag"]), 409, "withdrawn")
    told(program.post(path + "restore/", if_match='"1"'), 412, "stale")

    restored = program.post(path + "restore/", if_match=withdrawn["ETag"])
    assert (restored.status_code, restored.json()["withdrawn"]) == (200, None)
    told(program.post(path + "restore/", if_match=restored["ETag"]), 409, "not-withdrawn")


@pytest.mark.parametrize("count", [1, 3])
def test_a_page_of_evidence_takes_the_same_queries_whatever_its_length(
    program: Caller, checker: Member, count: int, django_assert_num_queries: Any
) -> None:
    claim = factories.claim(checker)
    evidence = [factories.evidence(claim, checker) for _ in range(count)]
    factories.evidence(claim, checker, stance="refutes")
    path = f"claims/{claim.pk}/evidence/?stance=supports"
    program.get(path)  # notes the token's use
    with django_assert_num_queries(3):  # the token, the claim, its evidence
        answer = program.get(path)
    assert answer.json() == {"results": [shapes.evidence(e) for e in evidence], "next": None}


def test_a_claim_holds_at_most_two_hundred_pieces_of_evidence(
    program: Caller, checker: Member, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("annotations.limits.EVIDENCE_PER_CLAIM", 1)
    claim, source = factories.claim(checker), factories.source(checker)
    body = {"source": str(source.pk), "stance": "context", "note": "See there."}
    assert program.post(f"claims/{claim.pk}/evidence/", body).status_code == 201
    told(program.post(f"claims/{claim.pk}/evidence/", body), 422, "too-much-evidence")
