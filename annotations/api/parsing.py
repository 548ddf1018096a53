"""JSON in: the body is measured, then read, then understood field by field."""

from collections.abc import Mapping
from typing import IO, Any, TypeVar

from rest_framework import serializers
from rest_framework.parsers import BaseParser
from rest_framework.request import Request

from annotations import limits
from annotations.api.refusals import (
    BodyTooLarge,
    LengthRequired,
    NotUnderstood,
    WrongMediaType,
)
from annotations.strict_json import parse

S = TypeVar("S", bound=serializers.Serializer[Any])


class StrictJson(BaseParser):
    """application/json in UTF-8, as `strict_json` reads it. An empty body is an empty object."""

    media_type = "application/json"

    def parse(
        self,
        stream: IO[Any],
        media_type: str | None = None,
        _context: Mapping[str, Any] | None = None,
    ) -> Any:
        charset = (media_type or "").lower().partition("charset=")[2].strip(' "')
        if charset not in {"", "utf-8"}:
            raise WrongMediaType
        body = stream.read(limits.JSON_BODY + 1)
        if len(body) > limits.JSON_BODY:
            raise BodyTooLarge
        return parse(body) if body else {}


def measure(request: Request, most: int) -> None:
    """Refuse a body of more than `most` bytes before it is read.

    Raises LengthRequired and BodyTooLarge.
    """
    if "Transfer-Encoding" in request.headers and not request.META.get("CONTENT_LENGTH"):
        raise LengthRequired  # the framework would take such a body for none at all
    length = request.META.get("CONTENT_LENGTH") or "0"
    if not length.isdecimal() or int(length) > most:
        raise BodyTooLarge(f"A body holds at most {most:,} bytes here.")


class Given(serializers.Serializer[Any]):
    """What comes in. A field that is not declared is refused, not ignored."""

    def to_internal_value(self, data: Any) -> Any:
        unknown = self._unknown(data) if isinstance(data, Mapping) else {}
        try:
            values = super().to_internal_value(data)
        except serializers.ValidationError as error:
            if not isinstance(error.detail, dict):
                raise
            raise serializers.ValidationError({**error.detail, **unknown}) from error
        if unknown:
            raise serializers.ValidationError(unknown)
        return values

    def _unknown(self, data: Mapping[str, Any]) -> dict[str, list[str]]:
        known = ", ".join(self.fields) or "nothing"
        return {
            name: [f"This cannot be set. What can: {known}."]
            for name in data
            if name not in self.fields
        }


def understood(kind: type[S], request: Request, *, partial: bool = False) -> dict[str, Any]:
    """The body as `kind` reads it; with `partial` only the fields that were given.

    Raises NotUnderstood, naming the fields.
    """
    serializer = kind(data=request.data, partial=partial)
    if not serializer.is_valid():
        raise NotUnderstood(fields=dict(_flat(serializer.errors)))
    return dict(serializer.validated_data)


def _flat(errors: Any, path: str = "") -> list[tuple[str, list[str]]]:
    """Errors nested like the body, as pairs of a JSON pointer and sentences."""
    if isinstance(errors, Mapping):
        inner = [(name, errors[name]) for name in errors]
    elif all(isinstance(error, str) for error in errors):
        return [(path, [str(error) for error in errors])]
    else:
        inner = list(enumerate(errors))
    pairs: list[tuple[str, list[str]]] = []
    for name, error in inner:
        step = "" if name == "non_field_errors" else _escaped(str(name))
        pairs += _flat(error, "/".join(part for part in (path, step) if part))
    return pairs


def _escaped(name: str) -> str:
    return name.replace("~", "~0").replace("/", "~1")  # RFC 6901
