"""/claims/{id}/passages/ and /passages/: where articles make a claim."""

from typing import Any

import pytest

from annotations.claims.actions import set_aside
from annotations.claims.models import Claim, Passage
from annotations.history.models import Event
from annotations.newsrooms.models import Member
from tests import factories
from tests.api import shapes
from tests.api.caller import Caller, told

NOWHERE = "0199f0c4-5c6e-7c11-9a55-3d9a5cf3a000"
SECOND = "Nobody was surprised."


@pytest.fixture
def claim(checker: Member) -> Claim:
    return factories.claim(checker)


def place(passage: Passage, exact: str) -> dict[str, Any]:
    start = passage.version.text.index(exact)
    return {"start": start, "end": start + len(exact), "exact": exact}


def test_a_passage_is_added_in_this_article_and_in_another(
    program: Caller, checker: Member, claim: Claim
) -> None:
    first = claim.passages.get()
    elsewhere = factories.claim(checker, exact="“We will wait,”").passages.get()
    for version, where in (
        (first.version_id, place(first, SECOND)),
        (elsewhere.version_id, place(elsewhere, SECOND)),
    ):
        answer = program.post(f"claims/{claim.pk}/passages/", {"version": str(version), **where})
        passage = Passage.objects.latest("id")
        assert (answer.status_code, answer.json()) == (201, shapes.passage(passage))
        assert answer["Location"] == f"{shapes.API}/passages/{passage.pk}/"
        assert answer["ETag"].startswith('"1-')

    claim.refresh_from_db()
    body = program.get(f"claims/{claim.pk}/").json()
    assert body == shapes.claim(claim)
    assert [one["article"] for one in body["passages"]] == [
        str(first.version.article_id),
        str(first.version.article_id),
        str(elsewhere.version.article_id),
    ]
    for version in (first.version_id, elsewhere.version_id):
        found = program.get(f"claims/?version={version}").json()["results"]
        assert str(claim.pk) in [one["id"] for one in found]


def test_a_passage_is_moved_as_it_was_read(program: Caller, claim: Claim) -> None:
    passage = claim.passages.get()
    path = f"passages/{passage.pk}/"
    body = place(passage, "not yet spent")
    told(program.patch(path, body), 428, "precondition-required")

    answer = program.patch(path, body, if_match=program.get(path)["ETag"])
    passage.refresh_from_db()
    assert (answer.status_code, answer.json()) == (200, shapes.passage(passage))
    assert (passage.exact, passage.revision) == ("not yet spent", 2)
    stale = program.patch(path, place(passage, "not yet"), if_match='"1"')
    assert told(stale, 412, "stale")["current"] == answer.json()


def test_a_move_needs_the_whole_place_and_the_words_that_stand_there(
    program: Caller, claim: Claim
) -> None:
    passage = claim.passages.get()
    path = f"passages/{passage.pk}/"
    where = place(passage, "not yet spent")
    problem = program.patch(path, {"start": where["start"]}, if_match='"1"')
    assert [one["pointer"] for one in told(problem, 400, "not-understood")["errors"]] == [
        "#/end",
        "#/exact",
    ]
    other = program.patch(path, {**where, "version": str(passage.version_id)}, if_match='"1"')
    told(other, 400, "not-understood")
    differs = program.patch(path, {**where, "exact": "not ever spent"}, if_match='"1"')
    assert told(differs, 409, "text-differs")["found"] == "not yet spent"
    told(
        program.patch(path, {**where, "end": where["start"]}, if_match='"1"'),
        400,
        "not-in-the-text",
    )
    passage.refresh_from_db()
    assert passage.revision == 1


