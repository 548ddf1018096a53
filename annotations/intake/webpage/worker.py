"""The process that reads one page and ends: `python -m annotations.intake.webpage.worker`.

It reads a `Request` from standard input, as one line of JSON with the page's bytes after
it, and writes an `Answer` as JSON to standard output. Everything it needs is imported
before it is confined; nothing of the page is touched before that.
"""

import os
import sys

import msgspec

from annotations.errors import Refusal
from annotations.intake.webpage.confinement import confine
from annotations.intake.webpage.exchange import Answer, Request
from annotations.intake.webpage.reader import read_page


def main() -> None:
    """Read one request, answer it, end."""
    confined = confine()
    header, data = sys.stdin.buffer.readline(), sys.stdin.buffer.read()
    request = msgspec.json.decode(header, type=Request)
    try:
        answer = Answer(read_page(data, request.url, request.declared_encoding), "", confined)
    except Refusal as refusal:
        answer = Answer(None, refusal.code, confined)
    sys.stdout.buffer.write(msgspec.json.encode(answer))
    sys.stdout.buffer.flush()
    # Nothing is left to do: freeing a large tree takes longer than reading it.
    os._exit(0)


if __name__ == "__main__":
    main()
