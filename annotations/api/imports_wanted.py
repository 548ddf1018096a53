"""What a request wants done with the file that is its body."""

from typing import Any

from django.http.request import MediaType
from rest_framework.request import Request

from annotations import limits
from annotations.api.refusals import BadParameter
from annotations.imports.actions import Wanted
from annotations.imports.formats import FORMATS
from annotations.imports.options import Options

FLAG = {"type": "boolean", "default": False}
# Name: what it means, its schema.
PARAMETERS: dict[str, tuple[str, dict[str, Any]]] = {
    "format": (
        "What the file is; needed where its Content-Type does not say it.",
        {"type": "string", "enum": list(FORMATS)},
    ),
    "name": ("What the file is called.", {"type": "string", "maxLength": limits.LINE}),
    "dry_run": ("Only say what would happen; it can be imported afterwards.", FLAG),
    "assess": ("Ratings in the file become assessments of yours.", FLAG),
    "approximate": ("Words that are nearly the same are marked, too.", FLAG),
    "leave_out_errors": ("What is right comes in without the rest; else nothing does.", FLAG),
    "rating": (
        "NAME=KEY: what a rating in the file is called, and which one it is here. May be repeated.",
        {"type": "array", "items": {"type": "string", "pattern": "="}},
    ),
}


def wanted(request: Request) -> Wanted:
    """Raises BadParameter."""
    names = request.query_params.getlist("rating")
    options = Options(
        assess=_flag(request, "assess"),
        approximate=_flag(request, "approximate"),
        leave_out_errors=_flag(request, "leave_out_errors"),
        ratings=dict(_pair(name) for name in names),
    )
    return Wanted(
        _format(request),
        request.query_params.get("name", ""),
        options,
        is_trial=_flag(request, "dry_run"),
    )


def _format(request: Request) -> str:
    name: str | None = request.query_params.get("format") or _of_media_type(
        request.content_type or ""
    )
    if name not in FORMATS:
        says = f"Say in format what the file is. It is one of: {', '.join(FORMATS)}."
        raise BadParameter(says, parameter="format")
    return name


def _of_media_type(content_type: str) -> str | None:
    """The format with this media type and profile, if there is one.

    >>> _of_media_type("text/csv; charset=utf-8"), _of_media_type("application/json")
    ('csv', None)
    """
    sent = MediaType(content_type)
    for name, kind in FORMATS.items():
        for known in map(MediaType, kind.media_types):
            same = (known.main_type, known.sub_type) == (sent.main_type, sent.sub_type)
            if same and known.params.items() <= sent.params.items():
                return name
    return None


def _flag(request: Request, name: str) -> bool:
    given = request.query_params.get(name, "false")
    if given not in {"true", "false"}:
        raise BadParameter(f"{name} is true or false.", parameter=name)
    return given == "true"


def _pair(rating: str) -> tuple[str, str]:
    name, is_pair, key = rating.rpartition("=")
    if not is_pair or not name.strip():
        raise BadParameter("rating takes NAME=KEY.", parameter="rating")
    return name.strip(), key.strip()
