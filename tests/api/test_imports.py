"""Imports through the API: sending a file, watching it, reading what became of each line."""

import json
from typing import Any

import pytest

from annotations import limits
from annotations.api.imports import Imports
from annotations.claims.models import Claim
from annotations.imports.models import Import, ImportPiece
from annotations.newsrooms.models import Member, Newsroom, Role
from tests import factories
from tests.api.caller import Caller, told
from tests.working import work

TABLE = b"statement,rating\nThe town is broke.,false\nThe bridge is red.,\n"
CSV = {"content_type": "text/csv"}
BEGUN: dict[str, Any] = {
    "format": "csv",
    "file_name": "claims.csv",
    "size": len(TABLE),
    "options": {
        "assess": True,
        "approximate": False,
        "leave_out_errors": False,
        "ratings": {},
    },
    "dry_run": False,
    "state": "waiting",
    "says": "",
    "total": 0,
    "done": 0,
    "outcomes": {},
    "places": {},
    "ended_at": None,
    "revision": 1,
}


def send(program: Caller, query: str = "", body: bytes = TABLE, **headers: str) -> Any:
    return program.post(f"imports/?{query}", body, **{**CSV, **headers})


def path(link: str) -> str:
    return link.removeprefix("http://testserver")


def test_a_file_is_sent_imported_and_told_of_line_by_line(program: Caller) -> None:
    made = send(program, "name=claims.csv&assess=true")
    begun = made.json()
    assert (made.status_code, made["Location"]) == (201, begun["links"]["self"])
    known = {"id", "at", "by", "links"}
    assert {name: value for name, value in begun.items() if name not in known} == BEGUN
    work()
    done = program.get(path(begun["links"]["self"])).json()
    assert (done["state"], done["total"], done["done"], done["outcomes"]) == (
        "done",
        2,
        2,
        {"new": 2},
    )
    first, second = program.get(path(done["links"]["items"])).json()["results"]
    claim = Claim.objects.get(statement="The town is broke.")
    assert first == {
        "id": first["id"],
        "number": 1,
        "line": 2,
        "statement": "The town is broke.",
        "outcome": "new",
        "says": "",
        "notes": [],
        "places": [],
        "claim": str(claim.pk),
    }
    assert second["line"] == 3
    assert program.get("imports/?state=done").json()["results"] == [done]
    assert not ImportPiece.objects.exists()


def test_what_would_happen_is_told_before_it_does(program: Caller) -> None:
    begun = send(program, "dry_run=true").json()
    work()
    tried = program.get(path(begun["links"]["self"]))
    assert (tried.json()["state"], tried.json()["outcomes"]) == ("tried", {"new": 2})
    assert not Claim.objects.exists()
    [first, _] = program.get(path(begun["links"]["items"])).json()["results"]
    assert (first["claim"], first["notes"]) == (
        None,
        ["The rating “false” was not taken as yours."],
    )
    told(program.post(path(begun["links"]["run"]), {}), 428, "precondition-required")
    run = program.post(path(begun["links"]["run"]), {"assess": True}, if_match=tried["ETag"])
    assert (run.status_code, run.json()["state"], run.json()["revision"]) == (200, "waiting", 2)
    again = program.post(path(begun["links"]["run"]), {}, if_match=tried["ETag"])
    assert told(again, 412, "stale")["current"]["revision"] == 2
    told(program.post(path(begun["links"]["run"]), {}, if_match='"2"'), 409, "import-at-work")
    work()
    assert Claim.objects.get(statement="The town is broke.").assessments.get().rating.key == "false"
    told(program.post(path(begun["links"]["run"]), {}, if_match='"2"'), 409, "import-done")


def test_errors_are_told_by_line_and_the_rest_can_be_imported_without_them(
    program: Caller,
) -> None:
    begun = send(program, body=TABLE + b",true\n").json()
    work()
    refused = program.get(path(begun["links"]["self"])).json()
    assert (refused["state"], refused["outcomes"]) == ("refused", {"new": 2, "error": 1})
    [wrong] = program.get(f"{path(begun['links']['items'])}?outcome=error").json()["results"]
    assert (wrong["line"], wrong["says"]) == (4, "It has no statement.")
    run = program.post(
        path(begun["links"]["run"]), {"leave_out_errors": True}, if_match=f'"{refused["revision"]}"'
    )
    assert run.status_code == 200
    work()
    assert Claim.objects.count() == 2


