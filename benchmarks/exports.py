"""What an export costs: `python -m benchmarks.exports [claims [format …]]` prints a table.

20,000 claims, or as many as are asked for, in a database of their own that is removed afterwards;
each with a passage, two pieces of evidence, two assessments and a verdict. The site runs in its
own process under uvicorn, as operators run it. PostgreSQL's COPY of the same nested JSON
(exports.sql) and our NDJSON are read in turn, so that whatever else the machine does hits both;
memory is the largest resident size of the server's process, beside what it was before the first
export.
"""

import os
import sys
import time
from collections.abc import Iterable
from datetime import timedelta
from http.client import HTTPConnection
from pathlib import Path
from statistics import median
from typing import NamedTuple

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "factcheck.settings")
os.environ.setdefault("FACTCHECK_LOG_LEVEL", "ERROR")
django.setup()

from django.db import connection  # noqa: E402  (the rest needs the apps loaded)

from annotations.exports.formats import FORMATS  # noqa: E402
from annotations.newsrooms.actions import make_token  # noqa: E402
from benchmarks import seeding  # noqa: E402
from tests.journeys.server import serving  # noqa: E402

CLAIMS = 20_000
TRIES = 3
MANY = 200_000  # claims, from which once must do
SLUG = "bench"
PATH = f"/api/v1/newsrooms/{SLUG}/"


class Took(NamedTuple):
    """Seconds to the first byte and to the last, and how many bytes they were."""

    first: float
    whole: float
    size: int


def export(site: str, secret: str, name: str) -> Took:
    """Read an export to its end."""
    begun = time.perf_counter()
    line = HTTPConnection(site.removeprefix("http://"))
    line.request("GET", f"{PATH}claims/?format={name}", headers={"Authorization": secret})
    answer = line.getresponse()
    assert answer.status == 200
    size = len(answer.read(1))
    first = time.perf_counter() - begun
    while piece := answer.read(1 << 20):
        size += len(piece)
    line.close()
    return Took(first, time.perf_counter() - begun, size)


def copy(site: str) -> Took:
    """Read the same from PostgreSQL."""
    statement = Path(__file__).with_suffix(".sql").read_text(encoding="utf-8")
    filled = {"slug": SLUG, "at": f"{site}{PATH}", "pages": f"{site}/newsrooms/{SLUG}/"}
    for name, value in filled.items():
        statement = statement.replace(f"{{{name}}}", value)
    begun, size, first = time.perf_counter(), 0, 0.0
    with connection.cursor() as cursor, cursor.copy(statement) as rows:
        for row in rows:
            first = first or time.perf_counter() - begun
            size += len(row)
    return Took(first, time.perf_counter() - begun, size)


def server_memory(field: str) -> float:
    """MiB of our child, the server: VmRSS is now, VmHWM the most there ever was."""
    children = Path(f"/proc/self/task/{os.getpid()}/children").read_text().split()
    (server,) = (
        child for child in children if "uvicorn" in Path(f"/proc/{child}/cmdline").read_text()
    )
    status = Path(f"/proc/{server}/status").read_text()
    (line,) = [line for line in status.splitlines() if line.startswith(field)]
    return int(line.split()[1]) / 1024


def measured(site: str, secret: str, others: Iterable[str], tries: int) -> dict[str, Took]:
    """The median of COPY and NDJSON, read in turn, and how long `others` take."""
    took: dict[str, list[Took]] = {}
    for _ in range(tries):
        took.setdefault("COPY", []).append(copy(site))
        took.setdefault("ndjson", []).append(export(site, secret, "ndjson"))
    for name in others:
        took[name] = [export(site, secret, name)]
    return {
        name: Took(*(median(values) for values in zip(*times, strict=True)))
        for name, times in took.items()
    }


def main() -> None:
    claims = int(sys.argv[1]) if sys.argv[1:] else CLAIMS
    others = sys.argv[2:] or sorted(FORMATS.keys() - {"ndjson"})
    name = connection.settings_dict["NAME"]
    connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    try:
        member = seeding.claims(SLUG, claims)
        lifetime = timedelta(days=1)
        _, secret = make_token(by=member, name="bench", scopes=["read"], lifetime=lifetime)
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")
        with serving() as site:
            export(site, f"Bearer {secret}", "json")  # whatever happens once has happened
            idle = server_memory("VmRSS")
            times = measured(site, f"Bearer {secret}", others, TRIES if claims < MANY else 1)
            most = server_memory("VmHWM")
    finally:
        connection.creation.destroy_test_db(name, verbosity=0)
    print(f"{f'{claims:,} claims':16} {'first, ms':>10} {'s':>7} {'MB':>6} {'of COPY':>7}")
    for way, took in times.items():
        speed = times["COPY"].whole / took.whole
        figures = f"{took.first * 1e3:10.0f} {took.whole:7.1f} {took.size / 1e6:6.1f} {speed:7.2f}"
        print(f"{way:16} {figures}")
    print(f"server: {idle:.0f} MiB before, {most:.0f} MiB at most")


if __name__ == "__main__":
    main()
