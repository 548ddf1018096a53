"""Which history the numbers of events belong to."""

import hashlib

from django.db import connection

from annotations.feed import cursors
from annotations.feed.refusals import StartAgain


def epoch() -> bytes:
    """Eight bytes that differ for every cluster and for every database in it.

    They follow from what PostgreSQL itself gives a cluster and a database when it makes them,
    so a restore changes them without anybody's help. Asked anew each time: a database
    may be replaced under a running process.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT (SELECT system_identifier FROM pg_control_system()), "
            "(SELECT oid FROM pg_database WHERE datname = current_database())"
        )
        cluster, database = cursor.fetchone()
    return hashlib.blake2b(f"{cluster} {database}".encode(), digest_size=cursors.EPOCH).digest()


def cursor_of(position: cursors.Position) -> str:
    return cursors.write(epoch(), position)


def position_of(cursor: str) -> cursors.Position:
    """Raises ValueError for what is no cursor of ours, StartAgain for one of another history."""
    of, position = cursors.read(cursor)
    if of != epoch():
        raise StartAgain
    return position
