"""Readings in articles that are captured again: what reads the same was read."""

from typing import Any

import pytest
from django.db import IntegrityError, transaction

from annotations.articles.models import Article, Version
from annotations.coverage.actions import restore_reading, withdraw_reading
from annotations.coverage.models import Reading
from annotations.coverage.versions import coverage_of
from annotations.history.models import Event
from annotations.history.timeline import tell
from annotations.newsrooms.models import Member
from annotations.undoing.actions import undo
from annotations.verdicts.recapturing import recapture
from tests import factories
from tests.test_constraints import rule_name

pytestmark = pytest.mark.django_db

PARAGRAPH = "It rained all day. Nobody came to the harbour. The mayor went home."


@pytest.fixture
def article(ada: Member) -> Article:
    return factories.article(ada, ["The feast", PARAGRAPH])


def read(version: Version) -> list[str]:
    """The words of each reading that stands in a version."""
    found = Reading.objects.standing().filter(version=version)
    return [version.text[one.start : one.end] for one in found]


def unread(version: Version) -> list[str]:
    found = coverage_of(version, language="en").unread
    return [version.text[start:end] for start, end in found]


def again(article: Article, by: Member, *swaps: tuple[str, str]) -> Version:
    version = factories.recaptured(article, by, *swaps)
    assert version
    return version


def test_what_reads_the_same_was_read_by_the_same_member_at_the_same_time(
    article: Article, ada: Member, bea: Member
) -> None:
    first = factories.reading(article.latest, bea, PARAGRAPH)

    version = again(article, ada, ("The feast", "A wet feast"))

    carried = Reading.objects.get(version=version)
    assert (carried.by, carried.at, carried.carried_from) == (bea, first.at, first)
    assert version.text[carried.start : carried.end] == PARAGRAPH
    assert unread(version) == ["A wet feast"]
    assert read(first.version) == [PARAGRAPH]


def test_a_sentence_that_says_something_else_is_read_anew_and_its_neighbours_are_not(
    article: Article, ada: Member
) -> None:
    factories.reading(article.latest, ada, PARAGRAPH)

    version = again(article, ada, ("Nobody came", "Thousands came"))

    assert read(version) == ["It rained all day.", "The mayor went home."]
    assert unread(version) == ["The feast", "Thousands came to the harbour."]


def test_a_new_sentence_in_what_was_read_is_unread(article: Article, ada: Member) -> None:
    factories.reading(article.latest, ada, PARAGRAPH)
    version = again(article, ada, ("The mayor", "Two were arrested. The mayor"))
    assert unread(version) == ["The feast", "Two were arrested."]


def test_other_words_for_a_claim_wait_for_a_decision_and_are_not_unread(
    article: Article, ada: Member
) -> None:
    factories.claim(ada, article.latest, "Nobody came to the harbour.")
    gone = "The mayor went home."
    factories.claim(ada, article.latest, gone)
    version = again(article, ada, ("Nobody came", "Thousands came"), (gone, "So it ended."))
    assert unread(version) == ["The feast", "It rained all day.", "So it ended."]


def test_a_sentence_that_goes_on_is_not_read_to_its_end(article: Article, ada: Member) -> None:
    factories.reading(article.latest, ada, "Nobody came to the harbour.")
    version = again(article, ada, ("to the harbour.", "to the harbour in winter."))
    assert read(version) == []


def test_what_moved_was_read_and_its_twin_was_not(ada: Member) -> None:
    article = factories.article(ada, ["Nobody knew.", "Who was it?", "Nobody knew.", "We asked."])
    factories.reading(article.latest, ada, "Nobody knew.")
    gone = again(article, ada, ("Nobody knew.", "Everybody knew."))
    assert read(gone) == []

    other = factories.article(ada, ["First things first.", "The wall is old.", "So it goes."])
    factories.reading(other.latest, ada, "First things first.")
    moved = again(
        other, ada, ("First things first.", "So."), ("So it goes.", "First things first.")
    )
    assert read(moved) == ["First things first."]


