"""The queue, for programs: the same as on its page."""

from typing import Any

from annotations.matching.queue import TABS, counted
from annotations.newsrooms.models import Member
from annotations.teamwork.actions import assign
from tests import factories
from tests.api import shapes
from tests.api.caller import Caller, told
from tests.api.test_ordering import in_order


def test_a_program_sees_what_waits_for_its_member(program: Caller, checker: Member) -> None:
    mine, other = factories.claim(checker), factories.claim(checker)
    article = factories.article(checker)
    for work in (mine, article):
        assign(work=work, revision=0, assignee=checker, by=checker)
    factories.assessment(other, checker)

    found = {row["name"]: row for row in program.get("queue/").json()["results"]}
    counts = counted(checker)
    assert {name: row["count"] for name, row in found.items()} == {
        name: counts[name] for name in (tab.name for tab in TABS)
    }
    assert found["assigned"] == {
        "name": "assigned",
        "title": "Assigned to me",
        "count": 2,
        "links": {
            "claims": f"{shapes.API}/queue/assigned/claims/",
            "articles": f"{shapes.API}/queue/assigned/articles/",
            "page": f"{shapes.PAGES}/?tab=assigned",
        },
    }
    assert in_order(program, "queue/assigned/claims/") == [str(mine.pk)]
    assert in_order(program, "queue/assigned/articles/") == [str(article.pk)]
    assert in_order(program, "queue/unassessed/articles/") == []
    told(program.get("queue/tomorrow/claims/"), 404, "not-found")


def test_a_queue_takes_the_same_queries_whatever_waits(
    program: Caller, checker: Member, django_assert_num_queries: Any
) -> None:
    program.get("")
    for _ in range(3):
        factories.claim(checker)
        with django_assert_num_queries(2):  # the token, and all counts
            program.get("queue/")
        with django_assert_num_queries(3):  # the token, the claims, whom they name
            program.get("queue/unassessed/claims/?fields=id")
