"""How the feed says no."""

from annotations import limits
from annotations.errors import Refusal, Unavailable


class StartAgain(Refusal):
    code = "start-again"
    says = (
        "This cursor belongs to another history: the database was restored or replaced. Start "
        "again: ask for after=now, keep its cursor, read all lists anew, then follow the cursor."
    )


class TooManyWaiting(Unavailable):
    code = "too-many-waiting"
    says = (
        f"At most {limits.WAITING_PER_USER} requests of a user and {limits.WAITING} altogether "
        "wait at once. Ask without wait, or later."
    )


class TooManyStreams(Unavailable):
    code = "too-many-streams"
    says = (
        f"At most {limits.STREAMS_PER_USER} live pages of a user and {limits.STREAMS} altogether "
        "are kept up to date at once. This one asks every few seconds instead."
    )
