"""JSON as we take it: nothing on which two readers could disagree, nothing that hurts later."""

import json
import math
import re
from typing import Any, NoReturn

from annotations import limits
from annotations.errors import Unacceptable

# A string (closed or not, so that the scan stays linear), or a character of structure.
_TOKEN = re.compile(r'"[^"\\]*+(?:\\.[^"\\]*+)*+"?|[\[{\]},]', re.DOTALL)
_SAFE_INTEGER = 2**53 - 1  # RFC 8259, section 6: what every reader takes for the same number
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")


class BadJson(Unacceptable):
    code = "bad-json"
    says = "The body is not JSON as we take it."


def parse(body: bytes) -> Any:
    """The value of a JSON text in UTF-8.

    Raises BadJson, saying why, for what is no JSON; for NaN, Infinity and numbers that
    are no finite double; duplicate names; U+0000 and lone surrogates; and more depth or
    nodes than `limits` allows.

    >>> parse(b'{"tags": ["a"], "start": 3}')
    {'tags': ['a'], 'start': 3}
    """
    try:
        text = body.decode()
    except UnicodeDecodeError as error:
        raise BadJson(f"The body is not UTF-8: byte {error.start} fits nowhere.") from error
    _refuse_bulk(text)
    try:
        value = json.loads(
            text,
            object_pairs_hook=_named_once,
            parse_constant=_refuse,
            parse_float=_finite,
            parse_int=_whole,
        )
    except ValueError as error:
        raise BadJson(f"The body is not JSON: {error}.") from error
    _refuse_broken_text(value)
    return value


def _refuse_bulk(text: str) -> None:
    """Count depth and nodes before anything is built from them."""
    depth = nodes = 0
    for number, token in enumerate(_TOKEN.finditer(text)):
        mark = token[0][0]
        depth += (mark in "[{") - (mark in "]}")
        nodes += mark in "[{,"
        if depth > limits.JSON_DEPTH:
            raise BadJson(f"The body is nested more than {limits.JSON_DEPTH} deep.")
        # Each node brings at most an opening, a closing, a comma, a name and a string.
        if nodes >= limits.JSON_NODES or number > 5 * limits.JSON_NODES:
            raise BadJson(f"The body holds more than {limits.JSON_NODES:,} values.")


def _named_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    named: dict[str, Any] = {}
    for name, value in pairs:
        if name in named:
            raise BadJson(f"The name {json.dumps(name)} stands twice in one object.")
        named[name] = value
    return named


def _refuse(constant: str) -> NoReturn:
    raise BadJson(f"{constant} is not a number in JSON.")


def _finite(number: str) -> float:
    value = float(number)
    if not math.isfinite(value):
        raise BadJson(f"{number[:40]} is too large a number.")
    return value


def _whole(digits: str) -> int:
    if len(digits) > 17 or abs(int(digits)) > _SAFE_INTEGER:
        raise BadJson(f"{digits[:40]} is too large a number.")
    return int(digits)


def _refuse_broken_text(value: Any) -> None:
    waiting = [value]
    while waiting:
        value = waiting.pop()
        if isinstance(value, dict):
            waiting += [*value.keys(), *value.values()]
        elif isinstance(value, list):
            waiting += value
        elif isinstance(value, str) and ("\0" in value or _LONE_SURROGATE.search(value)):
            raise BadJson("A text holds U+0000 or half of a surrogate pair.")
