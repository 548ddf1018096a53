"""`manage.py postgres pg_dump ...`: PostgreSQL's own programs, on the site's database."""

import argparse
import os
import shutil
import subprocess
import sys
from typing import Any

from django.conf import settings
from django.core.management import BaseCommand
from django.db import connection
from django.db.backends.postgresql.client import DatabaseClient

from factcheck.embedded import places
from factcheck.trouble import CannotStart

PROGRAMS = ("createdb", "dropdb", "pg_dump", "pg_restore", "psql", "vacuumdb")


class Command(BaseCommand):
    help = "Run one of PostgreSQL's programs, told by its environment where the database is."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("program", choices=PROGRAMS)
        parser.add_argument("arguments", nargs=argparse.REMAINDER)

    def handle(self, *_: Any, program: str, arguments: list[str], **__: Any) -> None:
        found = executable(program)
        told = os.environ | address()
        # Not exec: this process is the user for whom the embedded server runs.
        sys.exit(subprocess.call([found, *arguments], env=told))


def executable(program: str) -> str:
    """The embedded server's own program, or the machine's for a database elsewhere."""
    if settings.DATABASES["default"]["EMBEDDED_BELOW"]:
        return str(places.installed() / "bin" / program)
    found = shutil.which(program)
    if found is None:
        raise CannotStart(f"{program} is not installed (on Debian: postgresql-client).")
    return found


def address() -> dict[str, str]:
    """The variables by which PostgreSQL's programs find the database; it runs from now on."""
    connection.get_connection_params()
    facts: dict[str, Any] = connection.settings_dict
    _, secrets = DatabaseClient.settings_to_cmd_args_env(facts, [])
    names = {"PGHOST": "HOST", "PGPORT": "PORT", "PGUSER": "USER", "PGDATABASE": "NAME"}
    plain = {name: str(facts[key]) for name, key in names.items() if facts[key]}
    return plain | {name: str(value) for name, value in (secrets or {}).items()}
