"""One method decides what somebody sees: every door finds things through visible_to()."""

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from annotations.claims.models import Claim
from annotations.newsrooms.models import Member, Role
from tests import factories
from tests.api.caller import Caller

ROOT = Path(__file__).resolve().parents[1] / "annotations"
DOORS = ("web", "api", "feed", "exports", "matching")
THINGS = {"Article", "Claim", "Source", "Version"}

# Where a thing is taken that was found through visible_to() before, or will be.
FOUND_ELSEWHERE = {
    "api/bulk.py": "handed to named(), which asks visible_to()",
    "api/articles.py": "the versions of articles that were found",
    "api/claims.py": "a claim that was found, locked",
    "exports/archive.py": "the text of a version that an export shows",
    "exports/gathering.py": "what the claims of an export name by id",
    "feed/views.py": "the table of which view_of() asks visible_to()",
    "web/decisions.py": "a claim that was found, locked",
    "web/evidence_order.py": "a claim that was found, locked",
    "web/live.py": "the table of which the stream asks visible_to()",
    "web/undoing.py": "where to go after an undo that was allowed",
}


def uses() -> Iterator[tuple[str, list[str]]]:
    """Each `Thing.objects` in a door, with the names that are called on it."""
    for path in sorted(path for door in DOORS for path in (ROOT / door).rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        above = {child: node for node in ast.walk(tree) for child in ast.iter_child_nodes(node)}
        for node in ast.walk(tree):
            if isinstance(node, ast.Attribute) and ast.unparse(node) in NAMES:
                yield str(path.relative_to(ROOT)), list(_called_on(node, above))


NAMES = {f"{thing}.objects" for thing in THINGS}


def _called_on(node: ast.AST, above: dict[ast.AST, ast.AST]) -> Iterator[str]:
    while isinstance(above[node], ast.Attribute | ast.Call):
        node = above[node]
        if isinstance(node, ast.Attribute):
            yield node.attr


def test_every_door_finds_things_through_one_method() -> None:
    around = {path for path, called in uses() if not {"visible_to", "none"} & set(called)}
    assert around <= FOUND_ELSEWHERE.keys()
    assert FOUND_ELSEWHERE.keys() <= around, "no longer needed"


@pytest.fixture
def checker(db: None) -> Member:
    return factories.member(factories.newsroom("lindau")[0], Role.CHECKER)


EVERYTHING = [
    *(f"claims/?format={name}" for name in ("json", "ndjson", "csv", "webannotation")),
    *(f"claims/?format={name}" for name in ("claimreview", "averitec")),
    "changes/",
    "queue/needs-me/claims/",
]


def parts_of(claim: Claim) -> list[str]:
    """Where the parts of a claim are read by themselves."""
    passage = claim.passages.get().pk
    return [
        f"passages/{passage}/",
        f"annotations/{passage}/",
        f"evidence/{claim.evidence.get().pk}/",
        f"assessments/{claim.assessments.get().pk}/",
    ]


def test_a_claim_that_visible_to_leaves_out_is_nowhere(
    checker: Member, monkeypatch: pytest.MonkeyPatch
) -> None:
    version = factories.version(checker)
    shown = factories.claim(checker, version, statement="Shown to all.")
    hidden = factories.claim(checker, version, statement="Kept from all.")
    sources = [factories.evidence(claim, checker).source for claim in (shown, hidden)]
    for claim in (shown, hidden):
        factories.assessment(claim, checker)

    rows = type(Claim.objects.all())
    whole = rows.visible_to
    monkeypatch.setattr(
        rows, "visible_to", lambda self, member: whole(self, member).exclude(pk=hidden.pk)
    )
    program, browser = Caller(checker), Client()
    browser.force_login(checker.user)
    room = "/newsrooms/lindau"
    lists = [
        *EVERYTHING,
        f"versions/{version.pk}/annotations/",
        f"sources/{sources[1].pk}/evidence/",
        f"{room}/claims/",
        f"{room}/articles/{version.article_id}/",
    ]
    for path in lists:
        answer = browser.get(path) if path.startswith(room) else program.get(path)
        said = body(answer)
        assert "Kept from all." not in said, path
    assert "Shown to all." in body(program.get("claims/?format=csv"))
    one = f"claims/{hidden.pk}/"
    for path in parts_of(hidden):
        assert program.get(path).status_code == 404, path
    for path in ("", "passages/", "evidence/", "assessments/", "comments/", "events/"):
        assert program.get(f"{one}{path}").status_code == 404, path
    assert browser.get(f"{room}/{one}").status_code == 404
    cited = {"claim": str(hidden.pk), "source": str(sources[0].pk), "stance": "context"}
    refused = program.post("evidence/bulk/", {"evidence": [{**cited, "note": "So."}]})
    assert refused.status_code == 400


def body(answer: Any) -> str:
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return str(content.decode())
