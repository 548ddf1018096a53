"""One `run` per var/: a second one beside it is told where the first one is."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from factcheck.embedded import locks
from factcheck.trouble import CannotStart
from factcheck.var import make_var


@contextmanager
def only_one(var: Path, address: str) -> Iterator[None]:
    """Be the only one within the block, and leave `address` for others to find."""
    make_var(var)
    lock = locks.open_lock(var, "run")
    try:
        if not locks.take(lock, wait=False):
            told = os.pread(lock, 1000, 0).decode()
            raise CannotStart(f"Factcheck runs here already: {told}. End that one first.")
        os.ftruncate(lock, 0)
        os.pwrite(lock, f"{address} (process {os.getpid()})".encode(), 0)
        yield
    finally:
        os.close(lock)
