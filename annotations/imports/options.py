"""How a file is to be taken in."""

from typing import Any

import msgspec
from msgspec import Struct


class Options(Struct, frozen=True, omit_defaults=True):
    """What the one who imports decides. Left alone, nothing is taken for more than it is.

    `assess`: ratings become assessments of the one who imports; else a published check is cited.
    `approximate`: words that are nearly the same are marked, too.
    `leave_out_errors`: what is wrong is left out; else nothing comes in.
    `ratings`: what a rating in the file is called, and the key of the one that it is here.
    """

    assess: bool = False
    approximate: bool = False
    leave_out_errors: bool = False
    ratings: dict[str, str] = msgspec.field(default_factory=dict)


def options_of(kept: Any) -> Options:
    """The options as an import keeps them."""
    return msgspec.convert(kept, Options)
