"""What the worker does for exports."""

from uuid import UUID

from procrastinate import JobContext, RetryStrategy

from annotations.exports import keeping, preparing
from annotations.jobs import LONG, QUICK, app


@app.task(
    name="write_export",
    queue=LONG,
    pass_context=True,
    retry=RetryStrategy(max_attempts=3, wait=20),
)
def write_export(context: JobContext, *, export_id: str) -> None:
    """Write the file of an export that was asked for, unless it is done or discarded."""
    preparing.prepare(UUID(export_id), is_ending=context.should_abort)


@app.periodic(cron="* * * * *")
@app.task(name="tidy_exports", queue=QUICK, queueing_lock="tidy_exports")
def tidy_exports(*_: int, **__: int) -> None:
    """Remove what is outdated or lost; say of what nobody writes any more that it failed."""
    keeping.tidy()
