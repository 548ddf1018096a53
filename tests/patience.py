"""Waiting for what another thread, process or task does: for longer than it takes anywhere."""

import asyncio
import time
from collections.abc import Callable
from typing import Any

PATIENCE = 40  # seconds; a machine may be busy with much else
GLANCE = 0.02  # seconds


def wait_for(holds: Callable[[], Any]) -> None:
    """Return once `holds()` is true; an AssertionError after PATIENCE."""
    until = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < until, "it did not happen in time"
        time.sleep(GLANCE)


async def turns_out(holds: Callable[[], Any]) -> None:
    """The same for a task, which lets others work meanwhile."""
    async with asyncio.timeout(PATIENCE):
        while not holds():  # noqa: ASYNC110  what we look at rings no bell
            await asyncio.sleep(GLANCE)
