"""manage.py import tells what it did, line by line."""

from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from annotations.claims.models import Claim
from annotations.newsrooms.models import Member, Role
from tests import factories

pytestmark = pytest.mark.django_db

GOOD = "statement,rating\nThe town is broke.,false\nThe bridge is red.,\n"


@pytest.fixture
def ada() -> Member:
    return factories.newsroom("lindau")[1]


def run(by: Member, file: Path, **options: Any) -> str:
    told = StringIO()
    call_command(
        "import",
        str(file),
        newsroom=by.newsroom.slug,
        member=by.user.email,
        stdout=told,
        **options,
    )
    return told.getvalue()


def written(tmp_path: Path, content: str, name: str = "claims.csv") -> Path:
    file = tmp_path / name
    file.write_text(content, encoding="utf-8")
    return file


def test_a_dry_run_says_what_would_happen(ada: Member, tmp_path: Path) -> None:
    told = run(ada, written(tmp_path, GOOD), dry_run=True)
    assert told.splitlines() == [
        "line 2: New: The town is broke.: The rating “false” was not taken as yours.",
        "2 New",
        "Nothing was imported: this was a dry run.",
    ]
    assert not Claim.objects.exists()


def test_ratings_are_taken_over_and_called_by_other_names(ada: Member, tmp_path: Path) -> None:
    table = GOOD.replace("false", "Cheese")
    assert run(ada, written(tmp_path, table), assess=True, rating=["Cheese=false"]) == "2 New\n"
    held = Claim.objects.get(statement="The town is broke.").assessments.get()
    assert (held.rating.key, held.by) == ("false", ada)


def test_errors_are_told_by_line_and_nothing_comes_in(ada: Member, tmp_path: Path) -> None:
    file = written(tmp_path, f"{GOOD},true\n")
    with pytest.raises(CommandError, match="Nothing was imported: there are errors"):
        run(ada, file)
    assert not Claim.objects.exists()
    assert "line 4: Error: It has no statement." in run(ada, file, leave_out_errors=True)
    assert Claim.objects.count() == 2


@pytest.mark.parametrize(
    ("name", "options", "says"),
    [
        ("claims.json", {}, "Say with --format what it is"),
        ("claims.csv", {"rating": ["Cheese"]}, "--rating takes NAME=KEY"),
        ("claims.csv", {"rating": ["Cheese=cheese"]}, "There is no rating “cheese” here"),
        ("nowhere/claims.csv", {}, "No such file"),
        ("claims.csv", {"format": "averitec"}, "no JSON objects"),
    ],
)
def test_what_cannot_be_done_is_said(
    ada: Member, tmp_path: Path, name: str, options: dict[str, Any], says: str
) -> None:
    written(tmp_path, GOOD, "claims.csv")
    written(tmp_path, GOOD, "claims.json")
    with pytest.raises(CommandError, match=says):
        run(ada, tmp_path / name, **options)


def test_readers_import_nothing_and_only_admins_import_archives(
    ada: Member, tmp_path: Path
) -> None:
    reader = factories.member(ada.newsroom, Role.READER)
    editor = factories.member(ada.newsroom, Role.EDITOR)
    with pytest.raises(CommandError, match="does not allow"):
        run(reader, written(tmp_path, GOOD))
    with pytest.raises(CommandError, match="does not allow"):
        run(editor, written(tmp_path, "{}", "archive.ndjson"))
