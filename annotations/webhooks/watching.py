"""Seeing to it that whatever can be delivered is: part of the worker, as long as it lives.

Each event is called out when it is committed (history.CHANNEL), which makes deliveries quick. That
none is forgotten does not depend on it: every few seconds, and first of all at the start, we look
who has work, also after failures, and when we were away for a day.
"""

import asyncio

import psycopg
import structlog
from django.db import DatabaseError

from annotations.feed.hub import connected
from annotations.history.actions import CHANNEL
from annotations.webhooks.tasks import defer_what_can_be_done

LOOK = 3.0  # seconds between two looks when nothing is called out
AGAIN = 2.0  # seconds until the next try after the database was lost

log = structlog.get_logger(__name__)


async def watch() -> None:
    """Until it is cancelled."""
    while True:
        try:
            await _watch_until_lost()
        except (psycopg.Error, DatabaseError, OSError) as trouble:
            log.warning("webhooks_not_watched", trouble=str(trouble))
        await asyncio.sleep(AGAIN)


async def _watch_until_lost() -> None:
    async with await connected() as listener:
        await listener.execute(f"LISTEN {CHANNEL}")
        while True:
            await asyncio.to_thread(defer_what_can_be_done)
            async for _ in listener.notifies(timeout=LOOK, stop_after=1):
                pass
