"""What of all that happened still stands. Pure: events in, events out."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from annotations.history.models import Event, Kind

CONSEQUENCES = frozenset(
    {
        Kind.VERDICT_SETTLED,
        Kind.VERDICT_UNSETTLED,
        Kind.READING_CARRIED,
        Kind.PASSAGE_CARRIED,
        Kind.PASSAGE_TEXT_CHANGED,
    }
)
"""What nobody does: it follows from something else, and goes with it."""


class Replay(NamedTuple):
    """Events, each list in the order given.

    `done` stands: neither undone nor an undo. `undone` are the undos after which nothing new
    was done, so that they can be undone themselves.
    """

    done: list[Event]
    undone: list[Event]


def replay(events: Iterable[Event]) -> Replay:
    """Sort events, given in the order of their numbers, by what became of them.

    What undoes something that is not among them is left out, and so is all that builds on it.

    >>> mark, cite = Event(number=1), Event(number=2)
    >>> back, again = Event(number=3, undoes=2), Event(number=4, undoes=3)
    >>> [[event.number for event in found] for found in replay([mark, cite, back])]
    [[1], [3]]
    >>> [[event.number for event in found] for found in replay([mark, cite, back, again])]
    [[1, 4], []]
    """
    done: dict[int, Event] = {}
    undone: dict[int, Event] = {}
    newest = 0
    for event in events:
        if event.kind in CONSEQUENCES:
            continue
        if event.undoes is None:
            done[event.number] = event
            newest = event.number
        elif done.pop(event.undoes, None):
            undone[event.number] = event
        elif undone.pop(event.undoes, None):
            done[event.number] = event
    return Replay(list(done.values()), [one for one in undone.values() if one.number > newest])


def deed_of(event: Event, known: Mapping[int, Event]) -> tuple[Event, int]:
    """What was done at first, and how often it was turned up to `event`, by the events `known`.

    Turned once, it is undone; twice, done again.

    >>> cite, back = Event(number=2), Event(number=3, undoes=2)
    >>> deed, turns = deed_of(Event(number=4, undoes=3), {2: cite, 3: back})
    >>> deed.number, turns
    (2, 2)
    """
    turns = 0
    while event.undoes is not None and event.undoes in known:
        event, turns = known[event.undoes], turns + 1
    return event, turns
