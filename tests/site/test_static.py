"""Style sheets and scripts: from the source tree locally, by hashed names in production."""

import asyncio
import os
import re
import secrets
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.contrib.staticfiles import finders

from factcheck.static import with_static_files
from tests.apart import apart

MANAGE = Path(__file__).resolve().parents[2] / "manage.py"


@pytest.fixture(scope="module")
def gathered(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What `collectstatic` makes of our files in the production profile."""
    var = tmp_path_factory.mktemp("var")
    production = {
        "FACTCHECK_PROFILE": "production",
        "FACTCHECK_URL": "https://check.example.org",
        "FACTCHECK_SECRET_KEY": secrets.token_urlsafe(64),
        "FACTCHECK_VAR": str(var),
    }
    command = [sys.executable, str(MANAGE), "collectstatic", "--noinput", "--verbosity", "0"]
    subprocess.run(command, env=os.environ | production, check=True, capture_output=True)
    return var / "static"


def test_a_module_imports_the_others_by_their_hashed_names(gathered: Path) -> None:
    (main,) = (gathered / "annotations" / "js").glob("main.????????????.js")
    imported = re.findall(r'^import .* from "(.+)";$', main.read_text(), re.MULTILINE)
    assert imported
    assert all((main.parent / name).exists() for name in imported)
    assert all(re.search(r"\.[0-9a-f]{12}\.js$", name) for name in imported)


def test_what_no_page_of_ours_uses_is_not_gathered(gathered: Path) -> None:
    assert not (gathered / "rest_framework").exists()
    assert not (gathered / "drf_spectacular_sidecar" / "redoc").exists()


async def site(_scope: Any, _receive: Any, send: Any) -> None:
    await send({"type": "http.response.start", "status": 404, "headers": []})
    await send({"type": "http.response.body", "body": b"the site"})


def ask(path: str) -> tuple[int, dict[str, str], bytes]:
    """What the site with its static files answers to a GET."""
    sent: list[dict[str, Any]] = []

    async def receive() -> dict[str, Any]:
        return {"type": "http.request"}

    async def send(event: dict[str, Any]) -> None:
        sent.append(event)

    scope = {"type": "http", "method": "GET", "path": path, "headers": [], "query_string": b""}
    apart(lambda: asyncio.run(with_static_files(site)(scope, receive, send)))
    headers = {name.decode(): value.decode() for name, value in sent[0]["headers"]}
    return sent[0]["status"], headers, b"".join(event.get("body", b"") for event in sent[1:])


def test_a_local_site_serves_its_source_tree_and_keeps_nothing() -> None:
    status, headers, body = ask("/static/annotations/js/main.js")
    source = Path(str(finders.find("annotations/js/main.js")))
    assert (status, body) == (200, source.read_bytes())
    assert headers["content-type"] == 'text/javascript; charset="utf-8"'
    assert headers["cache-control"] == "max-age=0, public"
    assert headers["x-content-type-options"] == "nosniff"
    assert "access-control-allow-origin" not in headers


@pytest.mark.parametrize("path", ["/static/nothing.js", "/static/../manage.py", "/static/%00", "/"])
def test_everything_else_is_for_the_site(path: str) -> None:
    assert ask(path)[::2] == (404, b"the site")
