"""Prepared files through the API: asking, watching, downloading in parts, discarding."""

import gzip
import re
import subprocess
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

from annotations.exports import files
from annotations.exports.models import Export
from annotations.newsrooms.models import Member, Newsroom
from tests import factories
from tests.api.caller import Caller, told
from tests.working import waiting, work

ID = "0199f0c4-5c6e-7c11-9a55-3d9a5cf3a001"
DAY = "Mon, 02 Mar 2026 09:12:45 GMT"
ASKED = {"format": "ndjson", "filters": {"q": ["pier"]}}


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(settings, "EXPORTS_ROOT", tmp_path / "exports")
    return tmp_path / "exports"


def prepared(program: Caller, **asked: Any) -> Any:
    """An export that is done, as the program reads it."""
    answer = program.post("exports/", {"format": "csv", **asked})
    assert answer.status_code == 201, answer.content
    work()
    return program.get(path(answer["Location"])).json()


def path(link: str) -> str:
    return link.removeprefix("http://testserver")


def test_an_export_is_asked_for_watched_and_downloaded(program: Caller, checker: Member) -> None:
    factories.claim(checker, statement="The pier is old.")
    factories.claim(checker, statement="The tower is old.")
    made = program.post("exports/", ASKED)
    export = made.json()
    assert (made.status_code, made["Location"]) == (201, export["links"]["self"])
    known = {"id", "asked_at", "expires_at", "links"}
    assert {name: value for name, value in export.items() if name not in known} == {
        **ASKED,
        "state": "waiting",
        "trouble": None,
        "written": 0,
        "total": 1,
        "size": None,
        "sha256": "",
        "begun_at": None,
        "ended_at": None,
        "revision": 1,
    }
    told(program.get(path(export["links"]["file"])), 409, "export-not-ready")
    work()
    done = program.get(path(export["links"]["self"]))
    assert done["ETag"].startswith('"3-')
    assert (done.json()["state"], done.json()["written"]) == ("done", 1)
    assert program.get("exports/?state=done").json()["results"] == [done.json()]
    assert program.get("exports/?state=failed").json()["results"] == []

    file = program.get(path(export["links"]["file"]))
    assert file.status_code == 200
    assert file["Content-Type"] == "application/gzip"
    assert file["Accept-Ranges"] == "bytes"
    assert file["ETag"] == f'"{done.json()["sha256"]}"'
    assert file["Cache-Control"] == "private, no-cache"
    assert re.fullmatch(
        r'attachment; filename="lindau-claims-ndjson-\d{8}-\d{4}\.ndjson\.gz"',
        file["Content-Disposition"],
    )
    body = file.getvalue()
    assert int(file["Content-Length"]) == len(body) == done.json()["size"]
    assert gzip.decompress(body) == program.get("claims/?q=pier&format=ndjson").getvalue()


def test_a_workbook_comes_as_it_is(program: Caller, checker: Member) -> None:
    factories.claim(checker)
    file = program.get(path(prepared(program, format="xlsx")["links"]["file"]))
    assert file["Content-Type"].endswith("spreadsheetml.sheet")
    assert file["Content-Disposition"].endswith('.xlsx"')


@pytest.mark.parametrize(
    ("headers", "status", "part", "content_range"),
    [
        ({}, 200, slice(None), None),
        ({"range": "bytes=10-"}, 206, slice(10, None), "bytes 10-{last}/{size}"),
        ({"range": "bytes=10-19"}, 206, slice(10, 20), "bytes 10-19/{size}"),
        ({"range": "bytes=0-99999"}, 206, slice(None), "bytes 0-{last}/{size}"),
        ({"range": "bytes=-10"}, 206, slice(-10, None), "bytes {tenth}-{last}/{size}"),
        ({"range": "bytes=0-1,5-6"}, 200, slice(None), None),
        ({"range": "bytes=9-1"}, 200, slice(None), None),
        ({"range": "lines=1-"}, 200, slice(None), None),
        (
            {"range": "bytes=10-", "if_range": "{tag}"},
            206,
            slice(10, None),
            "bytes 10-{last}/{size}",
        ),
        ({"range": "bytes=10-", "if_range": '"other"'}, 200, slice(None), None),
        (
            {"range": "bytes=10-", "if_range": DAY},
            200,
            slice(None),
            None,
        ),
    ],
)
def test_a_part_of_a_file_can_be_asked_for(
    program: Caller,
    checker: Member,
    headers: dict[str, str],
    status: int,
    part: slice,
    content_range: str | None,
) -> None:
    factories.claim(checker)
    address = path(prepared(program)["links"]["file"])
    whole = program.get(address).getvalue()
    tag = program.get(address)["ETag"]
    given = {name: value.replace("{tag}", tag) for name, value in headers.items()}
    answer = program.get(address, **given)
    size = len(whole)
    said = content_range and content_range.format(size=size, last=size - 1, tenth=size - 10)
    assert (answer.status_code, answer.get("Content-Range")) == (status, said)
    assert answer.getvalue() == whole[part]
    assert int(answer["Content-Length"]) == len(whole[part])


