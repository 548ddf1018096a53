"""Nobody's work is overwritten: ETag, If-None-Match and If-Match."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from django.db import connection

from annotations.newsrooms.models import Member
from tests import factories
from tests.api.caller import Caller, told


def test_what_one_has_already_is_not_sent_again(program: Caller, checker: Member) -> None:
    claim = factories.claim(checker)
    passage = claim.passages.get()
    evidence = factories.evidence(claim, checker)
    assessment = factories.assessment(claim, checker)
    for path in (
        "/api/v1/",
        "/api/v1/limits",
        "/api/v1/schema",
        "/api/v1/problems/",
        "",
        f"articles/{passage.version.article_id}/",
        f"versions/{passage.version_id}/",
        f"claims/{claim.pk}/",
        f"evidence/{evidence.pk}/",
        f"sources/{evidence.source_id}/",
        f"assessments/{assessment.pk}/",
    ):
        etag = program.get(path)["ETag"]
        for known in (etag, f"W/{etag}", f'"0", {etag}', "*"):
            answer = program.get(path, if_none_match=known)
            assert (answer.status_code, answer.content, answer["ETag"]) == (304, b"", etag), path
        assert program.get(path, if_none_match='"0"').status_code == 200


def test_an_etag_follows_everything_that_a_claim_shows(program: Caller, checker: Member) -> None:
    claim = factories.claim(checker)
    path = f"claims/{claim.pk}/"
    etags = [program.get(path)["ETag"]]
    factories.evidence(claim, checker)
    etags.append(program.get(path)["ETag"])
    factories.assessment(claim, checker)
    etags.append(program.get(path)["ETag"])
    claim.refresh_from_db()
    program.patch(path, {"tags": ["harbour"]}, if_match=f'"{claim.revision}"')
    etags.append(program.get(path)["ETag"])
    checker.user.name = "Cem the Checker"
    checker.user.save()
    etags.append(program.get(path)["ETag"])
    assert len(set(etags)) == 5
    assert [etag.strip('"').split("-")[0] for etag in etags] == ["1.1", "1.2", "1.4", "2.4", "2.4"]


GOOD = ['"1"', '"1.1"', '"1.7"', '"1.1-0123456789abcdef"', 'W/"1.1"', ' "1" ']
STALE = ['"2"', '"0"', '"2.1"', '"nonsense"', '"1."', '""', '"1.1-xyz"', '"99999999999999999999"']
MALFORMED = ["1", "nonsense", '"1', '"1", "2"', '"1""', "W/1", '"é"']


@pytest.mark.parametrize("given", GOOD)
def test_an_etag_that_still_stands_opens_the_way(
    program: Caller, checker: Member, given: str
) -> None:
    path = f"claims/{factories.claim(checker).pk}/"
    assert program.patch(path, {"claimant": "Ada"}, if_match=given).status_code == 200


@pytest.mark.parametrize(
    ("given", "status", "code"),
    [
        *((given, 412, "stale") for given in STALE),
        *((given, 400, "bad-precondition") for given in MALFORMED),
        *((given, 428, "precondition-required") for given in ("", "*")),
    ],
)
def test_any_other_does_not(
    program: Caller, checker: Member, given: str, status: int, code: str
) -> None:
    claim = factories.claim(checker)
    answer = program.patch(f"claims/{claim.pk}/", {"claimant": "Ada"}, if_match=given)
    told(answer, status, code)
    claim.refresh_from_db()
    assert claim.claimant == ""


def test_nothing_changes_when_nothing_differs(program: Caller, checker: Member) -> None:
    path = f"claims/{factories.claim(checker).pk}/"
    before = program.get(path)["ETag"]
    for body in ({}, {"statement": f" {factories.SENTENCE}\n"}):
        answer = program.patch(path, body, if_match=before)
        assert (answer.status_code, answer["ETag"]) == (200, before)


@pytest.mark.django_db(transaction=True)
def test_of_two_edits_at_the_same_moment_one_is_told_it_is_stale(
    program: Caller, checker: Member
) -> None:
    claim = factories.claim(checker)
    path = f"claims/{claim.pk}/"
    together = Barrier(2)

    def edit(body: dict[str, Any], read: str) -> Any:
        try:
            together.wait(10)
            return program.patch(path, body, if_match=read)
        finally:
            connection.close()

    lost = []
    with ThreadPoolExecutor(2) as pool:
        for number in range(20):
            read = program.get(path)["ETag"]
            bodies = [{"claimant": f"Ada {number}"}, {"tags": [f"tag {number}"]}]
            answers = list(pool.map(edit, bodies, [read, read]))
            assert sorted(answer.status_code for answer in answers) == [200, 412]
            winner = next(answer for answer in answers if answer.status_code == 200)
            loser = next(answer for answer in answers if answer.status_code == 412)
            now = program.get(path)
            assert now.json() == winner.json() == told(loser, 412, "stale")["current"]
            assert now["ETag"] == winner["ETag"] == loser["ETag"]
            lost += [
                name
                for name, value in bodies[answers.index(winner)].items()
                if now.json()[name] != value
            ]
    assert lost == []
    claim.refresh_from_db()
    assert claim.revision == 21


@pytest.mark.django_db(transaction=True)
def test_a_claim_is_set_aside_by_one_of_two(program: Caller, checker: Member) -> None:
    claim = factories.claim(checker)
    together = Barrier(2)

    def put_aside(reasons: str) -> Any:
        try:
            together.wait(10)
            body = {"reasons": reasons}
            return program.post(f"claims/{claim.pk}/set-aside/", body, if_match='"1.1"')
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        answers = list(pool.map(put_aside, ["Gossip.", "No claim."]))
    assert sorted(answer.status_code for answer in answers) == [200, 412]
