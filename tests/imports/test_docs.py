"""docs/imports.md teaches by doing; here it is done, with a worker beside it."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from annotations.anchoring.relocating import How
from annotations.claims.models import Claim
from annotations.imports.formats import FORMATS
from annotations.imports.models import Outcome
from annotations.imports.options import Options
from annotations.imports.reports import NO_ARTICLE
from annotations.newsrooms.models import Member
from tests import factories

ROOT = Path(__file__).resolve().parents[2]
GUIDE = (ROOT / "docs" / "imports.md").read_text(encoding="utf-8")
SNIPPET = re.compile(r"^```sh\n(.*?)^```$", re.DOTALL | re.MULTILINE)


@pytest.fixture
def ada(transactional_db: None) -> Member:
    return factories.newsroom("lindau")[1]


@pytest.fixture
def around(ada: Member, live_server: Any) -> dict[str, str]:
    """What the snippets find around them."""
    database = os.environ["DATABASE_URL"].rpartition("/")[0]
    return {
        **os.environ,
        "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
        "DATABASE_URL": f"{database}/{connection.settings_dict['NAME']}",
        "SITE": live_server.url,
        "NEWSROOM": ada.newsroom.slug,
        "MEMBER": ada.user.email,
    }


@pytest.fixture
def _worker(around: dict[str, str]) -> Iterator[None]:
    command = [sys.executable, str(ROOT / "manage.py"), "work", "--until-eof"]
    with subprocess.Popen(
        command,
        env=around,
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as worker:
        yield
        assert worker.stdin
        worker.stdin.close()
        worker.wait(timeout=60)


@pytest.mark.slow
@pytest.mark.usefixtures("_worker")
def test_every_snippet_of_the_guide_works(around: dict[str, str], tmp_path: Path) -> None:
    script = "\n".join(["set -euo pipefail", *SNIPPET.findall(GUIDE)])
    script = script.replace(".venv/bin/python manage.py", f"{sys.executable} {ROOT}/manage.py")
    done = subprocess.run(
        ["bash"],
        input=script,
        cwd=tmp_path,
        env=around,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert (done.stderr, done.returncode) == ("", 0), done.stdout
    first = "The bridge costs 84 million crowns."
    assert done.stdout.splitlines() == [
        f"line 2: New: {first}: The rating “false” was not taken as yours.",
        "2 New",
        "Nothing was imported: this was a dry run.",
        "2 New",
        f"line 2: Here already: {first}",
        "line 3: Here already: Nobody was misled.",
        "2 Here already",
        "{'new': 1}",
        "The rating “Pants on fire” fits none here, or several. Say which one it is.",
        "False",
    ]
    assert Claim.objects.count() == 3


def test_the_guide_names_every_format_option_outcome_and_way_of_finding() -> None:
    named = [*FORMATS, *Options.__struct_fields__, *Outcome.values, *How, NO_ARTICLE]
    assert [name for name in named if f"`{name}`" not in GUIDE] == []
