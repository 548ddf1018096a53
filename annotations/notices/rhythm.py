"""When a digest is due. Pure: values in, values out."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

GATHERED = timedelta(minutes=10)
"""What happens within so much time comes in one mail."""

RETRIES = [timedelta(minutes=minutes) for minutes in (1, 5, 30, 120, 360)]
"""How long to wait after the first, second, … mail to somebody that could not be sent."""


def is_due_soon(oldest: datetime, now: datetime) -> bool:
    """Whether the mail that gathers notices since `oldest` goes out now."""
    return now - oldest >= GATHERED


def is_due_daily(oldest: datetime, now: datetime, *, hour: int, zone: str) -> bool:
    """Whether it has been `hour` o'clock in `zone` since `oldest`.

    >>> from datetime import UTC
    >>> night = datetime(2026, 11, 22, 21, tzinfo=UTC)
    >>> is_due_daily(night, datetime(2026, 11, 23, 6, 59, tzinfo=UTC), hour=8, zone="Europe/Berlin")
    False
    >>> is_due_daily(night, datetime(2026, 11, 23, 7, 1, tzinfo=UTC), hour=8, zone="Europe/Berlin")
    True
    """
    local = now.astimezone(ZoneInfo(zone))
    mark = local.replace(hour=hour, minute=0, second=0, microsecond=0)
    if mark > local:
        mark = (local - timedelta(days=1)).replace(hour=hour, minute=0, second=0, microsecond=0)
    return oldest < mark


def retry_after(failures: int) -> timedelta:
    """How long to wait after so many failures in a row, from 1."""
    return RETRIES[min(failures, len(RETRIES)) - 1]
