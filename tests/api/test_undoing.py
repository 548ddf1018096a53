"""Undoing through the API."""

import json
from typing import Any

import pytest
from django.test import RequestFactory

from annotations.api.claims import OneClaim
from annotations.claims.actions import edit_claim
from annotations.history.models import Event
from annotations.newsrooms.models import Member, Role
from annotations.undoing.actions import undo as undo_action
from tests import factories
from tests.api import shapes
from tests.api.caller import Caller, told
from tests.undoing.deeds import last_event

pytestmark = pytest.mark.django_db


def step(event: Event | None) -> dict[str, Any] | None:
    return event and {
        "number": event.number,
        "kind": event.kind,
        "subject": {"type": event.subject_type, "id": str(event.subject_id)},
        "at": shapes.moment(event.at),
        "undoes": event.undoes,
        "links": {"undo": f"{shapes.API}/changes/{event.number}/undo/"},
    }


def undo(program: Caller, event: Event, **headers: str) -> Any:
    return program.post(f"changes/{event.number}/undo/", **headers)


def test_a_mark_is_undone_and_redone(program: Caller) -> None:
    claim = factories.claim(program.member)
    article = claim.passages.get().version.article_id
    mark = last_event()
    assert program.get(f"claims/{claim.pk}/undo/").json() == {"undo": step(mark), "redo": None}

    answer = undo(program, mark)
    gone = last_event()
    assert (answer.status_code, answer.json()) == (
        200,
        {
            "number": gone.number,
            "kind": "claim.unmarked",
            "subject": {"type": "claim", "id": str(claim.pk)},
            "by": shapes.who(program.member),
            "at": shapes.moment(gone.at),
            "changes": {"statement": [claim.statement, None]},
            "undoes": mark.number,
            "thing": {"type": "claim", "id": str(claim.pk)},
            "deleted": True,
            "now": None,
        },
    )
    told(program.get(f"claims/{claim.pk}/"), 404, "not-found")
    assert program.get("claims/").json()["results"] == []
    assert program.get(f"articles/{article}/undo/").json() == {"undo": None, "redo": step(gone)}
    told(program.get(f"claims/{claim.pk}/undo/"), 404, "not-found")

    answer = undo(program, gone).json()
    assert (answer["kind"], answer["undoes"]) == ("claim.restored", gone.number)
    assert answer["now"] == program.get(f"claims/{claim.pk}/").json()


def test_an_answer_is_told_again_to_who_asks_again(program: Caller) -> None:
    factories.claim(program.member)
    mark = last_event()
    first, second = (undo(program, mark, idempotency_key="once") for _ in range(2))
    assert (first.content, second["Idempotent-Replayed"]) == (second.content, "true")
    assert told(undo(program, mark), 409, "already-undone")


def test_what_changed_since_is_told_in_both_wordings(program: Caller) -> None:
    claim = factories.claim(program.member)
    edit_claim(claim=claim, revision=1, by=program.member, statement="Ours.")
    ours = last_event()
    other = factories.member(program.member.newsroom)
    edit_claim(claim=claim, revision=2, by=other, statement="Theirs.")
    problem = told(undo(program, ours), 409, "changed-since")
    assert problem["wordings"] == {
        "statement": {"was": factories.SENTENCE, "became": "Ours.", "is": "Theirs."}
    }


def test_only_ones_own(program: Caller) -> None:
    factories.claim(factories.member(program.member.newsroom))
    told(undo(program, last_event()), 403, "not-yours")


def test_not_as_a_reader_and_not_with_a_token_that_only_reads(program: Caller) -> None:
    factories.claim(program.member)
    mark = last_event()
    told(undo(Caller(program.member, ["read"]), mark), 403, "scope-missing")
    Member.objects.filter(pk=program.member.pk).update(role=Role.READER)
    told(undo(program, mark), 403, "not-allowed")


@pytest.mark.parametrize("number", [0, 999, 10**30])
def test_what_never_happened_is_not_found(program: Caller, number: int) -> None:
    told(program.post(f"changes/{number}/undo/"), 404, "not-found")


def test_what_happened_elsewhere_is_not_found(program: Caller) -> None:
    stranger = factories.newsroom()[1]
    for _ in range(9):
        factories.claim(stranger)
    told(undo(program, last_event()), 404, "not-found")


def test_it_takes_no_words(program: Caller) -> None:
    factories.claim(program.member)
    path = f"changes/{last_event().number}/undo/"
    told(program.post(path, {"reasons": "So."}), 400, "not-understood")


def test_steps_have_an_etag(program: Caller) -> None:
    claim = factories.claim(program.member)
    tag = program.get(f"claims/{claim.pk}/undo/")["ETag"]
    assert program.get(f"claims/{claim.pk}/undo/", if_none_match=tag).status_code == 304
    undo(program, last_event())
    article = claim.passages.get().version.article_id
    assert program.get(f"articles/{article}/undo/", if_none_match=tag).status_code == 200


def test_who_is_overtaken_by_an_undo_is_told_that_nothing_is_there(program: Caller) -> None:
    """The claim was there when the request began, and another one when it was to be written."""
    claim = factories.claim(program.member)

    class Overtaken(OneClaim):
        def find(self, pk: Any, rows: Any = None) -> Any:
            found = super().find(pk, rows)
            marks = Event.objects.filter(kind="claim.marked")
            if not Event.objects.filter(kind="claim.unmarked").exists():
                undo_action(event=marks.get(), by=program.member)
            return found

    request = RequestFactory().patch(
        program.address(f"claims/{claim.pk}/"),
        json.dumps({"claimant": "Ada"}),
        content_type="application/json",
        headers={"authorization": f"Bearer {program.secret}", "if-match": '"1"'},
    )
    slug = program.member.newsroom.slug
    told(Overtaken.as_view()(request, slug=slug, pk=claim.pk).render(), 404, "not-found")
