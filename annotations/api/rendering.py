"""JSON out."""

from collections.abc import Mapping
from typing import Any, Literal

import msgspec
from django.utils.functional import Promise
from rest_framework.renderers import BaseRenderer


def encode(value: Any, *, order: Literal["sorted"] | None = None) -> bytes:
    """`value` as compact JSON in UTF-8, names in their own order or sorted."""
    return msgspec.json.encode(value, enc_hook=_plain, order=order)


class Json(BaseRenderer):
    """JSON without spaces; times in UTC end in Z, ids are written with dashes."""

    media_type = "application/json"
    format = "json"
    charset = None  # RFC 8259 knows no such parameter

    def render(
        self,
        data: Any,
        _media_type: str | None = None,
        _context: Mapping[str, Any] | None = None,
    ) -> bytes:
        return b"" if data is None else encode(data)


def _plain(value: Any) -> str:
    if isinstance(value, str | Promise):
        return str(value)
    raise TypeError(f"{type(value).__name__} has no place in an answer")
