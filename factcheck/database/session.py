"""The database for the length of a command."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import cast

from django.conf import settings
from django.db import OperationalError, connection

from factcheck import postgres
from factcheck.database.base import DatabaseWrapper
from factcheck.trouble import CannotStart


@contextmanager
def database() -> Iterator[None]:
    """A database that answers; afterwards the embedded one has ended, unless others use it."""
    try:
        connection.ensure_connection()
    except OperationalError as trouble:
        reason = " ".join(str(trouble).split())
        raise CannotStart(f"The database does not answer: {reason}") from trouble
    try:
        yield
    finally:
        connection.close()
        cast("DatabaseWrapper", connection).close_pool()
        embedded: Path | None = settings.DATABASES["default"]["EMBEDDED_BELOW"]
        if embedded:
            postgres.leave(embedded)
