"""Our own archives (exports/archive.py), and lines of claims alone (exports/ndjson.py)."""

import hashlib
from collections.abc import Iterator
from datetime import date, datetime
from typing import IO, Annotated, Any, TypeAlias
from uuid import UUID

import msgspec
from msgspec import Meta, Raw, Struct

from annotations.errors import gettext_noop
from annotations.imports import pieces
from annotations.imports.items import Fault
from annotations.imports.sentences import sentence


class Strict(Struct, frozen=True, forbid_unknown_fields=True):
    """What is not declared is refused, not ignored."""


Moment: TypeAlias = Annotated[datetime, Meta(tz=True)]


class Person(Strict, frozen=True):
    id: UUID
    name: str


class Rated(Strict, frozen=True):
    """A rating in short."""

    id: UUID
    key: str
    label: str
    claim_review_number: int | None
    averitec_label: str


class Rating(Rated, frozen=True):
    sign: str
    colour: str
    description: str
    position: int
    retired_at: Moment | None
    revision: int


class Article(Strict, frozen=True):
    id: UUID
    title: str
    url: str
    publisher: str
    author: str
    published_on: date | None
    language: str
    revision: int
    added_by: Person
    added_at: Moment


class Block(Strict, frozen=True):
    kind: str
    level: int | None
    start: int
    end: int


class Version(Strict, frozen=True):
    id: UUID
    article: UUID
    number: int
    text: str
    blocks: tuple[Block, ...]
    origin: str
    captured_by: Person
    captured_at: Moment


class Sourced(Strict, frozen=True):
    """A source in short."""

    id: UUID
    kind: str
    title: str
    url: str
    publisher: str
    author: str
    published_on: date | None


class Source(Sourced, frozen=True):
    revision: int
    added_by: Person
    added_at: Moment


class Decision(Strict, frozen=True):
    by: Person
    reasons: str
    overtaken_at: Moment | None


class Verdict(Strict, frozen=True):
    """Archives from before there were decisions do not tell of any."""

    rating: Rated
    settled_at: Moment
    decision: Decision | None = None


Links: TypeAlias = dict[str, str]


class Carrying(Strict, frozen=True):
    """How a passage stands in a newer version."""

    id: UUID
    passage: UUID
    version: UUID
    standing: str
    has_moved: bool
    likeness: float
    start: int
    end: int
    exact: str
    change: str
    outcome: str
    decided_by: Person | None
    decided_at: Moment | None
    revision: int
    links: Links


class Passage(Strict, frozen=True):
    """Archives from before articles were captured again do not tell what became of it."""

    id: UUID
    claim: UUID
    article: UUID
    version: UUID
    start: int
    end: int
    exact: str
    prefix: str
    suffix: str
    withdrawn: None
    revision: int
    marked_by: Person
    marked_at: Moment
    links: Links
    carried_from: UUID | None = None
    carrying: Carrying | None = None


class Evidence(Strict, frozen=True):
    id: UUID
    claim: UUID
    source: Sourced
    stance: str
    quote: str
    locator: str
    note: str
    withdrawn: None
    revision: int
    added_by: Person
    added_at: Moment
    links: Links


class Assessment(Strict, frozen=True):
    id: UUID
    claim: UUID
    rating: Rated
    reasons: str
    revision: int
    by: Person
    at: Moment
    links: Links


class Claim(Strict, frozen=True):
    id: UUID
    statement: str
    claimant: str
    claimed_on: date | None
    kind: str
    tags: tuple[str, ...]
    stage: str
    verdict: Verdict | None
    assignee: Person | None
    passages: tuple[Passage, ...]
    appearances: tuple[str, ...]
    evidence: tuple[Evidence, ...]
    assessments: tuple[Assessment, ...]
    revision: int
    parts_revision: int
    marked_by: Person
    marked_at: Moment
    links: Links
    recheck_since: Moment | None = None
    text_changed: bool = False

    @property
    def fingerprint(self) -> str:
        """SHA-256 of what it says, whatever the addresses of the site it came from."""
        return hashlib.sha256(msgspec.json.encode(_without_links(self))).hexdigest()


def _without_links(claim: Claim) -> Claim:
    def bare(parts: tuple[Any, ...]) -> tuple[Any, ...]:
        return tuple(msgspec.structs.replace(part, links={}) for part in parts)

    def apart(passage: Passage) -> Passage:
        carrying = passage.carrying and msgspec.structs.replace(passage.carrying, links={})
        return msgspec.structs.replace(passage, carrying=carrying)

    return msgspec.structs.replace(
        claim,
        links={},
        passages=bare(tuple(map(apart, claim.passages))),
        evidence=bare(claim.evidence),
        assessments=bare(claim.assessments),
    )


class Line(Struct, frozen=True):
    """What one line holds. `number` and `line` count from 1."""

    number: int
    line: int
    value: Rating | Article | Version | Source | Claim


THINGS: dict[str, Any] = {
    "rating": Rating,
    "article": Article,
    "version": Version,
    "source": Source,
    "claim": Claim,
}


def read(file: IO[bytes]) -> Iterator[Line | Fault]:
    for raw in pieces.raw_pieces(file):
        yield _line(raw) if isinstance(raw, pieces.Raw) else raw


def _line(raw: pieces.Raw) -> Line | Fault:
    try:
        members = msgspec.json.decode(raw.text, type=dict[str, Raw])
        names = set(members) & set(THINGS)
        if len(members) == 1 and names:
            name = names.pop()
            value = msgspec.json.decode(members[name], type=THINGS[name])
        else:
            value = msgspec.json.decode(raw.text, type=Claim)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        says = gettext_noop("It is no line of an archive: %(trouble)s.")
        return Fault(raw.number, raw.line, sentence(says, trouble=str(error)))
    return Line(raw.number, raw.line, value)


def claim_of(document: Any) -> Claim:
    """A claim of ours, as exports/native.py tells of it."""
    return msgspec.json.decode(msgspec.json.encode(document), type=Claim)
