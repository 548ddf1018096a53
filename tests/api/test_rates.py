"""How often one may ask: counted per token, per person and per address."""

import threading
from contextlib import closing
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test import Client

from annotations.api import rates as rates_kept
from annotations.api.models import RequestCount
from annotations.api.rates import KEPT, Asking, Counting
from annotations.newsrooms.models import Member
from tests.api.caller import Caller, told

NOON = "2026-03-02T12:00:00Z"


@pytest.fixture(autouse=True)
def few(settings: Any) -> None:
    settings.API_RATES = {"token": 40, "session": 40, "address": 3}


def rates(answer: Any) -> tuple[str, str]:
    return answer["RateLimit-Policy"], answer["RateLimit"].partition(";t=")[0]


def test_every_answer_says_how_many_requests_are_left(program: Caller) -> None:
    answers = [
        program.get("claims/"),
        program.get("claims/?format=csv"),
        program.get("nowhere/"),
        program.post("claims/", {}),
        program.get("ratings/", if_none_match="*"),
    ]
    assert [answer.status_code for answer in answers] == [200, 200, 404, 400, 304]
    assert [rates(answer) for answer in answers] == [
        ('"token";q=40;w=60', f'"token";r={left}') for left in (39, 38, 37, 36, 35)
    ]
    seconds = int(answers[0]["RateLimit"].partition(";t=")[2])
    assert 1 <= seconds <= 60


def test_who_asks_too_often_is_told_when_to_go_on(program: Caller) -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        for _ in range(40):
            assert program.get("").status_code == 200
        refused = program.get("")
        problem = told(refused, 429, "too-many-requests")
        wait = int(refused["Retry-After"])
        assert problem["retry_after"] == wait
        assert refused["RateLimit"] == f'"token";r=0;t={wait}'
        clock.shift(wait)
        assert rates(program.get(""))[1] == '"token";r=39'


def test_each_token_has_its_own_minute_and_so_has_a_person(
    program: Caller, checker: Member
) -> None:
    for _ in range(40):
        program.get("")
    told(program.get(""), 429, "too-many-requests")
    assert Caller(checker).get("").status_code == 200
    client = Client()
    client.force_login(checker.user)
    assert rates(client.get(program.address("claims/"))) == (
        '"session";q=40;w=60',
        '"session";r=39',
    )


@pytest.mark.django_db
def test_who_is_nobody_is_counted_by_address_also_with_wrong_tokens(program: Caller) -> None:
    client = Client()
    wrong = {"authorization": "Bearer fct_wrong"}
    assert client.get("/api/v1/limits").status_code == 200
    assert client.get("/api/v1/newsrooms/", headers=wrong).status_code == 401
    assert rates(client.get("/api/v1/")) == ('"address";q=3;w=60', '"address";r=0')
    told(client.get("/api/v1/newsrooms/", headers=wrong), 429, "too-many-requests")
    told(client.get("/api/v1/limits"), 429, "too-many-requests")
    assert client.get("/api/v1/limits", REMOTE_ADDR="192.0.2.7").status_code == 200
    assert program.get("claims/").status_code == 200


def test_a_limit_can_be_switched_off(program: Caller, settings: Any) -> None:
    settings.API_RATES = {"token": 0, "session": 0, "address": 0}
    assert "RateLimit" not in program.get("").headers
    limits = program.get("/api/v1/limits").json()
    assert (limits["requests_per_minute"], limits["anonymous_requests_per_minute"]) == (0, 0)


def test_most_requests_are_counted_without_the_database(
    program: Caller, django_assert_max_num_queries: Any
) -> None:
    program.get("")
    with django_assert_max_num_queries(20 + 10):  # the token each time, and every second count
        for _ in range(20):
            program.get("")


@pytest.mark.django_db
def test_all_processes_count_together() -> None:
    asking = Asking("token", "one")
    here, there = Counting(), Counting()
    with time_machine.travel(NOON, tick=False):
        spent = [process.spend(asking) for _ in range(30) for process in (here, there)]
    granted = [rate for rate in spent if rate and not rate.is_used_up]
    assert 40 <= len(granted) <= 42  # at most what the other has not told yet
    assert RequestCount.objects.get().requests in {40, 41, 42}


@pytest.mark.django_db(transaction=True)
def test_threads_at_once_are_all_counted() -> None:
    asking, counting = Asking("token", "one"), Counting()
    granted: list[bool] = []

    def ask() -> None:
        with closing(connection):
            for _ in range(10):
                rate = counting.spend(asking)
                granted.append(bool(rate and not rate.is_used_up))

    with time_machine.travel(NOON, tick=False):
        threads = [threading.Thread(target=ask) for _ in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert (len(granted), sum(granted)) == (80, 40)


@pytest.mark.django_db
def test_who_has_not_asked_for_long_is_forgotten() -> None:
    RequestCount.objects.add("token old", 1, 5)
    with time_machine.travel(NOON, tick=False) as clock:
        Counting().spend(Asking("token", "new"), 5)
        clock.shift((KEPT + 2) * 60)
        Counting().spend(Asking("token", "newer"), 5)
    assert [found.who for found in RequestCount.objects.all()] == ["token newer"]


@pytest.mark.django_db
def test_however_many_ask_only_so_many_are_remembered_the_last_of_them(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(rates_kept, "REMEMBERED", 2)
    counting, (first, *others) = Counting(), [Asking("address", name) for name in "abcd"]
    with time_machine.travel(NOON, tick=False):
        for asking in (first, first, *others):
            counting.spend(asking)
        left = [counting.spend(asking) for asking in (others[-1], first)]
    assert [rate and rate.left for rate in left] == [1, 2]
