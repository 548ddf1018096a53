"""Whom a text mentions: an @ with a name after it. Pure: values in, values out."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple
from uuid import UUID

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from annotations.errors import Unacceptable


class UnclearMention(Unacceptable):
    code = "unclear-mention"
    says = _("A name after an @ fits several people. Write their whole name or e-mail address.")

    def __init__(self, written: str) -> None:
        says = _("{name} fits several people here. Write the whole name or the e-mail address.")
        super().__init__(fields={"text": [format_lazy(says, name=written)]})


@dataclass(frozen=True)
class Person:
    """Somebody who can be mentioned."""

    id: UUID
    name: str
    email: str

    @property
    def spellings(self) -> set[str]:
        """The whole name or its first word, the e-mail address or what is before its @."""
        first = self.name.split()[:1]
        return {self.name, *first, self.email, self.email.partition("@")[0]} - {""}


class Named(NamedTuple):
    """text[start:end], which begins with the @, means the person with this id."""

    start: int
    end: int
    person: UUID


def mentions_in(text: str, people: Iterable[Person]) -> list[Named]:
    """Who is mentioned where, in code points; the longest name that fits is meant, in any case.

    An @ within a word or an address mentions nobody, nor does one before an unknown name.
    Raises UnclearMention for a name that several people have.

    >>> ada = Person(UUID(int=1), "Ada Berg", "a.berg@desk.example")
    >>> [place[:2] for place in mentions_in("Ask @ada berg, or a@ada, @a.berg, @adam!", [ada])]
    [(4, 13), (25, 32)]
    """
    meant: dict[str, set[UUID]] = {}
    for person in people:
        for spelling in person.spellings:
            meant.setdefault(spelling.casefold(), set()).add(person.id)
    return list(_found(text, meant)) if meant and "@" in text else []


def _found(text: str, meant: dict[str, set[UUID]]) -> Iterator[Named]:
    names = "|".join(re.escape(name) for name in sorted(meant, key=len, reverse=True))
    pattern = re.compile(rf"(?<![\w@])@({names})(?![\w@]|[.-]\w)", re.IGNORECASE)
    for match in pattern.finditer(text):
        people = meant.get(match[1].casefold(), set())
        if len(people) > 1:
            raise UnclearMention(match[0])
        for person in people:
            yield Named(match.start(), match.end(), person)


@dataclass(frozen=True)
class Piece:
    """A stretch of a text; `mentions` where it names a member."""

    words: str
    mentions: bool


def cut(text: str, places: Iterable[tuple[int, int]]) -> list[Piece]:
    """The text in order, cut at the places where it mentions somebody.

    >>> cut("So, @ada?", [(4, 8)])[1]
    Piece(words='@ada', mentions=True)
    """
    pieces, last = [], 0
    for start, end in places:
        pieces += [Piece(text[last:start], mentions=False), Piece(text[start:end], mentions=True)]
        last = end
    return [piece for piece in [*pieces, Piece(text[last:], mentions=False)] if piece.words]
