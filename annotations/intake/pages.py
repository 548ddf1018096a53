"""A web page -> what was found in it, read in a process of its own that cannot do harm.

A page comes from strangers and its parsers are large and written in C. So each page gets a
short-lived process without our environment, which confines itself (see
`webpage/confinement.py`) and is killed when it takes too long. At most two run at once.
"""

import logging
import subprocess
import sys
import tempfile
import threading
from dataclasses import replace
from pathlib import Path
from typing import IO

import msgspec

from annotations.intake import refusals
from annotations.intake.addresses import canonical_url
from annotations.intake.blocks import Found
from annotations.intake.language import language_of
from annotations.intake.webpage.exchange import Answer, Request

SECONDS = 45
AT_ONCE = 2
SECONDS_TO_WAIT_FOR_A_PLACE = 20
LAST_WORDS = 4_000

_WORKER = "annotations.intake.webpage.worker"
# Nothing of ours; numpy would start a thread per processor, each with its own memory.
_ENVIRONMENT = {"OPENBLAS_NUM_THREADS": "1"}
_ROOT = Path(__file__).parents[2]

_places = threading.BoundedSemaphore(AT_ONCE)
_log = logging.getLogger(__name__)


def from_html(page: bytes | str, url: str = "", declared_encoding: str = "") -> Found:
    """What was found in `page`, whose address is `url` where it has one.

    `declared_encoding` is what the server said of its bytes. Raises BadAddress,
    NothingToRead, TextTooLong, Unreadable (too deep, too slow, too large for its reader) or
    Busy. Takes 0.4 s for an ordinary page, 45 s at most.
    """
    if isinstance(page, str):
        page, declared_encoding = page.encode("utf-8", "replace"), "utf-8"
    request = Request(canonical_url(url) if url else "", declared_encoding)
    if not _places.acquire(timeout=SECONDS_TO_WAIT_FOR_A_PLACE):
        raise refusals.Busy
    try:
        answer = _answer(request, page)
    finally:
        _places.release()
    if answer.found is None:
        raise _refusal(answer.refused)
    found = answer.found
    return found if found.language else replace(found, language=language_of(found))


def _answer(request: Request, page: bytes) -> Answer:
    with tempfile.TemporaryFile() as question, tempfile.TemporaryFile() as said:
        question.write(msgspec.json.encode(request) + b"\n" + page)
        question.seek(0)
        _run(question, said)
        said.seek(0)
        try:
            answer = msgspec.json.decode(said.read(), type=Answer)
        except msgspec.DecodeError as garbled:
            raise refusals.Unreadable from garbled
    if not answer.confined:
        _log.warning("This system has no system call filter: pages are read with limits only.")
    return answer


def _run(question: IO[bytes], said: IO[bytes]) -> None:
    """Run the worker from one file to another: what it writes is bounded by its own limit."""
    with tempfile.TemporaryFile() as complaints:
        code = _exit_code(question, said, complaints)
        if code != 0:
            complaints.seek(0)
            last_words = complaints.read(LAST_WORDS).decode("utf-8", "replace")
            _log.warning("A page could not be read (exit code %s): %s", code, last_words)
            raise refusals.Unreadable


def _exit_code(question: IO[bytes], said: IO[bytes], complaints: IO[bytes]) -> int:
    command = [sys.executable, "-E", "-s", "-m", _WORKER]
    with subprocess.Popen(
        command, stdin=question, stdout=said, stderr=complaints, env=_ENVIRONMENT, cwd=_ROOT
    ) as worker:
        try:
            return worker.wait(SECONDS)
        except subprocess.TimeoutExpired:
            worker.kill()
            return worker.wait()


def _refusal(code: str) -> Exception:
    known = (refusals.NothingToRead, refusals.TextTooLong, refusals.Unreadable)
    return next((kind() for kind in known if kind.code == code), refusals.Unreadable())
