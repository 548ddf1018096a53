"""What the API costs over a bare view: `python -m benchmarks.api` prints a table.

The same server answers the API's requests and those of the barest views of Django REST framework
(bare.py): a serializer of columns, no rights, no parts, no history. Ours and the bare one are asked
in turn over a connection that stays open, so that whatever else the machine does hits both. The
claims stand in a database of their own that is removed afterwards, each with a passage, two pieces
of evidence, two assessments and a verdict.
"""

import json
import os
import time
from collections.abc import Callable, Mapping
from datetime import timedelta
from http.client import HTTPConnection
from itertools import count
from statistics import median
from typing import Any, NamedTuple

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "factcheck.settings")
os.environ.setdefault("FACTCHECK_LOG_LEVEL", "ERROR")
os.environ["FACTCHECK_API_RATE"] = os.environ["FACTCHECK_API_RATE_ANONYMOUS"] = "0"
django.setup()

from django.db import connection  # noqa: E402  (the rest needs the apps loaded)

from annotations.claims.models import Claim, Passage  # noqa: E402
from annotations.newsrooms.actions import make_token  # noqa: E402
from annotations.newsrooms.models import Member  # noqa: E402
from benchmarks import seeding  # noqa: E402
from tests.journeys.server import serving  # noqa: E402

CLAIMS = 5_000
TRIES = 101
API = "/api/v1/newsrooms/bench/claims/"
BARE = "/bare/claims/"


class Request(NamedTuple):
    """What is sent: `body` as JSON, if any."""

    method: str
    path: str
    body: Any = None


class Comparison(NamedTuple):
    """Ours beside the bare one; `aim` is how many times its time ours may take."""

    name: str
    ours: Callable[[], Request]
    bare: Callable[[], Request]
    aim: float


def comparisons(by: Member) -> list[Comparison]:
    claims = Claim.objects.filter(newsroom=by.newsroom_id)
    one = claims.order_by("id")[CLAIMS // 2]
    passage = Passage.objects.select_related("version").get(claim=one)
    text, ends = passage.version.text, count(2)

    def mark() -> Request:
        end = next(ends)
        place = {"version": str(passage.version_id), "start": 0, "end": end, "exact": text[:end]}
        return Request("POST", API, {**place, "statement": "It was paid."})

    def insert() -> Request:
        row = {"statement": "It was paid.", "marked_by": str(by.pk), "tags": []}
        return Request("POST", BARE, row)

    return [
        Comparison(
            "one claim",
            lambda: Request("GET", f"{API}{one.pk}/"),
            lambda: Request("GET", f"{BARE}{one.pk}/"),
            1.5,
        ),
        Comparison(
            "a page of 100",
            lambda: Request("GET", f"{API}?limit=100"),
            lambda: Request("GET", BARE),
            2.5,
        ),
        Comparison("a new claim", mark, insert, 2.5),
    ]


def took(line: HTTPConnection, request: Request, headers: Mapping[str, str]) -> float:
    """Milliseconds from asking to the last byte."""
    body = None if request.body is None else json.dumps(request.body)
    begun = time.perf_counter()
    line.request(request.method, request.path, body, dict(headers))
    answer = line.getresponse()
    answer.read()
    passed = time.perf_counter() - begun
    assert answer.status in {200, 201}, (answer.status, request)
    return passed * 1e3


def compared(line: HTTPConnection, wanted: Comparison, headers: Mapping[str, str]) -> list[float]:
    """The median of ours and of the bare one, asked in turn; the first of each is not counted."""
    times: list[list[float]] = [[], []]
    for _ in range(TRIES):
        for kind, request in enumerate((wanted.ours, wanted.bare)):
            times[kind].append(took(line, request(), headers))
    return [median(found[1:]) for found in times]


def main() -> None:
    name = connection.settings_dict["NAME"]
    connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    try:
        member = seeding.claims("bench", CLAIMS)
        scopes, lifetime = ["read", "write"], timedelta(days=1)
        _, secret = make_token(by=member, name="bench", scopes=scopes, lifetime=lifetime)
        headers = {"Authorization": f"Bearer {secret}", "Content-Type": "application/json"}
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")
        with serving("benchmarks.bare:application") as site:
            line = HTTPConnection(site.removeprefix("http://"))
            rows = [(one, *compared(line, one, headers)) for one in comparisons(member)]
            line.close()
    finally:
        connection.creation.destroy_test_db(name, verbosity=0)
    print("| request | API, ms | bare, ms | times | aim |")
    print("| --- | ---: | ---: | ---: | ---: |")
    for one, ours, bare in rows:
        print(f"| {one.name} | {ours:.1f} | {bare:.1f} | {ours / bare:.2f} | {one.aim} |")


if __name__ == "__main__":
    main()
