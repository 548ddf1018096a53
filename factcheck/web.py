"""What a process that answers requests sets up before the first one."""

import os

from django.db import connections

from factcheck.database import LOCKS

# A request may not hold the database for long; a management command may.
OPTIONS = {
    "options": f"{LOCKS} -c statement_timeout=5s",
    # A short reconnect_timeout: its pauses double, and we want to be back soon after the database.
    "pool": {"min_size": 1, "max_size": 16, "timeout": 2.5, "reconnect_timeout": 2},
}


def prepare() -> None:
    """Read the settings, and give the database connections the limits of a web request."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "factcheck.settings")
    connections.settings["default"]["OPTIONS"].update(OPTIONS)
