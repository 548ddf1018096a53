"""ETags: what was read, and whether it still stands.

An ETag is `"<revision>-<digest>"`, of a claim `"<revision>.<parts>-<digest>"`: the revisions
of the row, and a digest of the representation, which may change without the row (a claim
shows the titles of its sources). If-None-Match compares all of it; If-Match looks at the
revisions alone, because they are what an edit must not overwrite, and may leave the rest out.
"""

import hashlib
import re
from typing import Any, NamedTuple

from msgspec import Raw
from rest_framework.request import Request
from rest_framework.response import Response

from annotations.api.refusals import BadPrecondition, PreconditionRequired
from annotations.api.rendering import encode
from annotations.rows import Row

_ETAG = re.compile(r'(?:W/)?"([\x21\x23-\x7e]*)"')  # RFC 9110, section 8.8.3
_REVISIONS = re.compile(r"(\d{1,9})(?:\.(\d{1,9}))?(?:-[0-9a-f]+)?")


class Read(NamedTuple):
    """The revisions that somebody read: of the row itself, and of a claim's parts."""

    revision: int
    parts: int | None


def etag(row: Row | None, representation: Any) -> str:
    content = digest(encode(representation))
    revisions = [getattr(row, name, None) for name in ("revision", "parts_revision")]
    prefix = ".".join(str(revision) for revision in revisions if revision is not None)
    return f'"{prefix}-{content}"' if prefix else f'"{content}"'


def digest(content: bytes) -> str:
    return hashlib.blake2b(content, digest_size=8).hexdigest()


def expected(request: Request) -> Read:
    """What If-Match says was read. An ETag that is not ours is one that cannot match.

    Raises PreconditionRequired and BadPrecondition.
    """
    given = request.headers.get("If-Match", "").strip()
    if given in {"", "*"}:  # * would overwrite whatever is there
        raise PreconditionRequired
    tag = _ETAG.fullmatch(given)
    if tag is None:
        raise BadPrecondition
    revisions = _REVISIONS.fullmatch(tag[1])
    if revisions is None:
        return Read(0, None)
    return Read(int(revisions[1]), int(revisions[2]) if revisions[2] else None)


def unless_known(request: Request, answer: Any) -> Any:
    """`answer` to a read, a response, with its ETag; 304 where the client has it already.

    What is streamed brings its own: it is not there yet when its head is sent.
    """
    is_read = request.method in {"GET", "HEAD"} and answer.status_code == 200
    if not is_read:
        return answer
    if "ETag" not in answer:
        answer["ETag"] = f'"{digest(_body_of(answer))}"'
    if not is_known(request, answer["ETag"]):
        return answer
    of_body = {"Content-Type", "Content-Disposition"}
    kept = {name: value for name, value in answer.headers.items() if name not in of_body}
    return Response(status=304, headers=kept)


def _body_of(answer: Any) -> bytes:
    """What will be sent; written once."""
    if isinstance(answer, Response):
        answer.data = Raw(encode(answer.data))
        return bytes(answer.data)
    content: bytes = answer.content
    return content


def is_known(request: Request, tag: str) -> bool:
    """Whether If-None-Match names `tag`: then there is nothing new to send."""
    given = request.headers.get("If-None-Match", "")
    return given.strip() == "*" or _ETAG.findall(tag)[0] in _ETAG.findall(given)
