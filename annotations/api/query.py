"""The query string: every parameter is declared, everything else is refused."""

from collections.abc import Collection
from urllib.parse import unquote_to_bytes

from rest_framework.request import Request

from annotations import limits
from annotations.api.refusals import BadParameter, QueryTooLong, UnknownParameter
from annotations.matching import filters as matching
from annotations.matching.filters import Filters, NotTaken, Rows


def refuse_unknown(request: Request, known: Collection[str], several: Collection[str]) -> None:
    """Refuse what is not `known`, and what is given several times and is not among `several`.

    Raises UnknownParameter, naming those that exist, QueryTooLong and BadParameter.
    """
    asked = request.META.get("QUERY_STRING", "")
    if len(asked) > limits.QUERY_STRING:
        raise QueryTooLong
    if not _is_utf8(asked):  # the framework would take it for other characters
        raise BadParameter("The query string is not UTF-8, percent-encoded.")
    unknown = [name for name in request.query_params if name not in known]
    if unknown:
        raise UnknownParameter(
            f"There is no parameter {unknown[0]!r} here. {_those(known)}",
            parameters=sorted(known),
        )
    for name, values in request.query_params.lists():
        if len(values) > 1 and name not in several:
            raise BadParameter(f"{name} takes one value; {len(values)} came.", parameter=name)
    terms = [value for _, values in request.query_params.lists() for value in values]
    if len(terms) > limits.FILTER_TERMS:
        raise BadParameter(f"Give at most {limits.FILTER_TERMS} parameters.")
    if any("\0" in term for term in terms):
        raise BadParameter("A parameter holds U+0000.")


def narrowed(rows: Rows, request: Request, filters: Filters) -> Rows:
    """`rows` as the parameters narrow them. Raises BadParameter, naming it."""
    try:
        return matching.narrowed(rows, filters, dict(request.query_params.lists()))
    except NotTaken as error:
        raise BadParameter(str(error), parameter=error.name) from error


def whole_number(request: Request, name: str, usual: int, most: int) -> int:
    """A parameter from 1 to `most`; raises BadParameter."""
    text = request.query_params.get(name, str(usual))
    if not (text.isascii() and text.isdigit() and len(text) < 10 and 1 <= int(text) <= most):
        raise BadParameter(f"{name} is a whole number from 1 to {most}.", parameter=name)
    return int(text)


def _is_utf8(asked: str) -> bool:
    try:
        unquote_to_bytes(asked).decode()
    except UnicodeDecodeError:
        return False
    return True


def _those(known: Collection[str]) -> str:
    return f"There are: {', '.join(sorted(known))}." if known else "There are none."
