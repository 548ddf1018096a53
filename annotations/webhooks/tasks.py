"""What the worker does for webhooks."""

from contextlib import suppress
from datetime import timedelta
from uuid import UUID

from django.db import connection, transaction
from django.utils import timezone
from procrastinate.exceptions import AlreadyEnqueued
from procrastinate.job_context import JobContext

from annotations.jobs import DELIVERIES, QUICK, app
from annotations.webhooks.delivering import work_off
from annotations.webhooks.models import Delivery, Webhook

KEPT = timedelta(days=30)  # for which the log tells of a delivery that has ended
AT_ONCE = 5_000  # rows that are forgotten in one statement


@app.task(queue=DELIVERIES, pass_context=True)
def deliver(context: JobContext, *, webhook_id: str) -> None:
    """Tell a webhook what it can be told now."""
    forget_lost_connection()
    work_off(UUID(webhook_id), is_ending=context.should_abort)


def defer_what_can_be_done() -> None:
    """A job for each webhook that has work and nobody who does it, unless there is one already."""
    forget_lost_connection()
    with_work = Webhook.objects.with_work(timezone.now())
    for pk in with_work.values_list("pk", flat=True):
        with suppress(AlreadyEnqueued), transaction.atomic():
            deliver.configure(queueing_lock=f"webhook {pk}").defer(webhook_id=str(pk))


def forget_lost_connection() -> None:
    """What the database has lost since this thread's last job is of no use for the next one."""
    if not connection.in_atomic_block:
        connection.close_if_unusable_or_obsolete()


@app.periodic(cron="41 3 * * *")
@app.task(queue=QUICK, queueing_lock="forget_deliveries")
def forget_deliveries(*_: int, **__: int) -> None:
    """Remove from the log what ended long ago."""
    ended = Delivery.objects.ended().filter(made_at__lt=timezone.now() - KEPT)
    while ids := list(ended.values_list("pk", flat=True)[:AT_ONCE]):
        Delivery.objects.filter(pk__in=ids).delete()
