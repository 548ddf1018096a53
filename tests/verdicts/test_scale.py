"""The scale on which a newsroom rates."""

from typing import Any

import pytest

from annotations import limits
from annotations.errors import Stale, Unacceptable
from annotations.history.models import Event
from annotations.newsrooms.models import Member
from annotations.verdicts.actions import RatingRetired, reassess
from annotations.verdicts.models import Rating, Verdict
from annotations.verdicts.scale import (
    AlreadyOnScale,
    AlreadyRetired,
    LastRating,
    Look,
    NotRetired,
    TooManyRatings,
    add_rating,
    edit_rating,
    restore_rating,
    retire_rating,
)
from tests import factories

pytestmark = pytest.mark.django_db

SATIRE = Look("Satire", "≈", "unverifiable", "Not meant to be believed.", "Not Enough Evidence")


def scale(ada: Member) -> list[str]:
    ratings = Rating.objects.filter(newsroom_id=ada.newsroom_id, retired_at=None)
    return [rating.key for rating in ratings.order_by("position")]


def last_event(ada: Member) -> tuple[str, dict[str, Any]]:
    event = Event.objects.filter(newsroom_id=ada.newsroom_id).latest("number")
    return event.kind, event.changes


def edit(ada: Member, key: str, **values: Any) -> Rating:
    rating = factories.rating(ada.newsroom, key)
    return edit_rating(rating=rating, revision=rating.revision, by=ada, **values)


def test_a_rating_is_added_to_the_end_and_can_be_given(ada: Member) -> None:
    rating = add_rating(look=SATIRE, by=ada)

    assert (scale(ada)[-1], rating.position, rating.revision) == ("satire", 8, 1)
    assert last_event(ada) == (
        "rating.added",
        {
            "key": [None, "satire"],
            "label": [None, "Satire"],
            "sign": [None, "≈"],
            "colour": [None, "unverifiable"],
            "description": [None, "Not meant to be believed."],
            "averitec_label": [None, "Not Enough Evidence"],
            "claim_review_number": [None, None],
        },
    )
    claim = factories.claim(ada)
    factories.assessment(claim, ada, "satire")
    assert Verdict.objects.get(claim=claim).rating == rating


def test_a_key_stays_while_the_word_changes(ada: Member) -> None:
    rating = edit(ada, "false", label="Refuted", claim_review_number=None)

    assert (rating.key, rating.label, rating.revision) == ("false", "Refuted", 2)
    assert last_event(ada) == (
        "rating.edited",
        {"label": ["False", "Refuted"], "claim_review_number": [1, None]},
    )
    with pytest.raises(Stale):
        edit_rating(rating=rating, revision=1, by=ada, label="Wrong")
    assert edit(ada, "false", label="Refuted").revision == 2


def test_a_rating_moves_and_the_others_make_room(ada: Member) -> None:
    edit(ada, "unverifiable", position=1)
    edit(ada, "true", position=3)

    assert scale(ada)[:4] == ["unverifiable", "mostly-true", "true", "half-true"]
    places = Rating.objects.filter(newsroom_id=ada.newsroom_id).values_list("position", flat=True)
    assert sorted(places) == [1, 2, 3, 4, 5, 6, 7]
    for nowhere in (0, 8):
        with pytest.raises(Unacceptable):
            edit(ada, "true", position=nowhere)


def test_what_is_called_alike_is_refused(ada: Member) -> None:
    with pytest.raises(AlreadyOnScale):
        add_rating(look=Look("FALSE", "✗", "false", "Wrong.", "Refuted"), by=ada)
    with pytest.raises(AlreadyOnScale):
        add_rating(look=SATIRE, key="false", by=ada)
    with pytest.raises(AlreadyOnScale):
        edit(ada, "true", label="False")
    assert len(scale(ada)) == 7


@pytest.mark.parametrize(
    "wrong",
    [
        {"label": " "},
        {"sign": "○"},
        {"sign": "xyz"},
        {"colour": "pink"},
        {"averitec_label": "Maybe"},
        {"claim_review_number": 0},
        {"description": ""},
    ],
    ids=str,
)
def test_what_would_not_be_understood_is_refused(ada: Member, wrong: dict[str, Any]) -> None:
    with pytest.raises(Unacceptable):
        edit(ada, "true", **wrong)


def test_a_retired_rating_stays_where_it_was_given_and_is_not_given_anew(ada: Member) -> None:
    claim = factories.claim(ada)
    own = factories.assessment(claim, ada, "misleading")
    rating = factories.rating(ada.newsroom, "misleading")
    retire_rating(rating=rating, revision=1, by=ada)

    assert Verdict.objects.get(claim=claim).rating == rating
    with pytest.raises(RatingRetired):
        factories.assessment(factories.claim(ada), ada, "misleading")
    reassess(assessment=own, revision=1, rating=rating, reasons="Still.", by=ada)
    with pytest.raises(AlreadyRetired):
        retire_rating(rating=rating, revision=2, by=ada)

    restore_rating(rating=rating, revision=2, by=ada)
    factories.assessment(factories.claim(ada), ada, "misleading")
    with pytest.raises(NotRetired):
        restore_rating(rating=rating, revision=3, by=ada)
    kinds = Event.objects.filter(subject_id=rating.pk).order_by("number")
    assert list(kinds.values_list("kind", flat=True)) == ["rating.retired", "rating.restored"]


def test_the_word_of_a_retired_rating_is_free_until_it_comes_back(ada: Member) -> None:
    old = factories.rating(ada.newsroom, "false")
    retire_rating(rating=old, revision=1, by=ada)
    new = add_rating(look=Look("False", "✗", "false", "Wrong.", "Refuted"), by=ada)

    assert new.key == "false-2"
    with pytest.raises(AlreadyOnScale):
        restore_rating(rating=old, revision=2, by=ada)


def test_one_rating_remains(ada: Member) -> None:
    *others, last = Rating.objects.filter(newsroom_id=ada.newsroom_id)
    for rating in others:
        retire_rating(rating=rating, revision=1, by=ada)

    with pytest.raises(LastRating):
        retire_rating(rating=last, revision=1, by=ada)


def test_a_scale_holds_so_many_ratings(ada: Member, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "RATINGS", 7)

    with pytest.raises(TooManyRatings):
        add_rating(look=SATIRE, by=ada)


def test_keys_are_made_of_labels_in_any_script(ada: Member) -> None:
    keys = [
        add_rating(look=Look(label, "!", "false", "So.", "Refuted"), by=ada).key
        for label in ("كاذب", "Yanlış", "Неправда", "L" * 60)
    ]
    assert keys == ["rating", "yanls", "rating-2", "l" * 26]
