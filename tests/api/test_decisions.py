"""Decisions, for programs."""

import pytest

from annotations.claims.models import Claim
from annotations.newsrooms.models import Member, Newsroom, Role
from tests import factories
from tests.api import shapes
from tests.api.caller import Caller, told

DECISION = {"rating": "misleading", "reasons": "Half of it is right."}


@pytest.fixture
def editor(room: Newsroom) -> Caller:
    return Caller(factories.member(room, Role.EDITOR, name="Edo Editor"))


@pytest.fixture
def claim(checker: Member, editor: Caller) -> Claim:
    claim = factories.claim(checker)
    factories.assessment(claim, checker, "false")
    factories.assessment(claim, editor.member, "true")
    return claim


def test_an_editor_decides_and_takes_it_back(editor: Caller, claim: Claim) -> None:
    path = f"claims/{claim.pk}/"
    decided = editor.post(f"{path}decide/", DECISION, if_match=editor.get(path)["ETag"])

    assert decided.status_code == 200
    assert decided.json() == shapes.claim(Claim.objects.get())
    assert decided.json()["verdict"]["decision"] == {
        "by": shapes.who(editor.member),
        "reasons": "Half of it is right.",
        "overtaken_at": None,
    }
    back = editor.post(f"{path}undecide/", if_match=decided["ETag"])
    assert (back.status_code, back.json()["verdict"]) == (200, None)
    told(editor.post(f"{path}undecide/", if_match=back["ETag"]), 409, "not-decided")


def test_a_decision_is_about_what_was_read(editor: Caller, claim: Claim) -> None:
    path = f"claims/{claim.pk}/"
    etag = editor.get(path)["ETag"]
    factories.assessment(claim, factories.member(claim.newsroom), "true")

    told(editor.post(f"{path}decide/", DECISION, if_match=etag), 412, "stale")
    told(editor.post(f"{path}decide/", DECISION), 428, "precondition-required")


def test_what_is_wrong_is_said(editor: Caller, program: Caller, claim: Claim) -> None:
    path = f"claims/{claim.pk}/"
    etag = editor.get(path)["ETag"]
    told(program.post(f"{path}decide/", DECISION, if_match=etag), 403, "not-allowed")
    unknown = {**DECISION, "rating": "pink"}
    told(editor.post(f"{path}decide/", unknown, if_match=etag), 400, "not-understood")
    bare = factories.claim(claim.marked_by)
    path = f"claims/{bare.pk}/decide/"
    told(editor.post(path, DECISION, if_match='"1.1"'), 409, "not-assessed")
