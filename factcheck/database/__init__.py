"""The database engine: Django's for PostgreSQL, which finds the embedded one by itself."""

from pathlib import Path
from typing import Any

from django.core.exceptions import ImproperlyConfigured

LOCKS = "-c lock_timeout=3s"


def configured(parts: dict[str, Any], *, embedded_below: Path | None) -> dict[str, Any]:
    """An entry of DATABASES from the parts of an address.

    The address may give libpq's `options` itself; otherwise nobody waits long for a lock.
    """
    if not parts["ENGINE"].endswith(".postgresql"):
        raise ImproperlyConfigured(
            "DATABASE_URL must be the address of a PostgreSQL, postgresql://..."
        )
    return parts | {
        "ENGINE": "factcheck.database",
        "OPTIONS": {"options": LOCKS} | parts.get("OPTIONS", {}),
        "CONN_HEALTH_CHECKS": True,
        "EMBEDDED_BELOW": embedded_below,
    }
