"""The query string: every parameter is declared, everything else is refused."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias
from uuid import UUID

from django.db.models import QuerySet
from rest_framework.request import Request

from annotations import limits
from annotations.api.refusals import BadParameter, QueryTooLong, UnknownParameter

Rows: TypeAlias = QuerySet[Any, Any]


@dataclass(frozen=True)
class Filter:
    """A parameter that narrows a list; given several times, any of its values will do.

    `read` makes a value of a text, or raises ValueError; `narrow` is told all values.
    """

    means: str
    narrow: Callable[[Rows, list[Any]], Rows]
    read: Callable[[str], Any] = str
    choices: Collection[str] = ()
    form: str = ""  # as OpenAPI calls it: "uuid"

    def schema(self) -> dict[str, Any]:
        """One value, as OpenAPI describes it."""
        schema: dict[str, Any] = {"type": "string"}
        schema |= {"enum": list(self.choices)} if self.choices else {}
        return schema | ({"format": self.form} if self.form else {})


Filters: TypeAlias = Mapping[str, Filter]


def refuse_unknown(request: Request, known: Collection[str]) -> None:
    """Raises UnknownParameter, naming those that exist, QueryTooLong and BadParameter."""
    if len(request.META.get("QUERY_STRING", "")) > limits.QUERY_STRING:
        raise QueryTooLong
    unknown = [name for name in request.query_params if name not in known]
    if unknown:
        raise UnknownParameter(
            f"There is no parameter {unknown[0]!r} here. {_those(known)}",
            parameters=sorted(known),
        )
    terms = [value for _, values in request.query_params.lists() for value in values]
    if len(terms) > limits.FILTER_TERMS:
        raise BadParameter(f"Give at most {limits.FILTER_TERMS} parameters.")
    if any("\0" in term for term in terms):
        raise BadParameter("A parameter holds U+0000.")


def choice(choices: type[Any]) -> Callable[[str], Any]:
    """Reads a value of a Django TextChoices."""
    return lambda text: choices(text).value


def narrowed(rows: Rows, request: Request, filters: Filters) -> Rows:
    """`rows` as the parameters narrow them. Raises BadParameter, naming it."""
    for name in filters.keys() & request.query_params.keys():
        found = filters[name]
        values = [_read(found, name, text) for text in request.query_params.getlist(name)]
        rows = found.narrow(rows, values)
    return rows


def whole_number(request: Request, name: str, usual: int, most: int) -> int:
    """A parameter from 1 to `most`; raises BadParameter."""
    text = request.query_params.get(name, str(usual))
    if not (text.isascii() and text.isdigit() and len(text) < 10 and 1 <= int(text) <= most):
        raise BadParameter(f"{name} is a whole number from 1 to {most}.", parameter=name)
    return int(text)


def ident(text: str) -> UUID:
    """An id as we write it. Raises ValueError."""
    value = UUID(text)
    if str(value) != text.lower():
        raise ValueError(text)
    return value


def _read(found: Filter, name: str, text: str) -> Any:
    try:
        return found.read(text)
    except ValueError as error:
        choices = f" It is one of: {', '.join(found.choices)}." if found.choices else ""
        message = f"{name} does not take {text[:100]!r}.{choices}"
        raise BadParameter(message, parameter=name) from error


def _those(known: Collection[str]) -> str:
    return f"There are: {', '.join(sorted(known))}." if known else "There are none."
