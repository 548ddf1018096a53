"""Prepared exports, as the tests need them."""

from pathlib import Path

from annotations.exports import files
from annotations.exports.actions import prepare_export
from annotations.exports.models import Export, State
from annotations.newsrooms.models import Member
from tests.working import work

SITE = "http://testserver"


def asked(by: Member, name: str = "ndjson", **filters: list[str]) -> Export:
    return prepare_export(format=name, filters=filters, site=SITE, by=by)


def prepared(by: Member, name: str = "ndjson", **filters: list[str]) -> Export:
    export = asked(by, name, **filters)
    assert work() == ["write_export"]
    export.refresh_from_db()
    return export


def content(export: Export) -> bytes:
    assert (export.state, export.trouble) == (State.DONE, "")
    return (files.folder() / export.file).read_bytes()


def names(folder: Path) -> set[str]:
    return {file.name for file in folder.iterdir()} if folder.exists() else set()