def test_a_withdrawn_reading_does_not_come_back_with_a_new_text(
    article: Article, ada: Member
) -> None:
    reading = factories.reading(article.latest, ada, PARAGRAPH)
    withdraw_reading(reading=reading, revision=1, by=ada)
    assert read(again(article, ada, ("feast", "fair"))) == []


def test_words_read_in_an_older_version_are_read_in_the_newest_at_once(
    article: Article, ada: Member
) -> None:
    first = article.latest
    again(article, ada, ("feast", "fair"))
    third = again(article, ada, ("fair", "market"))

    late = factories.reading(first, ada, PARAGRAPH)

    assert read(third) == [PARAGRAPH]
    assert Reading.objects.get(version=third).carried_from == late
    kinds = [event.kind for event in Event.objects.about_article(article.pk)]
    assert kinds[-2:] == ["reading.marked", "reading.carried"]


def test_who_undoes_a_reading_undoes_it_in_the_newer_version_too(
    article: Article, ada: Member
) -> None:
    first = article.latest
    factories.reading(first, ada, PARAGRAPH)
    marked = Event.objects.get(kind="reading.marked")
    second = again(article, ada, ("feast", "fair"))
    third = again(article, ada, ("fair", "market"))

    undone = undo(event=marked, by=ada)
    assert [read(version) for version in (first, second, third)] == [[], [], []]

    undo(event=undone, by=ada)
    assert [read(version) for version in (first, second, third)] == [[PARAGRAPH]] * 3


def test_a_reading_that_was_withdrawn_meanwhile_is_restored_into_the_newest_version(
    article: Article, ada: Member
) -> None:
    reading = factories.reading(article.latest, ada, PARAGRAPH)
    withdraw_reading(reading=reading, revision=1, by=ada)
    version = again(article, ada, ("feast", "fair"))
    restore_reading(reading=reading, revision=2, by=ada)
    assert read(version) == [PARAGRAPH]


def test_what_was_withdrawn_in_the_newer_version_alone_stays_so(
    article: Article, ada: Member
) -> None:
    reading = factories.reading(article.latest, ada, PARAGRAPH)
    version = again(article, ada, ("feast", "fair"))
    withdraw_reading(reading=Reading.objects.get(version=version), revision=1, by=ada)
    assert (read(reading.version), read(version)) == ([PARAGRAPH], [])
    withdraw_reading(reading=reading, revision=1, by=ada)
    restore_reading(reading=reading, revision=2, by=ada)
    assert (read(reading.version), read(version)) == ([PARAGRAPH], [])


def test_the_history_says_once_that_readings_were_carried_over(
    article: Article, ada: Member
) -> None:
    for sentence in ("It rained all day.", "Nobody came to the harbour."):
        factories.reading(article.latest, ada, sentence)
    again(article, ada, ("Nobody came", "Thousands came"))

    (event,) = Event.objects.filter(kind="reading.carried")
    assert (event.subject_id, event.changes) == (
        article.pk,
        {"version": [1, 2], "readings": [2, 1]},
    )
    (entry,) = tell([event])
    assert entry.sentence == "What was read, and is the same in version 2, counts as read there."
    assert entry.changes == []


def test_the_database_lets_no_reading_slide_onto_other_words(article: Article, ada: Member) -> None:
    factories.reading(article.latest, ada, PARAGRAPH)
    version = again(article, ada, ("feast", "fair"))
    for values in ({"start": 0}, {"version": article.versions.get(number=1)}):
        with pytest.raises(IntegrityError) as refused, transaction.atomic():
            Reading.objects.filter(version=version).update(**values)
        assert rule_name(refused.value) == "only_the_same_words_were_read_before"


@pytest.mark.parametrize("count", [1, 3])
def test_many_readings_are_carried_with_as_many_queries_as_one(
    article: Article, ada: Member, count: int, django_assert_num_queries: Any
) -> None:
    sentences = ("It rained all day.", "Nobody came to the harbour.", "The mayor went home.")
    for sentence in sentences[:count]:
        factories.reading(article.latest, ada, sentence)
    newest = Version.objects.get(pk=article.latest.pk)
    blocks = factories.blocks_of(newest, ("feast", "fair"))
    with django_assert_num_queries(22):
        recapture(article=newest.article, blocks=blocks, origin="pasted", after=1, by=ada)
