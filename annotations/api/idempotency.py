"""A POST that is sent twice happens once."""

import hashlib
import re
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpResponse, HttpResponseBase
from rest_framework.request import Request
from rest_framework.response import Response

from annotations.api.refusals import BadKey
from annotations.api.rendering import encode
from annotations.newsrooms.models import Member
from annotations.retries.keeping import sent
from annotations.retries.models import IdempotentAnswer

KEPT_HEADERS = ["ETag", "Location"]
_KEY = re.compile(r"[\x21-\x7e]{1,255}")

Post = Callable[..., Response]


def once(post: Post) -> Callable[..., HttpResponseBase]:
    """Honour Idempotency-Key: same key, same answer, one effect.

    The answer is kept in the transaction of the effect, so that there is never one without
    the other; a refusal has no effect and is not kept. Raises BadKey, InFlight and
    KeyUsedOtherwise.
    """

    @wraps(post)
    def door(view: Any, request: Request, *args: Any, **kwargs: Any) -> HttpResponseBase:
        key = _key_of(request)
        if key is None:
            return post(view, request, *args, **kwargs)
        with sent(key=key, fingerprint=fingerprint(request), by=view.member) as request_sent:
            if request_sent.kept:
                return replay(request_sent.kept)
            answer = post(view, request, *args, **kwargs)
            headers = {name: answer[name] for name in KEPT_HEADERS if name in answer}
            body = encode(_without_secret(answer.data))
            request_sent.keep(body, status=answer.status_code, headers=headers)
            return answer

    return door


def answered(request: Request, by: Member) -> HttpResponse | None:
    """What this very request was answered before, if it was and has a key.

    For doors that wait for something slow before they write: once() holds a transaction open.
    Raises what once() raises.
    """
    key = _key_of(request)
    if key is None:
        return None
    with sent(key=key, fingerprint=fingerprint(request), by=by) as request_sent:
        return replay(request_sent.kept) if request_sent.kept else None


def _key_of(request: Request) -> str | None:
    key: str | None = request.headers.get("Idempotency-Key")
    if key is not None and not _KEY.fullmatch(key):
        raise BadKey
    return key


def fingerprint(request: Request) -> str:
    """SHA-256 of method, path and body; spaces and the order of names in it do not matter."""
    facts = [request.method, request.path, request.data]
    return hashlib.sha256(encode(facts, order="sorted")).hexdigest()


def replay(kept: IdempotentAnswer) -> HttpResponse:
    """The answer as it was given, byte for byte."""
    return HttpResponse(
        bytes(kept.body),
        status=kept.status,
        content_type="application/json",
        headers={**kept.headers, "Idempotent-Replayed": "true"},
    )


def _without_secret(body: dict[str, Any]) -> dict[str, Any]:
    """What is shown once is not kept, so that a copy of the database opens nothing."""
    return {**body, "secret": None} if "secret" in body else body
