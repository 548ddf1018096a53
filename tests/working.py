"""The jobs that wait, done in the test's own process, on its connection and in its transaction."""

import json
import time
from typing import Any

from django.db import connection
from procrastinate.contrib.django import app
from procrastinate.job_context import JobContext
from procrastinate.jobs import Job


def work(
    *, failing: type[Exception] | tuple[type[Exception], ...] = (), early: bool = False
) -> list[str]:
    """Do every job that is due, one after the other, and what they defer; the tasks' names.

    As in the worker, a job that raises one of `failing` has failed, or waits for its next try,
    as its task says; anything else that it raises ends the test. `early` begins with what waits
    for a later moment, too, without waiting for it.
    """
    if early:
        _ask("UPDATE procrastinate_jobs SET scheduled_at = NULL WHERE status = 'todo'")
    done = []
    while (job := _next()) is not None:
        done.append(job.task_name)
        try:
            _do(job)
        except failing as error:
            _fail(job, error)
        else:
            _ask("SELECT procrastinate_finish_job_v1(%s, 'succeeded', false)", job.id)
    return done


def waiting() -> list[tuple[str, dict[str, Any]]]:
    """What waits, in the order in which it was deferred: tasks' names and values."""
    rows = _ask("SELECT task_name, args FROM procrastinate_jobs WHERE status = 'todo' ORDER BY id")
    return [(row["task_name"], json.loads(row["args"])) for row in rows]


def forget() -> None:
    """Empty the tables of jobs, which Django does not: it has not made them."""
    with connection.cursor() as cursor:
        cursor.execute(
            "DELETE FROM procrastinate_periodic_defers; "
            "DELETE FROM procrastinate_jobs; DELETE FROM procrastinate_workers"
        )


def _next() -> Job | None:
    row = _ask("SELECT * FROM procrastinate_fetch_job_v2(NULL, NULL)")[0]
    if row["id"] is None:
        return None
    return Job.from_row(row | {"args": json.loads(row["args"])})


def _do(job: Job) -> None:
    task = app.tasks[job.task_name]
    context = JobContext(app=app, job=job, start_timestamp=time.time(), abort_reason=lambda: None)
    task(*([context] if task.pass_context else []), **job.task_kwargs)


def _fail(job: Job, error: Exception) -> None:
    again = app.tasks[job.task_name].get_retry_exception(error, job)
    if again is None:
        _ask("SELECT procrastinate_finish_job_v1(%s, 'failed', false)", job.id)
        return
    decided = again.retry_decision
    _ask(
        "SELECT procrastinate_retry_job_v2(%s, %s, %s, %s, %s)",
        *(job.id, decided.retry_at, decided.priority, decided.queue, decided.lock),
    )


def _ask(query: str, *values: Any) -> list[dict[str, Any]]:
    with connection.cursor() as cursor:
        cursor.execute(query, values)
        if cursor.description is None:
            return []
        names = [column.name for column in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
