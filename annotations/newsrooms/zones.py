"""The time zones of the world, by the names of the tz database."""

from functools import cache
from zoneinfo import available_timezones


@cache
def zones() -> frozenset[str]:
    """Read once: asking takes longer than many a page."""
    return frozenset(available_timezones())
