"""When to try again, and when to stop. Pure: `chance` is a number from 0 up to 1."""

from datetime import timedelta

# After each attempt that failed. Together a little more than three days.
WAITS = (
    timedelta(seconds=5),
    timedelta(minutes=5),
    timedelta(minutes=30),
    timedelta(hours=2),
    timedelta(hours=5),
    timedelta(hours=10),
    timedelta(hours=14),
    timedelta(hours=20),
    timedelta(hours=24),
)
ATTEMPTS = len(WAITS) + 1
JITTER = 0.2  # of a wait, in both directions

SHORTEST_REST = timedelta(seconds=5)
LONGEST_REST = timedelta(minutes=15)
OUTAGE = 5  # failures in a row, from which on it is the receiver that is out, not a delivery

PATIENCE = timedelta(days=5)  # without a single success, before a webhook is switched off


def wait(attempts: int, chance: float) -> timedelta | None:
    """How long a delivery waits after so many attempts failed; None: it is given up.

    Jitter keeps those that failed together from coming back together.

    >>> [str(wait(attempts, 0.5)) for attempts in (1, 2, 3, 9)]
    ['0:00:05', '0:05:00', '0:30:00', '1 day, 0:00:00']
    >>> str(wait(2, 0.0)), str(wait(2, 0.75)), wait(10, 0.5)
    ('0:04:00', '0:05:30', None)
    """
    if attempts >= ATTEMPTS:
        return None
    return _jittered(WAITS[attempts - 1], chance)


def rest(failures: int, chance: float) -> timedelta:
    """How long a receiver is left alone after so many failures in a row, whatever is waiting.

    >>> [str(rest(failures, 0.5)) for failures in (1, 2, 3, 8, 100)]
    ['0:00:05', '0:00:10', '0:00:20', '0:10:40', '0:15:00']
    """
    doubled = SHORTEST_REST * 2 ** min(failures - 1, 16)
    return _jittered(min(doubled, LONGEST_REST), chance)


def is_out(failures: int) -> bool:
    """Whether so many failures in a row are the receiver's, rather than a delivery's."""
    return failures >= OUTAGE


def is_hopeless(failures: int, failing_for: timedelta) -> bool:
    """Whether to stop for good: nothing but failures, many of them, for days.

    >>> is_hopeless(10, timedelta(days=5)), is_hopeless(3, timedelta(days=30))
    (True, False)
    """
    return failures >= ATTEMPTS and failing_for >= PATIENCE


def _jittered(span: timedelta, chance: float) -> timedelta:
    return span * (1 + JITTER * (2 * chance - 1))
