"""docs/api.md teaches by doing; here it is done."""

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from annotations.claims.models import Claim
from annotations.newsrooms.models import Newsroom
from tests import factories

ROOT = Path(__file__).resolve().parents[2]
SNIPPET = re.compile(r"^```sh\n(.*?)^```$", re.DOTALL | re.MULTILINE)


@pytest.mark.django_db(transaction=True)
def test_every_snippet_of_the_guide_works(room: Newsroom, live_server: Any, tmp_path: Path) -> None:
    member = factories.member(room, name="Ana Admin")
    snippets = SNIPPET.findall((ROOT / "docs" / "api.md").read_text(encoding="utf-8"))
    script = "\n".join(["set -euo pipefail", *snippets])
    script = script.replace(".venv/bin/python manage.py", f"{sys.executable} {ROOT}/manage.py")
    database = os.environ["DATABASE_URL"].rpartition("/")[0]
    done = subprocess.run(
        ["bash"],
        input=script,
        cwd=tmp_path,
        env={
            **os.environ,
            "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
            "DATABASE_URL": f"{database}/{connection.settings_dict['NAME']}",
            "SITE": live_server.url,
            "NEWSROOM": room.slug,
            "MEMBER": member.user.email,
        },
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert (done.stderr, done.returncode) == ("", 0), done.stdout
    claim = Claim.objects.get()
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
