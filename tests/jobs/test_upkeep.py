"""Jobs whose worker is lost are taken up again; what is done is forgotten; both can be seen."""

import asyncio
from datetime import UTC, datetime
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob

from annotations.jobs.health import Failure, Health, health
from annotations.jobs.tasks import ATTEMPTS, forget_finished, take_up_stalled
from factcheck.worker import Connector
from tests.apart import apart

pytestmark = pytest.mark.django_db(transaction=True)


def sql(query: str, *values: Any) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(query, values)
        return cursor.fetchall() if cursor.description else []


def new_worker(seconds_ago: int) -> int:
    """A worker whose last sign of life is so old."""
    return sql(
        "INSERT INTO procrastinate_workers (last_heartbeat) "
        "VALUES (now() - %s * interval '1 second') RETURNING id",
        seconds_ago,
    )[0][0]


def new_job(status: str, *, worker: int | None = None, attempts: int = 0) -> int:
    return sql(
        "INSERT INTO procrastinate_jobs (queue_name, task_name, status, worker_id, attempts) "
        "VALUES ('quick', 'any', %s, %s, %s) RETURNING id",
        *(status, worker, attempts),
    )[0][0]


def happened(job: int, what: str, hours_ago: float) -> None:
    sql(
        "INSERT INTO procrastinate_events (job_id, type, at) "
        "VALUES (%s, %s, now() - %s * interval '1 hour')",
        *(job, what, hours_ago),
    )


def do(task: Any) -> None:
    """The task as the worker does it, at its time."""

    async def run() -> None:
        with app.replace_connector(Connector(app.connector)):
            async with app.open_async():
                await task(timestamp=0)

    apart(lambda: asyncio.run(run()))


def test_a_job_whose_worker_was_killed_is_taken_up_again() -> None:
    lost, alive = new_worker(31), new_worker(5)
    jobs = [
        new_job("doing", worker=lost),
        new_job("doing", worker=None),
        new_job("doing", worker=alive),
        new_job("doing", worker=lost, attempts=ATTEMPTS),
    ]
    do(take_up_stalled)
    statuses = dict(ProcrastinateJob.objects.values_list("id", "status"))
    assert [statuses[job] for job in jobs] == ["todo", "todo", "doing", "failed"]


def test_what_ended_a_week_ago_is_forgotten() -> None:
    old, failed, fresh, waiting = (
        new_job(status) for status in ("succeeded", "failed", "succeeded", "doing")
    )
    for job, hours in ((old, 169), (failed, 169), (fresh, 167), (waiting, 200)):
        happened(job, "started", hours)
    do(forget_finished)
    assert set(ProcrastinateJob.objects.values_list("id", flat=True)) == {fresh, waiting}


def test_how_the_worker_is_doing_can_be_asked() -> None:
    assert health() == Health(workers=0, waiting=0, running=0, overdue=0, failures=[])
    alive = new_worker(5)
    new_worker(60)
    new_job("doing", worker=alive)
    new_job("todo")
    failed = new_job("failed")
    happened(failed, "failed", 1)
    happened(new_job("failed"), "failed", 25)
    found = health()
    at = found.failures[0].at
    assert found == Health(
        workers=1, waiting=1, running=1, overdue=0, failures=[Failure(failed, "any", at)]
    )
    assert 3500 < (datetime.now(UTC) - at).total_seconds() < 3700
    assert found.is_good
    sql("UPDATE procrastinate_events SET at = now() - interval '6 minutes' WHERE type = 'deferred'")
    assert health().overdue == 1
    assert not health().is_good


def test_an_operator_is_told_and_a_monitor_by_the_exit_status() -> None:
    told = StringIO()
    with pytest.raises(SystemExit, match="1"):
        call_command("work", "--health", stdout=told)
    assert told.getvalue() == "0 queues served, 0 jobs waiting, 0 running, 0 overdue.\n"
