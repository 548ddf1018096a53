"""The process above the embedded server: it restarts it, and stops it when nobody is left.

factcheck/postgres.py runs this file as a script, in a session of its own and from the standard
library alone: a Ctrl-C at the terminal does not reach it, and `kill -9` of the site does not
orphan the server. Its one argument is a `Task` as JSON.
"""

import ctypes
import fcntl
import json
import os
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

GLANCE = 0.2  # seconds between two looks at the server and its users
CLEARING = 20.0  # seconds that what is left of an earlier server may take to go
OBSTACLES = (b'"postmaster.pid" already exists', b"pre-existing shared memory block")
PR_SET_PDEATHSIG = 1

_libc = ctypes.CDLL(None) if sys.platform == "linux" else None


@dataclass(frozen=True)
class Task:
    """`identity` are the words for Popen that make the server run as its account, `users` is the
    lock that all users of the database share, `stop` the signal that ends the server."""

    command: list[str]
    environment: dict[str, str]
    identity: dict[str, Any]
    data: str
    log: str
    users: str
    stop: int


def die_with_parent(how: int = signal.SIGINT) -> None:
    """Have the kernel send us `how` when the thread that started us ends (Linux only)."""
    if _libc is not None:
        _libc.prctl(PR_SET_PDEATHSIG, how)


def keep(task: Task) -> int:
    """Keep the server running until its last user is gone or we are told to end."""
    told: list[int] = []
    signal.signal(signal.SIGTERM, lambda number, _frame: told.append(number))
    users = os.open(task.users, os.O_RDWR | os.O_CLOEXEC)
    latest = time.monotonic() + CLEARING
    was_ready = False
    while True:
        seen = Path(task.log).stat().st_size
        server = _start(task)
        while server.poll() is None:
            if told or _nobody_left(users):
                server.send_signal(task.stop)
                server.wait()
                return 0
            was_ready = was_ready or _is_ready(task, server.pid)
            time.sleep(GLANCE)
        gave_up = server.returncode > 0 and not _was_obstructed(task, seen)
        if not was_ready and (gave_up or time.monotonic() > latest):
            return 1  # whoever waits for the server tells what its log says
        time.sleep(GLANCE)


def _start(task: Task) -> "subprocess.Popen[bytes]":
    return subprocess.Popen(
        task.command,
        cwd="/",
        env=task.environment | _pardon(task),
        stdin=subprocess.DEVNULL,
        preexec_fn=die_with_parent,  # noqa: PLW1509 (there is one thread here)
        **task.identity,
    )


def _pardon(task: Task) -> dict[str, str]:
    """After a crash, the number in postmaster.pid may be another program's by now.

    PostgreSQL would refuse to start beside it; a process named so it takes for its grandparent,
    and goes on with all its other checks.
    """
    pid = _noted(task)[0]
    if not pid or sys.platform != "linux":
        return {}
    try:
        stranger = Path(f"/proc/{pid}/cwd").readlink() != Path(task.data).resolve()
    except FileNotFoundError:
        return {}
    return {"PG_GRANDPARENT_PID": pid} if stranger else {}


def _is_ready(task: Task, pid: int) -> bool:
    noted = _noted(task)
    return noted[0] == str(pid) and noted[-1] == "ready"


def _noted(task: Task) -> list[str]:
    """The lines of postmaster.pid: the first is the process, the last its state."""
    try:
        text = Path(task.data, "postmaster.pid").read_text(encoding="utf-8")
    except FileNotFoundError:
        text = ""
    return [line.strip() for line in text.splitlines()] or [""]


def _was_obstructed(task: Task, since: int) -> bool:
    """Whether the log says, after its first `since` bytes, that an earlier server is in the way."""
    with Path(task.log).open("rb") as log:
        log.seek(since)
        told = log.read()
    return any(obstacle in told for obstacle in OBSTACLES)


def _nobody_left(users: int) -> bool:
    """Once true, we hold the lock: whoever wants the database now waits until we are gone."""
    try:
        fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


if __name__ == "__main__":
    sys.exit(keep(Task(**json.loads(sys.argv[1]))))
