"""`manage.py work`: it works, comes back, and leaves nothing behind."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from django.db import connection
from procrastinate.contrib.django.models import ProcrastinateJob, ProcrastinateWorker
from procrastinate.worker import FETCH_JOB_POLLING_INTERVAL

from annotations.jobs.tasks import forget_finished
from factcheck.worker import AT_ONCE
from tests.patience import wait_for
from tests.working import waiting

MANAGE = Path(__file__).resolve().parents[2] / "manage.py"
QUEUES = len(AT_ONCE)

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


class Worker:
    """A `manage.py work` on the database of the tests."""

    def __init__(self, *arguments: str) -> None:
        at = connection.settings_dict
        address = "postgresql://{USER}@{HOST}:{PORT}/{NAME}".format(**quoted(at))
        self.process = subprocess.Popen(
            [sys.executable, str(MANAGE), "work", *arguments],
            env=os.environ | {"DATABASE_URL": address},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        try:
            wait_for(lambda: ProcrastinateWorker.objects.count() == QUEUES)
        except AssertionError:
            self.end(signal.SIGKILL)
            raise

    def end(self, how: int) -> tuple[int, str]:
        """Its status, and all that it said."""
        self.process.send_signal(how)
        said, _ = self.process.communicate(timeout=30)
        return self.process.returncode, said


def quoted(parts: dict[str, Any]) -> dict[str, str]:
    return {name: quote(str(value), safe="") for name, value in parts.items()}


@pytest.fixture
def worker() -> Iterator[Worker]:
    one = Worker()
    yield one
    if one.process.poll() is None:
        one.end(signal.SIGKILL)


def status(job: int) -> str:
    return ProcrastinateJob.objects.values_list("status", flat=True).get(pk=job)


def test_it_does_what_is_deferred_at_once(worker: Worker) -> None:
    begun = time.monotonic()
    for _ in range(5):
        forget_finished.defer(timestamp=0)
        wait_for(lambda: not waiting())
    assert time.monotonic() - begun < 4 * FETCH_JOB_POLLING_INTERVAL


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_told_to_end_it_ends_without_a_word_and_signs_off(worker: Worker, how: int) -> None:
    time.sleep(0.5)  # one that is told while it signs on is known by its silence only
    assert worker.end(how) == (0, "")
    assert ProcrastinateWorker.objects.count() == 0


def test_a_killed_one_is_known_by_its_silence(worker: Worker) -> None:
    assert worker.end(signal.SIGKILL)[0] == -signal.SIGKILL
    assert ProcrastinateWorker.objects.count() == QUEUES


def test_after_the_database_was_lost_it_goes_on(worker: Worker) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
            "WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
    job = forget_finished.defer(timestamp=0)
    wait_for(lambda: status(job) == "succeeded")
    assert worker.process.poll() is None


def test_it_ends_with_whoever_holds_its_standard_input() -> None:
    one = Worker("--until-eof")
    said, _ = one.process.communicate(timeout=30)  # closes it
    assert (one.process.returncode, said) == (1, "")
