"""ETags of what is streamed: known before the first byte, from all that the answer follows from.

What claims show changes with an event; the last one is looked up here, before the claims are
read. It changes with what people are called, too, which is no event: so their names are read
here, once, for the tag and for the stream. And it changes with us. A tag may say that something
is new where nothing that one sees is; it never says of what is new that one has it.
"""

import hashlib
from collections.abc import Iterable
from importlib.metadata import version
from pathlib import Path

from rest_framework.request import Request

from annotations.api.preconditions import digest
from annotations.api.rendering import encode
from annotations.feed.epochs import cursor_of
from annotations.feed.pages import newest
from annotations.newsrooms.models import Member

WRITERS = ["msgspec", "xlsxwriter"]  # packages that make bytes of what we tell them


def weak_etag(request: Request, by: Member, name: str, people: Iterable[Member]) -> str:
    """Of what `by` is told of the newsroom from now on, at the address of `request`, in the format
    of this name.

    `people` are called as they will be in the answer. It is weak: the same claims may be packed
    otherwise another time.
    """
    facts = [
        CODE,
        cursor_of(newest(by.newsroom_id)),
        [by.pk, by.newsroom.name],
        [request.build_absolute_uri(), name],
        sorted((str(person.pk), str(person)) for person in people),
    ]
    return f'W/"{digest(encode(facts))}"'


def code_of(folder: Path) -> str:
    """What tells our code, and the code of others that writes for it, from that of another day."""
    files = sorted(folder.rglob("*.py"))
    code = [hashlib.sha256(file.read_bytes()).hexdigest() for file in files]
    return digest(encode([*code, *map(version, WRITERS)]))


# When the process begins: what lies on the disk later may not be what runs.
CODE = code_of(Path(__file__).resolve().parents[1])
