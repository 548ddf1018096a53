"""Nobody's work is overwritten: ETag, If-None-Match and If-Match."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from django.db import connection

from annotations.api.site import described
from annotations.newsrooms.models import Member
from tests import factories
from tests.api.caller import Caller, told
from tests.api.hostile import Things

# Other tests look at what has no ETag: a file that is not there yet.
READS = [
    path
    for path, operations in described()["paths"].items()
    if "get" in operations and not path.endswith("/file/")
]


@pytest.mark.django_db
def test_what_one_has_already_is_not_sent_again() -> None:
    admin = factories.newsroom()[1]
    program, there = Caller(admin), Things(admin)
    names = {"slug": admin.newsroom.slug, "name": "needs-me", "code": "stale"}
    for path in ["/api/v1/schema", *READS]:
        kind = path.partition("/{id}")[0].rpartition("/")[2]
        address = path.format(**names, id=there.ids.get(kind))
        etag = program.get(address)["ETag"]
        answer = program.get(address, if_none_match=etag)
        assert (answer.status_code, answer.content, answer["ETag"]) == (304, b"", etag), address


def test_one_has_it_in_any_of_several_ways(program: Caller, checker: Member) -> None:
    path = f"claims/{factories.claim(checker).pk}/"
    etag = program.get(path)["ETag"]
    for known in (f"W/{etag}", f'"0", {etag}', "*"):
        assert program.get(path, if_none_match=known).status_code == 304
    assert program.get(path, if_none_match='"0"').status_code == 200


def test_a_page_of_a_list_is_known_until_something_in_it_changes(
    program: Caller, checker: Member
) -> None:
    for _ in range(3):
        factories.claim(checker)
    first = program.get("claims/?limit=2")
    next_page = first.json()["next"].removeprefix("http://testserver")
    second = program.get(next_page)
    factories.claim(checker)
    known = program.get("claims/?limit=2", if_none_match=first["ETag"])
    assert (known.status_code, known["Link"]) == (304, first["Link"])
    assert program.get(next_page, if_none_match=second["ETag"]).status_code == 200


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
            together.wait(30)
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
            together.wait(30)
            body = {"reasons": reasons}
            return program.post(f"claims/{claim.pk}/set-aside/", body, if_match='"1.1"')
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        answers = list(pool.map(put_aside, ["Gossip.", "No claim."]))
    assert sorted(answer.status_code for answer in answers) == [200, 412]
