"""What several ask at the same moment is found out once."""

import time
from collections.abc import Callable, Hashable
from concurrent.futures import Future
from threading import Lock
from typing import Generic, NamedTuple, TypeVar

KEPT = 64  # answers that are kept

Found = TypeVar("Found")


class _Answer(NamedTuple, Generic[Found]):
    """What was begun to be found out at a moment; there once it is found."""

    begun: float
    found: "Future[Found]"


class Shared(Generic[Found]):
    """Answers that those share who ask with an equal key. Used by many threads."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._answers: dict[Hashable, _Answer[Found]] = {}

    def get(self, key: Hashable, since: float, find: Callable[[], Found]) -> Found:
        """What `find` gives, or gave to another who asked with this key.

        An answer that was begun before `since`, in seconds of time.monotonic(), may know nothing
        of what the asker has heard of since: then it is found out anew. Raises what `find` raises.
        """
        with self._lock:
            answer = self._answers.get(key)
            is_ours = answer is None or answer.begun < since
            if answer is None or is_ours:
                self._answers.pop(key, None)
                answer = self._answers[key] = _Answer(time.monotonic(), Future())
                if len(self._answers) > KEPT:
                    del self._answers[next(iter(self._answers))]
        if is_ours:
            _find_into(answer.found, find)
        return answer.found.result()


def _find_into(future: "Future[Found]", find: Callable[[], Found]) -> None:
    try:
        future.set_result(find())
    except BaseException as trouble:
        future.set_exception(trouble)
        raise
