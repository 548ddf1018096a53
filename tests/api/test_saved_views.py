"""Views of the list of claims, for programs."""

from typing import Any

import pytest

from annotations import limits
from annotations.history.models import Event
from annotations.matching.models import View
from annotations.newsrooms.models import Member, Newsroom, Role
from tests import factories
from tests.api import shapes
from tests.api.caller import Caller, told


def shape(view: View, claims: int = 0) -> dict[str, Any]:
    by = view.withdrawn_by
    return {
        "id": str(view.pk),
        "name": view.name,
        "filters": view.filters,
        "order": view.order,
        "shared": view.shared,
        "claims": {"count": claims, "more": False},
        "withdrawn": by and {"by": shapes.who(by), "at": shapes.moment(view.withdrawn_at)},
        "revision": view.revision,
        "by": shapes.who(view.member),
        "made_at": shapes.moment(view.made_at),
        "links": {
            "self": f"{shapes.API}/views/{view.pk}/",
            "claims": f"{shapes.API}/claims/?{view.query}",
            "page": f"{shapes.PAGES}/claims/views/{view.pk}/",
        },
    }


def test_a_program_saves_changes_withdraws_and_restores_a_view(
    program: Caller, checker: Member
) -> None:
    body = {"name": "Waiting", "filters": {"rating": ["~"]}}
    made = program.post("views/", body)
    view = View.objects.get()
    assert (view.order, view.shared, view.member) == ("-marked_at", False, checker)
    assert (made.status_code, made.json()) == (201, shape(view))
    told(program.post("views/", body), 409, "view-name-taken")

    address = f"views/{view.pk}/"
    told(program.patch(address, {"name": "Other"}), 428, "precondition-required")
    changed = program.patch(address, {"order": "stage"}, if_match=made["ETag"])
    assert changed.json()["order"] == "stage"
    told(program.patch(address, {"name": "Other"}, if_match=made["ETag"]), 412, "stale")

    gone = program.delete(address, if_match=changed["ETag"])
    view.refresh_from_db()
    assert (gone.status_code, gone.json()) == (200, shape(view))
    assert program.get("views/").json()["results"] == []
    assert program.get(address).json() == gone.json()
    told(program.delete(address, if_match=gone["ETag"]), 409, "view-withdrawn")

    back = program.post(f"{address}restore/", if_match=gone["ETag"])
    view.refresh_from_db()
    assert (back.status_code, back.json()) == (200, shape(view))
    assert program.get("views/").json() == {"results": [shape(view)], "next": None}


def test_the_claims_of_a_view_are_at_its_link(program: Caller, checker: Member) -> None:
    wanted = factories.claim(checker, statement="The harbour stays open.")
    factories.claim(checker, statement="The sky is blue.")
    made = program.post("views/", {"name": "Harbour", "filters": {"q": ["harbour"]}}).json()

    found = program.get(made["links"]["claims"].removeprefix("http://testserver")).json()
    assert [claim["id"] for claim in found["results"]] == [str(wanted.pk)]


def test_a_view_says_how_many_claims_it_finds(
    program: Caller, checker: Member, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _ in range(2):
        factories.claim(checker)
    view = factories.view(checker)
    assert program.get(f"views/{view.pk}/").json() == shape(view, claims=2)

    monkeypatch.setattr(limits, "COUNTED", 1)
    found = program.get("views/").json()["results"][0]["claims"]
    assert found == {"count": 1, "more": True}


def test_a_program_puts_its_members_views_in_order(
    room: Newsroom, program: Caller, checker: Member
) -> None:
    eva = factories.member(room, Role.EDITOR)
    mine, other = (factories.view(checker, name) for name in ("A", "B"))
    shared = factories.view(eva, "C", shared=True)
    usual = [str(view.pk) for view in (shared, mine, other)]
    read = program.get("views/order/")
    links = {
        "self": f"{shapes.API}/views/order/",
        "views": f"{shapes.API}/views/",
        "page": f"{shapes.PAGES}/claims/views/",
    }
    assert read.json() == {"order": usual, "revision": 0, "links": links}

    order = [usual[2], usual[0], usual[1]]
    path, body = "views/order/", {"order": order}
    told(program.send("PUT", path, body), 428, "precondition-required")
    short = program.send("PUT", path, {"order": order[1:]}, if_match=read["ETag"])
    assert told(short, 400, "unacceptable")["errors"][0]["pointer"] == "#/order"
    put = program.send("PUT", path, body, if_match=read["ETag"])
    assert (put.status_code, put.json()) == (
        *(200, {"order": order, "revision": 1, "links": links}),
    )
    assert program.get(path).json() == put.json()
    told(program.send("PUT", path, body, if_match=read["ETag"]), 412, "stale")
    assert Caller(eva).get(path).json()["order"] == [usual[0]], "eva's order is her own"


def test_a_filter_that_there_is_not_is_named(program: Caller) -> None:
    refused = program.post("views/", {"name": "No", "filters": {"password": ["x"]}})
    assert [error["pointer"] for error in told(refused, 400, "unacceptable")["errors"]] == [
        "#/filters/password"
    ]
    told(program.post("views/", {"name": "No", "order": "password"}), 400, "not-understood")


def test_who_edits_shares_and_whose_view_it_is_takes_it_back(
    room: Newsroom, program: Caller
) -> None:
    told(program.post("views/", {"name": "All's", "shared": True}), 403, "not-allowed")
    eva, other = (Caller(factories.member(room, Role.EDITOR)) for _ in "ab")
    made = eva.post("views/", {"name": "Everybody's", "shared": True})
    address = f"views/{made.json()['id']}/"

    assert program.get("views/").json()["results"] == [made.json()]
    told(program.patch(address, {"name": "Mine"}, if_match=made["ETag"]), 403, "not-allowed")
    told(other.patch(address, {"shared": False}, if_match=made["ETag"]), 403, "not-allowed")
    renamed = other.patch(address, {"name": "Ours"}, if_match=made["ETag"])
    kept = eva.patch(address, {"shared": False}, if_match=renamed["ETag"])
    assert kept.json()["shared"] is False
    told(other.get(address), 404, "not-found")
    assert program.get("changes/").json()["results"] == []
    assert Event.objects.filter(subject_type="view").count() == 3


def test_what_members_keep_to_themselves_others_do_not_have(
    room: Newsroom, program: Caller, checker: Member
) -> None:
    view = factories.view(checker)
    admin = Caller(factories.member(room, Role.ADMIN))
    for caller in (admin, Caller(factories.newsroom("elsewhere")[1])):
        assert caller.get("views/").json()["results"] == []
        told(caller.get(f"views/{view.pk}/"), 404, "not-found")
        told(caller.delete(f"views/{view.pk}/", if_match='"1"'), 404, "not-found")
        told(caller.post(f"views/{view.pk}/restore/", if_match='"1"'), 404, "not-found")


@pytest.mark.parametrize("count", [1, 3])
def test_a_page_of_views_takes_the_same_queries_whatever_its_length(
    program: Caller, checker: Member, count: int, django_assert_num_queries: Any
) -> None:
    for number in range(count):
        factories.view(checker, f"View {number}")
    program.get("articles/")  # notes the token's use

    with django_assert_num_queries(3):  # the token, the views, what they find
        assert len(program.get("views/").json()["results"]) == count
