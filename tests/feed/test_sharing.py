"""What several ask at the same moment is found out once."""

import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from annotations.feed.sharing import KEPT, Shared


class Work:
    """Something to find out, which goes on until `may_end`; `times` says how often it was begun."""

    def __init__(self) -> None:
        self.times = 0
        self.has_begun, self.may_end = threading.Event(), threading.Event()

    def __call__(self) -> int:
        self.times += 1
        self.has_begun.set()
        assert self.may_end.wait(30)
        return self.times


def test_those_who_ask_the_same_are_told_what_one_found_out() -> None:
    shared: Shared[int] = Shared()
    work, since = Work(), time.monotonic()
    with ThreadPoolExecutor(3) as people:
        told = [people.submit(shared.get, "key", since, work) for _ in range(3)]
        assert work.has_begun.wait(30)
        work.may_end.set()
        assert [one.result() for one in told] == [1, 1, 1]
    assert work.times == 1


def test_who_heard_of_something_later_is_not_told_what_was_begun_before() -> None:
    shared: Shared[str] = Shared()
    before = time.monotonic()
    assert shared.get("key", before, lambda: "old") == "old"
    assert shared.get("key", before, lambda: "new") == "old"
    assert shared.get("key", time.monotonic(), lambda: "new") == "new"
    assert shared.get("key", before, lambda: "newer") == "new"


def test_each_question_has_an_answer_of_its_own() -> None:
    shared: Shared[str] = Shared()
    assert shared.get("one", 0, lambda: "for one") == "for one"
    assert shared.get("other", 0, lambda: "for the other") == "for the other"


def test_what_went_wrong_is_told_to_all_and_tried_again_by_who_asks_later() -> None:
    shared: Shared[str] = Shared()

    def trouble() -> str:
        raise LookupError

    for find in (trouble, lambda: "too late"):
        with pytest.raises(LookupError):
            shared.get("key", 0, find)
    assert shared.get("key", time.monotonic(), lambda: "well") == "well"


def test_only_the_newest_answers_are_kept() -> None:
    shared: Shared[str] = Shared()
    for key in range(KEPT + 1):
        shared.get(key, 0, lambda: "first")
    assert shared.get(KEPT, 0, lambda: "anew") == "first"
    assert shared.get(0, 0, lambda: "anew") == "anew"