def test_a_file_that_is_sent_twice_with_one_key_is_imported_once(program: Caller) -> None:
    first = send(program, idempotency_key="once")
    again = send(program, idempotency_key="once")
    assert (again.status_code, again.content) == (201, first.content)
    assert Import.objects.count() == 1
    for query, body in (("assess=true", TABLE), ("", TABLE + b"So.,\n")):
        told(
            send(program, query, body, idempotency_key="once"),
            422,
            "idempotency-key-used-otherwise",
        )


@pytest.mark.parametrize(
    ("content_type", "query", "format_name"),
    [
        ("text/csv; charset=utf-8", "", "csv"),
        ("application/octet-stream", "format=csv", "csv"),
        ('application/ld+json; profile="https://schema.org"', "", "claimreview"),
        ("application/ld+json", "format=webannotation", "webannotation"),
        ("application/json", "format=hypothesis", "hypothesis"),
        (
            'application/json; profile="https://fever.ai/dataset/averitec.html"',
            "",
            "averitec",
        ),
    ],
)
def test_the_format_is_told_by_the_content_type_or_by_name(
    program: Caller, content_type: str, query: str, format_name: str
) -> None:
    answer = send(program, query, b"{}", content_type=content_type)
    assert (answer.status_code, answer.json()["format"]) == (201, format_name)


@pytest.mark.parametrize(
    ("query", "body", "status", "code"),
    [
        ("format=pdf", TABLE, 400, "bad-parameter"),
        ("assess=yes", TABLE, 400, "bad-parameter"),
        ("rating=false", TABLE, 400, "bad-parameter"),
        ("rating=Cheese%3Dcheese", TABLE, 400, "unacceptable"),
        ("colour=red", TABLE, 400, "unknown-parameter"),
        ("name=" + "x" * 301, TABLE, 400, "unacceptable"),
        ("format=csv", b"", 400, "unreadable-file"),
    ],
)
def test_what_is_not_understood_is_refused_at_once(
    program: Caller, query: str, body: bytes, status: int, code: str
) -> None:
    told(send(program, query, body), status, code)
    assert not Import.objects.exists()


def test_without_a_word_on_its_format_a_file_is_refused(program: Caller) -> None:
    problem = told(send(program, content_type="application/json"), 400, "bad-parameter")
    assert "csv, claimreview, webannotation, hypothesis, averitec, archive" in problem["detail"]


def test_a_file_that_is_too_large_is_refused_before_it_is_read(
    program: Caller, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Imports, "longest_body", 10)
    told(send(program), 413, "body-too-large")
    monkeypatch.undo()
    monkeypatch.setattr(limits, "IMPORT", 10)
    told(send(program), 413, "file-too-large")
    assert not ImportPiece.objects.exists()


def test_who_may_not_is_refused(room: Newsroom) -> None:
    reader = Caller(factories.member(room, Role.READER))
    told(send(reader), 403, "not-allowed")
    editor = Caller(factories.member(room, Role.EDITOR))
    told(send(editor, "format=archive"), 403, "not-allowed")
    told(send(Caller(editor.member, ["read"])), 403, "scope-missing")


def test_another_newsroom_sees_nothing_of_it(program: Caller, checker: Member) -> None:
    begun = send(program).json()
    work()
    stranger = Caller(factories.newsroom()[1])
    for name in ("self", "items"):
        told(stranger.get(path(begun["links"][name])), 404, "not-found")
    told(stranger.post(path(begun["links"]["run"]), {}, if_match='"1"'), 404, "not-found")
    elsewhere = path(begun["links"]["self"]).replace(checker.newsroom.slug, "nowhere")
    told(program.get(elsewhere), 404, "not-found")
    assert stranger.get("imports/").json()["results"] == []


def test_an_archive_goes_from_one_newsroom_to_another(room: Newsroom) -> None:
    admin = factories.member(room, Role.ADMIN)
    factories.assessment(factories.claim(admin), admin)
    archive = Caller(admin).get("claims/?format=archive").getvalue()
    other = Caller(factories.newsroom()[1])
    begun = send(other, body=archive, content_type="application/x-ndjson").json()
    assert begun["format"] == "archive"
    work()
    assert other.get(path(begun["links"]["self"])).json()["outcomes"] == {"new": 1}
    assert [json.loads(line).popitem()[0] for line in archive.splitlines()] == [
        "rating",
        "article",
        "version",
        "claim",
    ]
