"""Which user of the machine runs the server: PostgreSQL refuses to be root."""

import os
import pwd
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from factcheck.trouble import CannotStart

NAME = "factcheck-db"


@dataclass(frozen=True)
class Account:
    name: str
    uid: int
    gid: int

    @property
    def identity(self) -> dict[str, Any]:
        """What `subprocess` needs to become this account; nothing when we are it already."""
        if self.uid == os.geteuid():
            return {}
        return {"user": self.uid, "group": self.gid, "extra_groups": []}

    def can_use(self, path: Path) -> bool:
        """Whether this account may pass through all folders on the way and enter or run `path`."""
        if not self.identity:
            return os.access(path, os.X_OK)
        return not subprocess.call(
            ["/bin/sh", "-c", 'test -x "$1"', "sh", str(path)], cwd="/", **self.identity
        )

    def own(self, path: Path, mode: int) -> None:
        """Make `path`, which we made ourselves, this account's."""
        path.chmod(mode)
        if self.identity:
            os.chown(path, self.uid, self.gid)


def for_cluster(data: Path) -> Account:
    """The account for the cluster in `data`: its owner, and for root a dedicated one."""
    if os.geteuid() != 0:
        return _of_uid(os.geteuid())
    if data.exists() and data.stat().st_uid != 0:
        return _of_uid(data.stat().st_uid)
    return _dedicated()


def _of_uid(uid: int) -> Account:
    try:
        entry = pwd.getpwuid(uid)
    except KeyError:
        raise CannotStart(
            f"User id {uid} has no name on this machine, which PostgreSQL needs: "
            "add a user with that id, or set DATABASE_URL."
        ) from None
    return Account(entry.pw_name, entry.pw_uid, entry.pw_gid)


def _dedicated() -> Account:
    """The system user that serves clusters started by root, added on first use."""
    try:
        return _of_uid(pwd.getpwnam(NAME).pw_uid)
    except KeyError:
        useradd = shutil.which("useradd") or "/usr/sbin/useradd"
    command = [
        useradd,
        "--system",
        "--user-group",
        "--no-create-home",
        "--home-dir",
        "/nonexistent",
    ]
    command += ["--shell", "/usr/sbin/nologin", NAME]
    try:
        subprocess.run(command, check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError) as trouble:
        raise CannotStart(
            f"PostgreSQL does not run as root, and the system user {NAME} could not be added "
            f"({trouble}): start Factcheck as an ordinary user, or set DATABASE_URL."
        ) from trouble
    return _of_uid(pwd.getpwnam(NAME).pw_uid)
