"""The worker beside the site: a process of its own that lives no longer than we do."""

import os
import subprocess
import sys
import threading
from types import TracebackType
from typing import Self

import structlog
from django.conf import settings

from factcheck.worker import GRACE

AGAIN = 2.0  # seconds before a worker that was lost is replaced

log = structlog.get_logger(__name__)


class WorkerBeside:
    """Within the block a worker runs, and is replaced when it is lost.

    It has a session of its own, so Ctrl-C at the terminal tells us alone, and we tell it. Its
    standard input is a pipe that nobody writes to: when we are killed, the pipe ends, and so
    does the worker.
    """

    def __init__(self, address: str) -> None:
        """`address` is where the site is, for a worker that is not told by FACTCHECK_URL."""
        self._address = address
        self._ending = threading.Event()
        self._guard = threading.Lock()
        self._process = _start(address)
        self._watch = threading.Thread(target=self._replace_when_lost, daemon=True)

    def __enter__(self) -> Self:
        self._watch.start()
        return self

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        _error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        with self._guard:
            self._ending.set()
            self._process.terminate()
        self._watch.join(2 * GRACE)
        if self._watch.is_alive():  # a job that does not stop: it is taken up again later
            self._process.kill()
            self._watch.join()

    def _replace_when_lost(self) -> None:
        while True:
            how = self._process.wait()
            if self._ending.is_set():
                return
            log.warning("worker_lost", status=how)
            self._ending.wait(AGAIN)
            with self._guard:
                if self._ending.is_set():
                    return
                self._process = _start(self._address)


def _start(address: str) -> "subprocess.Popen[bytes]":
    return subprocess.Popen(
        [sys.executable, settings.BASE_DIR / "manage.py", "work", "--until-eof"],
        env={**os.environ, "FACTCHECK_URL": settings.BASE_URL or address},
        stdin=subprocess.PIPE,
        start_new_session=True,
    )
