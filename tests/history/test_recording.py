"""Events: numbers without gaps, visible in their order, never edited, told in sentences."""

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from random import Random
from uuid import UUID

import pytest
from django.db import connection, transaction

from annotations.articles.actions import edit_article
from annotations.articles.models import Article
from annotations.history.actions import held_back, record
from annotations.history.models import Counter, Event, Kind
from annotations.newsrooms.models import Member
from tests import factories

pytestmark = pytest.mark.django_db


def numbers(newsroom_id: UUID) -> list[int]:
    events = Event.objects.filter(newsroom_id=newsroom_id)
    return list(events.order_by("number").values_list("number", flat=True))


def test_each_newsroom_counts_for_itself_from_one() -> None:
    for _, admin in [factories.newsroom(), factories.newsroom()]:
        factories.article(admin)
        found = numbers(admin.newsroom_id)
        assert found == list(range(1, len(found) + 1))
        assert Counter.objects.get(newsroom=admin.newsroom).last == len(found)


def test_an_event_says_who_did_what_to_what() -> None:
    _, ada = factories.newsroom()
    article = factories.article(ada)
    edit_article(article=article, revision=1, by=ada, published_on=date(2026, 11, 22))
    event = Event.objects.filter(newsroom=ada.newsroom).latest("number")
    assert (event.kind, event.subject_type, event.subject_id) == (
        Kind.ARTICLE_EDITED,
        "article",
        article.pk,
    )
    assert (event.by, event.article_id, event.claim_id) == (ada, article.pk, None)
    assert event.changes == {"published_on": [None, "2026-11-22"]}


def test_what_is_part_of_a_claim_is_told_with_the_claim() -> None:
    _, ada = factories.newsroom()
    claim = factories.claim(ada)
    source = factories.source(ada)
    evidence = factories.evidence(claim, ada, source)
    last = Event.objects.about_claim(claim.pk).latest("number")
    assert (last.kind, last.subject_id) == (Kind.EVIDENCE_CITED, evidence.pk)
    assert last.changes["source"] == [None, {"id": str(source.pk), "name": source.title}]


def test_outside_a_transaction_nothing_is_recorded(transactional_db: None) -> None:
    _, ada = factories.newsroom()
    before = numbers(ada.newsroom_id)
    with pytest.raises(RuntimeError, match="belongs into the transaction"):
        record(Kind.MEMBER_JOINED, ada, by=ada)
    assert numbers(ada.newsroom_id) == before


def test_a_number_that_was_rolled_back_is_given_again() -> None:
    _, ada = factories.newsroom()
    article = factories.article(ada)
    before = numbers(ada.newsroom_id)
    with transaction.atomic():
        record(Kind.ARTICLE_EDITED, article, by=ada)
        transaction.set_rollback(True)
    with transaction.atomic():
        event = record(Kind.ARTICLE_EDITED, article, by=ada)
    assert event.number == len(before) + 1


@pytest.mark.django_db(transaction=True)
def test_numbers_have_no_gaps_and_appear_in_order_whoever_fails_or_is_slow() -> None:
    """Eight writers, every third of whose transactions is rolled back, and one who reads along."""
    _, ada = factories.newsroom()
    article = factories.article(ada)
    start = len(numbers(ada.newsroom_id))
    seen: list[list[int]] = []
    done = threading.Event()

    def read_along() -> None:
        while not done.is_set():
            seen.append(numbers(ada.newsroom_id))
        connection.close()

    def write(seed: int) -> int:
        written = sum(write_one(article, ada, Random(f"{seed}-{turn}")) for turn in range(12))
        connection.close()
        return written

    with ThreadPoolExecutor(9) as threads:
        reader = threads.submit(read_along)
        written = sum(threads.map(write, range(8)))
        done.set()
        reader.result()

    assert numbers(ada.newsroom_id) == list(range(1, start + written + 1))
    assert 0 < written < 96
    assert [found for found in seen if found != list(range(1, len(found) + 1))] == []


def write_one(article: Article, by: Member, random: Random) -> int:
    """How many events were committed: one, or none."""
    fails = random.random() < 1 / 3
    with transaction.atomic():
        record(Kind.ARTICLE_EDITED, article, by=by)
        transaction.set_rollback(fails)
    return int(not fails)


def test_events_held_back_are_numbered_in_order_when_all_is_done() -> None:
    _, ada = factories.newsroom()
    before = Counter.objects.get(newsroom=ada.newsroom).last
    with transaction.atomic(), held_back() as waiting:
        claim = factories.claim(ada)
        factories.evidence(claim, ada)
        assert Counter.objects.get(newsroom=ada.newsroom).last == before
    assert [event.number for event in waiting] == list(range(before + 1, before + 5))
    assert list(Event.objects.filter(number__gt=before).order_by("number")) == waiting
    assert [event.kind for event in waiting] == [
        Kind.ARTICLE_TAKEN_IN,
        Kind.CLAIM_MARKED,
        Kind.SOURCE_ADDED,
        Kind.EVIDENCE_CITED,
    ]
    factories.claim(ada)
    assert numbers(ada.newsroom_id) == list(range(1, before + 7))


def test_of_events_held_back_none_is_written_when_the_work_fails() -> None:
    _, ada = factories.newsroom()
    before = numbers(ada.newsroom_id)

    def fail() -> None:
        with transaction.atomic(), held_back():
            factories.claim(ada)
            raise InterruptedError

    with pytest.raises(InterruptedError):
        fail()
    assert numbers(ada.newsroom_id) == before
    factories.article(ada)
    assert numbers(ada.newsroom_id) == [*before, len(before) + 1]
