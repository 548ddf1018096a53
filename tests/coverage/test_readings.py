"""Saying of words that they hold no claim."""

import pytest
from django.db import IntegrityError, transaction

from annotations.anchoring.selectors import NotInTheText, TextDiffers
from annotations.articles.models import Version
from annotations.coverage.actions import (
    AlreadyRead,
    NotRead,
    mark_read,
    restore_reading,
    withdraw_reading,
)
from annotations.coverage.models import Reading
from annotations.coverage.versions import coverage_of
from annotations.errors import Stale
from annotations.history.models import Event
from annotations.history.timeline import Change, tell
from annotations.newsrooms.models import Member
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def version(ada: Member) -> Version:
    return factories.version(ada)


def unread(version: Version) -> list[str]:
    found = coverage_of(version, language="en").unread
    return [version.text[start:end] for start, end in found]


def test_what_was_read_or_marked_is_not_waiting_any_more(ada: Member, version: Version) -> None:
    before = unread(version)
    factories.claim(ada, on=version)
    factories.reading(version, ada, "Nobody was surprised.")

    assert set(before) - set(unread(version)) == {factories.SENTENCE, "Nobody was surprised."}


def test_a_withdrawn_reading_has_to_be_read_again(ada: Member, version: Version) -> None:
    reading = factories.reading(version, ada)
    withdraw_reading(reading=reading, revision=1, by=ada)

    assert "Nobody was surprised." in unread(version)
    with pytest.raises(NotRead):
        withdraw_reading(reading=reading, revision=2, by=ada)
    assert factories.reading(version, ada).pk != reading.pk


def test_two_who_withdraw_at_once_notice_each_other(ada: Member, version: Version) -> None:
    reading = factories.reading(version, ada)
    theirs = Reading.objects.get(pk=reading.pk)
    withdraw_reading(reading=reading, revision=1, by=ada)

    with pytest.raises(Stale):
        withdraw_reading(reading=theirs, revision=1, by=ada)


def test_words_are_read_once(ada: Member, version: Version) -> None:
    factories.reading(version, ada, "The council voted on Monday.")
    with pytest.raises(AlreadyRead):
        factories.reading(version, ada, "voted on Monday")
    factories.reading(version, ada, "on Monday. The town")


def test_two_readings_with_blanks_between_them_are_one(ada: Member, version: Version) -> None:
    factories.reading(version, ada, "The council voted")
    assert "The council voted on Monday." in unread(version)
    factories.reading(version, ada, "on Monday.")
    assert "The council voted on Monday." not in unread(version)
    with pytest.raises(AlreadyRead):
        factories.reading(version, ada, "The council voted on Monday.")


def test_only_words_that_stand_there_are_read(ada: Member, version: Version) -> None:
    with pytest.raises(TextDiffers):
        mark_read(version=version, start=0, end=3, exact="Not", by=ada)
    with pytest.raises(NotInTheText):
        mark_read(version=version, start=0, end=10**6, exact="x", by=ada)
    with pytest.raises(IntegrityError, match="reading_ends_in_its_version"), transaction.atomic():
        Reading(newsroom_id=ada.newsroom_id, version=version, start=0, end=10**6, by=ada).save()


def test_the_history_of_the_article_tells_it(ada: Member, version: Version) -> None:
    reading = factories.reading(version, ada)
    withdraw_reading(reading=reading, revision=1, by=ada)
    restore_reading(reading=reading, revision=2, by=ada)

    events = Event.objects.all().about_article(version.article_id)
    assert [(entry.sentence, entry.changes) for entry in tell(events)][1:] == [
        ("Ada Admin found no claim in these words: “Nobody was surprised.”", []),
        (
            "Ada Admin wants words to be read again.",
            [Change("exact", "Nobody was surprised.", "")],
        ),
        ("Ada Admin found again no claim in these words: “Nobody was surprised.”", []),
    ]
