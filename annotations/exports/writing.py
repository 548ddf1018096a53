"""JSON, piece by piece."""

from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

encode = msgspec.json.encode


def without_blanks(document: dict[str, Any]) -> dict[str, Any]:
    """`document` without the members that say nothing: null, "" and [].

    >>> without_blanks({"a": 0, "b": None, "c": "", "d": []})
    {'a': 0}
    """
    return {name: value for name, value in document.items() if value not in (None, "", [])}


def listed(documents: Iterable[Any]) -> Iterator[bytes]:
    """The members of a JSON array without its brackets, one to a line.

    >>> b"".join(listed([1, 2]))
    b'\\n1,\\n2\\n'
    """
    before = b"\n"
    for document in documents:
        yield before + encode(document)
        before = b",\n"
    yield b"\n"
