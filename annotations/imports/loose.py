"""Reading JSON whose writers disagree: a text, or an object that has one, or a list of either."""

import re
from datetime import date
from typing import Any, TypeAlias

from annotations.intake.addresses import canonical_url
from annotations.intake.refusals import BadAddress

Object: TypeAlias = dict[str, Any]

_TEXT_NAMES = ("@value", "value", "name", "text", "@id", "id")
_ADDRESS_NAMES = ("url", "@id", "id", "source", "sameAs", "contentUrl")
_ISO_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:[T ].*)?")
_EUROPEAN_DAY = re.compile(r"(\d{1,2})[-./](\d{1,2})[-./](\d{4})")


def many(value: Any) -> list[Any]:
    """What stands there as a list: nothing, one thing or several.

    >>> many(None), many("a"), many(["a", None, "b"])
    ([], ['a'], ['a', 'b'])
    """
    values = value if isinstance(value, list) else [value]
    return [one for one in values if one is not None]


def objects(value: Any) -> list[Object]:
    return [one for one in many(value) if isinstance(one, dict)]


def thing(value: Any) -> Object:
    """The first object that stands there, or an empty one."""
    return next(iter(objects(value)), {})


def text(value: Any) -> str:
    """The first text that stands there.

    >>> text([{"@value": " So "}]), text(3), text(None), text({"name": ["Ada"]})
    ('So', '3', '', 'Ada')
    """
    for one in many(value):
        if isinstance(one, list):
            found = text(one)
        elif isinstance(one, dict):
            found = next(filter(None, (text(one.get(name)) for name in _TEXT_NAMES)), "")
        else:
            found = str(one) if isinstance(one, str | int) else ""
        if found.strip():
            return found.strip()
    return ""


def addresses(value: Any) -> list[str]:
    """Every web address that stands there, each once, as we would write it.

    >>> addresses([{"url": "HTTPS://News.example/a"}, "no address", "https://news.example/a#x"])
    ['https://news.example/a']
    """
    found: dict[str, None] = {}
    for one in many(value):
        if isinstance(one, dict):
            found |= dict.fromkeys(
                address for name in _ADDRESS_NAMES for address in addresses(one.get(name))
            )
        elif isinstance(one, list):
            found |= dict.fromkeys(addresses(one))
        elif isinstance(one, str):
            found |= dict.fromkeys(filter(None, [address(one)]))
    return list(found)


def address(value: str) -> str:
    """`value` as we write web addresses, or empty where it is none that we take."""
    try:
        return canonical_url(value)
    except BadAddress:
        return ""


def whole(value: Any) -> int | None:
    """A whole number, also where it was written as a text or with a point.

    >>> whole("4"), whole(4.0), whole("four"), whole(True)
    (4, 4, None, None)
    """
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return None
    written = str(value).strip().removesuffix(".0")
    return int(written) if written.isdecimal() and len(written) < 6 else None


def day(value: Any) -> date | None:
    """A day, as ISO 8601 or as DD-MM-YYYY; what could be either is not guessed at.

    >>> day("2020-10-31T12:00:00Z"), day("31-10-2020"), day("yesterday")
    (datetime.date(2020, 10, 31), datetime.date(2020, 10, 31), None)
    """
    written = text(value)
    iso, european = _ISO_DAY.fullmatch(written), _EUROPEAN_DAY.fullmatch(written)
    if iso:
        year, month, in_month = map(int, iso.groups())
    elif european:
        in_month, month, year = map(int, european.groups())
    else:
        return None
    try:
        return date(year, month, in_month)
    except ValueError:
        return None
