"""Who works on what, for programs."""

from typing import Any

import pytest

from annotations.claims.models import Claim
from annotations.newsrooms.actions import end_membership
from annotations.newsrooms.models import Member, Newsroom, Role
from annotations.teamwork.actions import assign
from annotations.teamwork.models import Work
from tests import factories
from tests.api import shapes
from tests.api.caller import Caller, told


@pytest.fixture(params=["claim", "article"])
def work(request: pytest.FixtureRequest, checker: Member) -> Work:
    made: Work = getattr(factories, request.param)(checker)
    return made


def path(work: Work) -> str:
    return f"{work._meta.model_name}s/{work.pk}/assignment/"


def shape(work: Work, assignee: Member | None, revision: int) -> dict[str, Any]:
    name = str(work._meta.model_name)
    return {
        "assignee": assignee and shapes.who(assignee),
        "revision": revision,
        "links": {
            "self": f"{shapes.API}/{path(work)}",
            name: f"{shapes.API}/{name}s/{work.pk}/",
            "page": f"{shapes.PAGES}/{name}s/{work.pk}/",
        },
    }


def test_work_is_assigned_and_laid_down(program: Caller, checker: Member, work: Work) -> None:
    before = program.get(path(work))
    assert before.json() == shape(work, None, 0)

    body = {"assignee": str(checker.pk)}
    answer = program.patch(path(work), body, if_match=before["ETag"])
    assert (answer.status_code, answer.json()) == (200, shape(work, checker, 1))
    assert program.get(path(work)).json() == answer.json()
    thing = program.get(f"{work._meta.model_name}s/{work.pk}/").json()
    assert thing["assignee"] == shapes.who(checker)

    answer = program.patch(path(work), {"assignee": None}, if_match=answer["ETag"])
    assert (answer.status_code, answer.json()) == (200, shape(work, None, 2))


def test_the_slower_one_is_told_who_was_faster(
    program: Caller, checker: Member, work: Work
) -> None:
    assign(work=work, revision=0, assignee=checker, by=checker)

    answer = program.patch(path(work), {"assignee": None}, if_match='"0"')

    assert told(answer, 412, "stale")["current"] == shape(work, checker, 1)
    told(program.patch(path(work), {"assignee": None}), 428, "precondition-required")


def test_only_those_who_work_here_can_be_chosen(
    program: Caller, room: Newsroom, work: Work
) -> None:
    reader = factories.member(room, Role.READER)
    stranger = factories.newsroom()[1]

    def refused(member: Member) -> list[dict[str, str]]:
        answer = program.patch(path(work), {"assignee": str(member.pk)}, if_match='"0"')
        assert answer.status_code == 400
        return list(answer.json()["errors"])

    assert refused(stranger) == [
        {"pointer": "#/assignee", "detail": "This newsroom has no such member."}
    ]
    assert refused(reader) == [
        {
            "pointer": "#/assignee",
            "detail": "Readers, and who has left, cannot work on it.",
        }
    ]


def test_lists_are_narrowed_by_assignee(program: Caller, checker: Member, work: Work) -> None:
    makes = factories.claim if isinstance(work, Claim) else factories.article
    free = makes(checker)
    assign(work=work, revision=0, assignee=checker, by=checker)
    where = f"{work._meta.model_name}s/"

    def found(query: str) -> list[str]:
        return [row["id"] for row in program.get(where + query).json()["results"]]

    assert found(f"?assignee={checker.pk}") == [str(work.pk)]
    assert found("?assignee=nobody") == [str(free.pk)]
    assert found(f"?assignee=nobody&assignee={checker.pk}") == sorted([str(work.pk), str(free.pk)])
    told(program.get(f"{where}?assignee=me"), 400, "bad-parameter")


@pytest.mark.parametrize("count", [1, 3])
def test_members_are_listed_while_they_are_here(
    program: Caller, room: Newsroom, count: int, django_assert_num_queries: Any
) -> None:
    gone = factories.member(room)
    end_membership(member=gone, revision=1, by=gone)
    for _ in range(count):
        factories.member(room, Role.READER)
    program.get("members/")  # notes the token's use

    with django_assert_num_queries(2):  # the token, the members
        answer = program.get("members/")

    here = Member.objects.filter(newsroom=room, left_at=None).order_by("pk")
    assert answer.json()["results"] == [
        {
            **shapes.who(one),
            "role": one.role,
            "joined_at": shapes.moment(one.joined_at),
            "left_at": None,
            "revision": one.revision,
            "links": {
                "self": f"{shapes.API}/members/{one.pk}/",
                "claims": f"{shapes.API}/claims/?assignee={one.pk}",
                "articles": f"{shapes.API}/articles/?assignee={one.pk}",
                "marked": f"{shapes.API}/claims/?marked_by={one.pk}",
                "page": f"{shapes.PAGES}/settings/members/",
            },
        }
        for one in here
    ]
    readers = program.get("members/?role=reader").json()["results"]
    assert len(readers) == count
