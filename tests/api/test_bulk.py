"""Many at once: all of it, or nothing."""

from typing import Any

import pytest

from annotations.api.urls import in_a_newsroom
from annotations.articles.models import Version
from annotations.claims.actions import set_aside
from annotations.claims.models import Claim, Passage, Stage
from annotations.evidence.models import Evidence
from annotations.history.models import Event, Kind
from annotations.newsrooms.models import Member, Newsroom, Role
from tests import factories
from tests.api import shapes
from tests.api.caller import Caller, told

NOWHERE = "01a204a5-0000-7000-8000-000000000000"


def claim_in(version: Version, exact: str = factories.SENTENCE, **wording: Any) -> dict[str, Any]:
    start = version.text.index(exact)
    return {
        "version": str(version.pk),
        "start": start,
        "end": start + len(exact),
        "exact": exact,
        "statement": exact,
        **wording,
    }


def evidence_in(on: Claim, by: Member, **citation: Any) -> dict[str, Any]:
    source = factories.source(by)
    given = {"stance": "supports", "quote": "No payment was made."}
    return {"claim": str(on.pk), "source": str(source.pk), **given, **citation}


def events(kind: Kind) -> list[Event]:
    return list(Event.objects.filter(kind=kind).order_by("number"))


def test_claims_come_in_together_as_each_would_alone(program: Caller, checker: Member) -> None:
    here, there = factories.version(checker), factories.version(checker)
    bodies = [
        claim_in(here, claimant=" The council ", tags=["money", "Money"]),
        claim_in(there, kind="event", claimed_on="2026-03-02"),
        claim_in(here, "Nobody was surprised."),
    ]
    answer = program.post("claims/bulk/", {"claims": bodies})
    together = list(Claim.objects.order_by("id"))
    assert answer.status_code == 201
    assert answer.json() == {"results": [shapes.claim(claim) for claim in together]}
    assert {"ETag", "Location"}.isdisjoint(answer.headers)

    alone = [program.post("claims/", body).json() for body in bodies]
    for one, other in zip(answer.json()["results"], alone, strict=True):
        names = ("statement", "claimant", "claimed_on", "kind", "tags", "stage", "revision")
        assert [one[name] for name in names] == [other[name] for name in names]
    marked = events(Kind.CLAIM_MARKED)
    assert [event.claim_id for event in marked[:3]] == [claim.pk for claim in together]
    assert [(event.by, event.article_id, event.changes) for event in marked[:3]] == [
        (event.by, event.article_id, event.changes) for event in marked[3:]
    ]
    numbers = list(Event.objects.order_by("number").values_list("number", flat=True))
    assert numbers == list(range(1, len(numbers) + 1))


def test_when_one_is_refused_none_is_marked_and_each_is_told_by_its_index(
    program: Caller, checker: Member
) -> None:
    version = factories.version(checker)
    good = claim_in(version)
    before = Event.objects.count()
    bodies = [
        good,
        {**good, "exact": "The town has spent the money.", "end": good["start"] + 29},
        {**good, "start": 0, "end": 99_999},
        {**good, "statement": " "},
    ]
    problem = told(program.post("claims/bulk/", {"claims": bodies}), 400, "refused-in-bulk")
    differs, outside, empty = problem["errors"]
    assert (differs["pointer"], differs["code"]) == ("#/claims/1", "text-differs")
    assert differs["found"] == version.text[good["start"] : good["start"] + 29]
    assert (outside["pointer"], outside["code"]) == ("#/claims/2", "not-in-the-text")
    assert outside["length"] == len(version.text)
    assert (empty["pointer"], empty["code"]) == ("#/claims/3/statement", "unacceptable")
    assert (Claim.objects.count(), Passage.objects.count(), Event.objects.count()) == (0, 0, before)


def test_what_cannot_be_read_is_told_by_its_index_too(program: Caller, checker: Member) -> None:
    good = claim_in(factories.version(checker))
    bodies = [good, {**good, "start": "0", "stage": "settled"}]
    problem = told(program.post("claims/bulk/", {"claims": bodies}), 400, "not-understood")
    assert [error["pointer"] for error in problem["errors"]] == [
        "#/claims/1/start",
        "#/claims/1/stage",
    ]
    bodies = [good, {**good, "version": NOWHERE}]
    problem = told(program.post("claims/bulk/", {"claims": bodies}), 400, "not-understood")
    assert problem["errors"] == [
        {"pointer": "#/claims/1/version", "detail": "This newsroom has no such version."}
    ]
    for body in ({"claims": []}, {"claims": [good] * 501}, {"claims": good}, {}, [good]):
        told(program.post("claims/bulk/", body), 400, "not-understood")
    assert Claim.objects.count() == 0


