"""The rating scale, for programs."""

from typing import Any

import pytest

from annotations.history.models import Event
from annotations.newsrooms.models import Member, Newsroom, Role
from annotations.verdicts.models import Rating
from tests import factories
from tests.api import shapes
from tests.api.caller import Caller, told

SATIRE = {
    "label": "Satire",
    "sign": "≈",
    "colour": "unverifiable",
    "description": "Not meant to be believed.",
    "averitec_label": "Not Enough Evidence",
}


@pytest.fixture
def editor(room: Newsroom) -> Caller:
    return Caller(factories.member(room, Role.EDITOR, name="Edo Editor"))


def shape(rating: Rating) -> dict[str, Any]:
    return {
        "id": str(rating.pk),
        "key": rating.key,
        "label": rating.label,
        "claim_review_number": rating.claim_review_number,
        "averitec_label": rating.averitec_label,
        "sign": rating.sign,
        "colour": rating.colour,
        "description": rating.description,
        "position": rating.position,
        "retired_at": rating.retired_at and shapes.moment(rating.retired_at),
        "revision": rating.revision,
        "links": {
            "self": f"{shapes.API}/ratings/{rating.pk}/",
            "claims": f"{shapes.API}/claims/?rating={rating.key}",
            "page": f"{shapes.PAGES}/settings/ratings/",
        },
    }


def test_a_rating_is_added_changed_moved_and_retired(editor: Caller) -> None:
    added = editor.post("ratings/", {**SATIRE, "key": "joke"})
    rating = Rating.objects.get(key="joke")
    path = f"ratings/{rating.pk}/"
    assert (added.status_code, added.json()) == (201, shape(rating))
    assert added["Location"] == f"{shapes.API}/{path}"

    changed = editor.patch(path, {"label": "Joke", "position": 1}, if_match=added["ETag"])
    rating.refresh_from_db()
    assert (changed.status_code, changed.json()) == (200, shape(rating))
    assert [row["key"] for row in editor.get("ratings/").json()["results"]][:2] == ["joke", "true"]

    retired = editor.post(f"{path}retire/", if_match=changed["ETag"])
    assert retired.json()["retired_at"]
    told(editor.post(f"{path}retire/", if_match=retired["ETag"]), 409, "already-retired")
    told(editor.post(f"{path}restore/", if_match=changed["ETag"]), 412, "stale")
    restored = editor.post(f"{path}restore/", if_match=retired["ETag"])
    assert restored.json() == editor.get(path).json()
    assert restored.json()["retired_at"] is None


def test_what_is_wrong_is_said_where(editor: Caller) -> None:
    path = f"ratings/{Rating.objects.get(key='true').pk}/"
    for body, code in [
        ({"colour": "pink"}, "not-understood"),
        ({"sign": "○"}, "not-understood"),
        ({"key": "yes"}, "not-understood"),
        ({"position": 8}, "unacceptable"),
        ({"description": ""}, "not-understood"),
    ]:
        told(editor.patch(path, body, if_match='"1"'), 400, code)
    told(editor.patch(path, {"label": "False"}, if_match='"1"'), 409, "already-on-scale")
    told(editor.post("ratings/", {**SATIRE, "key": "Not a slug"}), 400, "unacceptable")


def test_checkers_use_the_scale_as_it_is(program: Caller) -> None:
    path = f"ratings/{Rating.objects.get(key='true').pk}/"
    told(program.post("ratings/", SATIRE), 403, "not-allowed")
    told(program.patch(path, {"label": "Yes"}, if_match='"1"'), 403, "not-allowed")
    told(program.post(f"{path}retire/", if_match='"1"'), 403, "not-allowed")


def test_the_feed_tells_of_every_claim_that_shows_a_changed_rating(
    program: Caller, editor: Caller, checker: Member
) -> None:
    """As verdict or in an assessment, each once; not of the others, nor of a mere move."""
    rated, disputed = factories.claim(checker), factories.claim(checker)
    factories.assessment(rated, checker, "false")
    factories.assessment(disputed, checker, "false")
    factories.assessment(disputed, editor.member, "true")
    factories.assessment(factories.claim(checker), checker, "true")
    path = f"ratings/{Rating.objects.get(key='false').pk}/"
    after = program.get("changes/?after=now").json()["cursor"]

    editor.patch(path, {"label": "Refuted"}, if_match='"1"')
    number = Event.objects.latest("number").number
    editor.patch(path, {"position": 2}, if_match='"2"')
    editor.post("ratings/", SATIRE)

    for limit in (1, 50):
        cursor, changes, more = after, [], True
        while more:
            page = program.get(f"changes/?after={cursor}&limit={limit}").json()
            changes += page["results"]
            cursor, more = page["cursor"], page["more"]
        assert [(one["number"], one["kind"], one["thing"]["id"]) for one in changes] == [
            (number, "rating.edited", str(claim.pk)) for claim in (rated, disputed)
        ]
        [first, second] = changes
        assert first["now"]["verdict"]["rating"]["label"] == "Refuted"
        assert second["now"]["assessments"][0]["rating"]["label"] == "Refuted"
        assert first["subject"] == {"type": "rating", "id": path.split("/")[1]}
