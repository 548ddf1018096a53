"""What the site and the process that reads a page say to each other, as JSON."""

import msgspec

from annotations.intake.blocks import Found


class Request(msgspec.Struct):
    """What to read: the address of the page and the encoding its server declared, or ""."""

    url: str
    declared_encoding: str


class Answer(msgspec.Struct):
    """What was found, or the code of the refusal; and whether the kernel confined the reader."""

    found: Found | None
    refused: str
    confined: bool
