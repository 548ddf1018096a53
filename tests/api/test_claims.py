import pytest

from annotations.claims.actions import set_aside
from annotations.claims.models import Claim, Stage
from annotations.evidence.actions import withdraw_evidence
from annotations.history.models import Event
from annotations.newsrooms.models import Member, Newsroom, Role
from annotations.verdicts.models import Assessment
from tests import factories
from tests.api import shapes
from tests.api.caller import Caller, told

NOWHERE = "01a204a5-0000-7000-8000-000000000000"


def full_claim(by: Member, **wording: object) -> Claim:
    """A claim with two passages' worth of everything: evidence, an assessment, a verdict."""
    claim = factories.claim(by, kind="event", tags=["harbour"], **wording)
    factories.evidence(claim, by)
    factories.assessment(claim, by)
    return claim


def test_a_claim_is_read_with_everything_that_hangs_on_it(program: Caller, checker: Member) -> None:
    claim = full_claim(checker, claimant="The council")
    withdrawn = factories.evidence(claim, checker, stance="refutes")
    withdraw_evidence(evidence=withdrawn, revision=1, by=checker)

    answer = program.get(f"claims/{claim.pk}/")

    claim = Claim.objects.get()
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/json")
    assert answer.json() == shapes.claim(claim)
    assert len(answer.json()["evidence"]) == 1
    assert answer["ETag"].startswith(shapes.etag_of(claim).rstrip('"') + "-")
    assert answer["Cache-Control"] == "private, no-cache"
    assert {"Authorization", "Cookie"} <= set(answer["Vary"].split(", "))


@pytest.mark.parametrize("count", [1, 3])
def test_a_page_of_claims_takes_the_same_queries_whatever_its_length(
    program: Caller, checker: Member, count: int, django_assert_num_queries: object
) -> None:
    claims = [full_claim(checker) for _ in range(count)]
    program.get("claims/")  # notes the token's use
    # the token, the claims, their passages, evidence and assessments
    with django_assert_num_queries(4):
        answer = program.get("claims/")
    claims = list(Claim.objects.order_by("id"))
    assert answer.json() == {"results": [shapes.claim(claim) for claim in claims], "next": None}


def test_a_claim_is_marked_where_a_version_makes_it(program: Caller, checker: Member) -> None:
    version = factories.version(checker)
    start = version.text.index(factories.SENTENCE)
    answer = program.post(
        "claims/",
        {
            "version": str(version.pk),
            "start": start,
            "end": start + len(factories.SENTENCE),
            "exact": factories.SENTENCE,
            "statement": "Lindau has not yet spent the money.",
            "claimant": " The council ",
            "claimed_on": "2026-03-02",
            "kind": "event",
            "tags": ["harbour", "Harbour", "money"],
        },
    )
    claim = Claim.objects.get()
    assert answer.status_code == 201
    assert answer.json() == shapes.claim(claim)
    assert answer["Location"] == f"{shapes.API}/claims/{claim.pk}/"
    assert (claim.claimant, claim.tags) == ("The council", ["harbour", "money"])
    assert (claim.passages.get().start, claim.marked_by) == (start, checker)
    assert program.get(answer["Location"].removeprefix("http://testserver")).json() == (
        answer.json()
    )


def test_nothing_is_marked_where_the_text_says_something_else(
    program: Caller, checker: Member
) -> None:
    version = factories.version(checker)
    body = {"version": str(version.pk), "start": 0, "end": 3, "exact": "The", "statement": "So."}
    problem = told(program.post("claims/", {**body, "exact": "the"}), 409, "text-differs")
    assert (problem["found"], problem["start"], problem["end"]) == ("The", 0, 3)
    problem = told(program.post("claims/", {**body, "end": 9999}), 400, "not-in-the-text")
    assert problem["length"] == len(version.text)
    told(program.post("claims/", {**body, "end": 0}), 400, "not-in-the-text")
    assert Claim.objects.count() == 0


def test_a_version_of_another_newsroom_is_one_that_is_not_there(
    program: Caller, checker: Member
) -> None:
    _, stranger = factories.newsroom("bregenz")
    foreign = str(factories.version(stranger).pk)
    body = {"start": 0, "end": 3, "exact": "The", "statement": "So."}
    problems = [
        told(program.post("claims/", {**body, "version": version}), 400, "not-understood")
        for version in (foreign, NOWHERE)
    ]
    assert (
        problems[0]["errors"]
        == problems[1]["errors"]
        == [{"pointer": "#/version", "detail": "This newsroom has no such version."}]
    )


def test_what_a_claim_cannot_hold_is_named_field_by_field(program: Caller) -> None:
    body = {
        "version": 7,
        "start": 3.0,
        "end": True,
        "statement": "",
        "claimant": None,
        "claimed_on": "2026-02-30",
        "kind": "gossip",
        "tags": ["a", 4],
        "stage": "settled",
        "id": NOWHERE,
        "no/such~field": 1,
    }
    problem = told(program.post("claims/", body), 400, "not-understood")
    known = "statement, claimant, claimed_on, kind, tags, version, start, end, exact"
    unknown = f"This cannot be set. What can: {known}."
    assert {error["pointer"]: error["detail"] for error in problem["errors"]} == {
        "#/version": "Must be a valid UUID.",
        "#/start": "A valid integer is required.",
        "#/end": "A valid integer is required.",
        "#/exact": "This field is required.",
        "#/statement": "This field may not be blank.",
        "#/claimant": "This field may not be null.",
        "#/claimed_on": "Date has wrong format. Use one of these formats instead: YYYY-MM-DD.",
        "#/kind": '"gossip" is none. It is one of: event, number, quote, cause, position.',
        "#/tags/1": "Not a valid string.",
        "#/stage": unknown,
        "#/id": unknown,
        "#/no~1such~0field": unknown,
    }


