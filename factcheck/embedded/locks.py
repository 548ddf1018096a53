"""Who uses the server, who starts it, who keeps it: three locks that die with their process.

    users      shared by every process that uses the database; the keeper stops the server
               once it gets this lock for itself alone
    starting   held while one process looks whether the server runs, and starts it
    keeper     held by the keeper for as long as it lives

The kernel lets go of a lock when its process ends, however it ends; so nothing here needs
clearing up after a crash.
"""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from factcheck.trouble import CannotStart


def path(var: Path, name: str) -> Path:
    """The file that stands for the lock."""
    return var / "locks" / name


def open_lock(var: Path, name: str) -> int:
    """The lock's file descriptor, nothing held yet. Closing it lets go."""
    try:
        path(var, name).parent.mkdir(mode=0o700, exist_ok=True)
        return os.open(path(var, name), os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    except OSError as trouble:
        raise CannotStart(
            f"{path(var, name)} is not open to this user ({trouble.strerror}): "
            "start Factcheck as the user who started it before."
        ) from trouble


def take(lock: int, *, shared: bool = False, wait: bool = True) -> bool:
    """Hold the lock; False where another holds it and we were not to wait."""
    how = (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | (0 if wait else fcntl.LOCK_NB)
    try:
        fcntl.flock(lock, how)
    except BlockingIOError:
        return False
    return True


def is_held(var: Path, name: str) -> bool:
    """Whether some process holds the lock for itself alone."""
    lock = open_lock(var, name)
    try:
        return not take(lock, shared=True, wait=False)
    finally:
        os.close(lock)


@contextmanager
def held(var: Path, name: str) -> Iterator[None]:
    """Hold the lock within the block, waiting for it as long as it takes."""
    lock = open_lock(var, name)
    try:
        take(lock)
        yield
    finally:
        os.close(lock)
