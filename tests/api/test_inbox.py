"""Notices and mails, for programs: one's own alone."""

from typing import Any

import pytest

from annotations.newsrooms.models import Member, Newsroom, Role
from annotations.notices.models import Notice
from annotations.teamwork.actions import assign
from tests import factories
from tests.api import shapes
from tests.api.caller import Caller, told


@pytest.fixture
def bea(room: Newsroom) -> Member:
    return factories.member(room, Role.ADMIN, name="Bea Berg")


def shape(notice: Notice) -> dict[str, Any]:
    event = notice.event
    assert event.by
    return {
        "id": str(notice.pk),
        "why": notice.why,
        "event": {
            "number": event.number,
            "kind": event.kind,
            "by": shapes.who(event.by),
            "at": shapes.moment(event.at),
        },
        "claim": notice.claim_id and str(notice.claim_id),
        "article": notice.article_id and str(notice.article_id),
        "read_at": notice.read_at and shapes.moment(notice.read_at),
        "mailed_at": None,
        "links": {
            "self": f"{shapes.API}/inbox/{notice.pk}/",
            "page": f"{shapes.PAGES}/inbox/",
        },
    }


def listed(program: Caller, query: str = "") -> list[str]:
    return [row["id"] for row in program.get(f"inbox/{query}").json()["results"]]


def test_one_reads_ones_own_notices(program: Caller, checker: Member, bea: Member) -> None:
    factories.comment(factories.claim(checker), bea, "@Cem, look.")
    assign(work=factories.article(bea), revision=0, assignee=checker, by=bea)

    notices = list(Notice.objects.order_by("id"))
    assert program.get("inbox/").json() == {"results": [shape(n) for n in notices], "next": None}
    assert program.get(f"inbox/{notices[0].pk}/").json() == shape(notices[0])
    assert Caller(bea).get("inbox/").json()["results"] == []
    told(Caller(bea).get(f"inbox/{notices[0].pk}/"), 404, "not-found")
    told(Caller(bea).post(f"inbox/{notices[0].pk}/read/"), 404, "not-found")


def test_the_inbox_is_narrowed(program: Caller, checker: Member, bea: Member) -> None:
    claim, article = factories.claim(checker), factories.article(bea)
    factories.comment(claim, bea)
    assign(work=article, revision=0, assignee=checker, by=bea)
    comment, assigned = (str(notice.pk) for notice in Notice.objects.order_by("id"))
    program.post(f"inbox/{comment}/read/")

    assert listed(program, "?read=true") == [comment]
    assert listed(program, "?read=false") == [assigned]
    assert listed(program, "?read=false&read=true") == [comment, assigned]
    assert listed(program, "?why=assigned") == [assigned]
    assert listed(program, f"?claim={claim.pk}") == [comment]
    assert listed(program, f"?article={article.pk}") == [assigned]
    told(program.get("inbox/?read=yes"), 400, "bad-parameter")


def test_notices_are_marked_one_by_one_or_up_to_one(
    program: Caller, checker: Member, bea: Member
) -> None:
    for _ in range(3):
        factories.comment(factories.claim(checker), bea)
    first, second, _third = (str(notice.pk) for notice in Notice.objects.order_by("id"))

    read = program.post(f"inbox/{first}/read/")
    assert (read.status_code, read.json()) == (200, shape(Notice.objects.get(pk=first)))
    assert program.post(f"inbox/{first}/unread/").json()["read_at"] is None
    assert program.post("inbox/read/", {"until": second}).json() == {"read": 2}
    assert len(listed(program, "?read=false")) == 1
    told(program.post("inbox/read/", {"until": None}), 400, "not-understood")


def test_one_chooses_when_mail_comes(program: Caller, checker: Member) -> None:
    before = program.get("digest/")
    assert before.json() == {
        "rhythm": "daily",
        "hour": 8,
        "zone": "UTC",
        "revision": 0,
        "links": {
            "self": f"{shapes.API}/digest/",
            "inbox": f"{shapes.API}/inbox/",
            "page": f"{shapes.PAGES}/settings/mail/",
        },
    }
    chosen = {"rhythm": "soon", "zone": "Europe/Berlin"}
    after = program.patch("digest/", chosen, if_match=before["ETag"])
    assert (after.status_code, after.json()) == (200, {**before.json(), **chosen, "revision": 1})
    assert program.get("digest/").json() == after.json()
    told(program.patch("digest/", chosen, if_match=before["ETag"]), 412, "stale")
    told(program.patch("digest/", {"zone": "Lindau"}, if_match='"1"'), 400, "unacceptable")


@pytest.mark.parametrize("count", [1, 3])
def test_a_page_of_notices_takes_the_same_queries_whatever_its_length(
    program: Caller, checker: Member, bea: Member, count: int, django_assert_num_queries: Any
) -> None:
    for _ in range(count):
        factories.comment(factories.claim(checker), bea)
    program.get("inbox/")  # notes the token's use

    with django_assert_num_queries(2):  # the token, the notices
        assert len(program.get("inbox/").json()["results"]) == count
