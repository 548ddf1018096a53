"""The feed as programs read it: every change in order, with how things look now."""

import json
from typing import Any

import pytest

from annotations.claims.actions import edit_claim, set_aside
from annotations.claims.models import Claim
from annotations.evidence.actions import edit_source, withdraw_evidence
from annotations.feed import cursors
from annotations.feed.cursors import Position
from annotations.feed.epochs import cursor_of, epoch
from annotations.feed.pages import newest
from annotations.history.models import Event, Kind
from annotations.newsrooms.models import Member, Newsroom, Role
from tests import factories
from tests.api import shapes
from tests.api.caller import Caller, told
from tests.feed.replica import NarrowCaller


def read(program: Caller, query: str = "") -> Any:
    answer = program.get(f"changes/?{query}")
    assert answer.status_code == 200, answer.content
    return answer.json()


def now(program: Caller) -> str:
    """The cursor of this moment."""
    return str(read(program, "after=now")["cursor"])


def followed(program: Caller, query: str) -> list[Any]:
    """All changes, page by page, following `next`."""
    page = read(program, query)
    found = page["results"]
    while page["more"]:
        page = program.get(page["next"].removeprefix("http://testserver")).json()
        found += page["results"]
    return found


def test_a_change_says_what_happened_and_how_the_thing_looks_now(
    program: Caller, checker: Member
) -> None:
    claim = factories.claim(checker)
    after = now(program)
    evidence = factories.evidence(claim, checker, factories.source(checker, title="Minutes"))
    source, event = evidence.source, Event.objects.latest("number")
    assert read(program, f"after={after}")["results"] == [
        {
            "number": event.number - 1,
            "kind": "source.added",
            "subject": {"type": "source", "id": str(source.pk)},
            "by": shapes.who(checker),
            "at": shapes.moment(Event.objects.get(number=event.number - 1).at),
            "changes": {"title": [None, "Minutes"], "url": [None, source.url]},
            "undoes": None,
            "thing": {"type": "source", "id": str(source.pk)},
            "deleted": False,
            "now": shapes.source(source),
        },
        {
            "number": event.number,
            "kind": "evidence.cited",
            "subject": {"type": "evidence", "id": str(evidence.pk)},
            "by": shapes.who(checker),
            "at": shapes.moment(event.at),
            "changes": {
                "source": [None, {"id": str(source.pk), "name": "Minutes"}],
                "stance": [None, "supports"],
                "quote": [None, "No payment was made."],
            },
            "undoes": None,
            "thing": {"type": "claim", "id": str(claim.pk)},
            "deleted": False,
            "now": shapes.claim(Claim.objects.get()),
        },
    ]


def test_from_the_beginning_to_the_end_in_pages_of_any_size(
    program: Caller, checker: Member
) -> None:
    claim = factories.claim(checker)
    for _ in range(3):
        factories.evidence(claim, checker)
    everything = followed(program, "")
    assert [change["kind"] for change in everything] == [
        "article.taken_in",
        "claim.marked",
        *["source.added", "evidence.cited"] * 3,
    ]
    for limit in (1, 2, 7, 8, 9):
        assert followed(program, f"limit={limit}") == everything


def test_a_page_says_where_to_go_on(program: Caller, checker: Member) -> None:
    factories.claim(checker)
    page = read(program, "limit=1&wait=5")
    assert page["more"] is True
    feed = f"http://testserver{program.address('changes/')}"
    assert page["next"] == f"{feed}?limit=1&wait=5&after={page['cursor']}"
    last = read(program, f"after={page['cursor']}")
    assert (len(last["results"]), last["more"]) == (1, False)
    assert last["cursor"] == now(program)
    assert read(program, f"after={last['cursor']}")["results"] == []


def test_what_concerns_people_alone_is_not_told(
    program: Caller, checker: Member, room: Newsroom
) -> None:
    after = now(program)
    factories.member(room, Role.READER)
    page = read(program, f"after={after}")
    assert (page["results"], page["more"]) == ([], False)
    assert page["cursor"] == now(program) != after


def test_a_changed_source_is_told_with_every_claim_that_cites_it(
    program: Caller, checker: Member
) -> None:
    source = factories.source(checker)
    version = factories.version(checker)
    citing = [factories.claim(checker, version) for _ in range(4)]
    for claim in citing:
        factories.evidence(claim, checker, source)
    taken_back = factories.claim(checker, version)
    withdrawn = factories.evidence(taken_back, checker, source)
    withdraw_evidence(evidence=withdrawn, revision=1, by=checker)
    after = now(program)
    edit_source(source=source, revision=1, by=checker, title="A new title")
    factories.claim(checker, version)
    for limit in (1, 2, 3, 5, 6, 50):
        changes = followed(program, f"after={after}&limit={limit}")
        things = [(change["kind"], change["thing"]["id"]) for change in changes]
        assert things[:-1] == [
            ("source.edited", str(pk)) for pk in [source.pk, *(claim.pk for claim in citing)]
        ]
        assert things[-1][0] == "claim.marked"
        assert len({change["number"] for change in changes}) == 2
        for change in changes[1:5]:
            assert change["now"]["evidence"][0]["source"]["title"] == "A new title"


