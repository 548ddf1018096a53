"""A database of a benchmark's own, which is gone afterwards."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

LEAVE = """
SELECT pg_terminate_backend(pid) FROM pg_stat_activity
WHERE datname = current_database() AND pid <> pg_backend_pid()
"""


@contextmanager
def own_database() -> Iterator[None]:
    """Until the end of the block, `connection` and whoever asks it where it is are elsewhere."""
    name = connection.settings_dict["NAME"]
    connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute(LEAVE)  # the server notices late that a process has ended
        connection.creation.destroy_test_db(name, verbosity=0)
