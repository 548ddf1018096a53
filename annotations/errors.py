"""How we say no. Each refusal is a word of the trade; each door translates it once."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, TypeAlias

if TYPE_CHECKING:
    from django.utils.functional import Promise

    Words: TypeAlias = str | Promise


def gettext_noop(words: str) -> str:
    """Marks words for people in modules that do not know Django: whoever shows them translates."""
    return words


class Refusal(Exception):  # a refusal is no error of ours
    """A request that is understood and declined. Nothing has been changed.

    `code` is stable and for programs, `says` is for people. `details` holds what else
    the door may show: values that JSON can carry.
    """

    code = "refused"
    says: "Words" = gettext_noop("This cannot be done.")

    def __init__(self, says: "Words" = "", **details: Any) -> None:
        super().__init__(says or self.says)
        self.details = details

    def __str__(self) -> str:
        return str(self.args[0])  # lazy words are told in the language of this moment


def in_words(refusal: Refusal) -> str:
    """What a refusal says, with what it says of single fields."""
    fields: dict[str, list[str]] = refusal.details.get("fields", {})
    told = (f"{name}: {' '.join(map(str, says))}" for name, says in fields.items())
    return " ".join([str(refusal), *told])


class Unacceptable(Refusal):
    """What came in breaks a rule; `details["fields"]` may name the fields: {name: [sentences]}."""

    code = "unacceptable"


class Conflict(Refusal):
    """What came in is well formed but contradicts what is already there."""

    code = "conflict"


class Duplicate(Conflict):
    """A rule of the database that allows one only; `details["rule"]` is its name."""

    code = "already-there"
    says: "Words" = gettext_noop("There is one like this already.")


class OverLimit(Refusal):
    """A published limit would be exceeded."""

    code = "over-limit"


class RefusedInBulk(Unacceptable):
    """`refused` says which of `things` are refused, each by its index."""

    code = "refused-in-bulk"
    says = gettext_noop("Nothing was done, because part of it is refused: see errors.")

    def __init__(self, things: str, refused: Mapping[int, Refusal]) -> None:
        super().__init__()
        self.things, self.refused = things, refused


class OneByOne:
    """Collects what is refused of many `things`, to be told all at once."""

    def __init__(self, things: str) -> None:
        self.things = things
        self.refused: dict[int, Refusal] = {}

    @contextmanager
    def at(self, index: int) -> Iterator[None]:
        """What the block refuses, it refuses to the thing with this index."""
        try:
            yield
        except Refusal as refusal:
            self.refused[index] = refusal

    def refuse(self) -> None:
        """Raises RefusedInBulk when there is anything to refuse."""
        if self.refused:
            raise RefusedInBulk(self.things, self.refused)


class NotAllowed(Refusal):
    """This member may not do that."""

    code = "not-allowed"
    says: "Words" = gettext_noop("Your role in this newsroom does not allow this.")


class Unavailable(Refusal):
    """Something we depend on does not answer; trying again later may help."""

    code = "unavailable"


class Stale(Refusal):
    """Somebody else changed the thing since it was read; `current` is how it stands now."""

    code = "stale"
    says = gettext_noop("This was changed by somebody else while you were editing.")

    def __init__(self, current: Any) -> None:
        super().__init__()
        self.current = current
