"""How the API says no: every refusal becomes problem+json (RFC 9457), here and nowhere else."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.http import Http404, HttpRequest
from rest_framework import exceptions
from rest_framework.request import Request
from rest_framework.response import Response

from annotations.api import refusals
from annotations.errors import (
    Conflict,
    NotAllowed,
    OverLimit,
    Refusal,
    RefusedInBulk,
    Stale,
    Unacceptable,
    Unavailable,
)
from annotations.exports.refusals import FileGone
from annotations.feed.refusals import StartAgain
from annotations.imports.refusals import FileTooLarge
from annotations.retries.refusals import InFlight

MEDIA_TYPE = "application/problem+json"
RETRY_AFTER = {InFlight: "1", Unavailable: "5"}  # seconds

# A refusal has the status of its nearest ancestor here.
STATUS: dict[type[Refusal], int] = {
    Refusal: 400,
    Unacceptable: 400,
    refusals.NotSignedIn: 401,
    NotAllowed: 403,
    refusals.NotFound: 404,
    refusals.MethodNotAllowed: 405,
    refusals.NotAcceptable: 406,
    Conflict: 409,
    StartAgain: 410,
    FileGone: 410,
    refusals.LengthRequired: 411,
    Stale: 412,
    refusals.BodyTooLarge: 413,
    FileTooLarge: 413,
    refusals.QueryTooLong: 414,
    refusals.WrongMediaType: 415,
    refusals.RangeBeyondEnd: 416,
    OverLimit: 422,
    refusals.PreconditionRequired: 428,
    refusals.TooManyRequests: 429,
    Unavailable: 503,
}

# The words for what Django and REST framework refuse before we are asked.
TRANSLATED: dict[type[Exception], type[Refusal]] = {
    Http404: refusals.NotFound,
    PermissionDenied: NotAllowed,
    SuspiciousOperation: Unacceptable,
    exceptions.AuthenticationFailed: refusals.BadToken,
    exceptions.MethodNotAllowed: refusals.MethodNotAllowed,
    exceptions.NotAcceptable: refusals.NotAcceptable,
    exceptions.NotAuthenticated: refusals.NotSignedIn,
    exceptions.PermissionDenied: NotAllowed,
    exceptions.UnsupportedMediaType: refusals.WrongMediaType,
}


def answer(error: Exception, context: dict[str, Any]) -> Response | None:
    """The problem that `error` is; None for what is no refusal, and so ours to mend."""
    refusal = _in_our_words(error)
    if refusal is None:
        return None
    view, request = context["view"], context["request"]
    if isinstance(refusal, refusals.MethodNotAllowed):
        refusal = refusals.MethodNotAllowed(f"It answers {', '.join(view.allowed_methods)}.")
    current = None
    if isinstance(refusal, Stale):
        try:
            current = view.as_it_stands(refusal.current)
        except refusals.NotFound as gone:  # what changed is that it is out of sight
            refusal = gone
    body = problem(refusal, request)
    headers = _headers(refusal)
    if current:
        body["current"] = current.data
        headers["ETag"] = current["ETag"]
    if body["status"] == 401:
        headers["WWW-Authenticate"] = view.get_authenticate_header(request)
    return Response(body, body["status"], headers=headers, content_type=MEDIA_TYPE)


def problem(refusal: Refusal, request: Request | HttpRequest) -> dict[str, Any]:
    """The members of a problem: type, title, status, detail, code, then what else is known.

    `errors` is a list of {pointer, detail}: a JSON pointer into the body that came in.
    """
    details = dict(refusal.details)
    fields = details.pop("fields", {})
    body: dict[str, Any] = {
        "type": f"/api/v1/problems/{refusal.code}",
        "title": str(type(refusal).says),
        "status": status_of(type(refusal)),
        "detail": str(refusal),
        "code": refusal.code,
    }
    if fields:
        body["errors"] = _pointing(fields)
    if isinstance(refusal, RefusedInBulk):
        body["errors"] = [
            error for index in sorted(refusal.refused) for error in _at(index, refusal)
        ]
    # What is missing and what is foreign must read the same, byte for byte.
    if body["status"] != 404:
        body["request_id"] = request.META.get("HTTP_X_REQUEST_ID", "")
    return {**details, **body}


def _pointing(fields: Mapping[str, Iterable[Any]]) -> list[dict[str, Any]]:
    return [
        {"pointer": f"#/{name}" if name else "#", "detail": str(sentence)}
        for name, sentences in fields.items()
        for sentence in sentences
    ]


def _at(index: int, bulk: RefusedInBulk) -> list[dict[str, Any]]:
    """What is wrong with one of many things: where it stands, and all else its refusal tells."""
    refusal, where = bulk.refused[index], f"{bulk.things}/{index}"
    details = dict(refusal.details)
    fields = details.pop("fields", {}) or {"": [str(refusal)]}
    below = {f"{where}/{name}".rstrip("/"): found for name, found in fields.items()}
    return [{**details, **error, "code": refusal.code} for error in _pointing(below)]


def status_of(kind: type[Refusal]) -> int:
    """The HTTP status that tells of a refusal.

    >>> from annotations.retries.refusals import InFlight
    >>> status_of(InFlight)
    409
    """
    return next(STATUS[ancestor] for ancestor in kind.__mro__ if ancestor in STATUS)


def _in_our_words(error: Exception) -> Refusal | None:
    if isinstance(error, Refusal):
        return error
    for kind, refusal in TRANSLATED.items():
        if isinstance(error, kind):
            return refusal()
    return None


def _headers(refusal: Refusal) -> dict[str, str]:
    if isinstance(refusal, refusals.RangeBeyondEnd):
        return {"Content-Range": f"bytes */{refusal.details['size']}"}
    usual = next((wait for kind, wait in RETRY_AFTER.items() if isinstance(refusal, kind)), None)
    wait = refusal.details.get("retry_after", usual)
    return {"Retry-After": str(wait)} if wait else {}
