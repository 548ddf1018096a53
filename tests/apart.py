"""A thread of its own for what runs a loop: a journey's browser may run one in this thread."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from django.db import connections

Found = TypeVar("Found")


def apart(act: Callable[[], Found]) -> Found:
    """What `act` gives in a thread of its own, whose connections are closed afterwards."""

    def work() -> Found:
        try:
            return act()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(1) as threads:
        return threads.submit(work).result()
