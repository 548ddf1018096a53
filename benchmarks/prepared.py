"""What a prepared export costs: `python -m benchmarks.prepared [claims]` prints two lines for each
format.

100,000 claims, or as many as are asked for, in a database of their own that is removed
afterwards. A worker runs in its own process, as operators run it; its memory is the largest
resident size of that process, over what it was before the first job.
"""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "factcheck.settings")
os.environ.setdefault("FACTCHECK_LOG_LEVEL", "ERROR")
VAR = tempfile.mkdtemp(prefix="factcheck-bench-")
os.environ["FACTCHECK_VAR"] = VAR
django.setup()

from django.db import connection  # noqa: E402  (the rest needs the apps loaded)

from annotations.exports.actions import prepare_export  # noqa: E402
from annotations.exports.models import Export, State  # noqa: E402
from annotations.newsrooms.models import Member  # noqa: E402
from benchmarks import seeding  # noqa: E402

CLAIMS = 100_000
ROOT = Path(__file__).resolve().parent.parent
SETTLING = 5.0  # seconds that the worker has to sign on


@contextmanager
def worker() -> Iterator[int]:
    """The process of a worker on the database of the benchmark."""
    at = connection.settings_dict
    user, host, name = (quote(str(at[part]), safe="") for part in ("USER", "HOST", "NAME"))
    address = f"postgresql://{user}@{host}:{at['PORT']}/{name}"
    process = subprocess.Popen(
        [sys.executable, ROOT / "manage.py", "work"], env=os.environ | {"DATABASE_URL": address}
    )
    time.sleep(SETTLING)
    try:
        yield process.pid
    finally:
        process.terminate()
        process.wait()


def memory(process: int, field: str) -> float:
    """MiB: VmRSS is now, VmHWM the most there ever was."""
    status = Path(f"/proc/{process}/status").read_text()
    (line,) = [line for line in status.splitlines() if line.startswith(field)]
    return int(line.split()[1]) / 1024


def prepared(member: Member, name: str) -> Export:
    """An export that is done."""
    export = prepare_export(format=name, filters={}, site="https://check.example", by=member)
    while export.state in {State.WAITING, State.RUNNING}:
        time.sleep(0.2)
        export.refresh_from_db()
    assert export.state == State.DONE, export.trouble
    return export


def main() -> None:
    claims = int(sys.argv[1]) if sys.argv[1:] else CLAIMS
    name = connection.settings_dict["NAME"]
    connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    try:
        member = seeding.claims("bench", claims)
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")
        with worker() as process:
            idle = memory(process, "VmRSS")
            for kind in ("ndjson", "csv"):
                export = prepared(member, kind)
                took = (export.ended_at - export.begun_at).total_seconds()
                most = memory(process, "VmHWM") - idle
                print(
                    f"{claims:,} claims as {kind}: {took:.1f} s, {export.size / 1e6:.1f} MB packed"
                )
                print(f"worker: {idle:.0f} MiB idle, at most {most:.0f} MiB more")
    finally:
        connection.creation.destroy_test_db(name, verbosity=0)


if __name__ == "__main__":
    main()
