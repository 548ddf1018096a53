"""What a process that answers requests sets up before the first one."""

import gc
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


def settle() -> None:
    """Once everything is imported: what is there now stays, so let the collector of rubbish not
    look through all of it again and again, and what is new less often. That took half of the
    time of a large export."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(10_000, 20, 20)
