"""Comments, for programs."""

from typing import Any

import pytest

from annotations.newsrooms.models import Member, Newsroom, Role
from annotations.teamwork.models import Comment
from tests import factories
from tests.api import shapes
from tests.api.caller import Caller, told


def test_a_program_comments_answers_and_mentions(
    program: Caller, checker: Member, room: Newsroom
) -> None:
    bea = factories.member(room, name="Bea Berg")
    path = f"claims/{factories.claim(checker).pk}/comments/"

    first = program.post(path, {"text": "😀 @Bea, is that so?"})
    answer = program.post(path, {"text": "It is.", "thread": first.json()["id"]})

    assert (first.status_code, answer.status_code) == (201, 201)
    rows = list(Comment.objects.order_by("id"))
    assert [first.json(), answer.json()] == [shapes.comment(row) for row in rows]
    assert first.json()["mentions"] == [{"member": shapes.who(bea), "start": 2, "end": 6}]
    assert answer.json()["thread"] == first.json()["id"]
    assert first["Location"] == f"{shapes.API}/comments/{rows[0].pk}/"


def test_a_thread_is_resolved_and_reopened(program: Caller, checker: Member) -> None:
    thread = factories.comment(factories.claim(checker), checker)
    path = f"comments/{thread.pk}/"

    done = program.post(f"{path}resolve/", if_match=program.get(path)["ETag"])
    thread.refresh_from_db()
    assert (done.status_code, done.json()) == (200, shapes.comment(thread))
    assert done.json()["resolved"]["by"] == shapes.who(checker)
    told(program.post(f"{path}resolve/", if_match='"2"'), 409, "resolved")
    told(program.post(f"{path}reopen/", if_match='"1"'), 412, "stale")

    again = program.post(f"{path}reopen/", if_match=done["ETag"])
    assert (again.status_code, again.json()["resolved"]) == (200, None)
    told(program.post(f"{path}reopen/", if_match='"3"'), 409, "not-resolved")


def test_only_ones_own_words_are_changed(program: Caller, checker: Member, room: Newsroom) -> None:
    claim = factories.claim(checker)
    mine = factories.comment(claim, checker)
    theirs = factories.comment(claim, factories.member(room, Role.ADMIN))
    body = {"text": "Is that really so?"}

    answer = program.patch(f"comments/{mine.pk}/", body, if_match='"1"')
    mine.refresh_from_db()
    assert (answer.status_code, answer.json()) == (200, shapes.comment(mine))
    assert mine.text == "Is that really so?"
    told(program.patch(f"comments/{theirs.pk}/", body, if_match='"1"'), 403, "not-allowed")


def test_what_is_wrong_is_said_where(program: Caller, checker: Member, room: Newsroom) -> None:
    factories.member(room, name="Bea Berg")
    factories.member(room, name="Bea Bauer")
    path = f"claims/{factories.claim(checker).pk}/comments/"
    elsewhere = factories.comment(factories.claim(checker), checker)

    unclear = told(program.post(path, {"text": "@Bea?"}), 400, "unclear-mention")
    assert [error["pointer"] for error in unclear["errors"]] == ["#/text"]
    crossed = program.post(path, {"text": "So?", "thread": str(elsewhere.pk)})
    problem = told(crossed, 400, "not-understood")
    assert [error["pointer"] for error in problem["errors"]] == ["#/thread"]


@pytest.mark.parametrize("count", [1, 3])
def test_a_page_of_comments_takes_the_same_queries_whatever_its_length(
    program: Caller, checker: Member, count: int, django_assert_num_queries: Any
) -> None:
    claim = factories.claim(checker)
    comments = [factories.comment(claim, checker, "@Cem?") for _ in range(count)]
    path = f"claims/{claim.pk}/comments/"
    program.get(path)  # notes the token's use

    with django_assert_num_queries(4):  # the token, the claim, its comments, their mentions
        answer = program.get(path)

    assert answer.json() == {"results": [shapes.comment(one) for one in comments], "next": None}
