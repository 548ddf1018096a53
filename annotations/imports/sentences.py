"""What a report says: in English for programs, and what it is made of, for people. Plain values."""

from collections.abc import Iterable
from typing import TypeAlias

Part: TypeAlias = tuple[str, dict[str, str | int]]
"""Words that are marked for translation, and the values in them by their names."""


class Sentence(str):
    """A sentence in English, or several, that knows its `parts`."""

    __slots__ = ("parts",)
    parts: list[Part]


def sentence(words: str, **values: str | int) -> Sentence:
    """
    >>> sentence("It has %(cells)s cells, not “%(name)s”.", cells=1000, name="a")
    'It has 1,000 cells, not “a”.'
    """
    shown = {name: f"{it:,}" if isinstance(it, int) else it for name, it in values.items()}
    made = Sentence(words % shown)
    made.parts = [(words, values)]
    return made


def together(sentences: Iterable[str]) -> Sentence:
    told = list(sentences)
    made = Sentence(" ".join(told))
    made.parts = [part for one in told for part in parts_of(one)]
    return made


def parts_of(says: str) -> list[Part]:
    """What `says` is made of: itself, where it does not know.

    >>> parts_of(together([sentence("%(a)s.", a="A"), "B."]))
    [('%(a)s.', {'a': 'A'}), ('B.', {})]
    """
    if isinstance(says, Sentence):
        return says.parts
    return [(says, {})] if says else []
