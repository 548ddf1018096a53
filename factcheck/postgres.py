"""The embedded PostgreSQL: started by whoever needs it first, stopped after the last one.

`use()` is all that the rest of the site calls. A process that called it counts as a user of the
server until it ends, however it ends; see embedded/keeper.py for what happens then. The server
listens on a socket that only the site's own account and root can reach.
"""

import dataclasses
import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import psycopg
from psycopg import sql

from factcheck.embedded import cluster, keeper, locks, places
from factcheck.embedded.cluster import OWNER, SUPERUSER
from factcheck.embedded.places import Place
from factcheck.trouble import CannotStart
from factcheck.var import make_var

Tell = Callable[[str], object]

CANNOT_CONNECT_NOW = "57P03"  # starting, recovering or stopping
PATIENCE = 2.0  # seconds of silence before we say what we wait for, and between two sentences
LOG_LIMIT = 10_000_000  # bytes


@dataclasses.dataclass
class _Use:
    """What this process holds of one server."""

    users: int  # the lock
    sockets: Path
    keeper: "subprocess.Popen[bytes] | None"


_uses: dict[Path, _Use] = {}
_guard = threading.Lock()


def tell_terminal(sentence: str) -> None:
    print(sentence, file=sys.stderr, flush=True)  # noqa: T201


def use(var: Path, *, tell: Tell = tell_terminal, durable: bool = True) -> Path:
    """Have the server of this var/ running while this process lives; the folder of its socket.

    Makes the cluster on first use, and waits for as long as a recovery takes, telling of it.
    `durable=False` is for tests: faster, and a crash may lose everything. Called again, it costs
    next to nothing, and sees to it that a lost server comes back, without waiting for it.
    """
    with _guard:
        held = _uses.get(var)
        if held is None:
            held = _uses[var] = _join(var, tell, durable=durable)
        elif not locks.is_held(var, "keeper"):
            _revive(var, held, durable=durable)
    return held.sockets


def leave(var: Path) -> None:
    """Stop counting as a user; wait for the server's end if we were the last."""
    with _guard:
        held = _uses.pop(var)
    os.close(held.users)
    while locks.is_held(var, "keeper") and not _others_use(var):
        time.sleep(0.05)
    if held.keeper and not locks.is_held(var, "keeper"):
        held.keeper.wait()


def _join(var: Path, tell: Tell, *, durable: bool) -> _Use:
    make_var(var)
    users = locks.open_lock(var, "users")
    try:
        locks.take(users, shared=True)
        with locks.held(var, "starting"):
            begun = _start_keeper(var, tell, durable=durable)
            place = places.place(var)
            _wait(place, tell, asker=SUPERUSER if begun else OWNER)
            if begun:
                _furnish(place, durable=durable)
    except BaseException as trouble:
        os.close(users)
        if isinstance(trouble, OSError):  # a full disk, a folder of someone else's
            raise CannotStart(f"The database could not be started: {trouble}.") from trouble
        raise
    return _Use(users, place.sockets, begun)


def _revive(var: Path, held: _Use, *, durable: bool) -> None:
    if held.keeper:
        held.keeper.poll()
    starting = locks.open_lock(var, "starting")
    try:
        if locks.take(starting, wait=False):
            held.keeper = _start_keeper(var, tell_terminal, durable=durable) or held.keeper
    finally:
        os.close(starting)


def _start_keeper(var: Path, tell: Tell, *, durable: bool) -> "subprocess.Popen[bytes] | None":
    """Start the process above the server, unless there is one; it inherits the keeper's lock."""
    lock = locks.open_lock(var, "keeper")
    try:
        if not locks.take(lock, wait=False):
            return None
        place = places.place(var)
        binaries = places.binaries(place.account)
        if cluster.prepare(place, binaries) and place.is_outside:
            tell(f"{place.account.name} cannot reach {var}: the database is kept in {place.home}.")
        task = keeper.Task(
            command=cluster.command(place, binaries, durable=durable),
            environment=cluster.ENVIRONMENT,
            identity=place.account.identity,
            data=str(place.data),
            log=str(place.log),
            users=str(locks.path(var, "users")),
            stop=signal.SIGINT if durable else signal.SIGQUIT,
        )
        with _fresh_log(place.log).open("ab") as log:
            return subprocess.Popen(
                [sys.executable, "-IS", keeper.__file__, json.dumps(dataclasses.asdict(task))],
                cwd="/",
                env=cluster.ENVIRONMENT,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                pass_fds=[lock],
                start_new_session=True,
            )
    finally:
        os.close(lock)


def _fresh_log(log: Path) -> Path:
    if log.exists() and log.stat().st_size > LOG_LIMIT:
        log.replace(log.with_suffix(".log.1"))
    return log


def _wait(place: Place, tell: Tell, *, asker: str) -> None:
    """Return once the server answers; raise when it has given up."""
    next_word = time.monotonic() + PATIENCE
    while True:
        try:
            _connect(place, asker).close()
        except psycopg.OperationalError as trouble:
            if trouble.sqlstate not in {None, CANNOT_CONNECT_NOW}:
                raise CannotStart(f"The database does not let us in: {trouble}") from trouble
        else:
            return
        if not locks.is_held(place.var, "keeper"):
            raise CannotStart(_why_not(place))
        if time.monotonic() > next_word:
            tell(f"Waiting for the database: {_last_words(place.log)}")
            next_word += PATIENCE
        time.sleep(0.02)


def _connect(place: Place, user: str) -> "psycopg.Connection[tuple[object, ...]]":
    name = OWNER if user == OWNER else "postgres"
    return psycopg.connect(
        host=str(place.sockets), port=5432, user=user, dbname=name, autocommit=True
    )


def _furnish(place: Place, *, durable: bool) -> None:
    """Have the site's role and database, and make sure that nothing was told to be forgetful."""
    with _connect(place, SUPERUSER) as connection:
        name = sql.Identifier(OWNER)
        if not connection.execute("SELECT FROM pg_roles WHERE rolname = %s", [OWNER]).rowcount:
            connection.execute(sql.SQL("CREATE ROLE {} LOGIN CREATEDB").format(name))
        if not connection.execute("SELECT FROM pg_database WHERE datname = %s", [OWNER]).rowcount:
            connection.execute(sql.SQL("CREATE DATABASE {} OWNER {}").format(name, name))
    with _connect(place, OWNER) as connection:
        for setting in (*cluster.DURABLE, "data_checksums") if durable else ():
            shown = connection.execute("SELECT current_setting(%s)", [setting]).fetchone()
            if shown != ("on",):
                raise CannotStart(
                    f"The database has {setting} off, and so might lose what it holds."
                )


def _others_use(var: Path) -> bool:
    """Whether anyone but the keeper, which is about to stop the server, holds the users' lock."""
    users = locks.open_lock(var, "users")
    try:
        if locks.take(users, wait=False):
            return False
        return locks.take(users, shared=True, wait=False)
    finally:
        os.close(users)


def _why_not(place: Place) -> str:
    return (
        f"The database in {place.data} could not be started: {_last_words(place.log)} "
        f"Nothing was changed; {place.log} says more."
    )


def _last_words(log: Path) -> str:
    """The last complaint in the log, else its last line, without time and process."""
    lines = log.read_text(encoding="utf-8", errors="replace").splitlines()[-40:]
    grave = [line for line in lines if "FATAL:" in line or "PANIC:" in line]
    return (grave or lines or ["it says nothing yet"])[-1].split(":  ", 1)[-1]