def test_a_cursor_that_is_none_is_refused(program: Caller) -> None:
    for after in ("", "nonsense", "AAAA", now(program)[:-1], "Now"):
        told(program.get(f"changes/?after={after}"), 400, "bad-cursor")


@pytest.mark.parametrize("wait", ["0", "31", "-1", "1.5", "", "ten"])
def test_waiting_has_its_limits(program: Caller, wait: str) -> None:
    problem = told(program.get(f"changes/?wait={wait}"), 400, "bad-parameter")
    assert problem["parameter"] == "wait"


def test_a_cursor_of_another_history_says_to_start_again(program: Caller, checker: Member) -> None:
    factories.article(checker)
    here = newest(checker.newsroom_id)
    for cursor in (
        cursors.write(b"elsewhen", here),  # another database
        cursors.write(epoch(), Position(here.number, b"elsewhat")),  # a number given twice
        cursors.write(epoch(), Position(here.number + 1, here.mark)),  # not given yet
    ):
        problem = told(program.get(f"changes/?after={cursor}"), 410, "start-again")
        assert "after=now" in problem["detail"]
    assert read(program, f"after={cursor_of(here)}")["results"] == []


def test_a_cursor_of_another_newsroom_is_of_another_history(
    program: Caller, checker: Member
) -> None:
    elsewhere = Caller(factories.newsroom("konstanz")[1])
    factories.article(elsewhere.member)
    told(program.get(f"changes/?after={now(elsewhere)}"), 410, "start-again")


def test_the_feed_is_for_members_alone(program: Caller, room: Newsroom) -> None:
    stranger = Caller(factories.newsroom("konstanz")[1])
    told(stranger.get(program.address("changes/")), 404, "not-found")
    reader = Caller(factories.member(room, Role.READER), scopes=["read"])
    assert read(reader)["results"] == read(program)["results"]
    told(program.get("changes/?cursor=now"), 400, "unknown-parameter")


@pytest.mark.parametrize("claims", [1, 3])
def test_a_page_costs_the_same_queries_however_much_it_holds(
    program: Caller, checker: Member, claims: int, django_assert_num_queries: Any
) -> None:
    after = now(program)
    for _ in range(claims):
        claim = factories.claim(checker)
        source = factories.source(checker)
        factories.evidence(claim, checker, source)
        factories.assessment(claim, checker)
        edit_source(source=source, revision=1, by=checker, author="A. Clerk")
    with django_assert_num_queries(13):
        assert len(read(program, f"after={after}&limit=200")["results"]) == claims * 8


def test_a_claim_that_leaves_the_view_is_deleted_and_others_are_not_named(
    checker: Member, room: Newsroom
) -> None:
    version = factories.version(checker)
    factories.claim(checker, version)  # never settled
    settled, left = (factories.claim(checker, version) for _ in range(2))
    narrow = NarrowCaller(checker)
    after = cursor_of(newest(room.pk))
    for claim in (settled, left):
        factories.assessment(claim, checker)
    claims = [change for change in page_of(narrow, after) if change["thing"]["type"] == "claim"]
    assert {change["now"]["id"] for change in claims} == {str(settled.pk), str(left.pk)}

    after = cursor_of(newest(room.pk))
    set_aside(claim=left, reasons="Nobody can know.", by=checker)
    edit_claim(claim=settled, revision=1, by=checker, statement="It was paid.")
    gone, changed = page_of(narrow, after)
    assert gone == {
        "number": changed["number"] - 1,
        "kind": None,
        "subject": None,
        "by": None,
        "at": None,
        "changes": None,
        "undoes": None,
        "thing": {"type": "claim", "id": str(left.pk)},
        "deleted": True,
        "now": None,
    }
    assert (changed["kind"], changed["now"]["statement"]) == (Kind.CLAIM_EDITED, "It was paid.")
    assert {c["thing"]["id"] for c in page_of(narrow, "") if c["thing"]["type"] == "claim"} == {
        str(settled.pk),
        str(left.pk),
    }


def page_of(narrow: NarrowCaller, after: str) -> list[Any]:
    query = f"after={after}&" if after else ""
    return list(json.loads(narrow.get(f"changes/?{query}limit=200").content)["results"])
