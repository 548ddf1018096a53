"""How the worker is doing, for the operator."""

from datetime import datetime, timedelta
from typing import NamedTuple

from django.db.models import Q
from django.utils import timezone
from procrastinate.contrib.django.models import (
    ProcrastinateEvent,
    ProcrastinateJob,
    ProcrastinateWorker,
)

ALIVE = timedelta(seconds=30)  # since the last sign of life of a worker
PATIENCE = timedelta(minutes=5)  # that a job may wait for its turn
LATELY = timedelta(days=1)


class Failure(NamedTuple):
    job: int
    task: str
    at: datetime


class Health(NamedTuple):
    """`workers` counts queues that are served, once for each process that serves them; `overdue`
    the jobs that have waited longer than PATIENCE; `failures` are those of the last day."""

    workers: int
    waiting: int
    running: int
    overdue: int
    failures: list[Failure]

    @property
    def is_good(self) -> bool:
        """Whether what is deferred now will be done soon. A failure is the job's own matter."""
        return self.workers > 0 and self.overdue == 0


def health() -> Health:
    now = timezone.now()
    due = ProcrastinateJob.objects.filter(
        Q(scheduled_at=None) | Q(scheduled_at__lte=now), status="todo"
    )
    overdue = due.filter(
        Q(scheduled_at__lte=now - PATIENCE)
        | Q(scheduled_at=None, procrastinateevent__at__lte=now - PATIENCE)
    )
    failed = ProcrastinateEvent.objects.filter(type="failed", at__gte=now - LATELY)
    return Health(
        workers=ProcrastinateWorker.objects.filter(last_heartbeat__gte=now - ALIVE).count(),
        waiting=due.count(),
        running=ProcrastinateJob.objects.filter(status="doing").count(),
        overdue=overdue.distinct().count(),
        failures=[
            Failure(*row)
            for row in failed.order_by("at").values_list("job_id", "job__task_name", "at")
        ],
    )