def test_a_passage_is_withdrawn_and_restored(
    program: Caller, checker: Member, claim: Claim
) -> None:
    passage = factories.passage(claim, checker)
    path = f"passages/{passage.pk}/"
    annotation = f"annotations/{passage.pk}/"
    assert program.get(annotation).status_code == 200

    withdrawn = program.delete(path, if_match='"1"')
    passage.refresh_from_db()
    assert (withdrawn.status_code, withdrawn.json()) == (200, shapes.passage(passage))
    assert withdrawn.json()["withdrawn"]["by"] == shapes.who(checker)
    assert len(program.get(f"claims/{claim.pk}/").json()["passages"]) == 1
    assert len(program.get(f"claims/{claim.pk}/passages/").json()["results"]) == 2
    told(program.get(annotation), 404, "not-found")
    told(program.delete(path, if_match=withdrawn["ETag"]), 409, "passage-withdrawn")
    told(program.post(path + "restore/", if_match='"1"'), 412, "stale")

    restored = program.post(path + "restore/", if_match=withdrawn["ETag"])
    assert (restored.status_code, restored.json()["withdrawn"]) == (200, None)
    told(program.post(path + "restore/", if_match=restored["ETag"]), 409, "passage-not-withdrawn")
    assert program.get(annotation).status_code == 200


def test_the_only_passage_stays(program: Caller, claim: Claim) -> None:
    path = f"passages/{claim.passages.get().pk}/"
    told(program.delete(path, if_match='"1"'), 409, "last-passage")


def test_a_claim_that_was_set_aside_takes_no_passages(
    program: Caller, checker: Member, claim: Claim
) -> None:
    passage = claim.passages.get()
    set_aside(claim=claim, reasons="An opinion.", by=checker)
    body = {"version": str(passage.version_id), **place(passage, SECOND)}
    told(program.post(f"claims/{claim.pk}/passages/", body), 409, "set-aside")


def test_passages_and_versions_of_other_newsrooms_are_not_there(
    program: Caller, claim: Claim
) -> None:
    _, stranger = factories.newsroom("bregenz")
    theirs = factories.claim(stranger).passages.get()
    passage = claim.passages.get()
    for pk in (theirs.pk, NOWHERE):
        told(program.get(f"passages/{pk}/"), 404, "not-found")
        told(program.delete(f"passages/{pk}/", if_match='"1"'), 404, "not-found")
    for pk in (theirs.version_id, NOWHERE):
        body = {"version": str(pk), **place(passage, SECOND)}
        answer = program.post(f"claims/{claim.pk}/passages/", body)
        assert told(answer, 400, "not-understood")["errors"] == [
            {"pointer": "#/version", "detail": "This newsroom has no such version."}
        ]


def test_a_retry_adds_one_passage(program: Caller, claim: Claim) -> None:
    passage = claim.passages.get()
    body = {"version": str(passage.version_id), **place(passage, SECOND)}
    path = f"claims/{claim.pk}/passages/"
    first = program.post(path, body, idempotency_key="twice")
    again = program.post(path, body, idempotency_key="twice")
    assert (first.status_code, again.json()) == (201, first.json())
    assert claim.passages.count() == 2
    told(program.post(path, body), 409, "already-there")


def test_the_feed_tells_of_the_claim(program: Caller, checker: Member, claim: Claim) -> None:
    cursor = program.get("changes/?after=now").json()["cursor"]
    passage = factories.passage(claim, checker)

    (change,) = program.get(f"changes/?after={cursor}").json()["results"]

    claim.refresh_from_db()
    assert (change["kind"], change["number"]) == ("passage.added", Event.objects.count())
    assert change["subject"] == {"type": "passage", "id": str(passage.pk)}
    assert change["thing"] == {"type": "claim", "id": str(claim.pk)}
    assert change["now"] == shapes.claim(claim)


@pytest.mark.parametrize("count", [1, 3])
def test_a_page_of_passages_takes_the_same_queries_whatever_its_length(
    program: Caller, checker: Member, claim: Claim, count: int, django_assert_num_queries: Any
) -> None:
    for exact in ("The council", "on Monday")[: count - 1]:
        factories.passage(claim, checker, exact=exact)
    path = f"claims/{claim.pk}/passages/"
    program.get(path)  # notes the token's use
    with django_assert_num_queries(3):  # the token, the claim, its passages
        assert len(program.get(path).json()["results"]) == count
