"""The worker: one process that does what was deferred, queue by queue, until it is told to end."""

import asyncio
import os
import signal
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import Any

import structlog
from procrastinate import PsycopgConnector
from procrastinate.connector import BaseConnector
from procrastinate.contrib.django import app, connector_params
from procrastinate.exceptions import ConnectorException

from annotations.jobs import DELIVERIES, LONG, QUICK
from annotations.webhooks.watching import watch

AT_ONCE = {QUICK: 8, DELIVERIES: 32, LONG: 2}  # jobs of each queue
SPARE_THREADS = 4  # for what is not a job
AGAIN = 2.0  # seconds until the next try after the database was lost
GRACE = 5.0  # seconds that running jobs have to finish or to stop

log = structlog.get_logger(__name__)


class Connector(PsycopgConnector):
    """The worker's own connections. But a task that defers another does it through Django's
    connection, as everywhere: in the transaction that the task is in."""

    def __init__(self, tasks_own: BaseConnector) -> None:
        # Asked for anew with each connection: Django then sees to the embedded server.
        super().__init__(kwargs=_facts, min_size=1, max_size=4, timeout=5)
        self._tasks_own = tasks_own

    def get_sync_connector(self) -> BaseConnector:
        return self._tasks_own


async def _facts() -> dict[str, Any]:
    return await asyncio.to_thread(connector_params) | {"keepalives_idle": 30}


def work() -> None:
    """Work until SIGINT or SIGTERM; then let running jobs finish, for GRACE seconds."""
    asyncio.run(_work())


async def _work() -> None:
    loop = asyncio.get_running_loop()
    loop.set_default_executor(ThreadPoolExecutor(sum(AT_ONCE.values()) + SPARE_THREADS))
    with app.replace_connector(Connector(app.connector)):
        async with app.open_async():
            working = asyncio.create_task(_serve_all())
            for number in (signal.SIGINT, signal.SIGTERM):
                loop.add_signal_handler(number, working.cancel)
            with suppress(asyncio.CancelledError):
                await working


async def _serve_all() -> None:
    async with asyncio.TaskGroup() as queues:
        for queue in AT_ONCE:
            queues.create_task(_serve(queue))
        queues.create_task(watch())


async def _serve(queue: str) -> None:
    """Do the jobs of one queue; when the database is lost, begin again until it is back."""
    while True:
        try:
            await app.run_worker_async(
                name=queue,
                queues=[queue],
                concurrency=AT_ONCE[queue],
                shutdown_graceful_timeout=GRACE,
                install_signal_handlers=False,
            )
        except ConnectorException as trouble:
            log.warning("worker_interrupted", queue=queue, trouble=str(trouble.__cause__))
        await asyncio.sleep(AGAIN)


def end_with_standard_input() -> None:
    """From now on, this process ends at once when its standard input does: whoever holds the other
    end is gone then, however it went."""

    def watch() -> None:
        while os.read(0, 1):
            pass
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()
