"""Whoever has an export is not sent it again; whoever has an older one is."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from annotations.api.stamps import code_of
from annotations.exports.formats import FORMATS
from annotations.history.actions import record
from annotations.history.models import Kind
from annotations.newsrooms.actions import end_membership, rename
from annotations.newsrooms.models import Member, Newsroom
from annotations.teamwork.actions import assign
from annotations.verdicts.scale import Look, add_rating, edit_rating, restore_rating, retire_rating
from tests import factories
from tests.api.caller import Caller
from tests.exports.test_doors import body
from tests.undoing.deeds import BESIDES, DEEDS, Things, do, prepare

LINES = "claims/?format=ndjson"
# Of all that an export may show, so that whatever changes in it can be seen.
WHOLE = ["archive", "claimreview", "webannotation"]

pytestmark = pytest.mark.django_db


@pytest.fixture
def program(ada: Member) -> Caller:
    return Caller(ada)


@pytest.fixture
def things(ada: Member) -> Things:
    return Things.made_by(ada)


def tag(program: Caller, path: str = LINES, **headers: str) -> str:
    answer = program.send("HEAD", path, **headers)
    assert (answer.status_code, answer["ETag"][:3]) == (200, 'W/"')
    etag: str = answer["ETag"]
    return etag


def shown(program: Caller) -> dict[str, bytes]:
    return {name: body(program.get(f"claims/?format={name}")) for name in WHOLE}


@pytest.mark.parametrize("name", FORMATS)
def test_what_one_has_in_a_format_is_not_sent_again(
    program: Caller, things: Things, name: str
) -> None:
    path = f"claims/?format={name}"
    first = program.get(path)
    for method in ("GET", "HEAD"):
        again = program.send(method, path, if_none_match=f'"other", {first["ETag"]}')
        assert (again.status_code, again.content) == (304, b"")
        assert {key: again[key] for key in ("ETag", "Cache-Control", "Vary")} == {
            key: first[key] for key in ("ETag", "Cache-Control", "Vary")
        }


@pytest.mark.parametrize("kind", [*DEEDS, *BESIDES])
def test_whatever_is_done_the_export_is_another_one(
    program: Caller, ada: Member, things: Things, kind: str
) -> None:
    prepare(kind, things, ada)
    before = tag(program)
    assert program.get(LINES, if_none_match=before).status_code == 304
    do(kind, things, ada)
    assert program.get(LINES, if_none_match=before).status_code == 200


def test_an_event_of_any_kind_makes_it_another_one(program: Caller, ada: Member) -> None:
    tags = [tag(program)]
    for kind in Kind:
        record(kind, ada.newsroom, by=ada)
        tags.append(tag(program))
    assert len(set(tags)) == 1 + len(Kind)


def leave(ada: Member, cem: Member) -> None:
    end_membership(member=cem, revision=cem.revision, by=ada)


def add_to_the_scale(ada: Member, _: Member) -> None:
    look = Look("Truer than true", "✓", "true", "It is.", "Supported", claim_review_number=9)
    add_rating(look=look, by=ada)


def call_the_rating_otherwise(ada: Member, _: Member) -> None:
    rating = factories.rating(ada.newsroom)
    edit_rating(rating=rating, revision=rating.revision, by=ada, label="Quite true")


def retire_and_restore_the_rating(ada: Member, _: Member) -> None:
    rating = factories.rating(ada.newsroom)
    rating = retire_rating(rating=rating, revision=rating.revision, by=ada)
    restore_rating(rating=rating, revision=rating.revision, by=ada)


def call_the_newsroom_otherwise(ada: Member, _: Member) -> None:
    Newsroom.objects.filter(pk=ada.newsroom_id).update(name="The Pier")


def call_cem_otherwise(_: Member, cem: Member) -> None:
    rename(user=cem.user, name="Cem Çelik")


@pytest.mark.parametrize(
    "act",
    [
        leave,
        add_to_the_scale,
        call_the_rating_otherwise,
        retire_and_restore_the_rating,
        call_the_newsroom_otherwise,
        call_cem_otherwise,
    ],
)
def test_it_is_another_one_after_what_cannot_be_undone(
    ada: Member, cem: Member, things: Things, act: Callable[[Member, Member], Any]
) -> None:
    factories.assessment(things.claim, cem)
    assign(work=things.claim, revision=0, assignee=cem, by=ada)
    program = Caller(ada)
    first, before = tag(program), shown(program)
    act(ada, cem)
    assert shown(program) != before
    assert tag(program) != first


def test_another_address_reader_format_or_host_has_another_one(
    ada: Member, cem: Member, things: Things
) -> None:
    program = Caller(ada)
    tags = [
        tag(program),
        tag(Caller(cem)),
        tag(program, f"{LINES}&fields=id"),
        tag(program, f"{LINES}&q=x"),
        tag(program, "claims/?format=csv"),
        tag(program, "claims/", accept="application/x-ndjson"),
        tag(program, "claims/", accept="text/csv"),
        tag(program, host="localhost"),
    ]
    assert len(set(tags)) == len(tags)


def test_people_are_called_in_it_as_they_were_when_it_began(
    ada: Member, cem: Member, things: Things
) -> None:
    """Or somebody who was called otherwise for a while would still be, for whoever read then."""
    factories.claim(cem, things.article.latest)
    program = Caller(ada)
    whole = body(program.get(LINES))
    begun = program.get(LINES)
    rename(user=cem.user, name="Somebody Else")
    assert body(begun) == whole
    assert program.get(LINES, if_none_match=begun["ETag"]).status_code == 200
    rename(user=cem.user, name="Cem Checker")
    assert program.get(LINES, if_none_match=begun["ETag"]).status_code == 304


def test_what_happens_while_it_is_sent_makes_it_an_old_one(
    program: Caller, ada: Member, things: Things
) -> None:
    begun = program.get(LINES)
    do("claim.edited", things, ada)
    assert body(begun) == body(program.get(LINES))
    assert program.get(LINES, if_none_match=begun["ETag"]).status_code == 200


def test_other_code_makes_another_one(tmp_path: Path) -> None:
    ours = Path(__file__).resolve().parents[2] / "annotations"
    there = shutil.copytree(ours / "exports", tmp_path / "exports")
    before = code_of(tmp_path)
    assert code_of(tmp_path) == before
    (there / "native.py").write_text("# nothing\n", encoding="utf-8")
    assert code_of(tmp_path) != before
