"""What docs/feed.md tells a stranger to do works as it stands."""

import re
from pathlib import Path
from typing import Any

import pytest

from annotations.claims.actions import edit_claim
from annotations.evidence.actions import edit_source
from tests import factories
from tests.api.caller import Caller
from tests.feed.replica import LISTS
from tests.journeys.server import serving

PAGE = Path(__file__).resolve().parents[2] / "docs" / "feed.md"


@pytest.mark.django_db(transaction=True)
def test_the_program_in_the_manual_keeps_a_copy(monkeypatch: pytest.MonkeyPatch) -> None:
    (program,) = re.findall(r"```python\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    _, admin = factories.newsroom("lindau")
    claim = factories.claim(admin)
    evidence = factories.evidence(claim, admin)
    with serving() as site:
        monkeypatch.setenv("FEED", f"{site}/api/v1/newsrooms/lindau/changes/")
        monkeypatch.setenv("TOKEN", Caller(admin).secret)
        manual: dict[str, Any] = {}
        exec(compile(program, PAGE.name, "exec"), manual)
        things, cursor = manual["snapshot"]()
        edit_claim(claim=claim, revision=1, by=admin, statement="It was paid.")
        edit_source(source=evidence.source, revision=1, by=admin, title="New minutes")
        factories.claim(admin)
        assert manual["follow"](things, cursor, wait=20) != cursor
        assert things == manual["snapshot"]()[0]
    assert {kind for kind, _ in things} == LISTS.keys()
    assert things["claim", str(claim.pk)]["statement"] == "It was paid."