@pytest.mark.parametrize("asked", ["bytes={size}-", "bytes=-0", "bytes=999999-1000000"])
def test_a_part_behind_the_end_is_refused_with_the_length(
    program: Caller, checker: Member, asked: str
) -> None:
    export = prepared(program)
    size = export["size"]
    answer = program.get(path(export["links"]["file"]), range=asked.format(size=size))
    assert told(answer, 416, "range-beyond-end")["size"] == size
    assert answer["Content-Range"] == f"bytes */{size}"


def test_what_is_known_is_not_sent_again_and_head_sends_nothing(program: Caller) -> None:
    export = prepared(program)
    address = path(export["links"]["file"])
    tag = f'"{export["sha256"]}"'
    assert program.get(address, if_none_match=tag).status_code == 304
    head = program.send("HEAD", address, range="bytes=5-")
    assert (head.status_code, head.getvalue()) == (200, b"")
    assert int(head["Content-Length"]) == export["size"]
    assert head["ETag"] == tag


def test_a_file_that_was_lost_is_said_to_be_gone(program: Caller) -> None:
    export = prepared(program)
    files.remove(Export.objects.get().file)
    told(program.get(path(export["links"]["file"])), 410, "export-file-gone")


def test_nobody_else_sees_an_export(program: Caller, room: Newsroom) -> None:
    export = prepared(program)
    colleague = Caller(factories.member(room))
    admin = Caller(room.member_set.get(role="admin"))
    stranger = Caller(factories.newsroom("bregenz")[1])
    for other in (colleague, admin, stranger):
        for link in ("self", "file"):
            address = path(export["links"][link])
            known, unknown = (
                other.get(found) for found in (address, address.replace(export["id"], ID))
            )
            told(known, 404, "not-found")
            assert known.content == unknown.content
        told(other.delete(path(export["links"]["self"]), if_match='"3"'), 404, "not-found")
    assert colleague.get("exports/").json()["results"] == []


def test_an_export_is_discarded_as_it_was_read(
    program: Caller, folder: Path, django_capture_on_commit_callbacks: Any
) -> None:
    address = path(prepared(program)["links"]["self"])
    told(program.delete(address), 428, "precondition-required")
    stale = told(program.delete(address, if_match='"1"'), 412, "stale")
    assert stale["current"]["state"] == "done"
    with django_capture_on_commit_callbacks(execute=True):
        answer = program.delete(address, if_match=program.get(address)["ETag"])
    assert (answer.status_code, answer.content) == (204, b"")
    assert list(folder.iterdir()) == []
    told(program.get(address), 404, "not-found")


def test_asking_twice_with_one_key_asks_once(program: Caller) -> None:
    first, second = (
        program.post("exports/", {"format": "csv"}, idempotency_key="nightly") for _ in range(2)
    )
    assert first.content == second.content
    assert second["Idempotent-Replayed"] == "true"
    assert len(waiting()) == Export.objects.count() == 1


@pytest.mark.parametrize(
    ("body", "pointers"),
    [
        ({}, ["#/format"]),
        ({"format": "pdf"}, ["#/format"]),
        ({"format": "csv", "filters": {"stage": "open"}}, ["#/filters/stage"]),
        ({"format": "csv", "filters": {"stage": ["lost"]}}, ["#/filters/stage"]),
        ({"format": "csv", "filters": {"colour": ["red"]}}, ["#/filters/colour"]),
        ({"format": "csv", "limit": 10}, ["#/limit"]),
    ],
)
def test_what_is_not_understood_is_named(
    program: Caller, body: dict[str, Any], pointers: list[str]
) -> None:
    answer = program.post("exports/", body)
    assert answer.status_code == 400
    assert [error["pointer"] for error in answer.json()["errors"]] == pointers


def test_too_many_are_refused(program: Caller) -> None:
    for _ in range(3):
        program.post("exports/", {"format": "csv"})
    told(program.post("exports/", {"format": "csv"}), 409, "too-many-exports-under-way")


def test_a_token_for_reading_prepares_nothing(program: Caller, checker: Member) -> None:
    reading = Caller(checker, scopes=["read"])
    told(reading.post("exports/", {"format": "csv"}), 403, "scope-missing")
    assert reading.get(path(prepared(program)["links"]["file"])).status_code == 200


@pytest.mark.django_db(transaction=True)
def test_curl_goes_on_where_a_download_broke(
    program: Caller, checker: Member, live_server: Any, tmp_path: Path
) -> None:
    factories.claim(checker)
    export = prepared(program)
    address = live_server.url + path(export["links"]["file"])
    whole = program.get(path(export["links"]["file"])).getvalue()
    (tmp_path / "claims.csv.gz").write_bytes(whole[:100])
    subprocess.run(
        ["curl", "--silent", "--show-error", "--fail", "--continue-at", "-",
         "--header", f"Authorization: Bearer {program.secret}",
         "--output", "claims.csv.gz", address],
        cwd=tmp_path,
        check=True,
        timeout=30,
    )  # fmt: skip
    assert (tmp_path / "claims.csv.gz").read_bytes() == whole
