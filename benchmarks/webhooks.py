"""How soon a receiver hears: `python -m benchmarks.webhooks [events]` prints a table.

A worker in a process of its own delivers to a receiver on this machine, from a database that is
removed afterwards. First events one by one, from the return of the action, whose transaction is
then committed, to the arrival of the message; then 1,000, or as many as are asked for, in a burst;
then the same beside ten webhooks whose receivers hang. The receiver answers at once.
"""

import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from statistics import median, quantiles

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "factcheck.settings")
os.environ.setdefault("FACTCHECK_LOG_LEVEL", "ERROR")
django.setup()

from django.db import connection  # noqa: E402  (the rest needs the apps loaded)
from django.test.utils import setup_test_environment  # noqa: E402

from annotations.intake.connections import Network  # noqa: E402
from annotations.newsrooms.models import Member  # noqa: E402
from annotations.webhooks import reach  # noqa: E402
from factcheck import worker  # noqa: E402
from tests import factories  # noqa: E402

SINGLE = 100
BURST = 1_000
HANGING = 10


class Receiver(BaseHTTPRequestHandler):
    """Notes when each message came; at /hang it answers nothing."""

    arrivals: list[float] = []

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["Content-Length"]))
        if self.path == "/hang":
            time.sleep(60)
            return
        self.arrivals.append(time.perf_counter())
        self.send_response(204)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Says nothing."""


def let_reach(port: int) -> None:
    """Every name leads to the receiver."""
    reach.NETWORK = Network(
        resolve=lambda *_: ["127.0.0.1"], is_public=lambda _: True, ports=frozenset({port})
    )


def wait_for(count: int) -> float:
    """When that many messages have arrived."""
    deadline = time.perf_counter() + 600
    while len(Receiver.arrivals) < count:
        if time.perf_counter() > deadline:
            sys.exit(f"only {len(Receiver.arrivals)} of {count} messages arrived")
        time.sleep(0.001)
    return Receiver.arrivals[count - 1]


def one_by_one(admin: Member) -> list[float]:
    """Milliseconds from each commit to the arrival."""
    took = []
    for _ in range(SINGLE):
        before = len(Receiver.arrivals)
        factories.source(admin)
        committed = time.perf_counter()
        took.append((wait_for(before + 1) - committed) * 1000)
        time.sleep(0.05)
    return took


def burst(admin: Member, events: int) -> tuple[float, float]:
    """Seconds that the actions took, and until the last message had arrived."""
    before, begun = len(Receiver.arrivals), time.perf_counter()
    for _ in range(events):
        factories.source(admin)
    done = time.perf_counter()
    return done - begun, wait_for(before + events) - begun


def with_worker(port: int, act: Callable[[], None]) -> None:
    url = os.environ["DATABASE_URL"].rpartition("/")[0] + f"/{connection.settings_dict['NAME']}"
    command = [sys.executable, "-m", "benchmarks.webhooks", "--work", str(port)]
    process = subprocess.Popen(command, env={**os.environ, "DATABASE_URL": url})
    try:
        act()
    finally:
        process.terminate()
        process.wait()


def measure(port: int, events: int) -> None:
    admin = factories.newsroom("bench")[1]
    site = f"http://receiver.example:{port}"
    factories.webhook(admin, url=f"{site}/hook")
    factories.source(admin)
    wait_for(1)
    took = one_by_one(admin)
    tell("one by one: median", median(took), "ms")
    tell("one by one: 95 of 100 within", quantiles(took, n=20)[18], "ms")
    for name, hanging in (("", 0), (f", {HANGING} hang", HANGING)):
        for _ in range(hanging):
            factories.webhook(admin, url=f"{site}/hang")
        actions, last = burst(admin, events)
        tell(f"{events:,} in a burst{name}: actions", actions, "s")
        tell(f"{events:,} in a burst{name}: last arrival", last, "s")


def tell(what: str, number: float, unit: str) -> None:
    print(f"{what:48} {number:8.1f} {unit}", flush=True)


def main() -> None:
    if sys.argv[1:2] == ["--work"]:
        let_reach(int(sys.argv[2]))
        worker.work()
        return
    events = int(sys.argv[1]) if sys.argv[1:] else BURST
    server = ThreadingHTTPServer(("127.0.0.1", 0), Receiver)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    let_reach(server.server_port)
    setup_test_environment()
    name = connection.settings_dict["NAME"]
    connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    try:
        with_worker(server.server_port, lambda: measure(server.server_port, events))
    finally:
        connection.creation.destroy_test_db(name, verbosity=0)


if __name__ == "__main__":
    main()
