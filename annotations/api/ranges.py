"""Parts of a file, so that a broken download goes on where it ended (RFC 9110, section 14)."""

import re

from rest_framework.request import Request

from annotations.api.refusals import RangeBeyondEnd

_ONE_RANGE = re.compile(r"bytes=(\d{0,18})-(\d{0,18})", re.IGNORECASE)


def wanted(request: Request, tag: str, size: int) -> range | None:
    """Which bytes of a file a request asks for; None for all of them.

    If-Range asks for the part only while the file has this ETag, and otherwise for all.
    Raises RangeBeyondEnd.
    """
    if request.method != "GET" or request.headers.get("If-Range", tag) != tag:
        return None
    found = part(request.headers.get("Range", ""), size)
    if found is not None and not found:
        raise RangeBeyondEnd(size=size)
    return found


def part(header: str, size: int) -> range | None:
    """The one range that a Range header names; None where it names none, several or nonsense,
    which all mean the whole file. It is empty when it begins after the end.

    >>> part("bytes=10-", 100)
    range(10, 100)
    >>> part("bytes=-10", 100)
    range(90, 100)
    >>> part("bytes=0-499", 100)
    range(0, 100)
    >>> part("bytes=100-", 100)
    range(0, 0)
    >>> part("bytes=0-1, 5-6", 100)
    """
    found = _ONE_RANGE.fullmatch(header.strip())
    first, last = found.groups() if found else ("", "")
    if first and last and int(last) < int(first):
        return None
    if first:
        end = min(int(last) + 1, size) if last else size
        return range(int(first), end) if int(first) < size else range(0)
    return range(max(size - int(last), 0), size) if last else None
