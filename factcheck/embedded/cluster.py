"""Making a cluster, and telling a whole one from a broken one."""

import os
import shutil
import subprocess
from pathlib import Path

from factcheck.embedded import marker
from factcheck.embedded.keeper import die_with_parent
from factcheck.embedded.places import Place
from factcheck.trouble import CannotStart

MAJOR = "18"
SUPERUSER = "postgres"
OWNER = "factcheck"  # the role that the site connects as, and its database
ENVIRONMENT = {"PATH": os.defpath, "LC_ALL": "C", "TZ": "UTC"}
DURABLE = ("fsync", "full_page_writes", "synchronous_commit")

_LOCAL_ONLY = "# Written by Factcheck at every start.\nlocal all all peer map=site\n"


def prepare(place: Place, binaries: Path) -> bool:
    """Have a whole cluster in place.data: make one if there never was any (True), or look it over.

    Refuses, and changes nothing, where a cluster should be and is not, or is in pieces.
    """
    noted = marker.read(place.var)
    is_new = not (noted and noted.made)
    if place.data.exists():
        _look_over(place.data)
    elif not is_new:
        raise CannotStart(
            f"The database of this site should be in {place.data}, but it is not there. Put it "
            f"back from a backup; or, to start with an empty one, delete {place.var / marker.NAME}."
        )
    place.ready()
    if not place.data.exists():
        _make(place, binaries)
    if is_new:
        marker.write(place.var, marker.Marker(_home_for_marker(place), made=True))
    _admit(place)
    return is_new


def _look_over(data: Path) -> None:
    missing = [
        name
        for name in ("PG_VERSION", "global/pg_control", "base", "pg_wal", "pg_xact")
        if not (data / name).exists()
    ]
    if missing:
        raise CannotStart(
            f"{data} is not a whole database ({', '.join(missing)} missing). Nothing was changed: "
            "put it back from a backup, or move it away to start with an empty one."
        )
    major = (data / "PG_VERSION").read_text(encoding="ascii", errors="replace").strip()
    if major != MAJOR:
        raise CannotStart(
            f"{data} was written by PostgreSQL {major}, and this is {MAJOR}. Nothing was changed: "
            "docs/deploy.md says how to move it over."
        )


def _make(place: Place, binaries: Path) -> None:
    """Run initdb beside the final place, and rename: a half-made cluster is never taken for one."""
    if place.is_outside:
        marker.write(place.var, marker.Marker(_home_for_marker(place), made=False))
    if place.draft.exists():
        shutil.rmtree(place.draft)
    command = [str(binaries / "initdb"), "--pgdata", str(place.draft), "--username", SUPERUSER]
    command += ["--auth", "peer", "--encoding", "UTF8", "--data-checksums", "--no-instructions"]
    command += ["--locale", "C", "--locale-provider", "builtin", "--builtin-locale", "C.UTF-8"]
    done = subprocess.run(
        command,
        cwd=place.home,
        env=ENVIRONMENT,
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=die_with_parent,
        **place.account.identity,
    )
    if done.returncode:
        raise CannotStart(f"No database could be made in {place.home}: {_last_line(done.stderr)}")
    place.draft.rename(place.data)


def _admit(place: Place) -> None:
    """Let in root and the user who starts the site, and nobody else of this machine."""
    names = sorted({"root", place.account.name})
    people = "".join(f"site {name} {role}\n" for name in names for role in (SUPERUSER, OWNER))
    for name, text in (("pg_hba.conf", _LOCAL_ONLY), ("pg_ident.conf", people)):
        draft = place.data / f"{name}.new"
        draft.write_text(text, encoding="utf-8")
        place.account.own(draft, 0o600)
        draft.replace(place.data / name)


def command(place: Place, binaries: Path, *, durable: bool) -> list[str]:
    """How to start the server: what is said here outweighs every configuration file."""
    on = "on" if durable else "off"
    settings = {
        "listen_addresses": "",
        "unix_socket_directories": f'"{place.sockets}"',
        "unix_socket_permissions": "0700",
        "port": "5432",
        "max_connections": "128",
        **dict.fromkeys(DURABLE, on),
        "log_startup_progress_interval": "2s",
        "timezone": "UTC",
        "log_timezone": "UTC",
    }
    words = [word for name, value in settings.items() for word in ("-c", f"{name}={value}")]
    return [str(binaries / "postgres"), "-D", str(place.data), *words]


def _home_for_marker(place: Place) -> str:
    return str(place.home if place.is_outside else place.home.relative_to(place.var))


def _last_line(text: str) -> str:
    lines = text.strip().splitlines()
    return lines[-1] if lines else "initdb said nothing"
