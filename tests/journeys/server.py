"""The site as operators run it: its own process under uvicorn, on the tests' database."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import quote
from urllib.request import urlopen

from django.db import connection

REPOSITORY = Path(__file__).resolve().parents[2]
PATIENCE = 30  # seconds until the site must answer
SITE = "tests.journeys.site:application"  # with opening hours


@contextmanager
def serving(application: str = "factcheck.asgi:application") -> Iterator[str]:
    """The address of the running site, or of another ASGI application around it."""
    with socket.socket() as listener:
        # Handed over, it is not known as TCP, and answers would wait for acknowledgements.
        listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        listener.bind(("127.0.0.1", 0))
        listener.listen(64)
        address = f"http://127.0.0.1:{listener.getsockname()[1]}"
        command = ["-m", "uvicorn", application, "--fd", str(listener.fileno())]
        process = subprocess.Popen(
            [sys.executable, *command, "--lifespan", "off", "--log-level", "warning"],
            cwd=REPOSITORY,
            env=_environment(),
            pass_fds=[listener.fileno()],
            stdout=subprocess.DEVNULL,
        )
    try:
        _wait_for(address, process)
        yield address
    finally:
        process.terminate()
        process.wait(30)


def _environment() -> dict[str, str]:
    """Ours, with the database that the tests have made."""
    connection.ensure_connection()
    login = connection.settings_dict
    host, port = quote(login["HOST"], safe=""), login["PORT"]
    user = quote(login["USER"], safe="") + (
        f":{quote(login['PASSWORD'], safe='')}" * bool(login["PASSWORD"])
    )
    database = f"postgresql://{user}@{host}{f':{port}' if port else ''}/{login['NAME']}"
    ours = {key: value for key, value in os.environ.items() if key != "DJANGO_ALLOW_ASYNC_UNSAFE"}
    return {**ours, "DATABASE_URL": database, "FACTCHECK_LOG_LEVEL": "ERROR"}


def _wait_for(address: str, process: "subprocess.Popen[bytes]") -> None:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        if process.poll() is not None:
            raise RuntimeError(f"the site ended with {process.returncode} before it answered")
        try:
            urlopen(f"{address}/not-there", timeout=PATIENCE).close()
        except HTTPError as answer:
            answer.close()
            return
        except OSError:
            time.sleep(0.05)
    raise RuntimeError(f"the site did not answer within {PATIENCE} s")
