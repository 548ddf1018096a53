"""The same request, sent twice with the same key, is one."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import timedelta
from threading import Barrier, Event
from typing import Any

import pytest
import time_machine
from django.db import connection, transaction
from django.utils import timezone

from annotations.articles.models import Article
from annotations.claims.models import Claim
from annotations.history.models import Event as HistoryEvent
from annotations.newsrooms.models import Member, Newsroom, Role
from annotations.retries.keeping import _reserve
from annotations.retries.models import IdempotentAnswer
from annotations.rows import Duplicate
from tests import factories
from tests.api.caller import Caller, told

KEY = "2f1c-0001"
BODY = {"title": "The harbour stays open", "text": "The council voted."}


def test_a_retry_gets_the_same_answer_and_has_one_effect(program: Caller) -> None:
    first = program.post("articles/", BODY, idempotency_key=KEY)
    again = program.post(
        "articles/",
        b'{ "text":"The council voted.",\n"title":"The harbour stays open" }',
        idempotency_key=KEY,
    )
    assert (first.status_code, again.status_code) == (201, 201)
    assert again.content == first.content
    for name in ("Location", "ETag", "Content-Type", "Cache-Control", "Vary"):
        assert again[name] == first[name]
    assert (first.get("Idempotent-Replayed"), again["Idempotent-Replayed"]) == (None, "true")
    assert Article.objects.count() == 1
    assert HistoryEvent.objects.filter(kind="article.taken_in").count() == 1


def test_a_retry_of_a_transition_does_not_meet_its_own_change(
    program: Caller, checker: Member
) -> None:
    claim = factories.claim(checker)
    path, body = f"claims/{claim.pk}/set-aside/", {"reasons": "Gossip."}
    first = program.post(path, body, idempotency_key=KEY, if_match='"1.1"')
    again = program.post(path, body, idempotency_key=KEY, if_match='"1.1"')
    assert (first.status_code, again.status_code) == (200, 200)
    assert again.content == first.content


def test_a_key_stands_for_one_request(program: Caller) -> None:
    program.post("articles/", BODY, idempotency_key=KEY)
    other = program.post("articles/", {**BODY, "author": "Ada"}, idempotency_key=KEY)
    told(other, 422, "idempotency-key-used-otherwise")
    source = {"kind": "book", "title": "Harbours"}
    told(
        program.post("sources/", source, idempotency_key=KEY), 422, "idempotency-key-used-otherwise"
    )


def test_a_key_is_its_members_own(program: Caller, room: Newsroom, checker: Member) -> None:
    program.post("articles/", BODY, idempotency_key=KEY)
    colleague = Caller(factories.member(room, Role.EDITOR, name="Edna Editor"))
    told(colleague.post("articles/", BODY, idempotency_key=KEY), 409, "already-taken-in")
    assert Caller(checker).post("articles/", BODY, idempotency_key=KEY).status_code == 201


def test_a_refusal_is_not_kept(program: Caller) -> None:
    told(program.post("articles/", {"title": "T"}, idempotency_key=KEY), 400, "not-understood")
    assert IdempotentAnswer.objects.count() == 0
    assert program.post("articles/", BODY, idempotency_key=KEY).status_code == 201


def test_an_effect_that_fails_takes_its_answer_with_it(
    program: Caller, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(**_: Any) -> None:
        raise OSError("no space left on device")

    with monkeypatch.context() as broken:
        broken.setattr(IdempotentAnswer.objects, "create", full)
        assert program.post("articles/", BODY, idempotency_key=KEY).status_code == 500
    assert (Article.objects.count(), IdempotentAnswer.objects.count()) == (0, 0)
    assert program.post("articles/", BODY, idempotency_key=KEY).status_code == 201


def test_a_key_is_forgotten_after_a_day(program: Caller) -> None:
    program.post("articles/", BODY, idempotency_key=KEY)
    program.token.expires_at = timezone.now() + timedelta(days=3)
    program.token.save()
    with time_machine.travel(timezone.now() + timedelta(hours=24, seconds=1)):
        again = program.post("articles/", BODY, idempotency_key=KEY)
        told(again, 409, "already-taken-in")


@pytest.mark.parametrize("key", ["", " ", "a b", "a" * 256, "ключ"])
def test_a_key_is_visible_ascii(program: Caller, key: str) -> None:
    told(program.post("articles/", BODY, idempotency_key=key), 400, "bad-idempotency-key")


def test_the_database_keeps_one_answer_for_a_key(program: Caller, checker: Member) -> None:
    program.post("articles/", BODY, idempotency_key=KEY)
    kept = IdempotentAnswer.objects.get()
    with pytest.raises(Duplicate) as refusal:
        IdempotentAnswer(
            newsroom=kept.newsroom,
            member=checker,
            key=KEY,
            fingerprint=kept.fingerprint,
            status=201,
            headers={"ETag": '"1"'},
            body=b"{}",
        ).add()
    assert refusal.value.details == {"rule": "idempotency_key_once_per_member"}


@contextmanager
def own_connection() -> Iterator[None]:
    """A thread has a database connection of its own, which nobody else closes."""
    try:
        yield
    finally:
        connection.close()


@pytest.mark.django_db(transaction=True)
def test_a_key_in_flight_is_told_to_wait(program: Caller, checker: Member) -> None:
    reserved, done = Event(), Event()

    def hold() -> None:
        with own_connection(), transaction.atomic():
            _reserve(checker, KEY)
            reserved.set()
            done.wait(30)

    with ThreadPoolExecutor(1) as pool:
        holding = pool.submit(hold)
        assert reserved.wait(30)
        answer = program.post("articles/", BODY, idempotency_key=KEY)
        done.set()
        holding.result()
    told(answer, 409, "in-flight")
    assert answer["Retry-After"] == "1"
    assert program.post("articles/", BODY, idempotency_key=KEY).status_code == 201


@pytest.mark.django_db(transaction=True)
def test_retries_at_the_same_moment_have_one_effect(program: Caller, checker: Member) -> None:
    version = factories.version(checker)
    start = version.text.index(factories.SENTENCE)
    body = {
        "version": str(version.pk),
        "start": start,
        "end": start + len(factories.SENTENCE),
        "exact": factories.SENTENCE,
        "statement": factories.SENTENCE,
    }
    together = Barrier(6)

    def retry() -> Any:
        with own_connection():
            together.wait(30)
            for _ in range(200):
                answer = program.post("claims/", body, idempotency_key=KEY)
                if answer.status_code != 409:
                    return answer
            raise AssertionError("never answered")

    with ThreadPoolExecutor(6) as pool:
        answers = [future.result() for future in [pool.submit(retry) for _ in range(6)]]
    assert [answer.status_code for answer in answers] == [201] * 6
    assert len({answer.content for answer in answers}) == 1
    assert [answer.get("Idempotent-Replayed") for answer in answers].count("true") == 5
    assert Claim.objects.count() == 1
