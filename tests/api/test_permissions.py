"""The law on annotations/newsrooms/permissions.py, as programs meet it."""

from collections.abc import Callable
from typing import Any

import pytest

from annotations.claims.actions import set_aside
from annotations.claims.models import Claim
from annotations.claims.passages import withdraw_passage as withdraw_from
from annotations.evidence.actions import withdraw_evidence
from annotations.newsrooms.models import Member, Newsroom, Role
from tests import factories
from tests.api import shapes
from tests.api.caller import Caller, told

WORKERS = {Role.CHECKER, Role.EDITOR, Role.ADMIN}


def etag(row: Any) -> str:
    row.refresh_from_db()
    return shapes.etag_of(row)


def take_in(caller: Caller, claim: Claim) -> Any:
    return caller.post("articles/", {"title": "T", "text": "Words."})


def edit_article(caller: Caller, claim: Claim) -> Any:
    path = f"articles/{claim.passages.get().version.article_id}/"
    return caller.patch(path, {"author": "Ada"}, if_match='"1"')


def mark(caller: Caller, claim: Claim) -> Any:
    version = str(claim.passages.get().version_id)
    return caller.post(
        "claims/",
        {"version": version, "start": 0, "end": 3, "exact": "The", "statement": "So."},
    )


def edit_claim(caller: Caller, claim: Claim) -> Any:
    return caller.patch(f"claims/{claim.pk}/", {"claimant": "Ada"}, if_match=etag(claim))


def put_aside(caller: Caller, claim: Claim) -> Any:
    path = f"claims/{claim.pk}/set-aside/"
    return caller.post(path, {"reasons": "Gossip."}, if_match=etag(claim))


def take_up(caller: Caller, claim: Claim) -> Any:
    set_aside(claim=claim, reasons="Gossip.", by=claim.marked_by)
    return caller.post(f"claims/{claim.pk}/take-up/", if_match=etag(claim))


def add_source(caller: Caller, claim: Claim) -> Any:
    return caller.post("sources/", {"kind": "book", "title": "Harbours"})


def edit_source(caller: Caller, claim: Claim) -> Any:
    source = factories.source(claim.marked_by)
    return caller.patch(f"sources/{source.pk}/", {"author": "Ada"}, if_match='"1"')


def cite(caller: Caller, claim: Claim) -> Any:
    source = str(factories.source(claim.marked_by).pk)
    body = {"source": source, "stance": "context", "note": "See there."}
    return caller.post(f"claims/{claim.pk}/evidence/", body)


def edit_evidence(caller: Caller, claim: Claim) -> Any:
    evidence = factories.evidence(claim, claim.marked_by)
    return caller.patch(f"evidence/{evidence.pk}/", {"note": "Signed."}, if_match='"1"')


def withdraw(caller: Caller, claim: Claim) -> Any:
    evidence = factories.evidence(claim, claim.marked_by)
    return caller.delete(f"evidence/{evidence.pk}/", if_match='"1"')


def restore(caller: Caller, claim: Claim) -> Any:
    evidence = factories.evidence(claim, claim.marked_by)
    withdraw_evidence(evidence=evidence, revision=1, by=claim.marked_by)
    return caller.post(f"evidence/{evidence.pk}/restore/", if_match='"2"')


def add_passage(caller: Caller, claim: Claim) -> Any:
    version = str(claim.passages.get().version_id)
    body = {"version": version, "start": 0, "end": 3, "exact": "The"}
    return caller.post(f"claims/{claim.pk}/passages/", body)


def move_passage(caller: Caller, claim: Claim) -> Any:
    body = {"start": 0, "end": 3, "exact": "The"}
    return caller.patch(f"passages/{claim.passages.get().pk}/", body, if_match='"1"')


def withdraw_passage(caller: Caller, claim: Claim) -> Any:
    passage = factories.passage(claim, claim.marked_by)
    return caller.delete(f"passages/{passage.pk}/", if_match='"1"')


def restore_passage(caller: Caller, claim: Claim) -> Any:
    passage = factories.passage(claim, claim.marked_by)
    withdraw_from(passage=passage, revision=1, by=claim.marked_by)
    return caller.post(f"passages/{passage.pk}/restore/", if_match='"2"')


def assign(caller: Caller, claim: Claim) -> Any:
    path = f"claims/{claim.pk}/assignment/"
    return caller.patch(path, {"assignee": str(claim.marked_by_id)}, if_match='"0"')


def comment(caller: Caller, claim: Claim) -> Any:
    return caller.post(f"claims/{claim.pk}/comments/", {"text": "Is that so?"})


def resolve(caller: Caller, claim: Claim) -> Any:
    thread = factories.comment(claim, claim.marked_by)
    return caller.post(f"comments/{thread.pk}/resolve/", if_match='"1"')


def assess(caller: Caller, claim: Claim) -> Any:
    body = {"rating": "false", "reasons": "Checked."}
    return caller.post(f"claims/{claim.pk}/assessments/", body)


WRITES: dict[Callable[[Caller, Claim], Any], int] = {
    take_in: 201,
    edit_article: 200,
    mark: 201,
    edit_claim: 200,
    put_aside: 200,
    take_up: 200,
    add_source: 201,
    edit_source: 200,
    cite: 201,
    edit_evidence: 200,
    withdraw: 200,
    restore: 200,
    add_passage: 201,
    move_passage: 200,
    withdraw_passage: 200,
    restore_passage: 200,
    assign: 200,
    comment: 201,
    resolve: 200,
    assess: 201,
}


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize(
    ("write", "status"), WRITES.items(), ids=[write.__name__ for write in WRITES]
)
def test_readers_read_and_the_others_work(
    room: Newsroom, checker: Member, role: Role, write: Any, status: int
) -> None:
    claim = factories.claim(checker)
    caller = Caller(factories.member(room, role, name="Some Member"))
    answer = write(caller, claim)
    if role in WORKERS:
        assert answer.status_code == status, answer.content
    else:
        told(answer, 403, "not-allowed")


@pytest.mark.parametrize("role", Role)
def test_every_member_reads_everything(room: Newsroom, checker: Member, role: Role) -> None:
    claim = factories.claim(checker)
    evidence = factories.evidence(claim, checker)
    assessment = factories.assessment(claim, checker)
    passage = claim.passages.get()
    caller = Caller(factories.member(room, role, name="Some Member"), ["read"])
    for path in (
        "/api/v1/newsrooms/",
        "",
        "articles/",
        f"articles/{passage.version.article_id}/",
        f"articles/{passage.version.article_id}/versions/",
        f"versions/{passage.version_id}/",
        "claims/",
        f"claims/{claim.pk}/",
        f"claims/{claim.pk}/passages/",
        f"passages/{passage.pk}/",
        f"claims/{claim.pk}/evidence/",
        f"claims/{claim.pk}/assessments/",
        f"claims/{claim.pk}/assignment/",
        f"claims/{claim.pk}/comments/",
        f"comments/{factories.comment(claim, checker).pk}/",
        f"articles/{passage.version.article_id}/assignment/",
        f"evidence/{evidence.pk}/",
        f"assessments/{assessment.pk}/",
        "sources/",
        f"sources/{evidence.source_id}/",
        "ratings/",
        "members/",
    ):
        assert caller.get(path).status_code == 200, path
