"""What a file says, in the words of the trade and nothing of its format. Plain values."""

import hashlib
from datetime import date
from typing import TypeAlias

import msgspec
from msgspec import Struct

LONGEST_KEY = 200  # code points


class Fault(Struct, frozen=True):
    """Why one item cannot be taken in; for people. `number` counts items, `line` lines, from 1.

    `statement` tells it apart from others, where it could be read.
    """

    number: int
    line: int
    says: str
    statement: str = ""


class Place(Struct, frozen=True):
    """Words in an article that was published at `address`, or has that address with us.

    Where `version` names a version of ours, `start` says where in it the words stand; offsets
    into other texts are not kept.
    """

    exact: str
    address: str = ""
    prefix: str = ""
    suffix: str = ""
    version: str = ""
    start: int | None = None


class Cited(Struct, frozen=True):
    """What a source says about a claim."""

    title: str
    url: str = ""
    source_kind: str = "web_page"
    publisher: str = ""
    author: str = ""
    published_on: date | None = None
    stance: str = "context"
    quote: str = ""
    locator: str = ""
    note: str = ""


class Judged(Struct, frozen=True):
    """A rating as the file gives it: by its key or label, by a number on a scale, or by an
    AVeriTeC label. `review` is the published check, if there is one to cite.
    """

    label: str = ""
    key: str = ""
    number: int | None = None
    worst: int | None = None
    best: int | None = None
    averitec_label: str = ""
    reasons: str = ""
    review: Cited | None = None


class Said(Struct, frozen=True):
    """Something that `by` said about a claim."""

    text: str
    by: str = ""


class Item(Struct, frozen=True):
    """One claim, as a file tells of it; empty where it says nothing.

    `key` is what it is known by when it comes again. `places` are words to be found in articles
    that are here; `appearances` the addresses where the claim was made. What `needs_place` is
    left out when its words are not found. `notes` say what in it was not understood.
    """

    number: int
    line: int
    key: str
    statement: str
    claimant: str = ""
    claimed_on: date | None = None
    kind: str = ""
    tags: tuple[str, ...] = ()
    places: tuple[Place, ...] = ()
    appearances: tuple[str, ...] = ()
    cited: tuple[Cited, ...] = ()
    judged: Judged | None = None
    said: tuple[Said, ...] = ()
    notes: tuple[str, ...] = ()
    needs_place: bool = False

    @property
    def fingerprint(self) -> str:
        """SHA-256 of what it says, wherever in the file it stands."""
        itself = msgspec.structs.replace(self, number=0, line=0)
        return hashlib.sha256(msgspec.json.encode(itself, enc_hook=str)).hexdigest()


Read: TypeAlias = Item | Fault


def key(kind: str, *names: str) -> str:
    """What an item is known by: what its format calls it, or a digest where that is long.

    >>> key("csv", "17"), key("claimreview", "https://check.example/1", "It is so.")
    ('csv:17', 'claimreview:562132e61f3acf89261dab66af7827c3')
    """
    if len(names) == 1 and len(names[0]) <= LONGEST_KEY:
        return f"{kind}:{names[0]}"
    return f"{kind}:{hashlib.sha256(repr(names).encode()).hexdigest()[:32]}"
