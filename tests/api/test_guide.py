"""docs/api.md teaches by doing; here it is done."""

import json
import os
import re
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from annotations.claims.models import Claim
from annotations.newsrooms.models import Newsroom
from tests import factories
from tests.api.caller import Caller

ROOT = Path(__file__).resolve().parents[2]
SNIPPET = re.compile(r"^```sh\n(.*?)^```$", re.DOTALL | re.MULTILINE)
PROGRAM = re.compile(r"^```python\n(.*?)^```$", re.DOTALL | re.MULTILINE)


@pytest.mark.django_db(transaction=True)
def test_every_snippet_of_the_guide_works(room: Newsroom, live_server: Any, tmp_path: Path) -> None:
    member = factories.member(room, name="Ana Admin")
    guide = (ROOT / "docs" / "api.md").read_text(encoding="utf-8")
    snippets, [program] = SNIPPET.findall(guide), PROGRAM.findall(guide)
    (tmp_path / "replica.py").write_text(program, encoding="utf-8")
    facts = {"SITE": live_server.url, "NEWSROOM": room.slug, "MEMBER": member.user.email}
    done = run("\n".join(["set -euo pipefail", *snippets]), tmp_path, facts)
    assert (done.stderr, done.returncode) == ("", 0), done.stdout
    claim = Claim.objects.earliest("id")
    lines = done.stdout.splitlines()
    assert "The town has not yet spent the money 💶. Nobody minded." in lines
    assert {"True", "412", "304", claim.statement} <= set(lines)
    assert claim.claimant == "Town council"  # as it was: the last edit is undone
    assert lines[-1] == (
        "[{'pointer': '#/version', 'detail': 'This field is required.'}, "
        "{'pointer': '#/start', 'detail': 'This field is required.'}, "
        "{'pointer': '#/end', 'detail': 'This field is required.'}, "
        "{'pointer': '#/exact', 'detail': 'This field is required.'}, "
        "{'pointer': '#/stage', 'detail': 'This cannot be set. What can: statement, claimant, "
        "claimed_on, kind, tags, version, start, end, exact.'}]"
    )
    assert [claim.statement for claim in Claim.objects.order_by("id")[1:]] == [
        "The council voted on Monday.",
        "Nobody minded.",
    ]
    assert {"#/claims/1", "The bridge at Bad Aibling", "Ana Admin", "statement"} <= set(lines)
    # an article, three claims, a source; then one source more
    assert [line for line in lines if line.endswith(" things")] == ["5 things", "6 things"]
    assert replica(tmp_path / "replica.db") == everything(Caller(member), live_server.url)


def run(script: str, here: Path, facts: dict[str, str]) -> "subprocess.CompletedProcess[str]":
    """Do what the guide says, on the tests' database."""
    script = script.replace(".venv/bin/python manage.py", f"{sys.executable} {ROOT}/manage.py")
    database = os.environ["DATABASE_URL"].rpartition("/")[0]
    environment = {
        **os.environ,
        "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
        "DATABASE_URL": f"{database}/{connection.settings_dict['NAME']}",
        **facts,
    }
    return subprocess.run(
        ["bash"],
        input=script,
        cwd=here,
        env=environment,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def replica(path: Path) -> dict[str, Any]:
    """The things in a copy, by type and id."""
    with closing(sqlite3.connect(path)) as copy:
        rows = copy.execute("SELECT type, id, json FROM thing").fetchall()
    return {f"{type_} {pk}": json.loads(text) for type_, pk, text in rows}


def everything(reader: Caller, site: str) -> dict[str, Any]:
    """The things in the newsroom, by type and id, as they are read at `site`."""
    found = {}
    for type_ in ("article", "claim", "source"):
        body = reader.get(f"{type_}s/").content.decode().replace("http://testserver", site)
        found |= {f"{type_} {row['id']}": row for row in json.loads(body)["results"]}
    return found
