"""docs/exports.md shows how a file is prepared; here it is done."""

import os
import re
import subprocess
from pathlib import Path
from typing import Any

import pytest

from annotations.newsrooms.models import Role
from tests import factories
from tests.api.caller import Caller
from tests.patience import wait_for
from tests.working import waiting, work

GUIDE = Path(__file__).resolve().parents[2] / "docs" / "exports.md"
SNIPPET = re.compile(r"^```sh\n(.*?)^```$", re.DOTALL | re.MULTILINE)
BEFORE = """
set -euo pipefail
call() {
  curl --silent --show-error --write-out '\\n' --header "Authorization: Bearer $TOKEN" \
    --header "Content-Type: application/json" "$@"
}
field() { python3 -c "import json, sys; print(json.load(sys.stdin)$1)"; }
"""


@pytest.mark.django_db(transaction=True)
def test_the_way_to_a_prepared_file_works(live_server: Any, tmp_path: Path) -> None:
    member = factories.member(factories.newsroom("lindau")[0], Role.CHECKER)
    factories.assessment(factories.claim(member), member)
    snippets = [one for one in SNIPPET.findall(GUIDE.read_text(encoding="utf-8")) if "call" in one]
    program = subprocess.Popen(
        ["bash", "-c", "\n".join([BEFORE, *snippets])],
        cwd=tmp_path,
        env=os.environ
        | {
            "TOKEN": Caller(member).secret,
            "API": f"{live_server.url}/api/v1/newsrooms/lindau",
        },
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    wait_for(waiting)
    assert work() == ["write_export"]
    said, complaints = program.communicate(timeout=30)
    assert (complaints, program.returncode) == ("", 0), said
    lines = said.split()
    assert lines[0] == "304"
    assert lines[-4] == "done"
    assert lines[-3] == lines[-2]  # what we say it is, and what curl has got