def test_only_the_given_fields_of_a_wording_change(program: Caller, checker: Member) -> None:
    claim = factories.claim(checker, claimant="The mayor", tags=["money"])
    answer = program.patch(f"claims/{claim.pk}/", {"claimant": "The council"}, if_match='"1"')
    claim.refresh_from_db()
    assert (answer.status_code, answer.json()) == (200, shapes.claim(claim))
    assert (claim.claimant, claim.tags, claim.revision) == ("The council", ["money"], 2)
    assert Event.objects.latest("number").changes == {"claimant": ["The mayor", "The council"]}


def test_what_cannot_be_changed_is_refused_and_not_ignored(
    program: Caller, checker: Member
) -> None:
    claim = factories.claim(checker)
    body = {"stage": "settled", "revision": 9, "start": 3, "statement": "Other words."}
    problem = told(
        program.patch(f"claims/{claim.pk}/", body, if_match='"1"'), 400, "not-understood"
    )
    assert {error["pointer"] for error in problem["errors"]} == {"#/stage", "#/revision", "#/start"}
    claim.refresh_from_db()
    assert (claim.statement, claim.revision) == (factories.SENTENCE, 1)


def test_who_words_a_claim_is_not_disturbed_by_who_adds_evidence(
    program: Caller, checker: Member
) -> None:
    claim = factories.claim(checker)
    read = program.get(f"claims/{claim.pk}/")["ETag"]
    factories.evidence(claim, checker)
    answer = program.patch(f"claims/{claim.pk}/", {"claimant": "The mayor"}, if_match=read)
    assert (answer.status_code, answer.json()["claimant"]) == (200, "The mayor")


def test_a_stale_wording_is_refused_and_told_how_the_claim_stands(
    program: Caller, checker: Member
) -> None:
    claim = factories.claim(checker)
    first = program.patch(f"claims/{claim.pk}/", {"claimant": "The mayor"}, if_match='"1.1"')
    second = program.patch(f"claims/{claim.pk}/", {"claimant": "The council"}, if_match='"1.1"')
    problem = told(second, 412, "stale")
    assert problem["current"] == first.json() == program.get(f"claims/{claim.pk}/").json()
    assert second["ETag"] == first["ETag"]
    claim.refresh_from_db()
    assert claim.claimant == "The mayor"


def test_a_claim_is_set_aside_as_it_was_read_and_taken_up_again(
    program: Caller, checker: Member
) -> None:
    claim = full_claim(checker)
    claim.refresh_from_db()
    read = shapes.etag_of(claim)
    factories.evidence(claim, checker, stance="refutes")

    path = f"claims/{claim.pk}/set-aside/"
    problem = told(program.post(path, {"reasons": "Gossip."}, if_match=read), 412, "stale")
    now = program.get(f"claims/{claim.pk}/")
    assert problem["current"] == now.json()

    answer = program.post(path, {"reasons": "Gossip."}, if_match=now["ETag"])
    assert (answer.status_code, answer.json()["stage"]) == (200, Stage.SET_ASIDE)
    again = program.post(path, {"reasons": "Gossip."}, if_match=answer["ETag"])
    told(again, 409, "set-aside")

    answer = program.post(f"claims/{claim.pk}/take-up/", if_match=answer["ETag"])
    assert (answer.status_code, answer.json()["stage"]) == (200, Stage.SETTLED)
    told(program.post(f"claims/{claim.pk}/take-up/", if_match=answer["ETag"]), 409, "not-set-aside")


def test_setting_aside_takes_reasons_and_an_etag(program: Caller, checker: Member) -> None:
    path = f"claims/{factories.claim(checker).pk}/set-aside/"
    told(program.post(path, {"reasons": "Gossip."}), 428, "precondition-required")
    told(program.post(path, {}, if_match='"1"'), 400, "not-understood")
    told(program.post(path, {"reasons": " "}, if_match='"1"'), 400, "unacceptable")
    told(program.get(path), 405, "method-not-allowed")


def test_the_passages_of_a_claim_can_be_read_alone(program: Caller, checker: Member) -> None:
    claim = factories.claim(checker)
    answer = program.get(f"claims/{claim.pk}/passages/")
    assert answer.json() == {"results": [shapes.passage(claim.passages.get())], "next": None}
    told(program.get(f"claims/{NOWHERE}/passages/"), 404, "not-found")


def test_a_claim_that_two_assess_differently_has_no_verdict(
    program: Caller, checker: Member, room: Newsroom
) -> None:
    claim = full_claim(checker)
    editor = factories.member(room, Role.EDITOR, name="Edna Editor")
    factories.assessment(claim, editor, key="false")
    shown = program.get(f"claims/{claim.pk}/").json()
    assert (shown["verdict"], shown["stage"]) == (None, "in_review")
    assert shown["assessments"] == [shapes.assessment(a) for a in Assessment.objects.order_by("at")]


def test_setting_aside_through_a_page_is_seen_by_programs(program: Caller, checker: Member) -> None:
    claim = factories.claim(checker)
    before = program.get(f"claims/{claim.pk}/")["ETag"]
    set_aside(claim=claim, reasons="Gossip.", by=checker)
    answer = program.get(f"claims/{claim.pk}/", if_none_match=before)
    assert (answer.status_code, answer.json()["stage"]) == (200, Stage.SET_ASIDE)
