"""A POST that is sent twice happens once."""

import hashlib
import re
from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from typing import Any

from django.db import connection, transaction
from django.http import HttpResponse, HttpResponseBase
from django.utils import timezone
from rest_framework.request import Request
from rest_framework.response import Response

from annotations.api.models import IdempotentAnswer
from annotations.api.refusals import BadKey, InFlight, KeyUsedOtherwise
from annotations.api.rendering import encode
from annotations.newsrooms.models import Member

KEPT_FOR = timedelta(hours=24)
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
        key = request.headers.get("Idempotency-Key")
        if key is None:
            return post(view, request, *args, **kwargs)
        if not _KEY.fullmatch(key):
            raise BadKey
        asked = fingerprint(request)
        with transaction.atomic():
            _reserve(view.member, key)
            known = _kept(view.member, key)
            if known is None:
                answer = post(view, request, *args, **kwargs)
                _keep(answer, member=view.member, key=key, fingerprint=asked)
                return answer
        if known.fingerprint != asked:
            raise KeyUsedOtherwise
        return replay(known)

    return door


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


def _reserve(member: Member, key: str) -> None:
    """Hold the key until the transaction ends; does not wait for who holds it already."""
    name = hashlib.blake2b(f"{member.pk} {key}".encode(), digest_size=8).digest()
    number = int.from_bytes(name, signed=True)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [number])
        if not cursor.fetchone()[0]:
            raise InFlight


def _kept(member: Member, key: str) -> IdempotentAnswer | None:
    answers = IdempotentAnswer.objects.visible_to(member).filter(member=member)
    answers.filter(at__lt=timezone.now() - KEPT_FOR).delete()
    return answers.filter(key=key).first()


def _keep(answer: Response, *, member: Member, key: str, fingerprint: str) -> None:
    IdempotentAnswer.objects.create(
        newsroom_id=member.newsroom_id,
        member=member,
        key=key,
        fingerprint=fingerprint,
        status=answer.status_code,
        headers={name: answer[name] for name in KEPT_HEADERS if name in answer},
        body=encode(_without_secret(answer.data)),
    )


def _without_secret(body: dict[str, Any]) -> dict[str, Any]:
    """What is shown once is not kept, so that a copy of the database opens nothing."""
    return {**body, "secret": None} if "secret" in body else body
