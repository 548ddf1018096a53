"""`manage.py run`: everything starts with one command, and nothing is left when it ends."""

import http.client
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.patience import wait_for
from tests.site import embedded
from tests.site.embedded import children, is_gone, keeper, processes_about, server

MANAGE = Path(__file__).resolve().parents[2] / "manage.py"


class Site:
    """One `manage.py run`, and what it says."""

    def __init__(self, var: Path, *arguments: str) -> None:
        self.port = free_port()
        self.process = subprocess.Popen(
            [sys.executable, str(MANAGE), "run", "--port", str(self.port), *arguments],
            env=environment(var),
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        self.says = ""
        while "Ctrl-C ends it." not in self.says:
            line = self.process.stdout.readline() if self.process.stdout else ""
            assert line, f"it ended: {self.says}"
            self.says += line

    def answers(self) -> tuple[int, dict[str, str], float]:
        """Status, headers and seconds of a page that needs the database, to know a visitor."""
        begun = time.monotonic()
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        connection.request("GET", "/", headers={"Cookie": f"factcheck-session={'0' * 32}"})
        answer = connection.getresponse()
        answer.read()
        connection.close()
        return answer.status, dict(answer.getheaders()), time.monotonic() - begun

    def end(self, how: int) -> int:
        self.process.send_signal(how)
        self.process.communicate(timeout=30)
        return self.process.returncode


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port: int = one.getsockname()[1]
        return port


def environment(var: Path) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    return kept | {"FACTCHECK_VAR": str(var)}


def manage(var: Path, *arguments: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, str(MANAGE), *arguments],
        env=environment(var),
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


@pytest.fixture(scope="module")
def var() -> Iterator[Path]:
    """One folder for the whole module: its demo newsroom is made by the first start."""
    folder = embedded.new_var()
    yield folder
    wait_for(lambda: processes_about(folder) == [])
    shutil.rmtree(folder.parent)


Start = Callable[[], Site]


@pytest.fixture
def start(var: Path) -> Iterator[Start]:
    """Starts sites, and ends those that a failed test left."""
    started: list[Site] = []

    def start_site() -> Site:
        started.append(Site(var))
        return started[-1]

    yield start_site
    for site in started:
        if site.process.returncode is None:
            site.end(signal.SIGKILL)


def newsrooms(var: Path) -> str:
    asked = "from annotations.models import Newsroom; print(Newsroom.objects.count())"
    return manage(var, "shell", "--no-imports", "--command", asked).stdout


def test_it_says_where_it_is_and_how_to_get_in(var: Path, start: Start) -> None:
    site = start()
    address = f"http://127.0.0.1:{site.port}/"
    assert site.says.splitlines()[-3] == f"Factcheck is at {address}"
    assert re.fullmatch(rf"Sign in, once: {address}\S+", site.says.splitlines()[-2])
    assert site.answers()[0] < 500
    site.end(signal.SIGINT)


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_when_it_has_ended_nothing_is_left_running(var: Path, start: Start, how: int) -> None:
    site = start()
    assert site.end(how) == 0
    assert processes_about(var) == []


def test_the_data_is_there_at_the_next_start_and_the_demo_is_made_once(
    var: Path, start: Start
) -> None:
    start().end(signal.SIGINT)
    start().end(signal.SIGINT)
    assert newsrooms(var) == "1\n"


def test_a_killed_site_leaves_no_process_behind(var: Path, start: Start) -> None:
    site = start()
    site.end(signal.SIGKILL)
    wait_for(lambda: processes_about(var) == [])


def test_the_worker_beside_it_is_replaced_and_ends_with_it(var: Path, start: Start) -> None:
    site = start()
    (first,) = children(site.process.pid, "manage.py work")
    os.kill(first, signal.SIGKILL)
    wait_for(lambda: children(site.process.pid, "manage.py work") not in ([], [first]))
    (second,) = children(site.process.pid, "manage.py work")
    wait_for(lambda: manage(var, "work", "--health").returncode == 0)
    site.end(signal.SIGKILL)
    wait_for(lambda: is_gone(second))


def test_it_can_leave_the_work_to_a_worker_elsewhere(var: Path) -> None:
    site = Site(var, "--without-worker")
    assert children(site.process.pid, "manage.py work") == []
    site.end(signal.SIGINT)


@pytest.mark.parametrize("after", range(3))
def test_a_site_that_make_started_ends_with_make(var: Path, after: int) -> None:
    command = [sys.executable, str(MANAGE), "run", "--with-parent", "--port", str(free_port())]
    maker = subprocess.Popen(
        ["/bin/sh", "-c", '"$@"; exit', "sh", *command],
        env=environment(var),
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    assert maker.stdout
    maker.stdout.readline()
    time.sleep(after / 10)
    maker.kill()
    maker.communicate(timeout=30)
    wait_for(lambda: processes_about(var) == [])


def test_a_second_one_beside_the_first_is_told_where_that_is(var: Path, start: Start) -> None:
    site = start()
    second = manage(var, "run", "--port", str(free_port()))
    assert second.returncode == 1
    assert second.stderr == (
        f"factcheck: Factcheck runs here already: http://127.0.0.1:{site.port}/ "
        f"(process {site.process.pid}). End that one first.\n"
    )
    assert site.answers()[0] < 500
    site.end(signal.SIGINT)


def test_a_taken_port_is_one_sentence(var: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        refused = manage(var, "run", "--port", str(port))
    assert refused.returncode == 1
    assert refused.stderr == (
        f"factcheck: Port {port} cannot be used (Address already in use): "
        "choose another, such as `make run PORT=8123`.\n"
    )


def test_a_command_finds_the_database_running_or_not(var: Path, start: Start) -> None:
    start().end(signal.SIGINT)  # the first start makes the newsroom
    assert newsrooms(var) == "1\n"
    site = start()
    assert newsrooms(var) == "1\n"
    assert site.answers()[0] < 500
    site.end(signal.SIGINT)


def test_while_the_database_is_down_we_say_so_soon_and_are_back_soon(
    var: Path, start: Start
) -> None:
    site = start()
    assert site.answers()[0] < 500
    above = keeper(var / "postgres" / "data")
    os.kill(above, signal.SIGSTOP)  # so that it does not start another
    os.kill(server(var / "postgres" / "data"), signal.SIGKILL)
    time.sleep(4)  # long enough for the pool to lose patience
    for _ in range(2):
        status, headers, seconds = site.answers()
        assert (status, headers["retry-after"]) == (503, "5")
        assert seconds < 10
    os.kill(above, signal.SIGCONT)
    wait_for(lambda: site.answers()[0] < 500)
    site.end(signal.SIGINT)


def test_a_lost_keeper_is_replaced(var: Path, start: Start) -> None:
    site = start()
    running = server(var / "postgres" / "data")
    os.kill(keeper(var / "postgres" / "data"), signal.SIGKILL)
    wait_for(lambda: is_gone(running))
    wait_for(lambda: site.answers()[0] < 500)
    site.end(signal.SIGINT)


def test_a_database_elsewhere_that_does_not_answer_is_one_sentence(var: Path) -> None:
    nowhere = f"postgresql://desk:open-sesame@127.0.0.1:{free_port()}/factcheck"
    refused = subprocess.run(
        [sys.executable, str(MANAGE), "run", "--port", str(free_port())],
        env=environment(var) | {"DATABASE_URL": nowhere},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert refused.returncode == 1
    assert refused.stderr.startswith("factcheck: The database does not answer: ")
    assert len(refused.stderr.splitlines()) == 1
    assert "open-sesame" not in refused.stderr
