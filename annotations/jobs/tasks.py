"""The upkeep of the jobs themselves."""

import structlog
from django.utils import timezone
from procrastinate.jobs import Status

from annotations.jobs import QUICK, app

ATTEMPTS = 5  # times that a job may have been begun when its worker is lost
KEPT = 7 * 24  # hours that a finished job can still be looked at

log = structlog.get_logger(__name__)


@app.periodic(cron="* * * * *")
@app.task(queue=QUICK, queueing_lock="take_up_stalled")
async def take_up_stalled(*_: int, **__: int) -> None:
    """Put back into their queues the jobs whose worker was killed half a minute ago or more.

    A job that has lost its worker again and again is likely to be what kills it: it has failed.
    """
    for job in await app.job_manager.get_stalled_jobs():
        log.warning("job_lost_its_worker", job=job.id, task=job.task_name, attempts=job.attempts)
        if job.attempts < ATTEMPTS:
            await app.job_manager.retry_job(job, retry_at=timezone.now())
        else:
            log.error("job_given_up", job=job.id, task=job.task_name)
            await app.job_manager.finish_job(job, Status.FAILED, delete_job=False)


@app.periodic(cron="17 3 * * *")
@app.task(queue=QUICK, queueing_lock="forget_finished")
async def forget_finished(*_: int, **__: int) -> None:
    """Remove the jobs that ended a week ago, however they ended."""
    await app.job_manager.delete_old_jobs(
        nb_hours=KEPT, include_failed=True, include_cancelled=True, include_aborted=True
    )
