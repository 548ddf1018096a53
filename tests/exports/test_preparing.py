"""Claims as a prepared file: the stream's bytes, from one moment, complete or not there."""

import gzip
import json
import stat
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.utils import timezone
from procrastinate.exceptions import JobAborted

from annotations.claims.models import Claim
from annotations.errors import Unacceptable
from annotations.exports import preparing
from annotations.exports.actions import discard_export
from annotations.exports.formats import FORMATS
from annotations.exports.models import Export, State, Trouble
from annotations.exports.refusals import TooManyForFormat
from annotations.newsrooms.models import Member, Role
from tests import factories, working
from tests.apart import apart
from tests.api.caller import Caller
from tests.exports.preparing import asked, content, names, prepared
from tests.working import work


@pytest.fixture
def checker(db: None) -> Member:
    return factories.member(factories.newsroom("lindau")[0], Role.CHECKER)


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(settings, "EXPORTS_ROOT", tmp_path / "exports")
    return tmp_path / "exports"


def settled(by: Member, statement: str) -> Claim:
    claim = factories.claim(by, statement=statement)
    factories.evidence(claim, by)
    factories.assessment(claim, by)
    return claim


@pytest.mark.parametrize("name", [name for name, kind in FORMATS.items() if kind.is_text])
def test_the_file_holds_what_the_stream_would_have_said(checker: Member, name: str) -> None:
    settled(checker, "The pier is old.")
    settled(checker, "The tower is new.")
    factories.claim(checker, statement="The pier is long.")
    stream = Caller(checker).get(f"claims/?q=pier&format={name}").getvalue()
    export = prepared(checker, name, q=["pier"])
    assert gzip.decompress(content(export)) == stream


def test_a_workbook_is_packed_already(checker: Member) -> None:
    settled(checker, "The pier is old.")
    export = prepared(checker, "xlsx")
    assert content(export) == Caller(checker).get("claims/?format=xlsx").getvalue()


def test_a_file_is_known_by_its_size_and_its_digest(checker: Member, folder: Path) -> None:
    for number in range(3):
        factories.claim(checker, statement=f"Claim {number}")
    before = timezone.now()
    waiting = asked(checker)
    assert (waiting.state, waiting.total, waiting.written) == (State.WAITING, 3, 0)
    work()
    export = Export.objects.get()
    found = content(export)
    assert (export.size, export.sha256) == (len(found), sha256(found).hexdigest())
    assert (export.written, export.total) == (3, 3)
    assert before < export.begun_at < export.ended_at == export.expires_at - timedelta(days=7)
    assert names(folder) == {export.file}
    assert len(export.file) == 43
    assert export.file != waiting.file
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_the_same_claims_give_the_same_bytes(checker: Member) -> None:
    factories.claim(checker)
    assert content(prepared(checker)) == content(prepared(checker))


def test_a_format_that_cannot_hold_them_all_is_refused_or_fails(
    checker: Member, monkeypatch: pytest.MonkeyPatch, folder: Path
) -> None:
    monkeypatch.setitem(FORMATS, "xlsx", replace(FORMATS["xlsx"], most=1))
    factories.claim(checker)
    export = asked(checker, "xlsx")
    factories.claim(checker)
    work()
    export.refresh_from_db()
    assert (export.state, export.trouble) == (State.FAILED, Trouble.TOO_MANY)
    assert names(folder) == set()
    with pytest.raises(TooManyForFormat):
        asked(checker, "xlsx")


@pytest.mark.parametrize(
    ("name", "filters", "fields"),
    [
        ("pdf", {}, ["format"]),
        ("csv", {"colour": ["red"]}, ["filters/colour"]),
        ("csv", {"stage": ["lost"]}, ["filters/stage"]),
        ("csv", {"tag": ["x"] * 21}, ["filters"]),
    ],
)
def test_what_cannot_be_asked_for_is_named(
    checker: Member, name: str, filters: dict[str, list[str]], fields: list[str]
) -> None:
    with pytest.raises(Unacceptable) as refused:
        asked(checker, name, **filters)
    assert list(refused.value.details["fields"]) == fields
    assert working.waiting() == []


def test_a_job_that_is_done_twice_changes_nothing(checker: Member, folder: Path) -> None:
    export = prepared(checker)
    preparing.prepare(export.pk, is_ending=lambda: False)
    assert content(export)
    assert names(folder) == {export.file}


def test_a_full_disk_is_said_and_leaves_nothing(
    checker: Member, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    export = asked(checker)
    folder.mkdir()
    (folder / "claims").touch()
    monkeypatch.setattr(settings, "EXPORTS_ROOT", folder / "claims")
    work()
    export.refresh_from_db()
    assert (export.state, export.trouble) == (State.FAILED, Trouble.NOT_WRITTEN)


class Interrupted:
    """Writes claims, and does something in the midst of it."""

    def __init__(self, act: Any) -> None:
        self.act = act

    def __call__(self, claims: Any, _occasion: Any) -> Iterator[bytes]:
        for number, claim in enumerate(claims):
            yield f"{claim.statement}\n".encode()
            if number == 0:
                apart(self.act)


@pytest.fixture
def interrupting(monkeypatch: pytest.MonkeyPatch) -> Any:
    def interrupt(act: Any) -> None:
        monkeypatch.setattr(preparing, "PULSE", 0.0)
        kind = replace(FORMATS["csv"], write=Interrupted(act))
        monkeypatch.setitem(FORMATS, "csv", kind)

    return interrupt


@pytest.mark.django_db(transaction=True)
def test_a_file_is_of_one_moment_and_tells_how_far_it_is(
    checker: Member, interrupting: Any
) -> None:
    for number in range(60):
        factories.claim(checker, statement=f"Claim {number}")
    seen: list[tuple[str, int, int]] = []

    def meanwhile() -> None:
        factories.claim(checker, statement="A late one")
        export = Export.objects.get()
        seen.append((export.state, export.written, export.total))

    interrupting(meanwhile)
    export = prepared(checker, "csv")
    assert gzip.decompress(content(export)).decode().splitlines() == [
        f"Claim {number}" for number in range(60)
    ]
    assert (export.written, export.total) == (60, 60)
    assert seen == [(State.RUNNING, 0, 60)]
    assert (
        json.loads(Caller(checker).get("claims/?limit=200").content)["results"][-1]["statement"]
        == "A late one"
    )


@pytest.mark.django_db(transaction=True)
def test_what_is_discarded_while_it_is_written_stops(
    checker: Member, interrupting: Any, folder: Path
) -> None:
    for number in range(3):
        factories.claim(checker, statement=f"Claim {number}")

    def discard() -> None:
        export = Export.objects.get()
        discard_export(export=export, revision=export.revision, by=checker)

    interrupting(discard)
    asked(checker, "csv")
    work()
    assert (Export.objects.count(), names(folder)) == (0, set())


@pytest.mark.django_db(transaction=True)
def test_a_worker_that_ends_leaves_the_rest_to_the_next(
    checker: Member, monkeypatch: pytest.MonkeyPatch, folder: Path
) -> None:
    monkeypatch.setattr(preparing, "PULSE", 0.0)
    factories.claim(checker)
    export = asked(checker)
    with pytest.raises(JobAborted):
        preparing.prepare(export.pk, is_ending=lambda: True)
    assert names(folder) == set()
    assert work() == ["write_export"]
    export.refresh_from_db()
    assert content(export)
