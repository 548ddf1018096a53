"""The part of the worker that notices what there is to deliver."""

import asyncio
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

import pytest
from django.db import connections

from annotations.newsrooms.models import Member
from annotations.webhooks import watching
from annotations.webhooks.models import Webhook
from tests import factories
from tests.patience import wait_for
from tests.webhooks.receiver import Receiver
from tests.working import waiting

JOB = "annotations.webhooks.tasks.deliver"


@contextmanager
def watched() -> Iterator[None]:
    """watch() runs in a loop of its own, as in the worker."""
    loop = asyncio.new_event_loop()
    loop.set_default_executor(ThreadPoolExecutor(1))  # so that its connection can be closed below
    task = loop.create_task(watching.watch())

    def run() -> None:
        loop.run_until_complete(asyncio.gather(task, return_exceptions=True))
        loop.run_until_complete(loop.run_in_executor(None, connections.close_all))
        loop.run_until_complete(loop.shutdown_default_executor())
        loop.close()

    thread = threading.Thread(target=run)
    thread.start()
    try:
        yield
    finally:
        loop.call_soon_threadsafe(task.cancel)
        thread.join()


@pytest.mark.django_db(transaction=True)
def test_an_event_is_noticed_when_it_is_committed_and_when_the_worker_comes_back(
    receiver: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    admin: Member = factories.newsroom("lindau")[1]
    webhook: Webhook = factories.webhook(admin, url=receiver.url)
    monkeypatch.setattr(watching, "LOOK", 60)  # so that only the call can be what is heard
    expected = [(JOB, {"webhook_id": str(webhook.pk)})]
    with watched():
        wait_for(lambda: not waiting())
        factories.source(admin)
        wait_for(lambda: waiting() == expected)

    other = factories.webhook(admin, url=receiver.url)
    factories.source(admin)
    with watched():
        wait_for(lambda: (JOB, {"webhook_id": str(other.pk)}) in waiting())