def test_a_bulk_that_is_sent_twice_happens_once(program: Caller, checker: Member) -> None:
    body = {"claims": [claim_in(factories.version(checker))] * 2}
    first = program.post("claims/bulk/", body, idempotency_key="monday")
    again = program.post("claims/bulk/", body, idempotency_key="monday")
    assert (first.status_code, again.content) == (201, first.content)
    assert Claim.objects.count() == 2


@pytest.mark.parametrize("count", [1, 3, 500])
def test_a_bulk_takes_the_same_queries_whatever_its_size(
    program: Caller, checker: Member, count: int, django_assert_num_queries: Any
) -> None:
    body = {"claims": [claim_in(factories.version(checker))] * count}
    program.get("claims/")  # notes the token's use
    # the token; size of the texts, the texts; begin, room, holding the article, claims, passages,
    # whether there is a newer version, number and events, commit; the claims and their parts
    with django_assert_num_queries(15):
        assert program.post("claims/bulk/", body).status_code == 201
    claims = [str(claim.pk) for claim in Claim.objects.order_by("id")]
    sources = [str(factories.source(checker).pk) for _ in range(min(count, 20))]
    cited = [
        {"claim": claim, "source": source, "stance": "context", "note": "See there."}
        for claim, source in zip(claims, sources * 25, strict=False)
    ]
    # the token; claims, sources; begin, lock, room, evidence, claims, number and events, commit;
    # the evidence
    with django_assert_num_queries(12):
        assert program.post("evidence/bulk/", {"evidence": cited}).status_code == 201


def test_evidence_comes_in_together_as_each_would_alone(program: Caller, checker: Member) -> None:
    one, other = factories.claim(checker), factories.claim(checker)
    factories.assessment(other, checker)
    bodies = [evidence_in(one, checker), evidence_in(other, checker), evidence_in(one, checker)]
    answer = program.post("evidence/bulk/", {"evidence": bodies})
    found = list(Evidence.objects.order_by("id"))
    assert answer.status_code == 201
    assert answer.json() == {"results": [shapes.evidence(evidence) for evidence in found]}
    for claim, stage in ((one, Stage.IN_PROGRESS), (other, Stage.SETTLED)):
        before = claim.parts_revision
        claim.refresh_from_db()
        assert (claim.stage, claim.parts_revision > before) == (stage, True)
    alone = factories.evidence(one, checker, found[0].source)
    *together, last = events(Kind.EVIDENCE_CITED)
    assert [event.subject_id for event in together] == [evidence.pk for evidence in found]
    assert (together[0].changes, together[0].claim_id) == (last.changes, alone.claim_id)


def test_a_claim_that_was_set_aside_takes_no_evidence_in_bulk(
    program: Caller, checker: Member
) -> None:
    one, other = factories.claim(checker), factories.claim(checker)
    set_aside(claim=other, reasons="Gossip.", by=checker)
    bodies = [evidence_in(one, checker), evidence_in(other, checker)]
    problem = told(program.post("evidence/bulk/", {"evidence": bodies}), 400, "refused-in-bulk")
    says = "This claim was set aside. Take it up again first."
    error = {"pointer": "#/evidence/1", "detail": says, "code": "set-aside"}
    assert problem["errors"] == [error]
    problem = told(
        program.post("evidence/bulk/", {"evidence": [evidence_in(one, checker, claim=NOWHERE)]}),
        400,
        "not-understood",
    )
    assert problem["errors"][0]["pointer"] == "#/evidence/0/claim"
    assert Evidence.objects.count() == 0


def test_who_may_not_mark_one_may_not_mark_many(room: Newsroom, checker: Member) -> None:
    reader = Caller(factories.member(room, Role.READER, name="Rea Reader"))
    body = {"claims": [claim_in(factories.version(checker))]}
    told(reader.post("claims/bulk/", body), 403, "not-allowed")
    assert {"claims_in_bulk", "evidence_in_bulk"} <= {found.name for found in in_a_newsroom}


def test_the_size_of_a_bulk_is_published(program: Caller) -> None:
    assert program.get("/api/v1/limits").json()["bulk"] == 500
