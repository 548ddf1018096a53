"""How many prepared files there may be, and for how long they are kept."""

from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from django.utils import timezone

from annotations import limits
from annotations.errors import Stale
from annotations.exports import files
from annotations.exports.actions import discard_export
from annotations.exports.models import Export, State, Trouble
from annotations.exports.refusals import TooManyExports, TooManyUnderWay
from annotations.exports.tasks import tidy_exports
from annotations.newsrooms.actions import end_membership
from annotations.newsrooms.models import Member, Role
from tests import factories
from tests.exports.preparing import asked, names, prepared
from tests.working import work


@pytest.fixture
def checker(db: None) -> Member:
    return factories.member(factories.newsroom("lindau")[0], Role.CHECKER)


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(settings, "EXPORTS_ROOT", tmp_path / "exports")
    return tmp_path / "exports"


def test_only_so_many_are_prepared_at_once_and_kept(checker: Member) -> None:
    colleague = factories.member(checker.newsroom)
    first = asked(checker)
    for _ in range(limits.EXPORTS_UNDER_WAY - 1):
        asked(checker)
    with pytest.raises(TooManyUnderWay):
        asked(colleague)
    discard_export(export=first, revision=1, by=checker)
    asked(colleague)
    work()
    for _ in range(limits.EXPORTS - limits.EXPORTS_UNDER_WAY + 1):
        prepared(checker)
    with pytest.raises(TooManyExports):
        asked(checker)
    prepared(colleague)


def test_a_discarded_export_is_gone_with_its_file(
    checker: Member, folder: Path, django_capture_on_commit_callbacks: Any
) -> None:
    export = prepared(checker)
    with pytest.raises(Stale):
        discard_export(export=export, revision=1, by=checker)
    with django_capture_on_commit_callbacks(execute=True):
        discard_export(export=export, revision=export.revision, by=checker)
    assert (Export.objects.count(), names(folder)) == (0, set())
    discard_export(export=export, revision=export.revision, by=checker)


def test_what_is_discarded_before_it_was_begun_is_never_written(
    checker: Member, folder: Path
) -> None:
    export = asked(checker)
    discard_export(export=export, revision=1, by=checker)
    assert work() == ["write_export"]
    assert names(folder) == set()


def test_who_has_left_gets_no_file(checker: Member, folder: Path) -> None:
    export = asked(checker)
    end_membership(member=checker, revision=checker.revision, by=checker)
    work()
    tidy_exports()
    export.refresh_from_db()
    assert (export.state, export.trouble) == (State.FAILED, Trouble.INTERRUPTED)
    assert not Export.objects.visible_to(checker).exists()


def test_after_a_week_row_and_file_are_removed(checker: Member, folder: Path) -> None:
    old, fresh = prepared(checker), prepared(checker)
    Export.objects.filter(pk=old.pk).update(expires_at=timezone.now())
    tidy_exports()
    assert list(Export.objects.all()) == [fresh]
    assert names(folder) == {fresh.file}


def test_an_export_whose_job_is_lost_has_failed(checker: Member) -> None:
    lost, waiting = asked(checker), asked(checker)
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM procrastinate_jobs WHERE id = %s", [lost.job])
    tidy_exports()
    states = {export.pk: (export.state, export.trouble) for export in Export.objects.all()}
    assert states == {
        lost.pk: (State.FAILED, Trouble.INTERRUPTED),
        waiting.pk: (State.WAITING, ""),
    }


def test_half_a_file_that_nobody_writes_any_more_is_swept_away(
    checker: Member, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    export = prepared(checker)
    (folder / "unknown.part").touch()
    (folder / f"{export.file}.part").touch()
    tidy_exports()
    assert names(folder) == {export.file, "unknown.part", f"{export.file}.part"}
    monkeypatch.setattr(files, "LOST_AFTER", -1.0)
    tidy_exports()
    assert names(folder) == {export.file, f"{export.file}.part"}
