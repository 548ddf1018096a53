"""Narrowing rows by what a table declares: literal names, each with its own way."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias
from uuid import UUID

from django.db.models import QuerySet

from annotations.errors import Refusal

Rows: TypeAlias = QuerySet[Any, Any]
FORMS = {"uuid": "It is an id.", "date": "It is a day, YYYY-MM-DD."}


@dataclass(frozen=True)
class Filter:
    """Something by which rows can be narrowed; given several values, any of them will do.

    `read` makes a value of a text, or raises ValueError; `narrow` is told all values.
    """

    means: str
    narrow: Callable[[Rows, list[Any]], Rows]
    read: Callable[[str], Any] = str
    choices: Collection[str] = ()
    form: str = ""  # as OpenAPI calls it: "uuid"

    def takes(self, text: str) -> bool:
        """Whether a text is a value to narrow by."""
        try:
            self.read(text)
        except (ValueError, Refusal):
            return False
        return "\0" not in text

    @property
    def wanted(self) -> str:
        """A sentence on what it takes."""
        if self.choices:
            return f"It is one of: {', '.join(self.choices)}."
        return FORMS.get(self.form, self.means)

    def schema(self) -> dict[str, Any]:
        """One value, as OpenAPI describes it."""
        schema: dict[str, Any] = {"type": "string"}
        schema |= {"enum": list(self.choices)} if self.choices else {}
        return schema | ({"format": self.form} if self.form else {})


Filters: TypeAlias = Mapping[str, Filter]


class NotTaken(ValueError):
    """A value that the filter called `name` does not take; the message says so to people."""

    def __init__(self, name: str, says: str) -> None:
        super().__init__(says)
        self.name = name


def narrowed(rows: Rows, filters: Filters, asked: Mapping[str, Iterable[str]]) -> Rows:
    """`rows` as those of `asked` narrow them that are filters. Raises NotTaken."""
    for name in filters.keys() & asked.keys():
        values = [_read(filters[name], name, text) for text in asked[name]]
        rows = filters[name].narrow(rows, values)
    return rows


def _read(found: Filter, name: str, text: str) -> Any:
    try:
        return found.read(text)
    except (ValueError, Refusal) as error:
        raise NotTaken(name, f"{name} does not take {text[:100]!r}. {found.wanted}") from error


def ident(text: str) -> UUID:
    """An id as we write it. Raises ValueError."""
    value = UUID(text)
    if str(value) != text.lower():
        raise ValueError(text)
    return value


def by_choice(means: str, field: str, choices: type[Any]) -> Filter:
    """What has one of a Django TextChoices in `field`."""
    return Filter(
        means,
        lambda rows, values: rows.filter(**{f"{field}__in": values}),
        read=lambda text: choices(text).value,
        choices=choices.values,
    )


def by_id(means: str, field: str) -> Filter:
    """What names some other thing in `field`."""
    return Filter(
        means,
        lambda rows, ids: rows.filter(**{f"{field}__in": ids}),
        read=ident,
        form="uuid",
    )
