"""Real clusters for the tests of their life: programs that use one, and what is left of them."""

import os
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

USER = """
import sys
from pathlib import Path
from factcheck import postgres
from factcheck.trouble import CannotStart
try:
    postgres.use(Path(sys.argv[1]), durable=sys.argv[2] == "durable")
except CannotStart as trouble:
    sys.exit(str(trouble))
print("ready", flush=True)
sys.stdin.read()
"""


def new_var() -> Path:
    """A folder for a cluster; root's database account may pass through it."""
    folder = Path(tempfile.mkdtemp(prefix="factcheck-site-"))
    folder.chmod(0o711)
    return folder / "var"


def start_user(var: Path, how: str = "fast") -> "subprocess.Popen[str]":
    """A program that uses the database until its standard input is closed."""
    return subprocess.Popen(
        [sys.executable, "-c", USER, str(var), how],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def user(var: Path, how: str = "fast") -> "subprocess.Popen[str]":
    """The same, once the database answers."""
    program = start_user(var, how)
    assert program.stdout is not None
    assert program.stdout.readline() == "ready\n", program.communicate()[1]
    return program


def end(program: "subprocess.Popen[str]", how: int = signal.SIGTERM) -> None:
    program.send_signal(how)
    program.communicate(timeout=60)


def refusal(var: Path, how: str = "fast") -> str:
    """The sentence with which the database refuses to start."""
    program = start_user(var, how)
    _, told = program.communicate(input="", timeout=60)
    assert program.returncode == 1, "it started"
    return told.strip()


def server(data: Path) -> int:
    """The process of the server that runs on this data."""
    return int((data / "postmaster.pid").read_text(encoding="utf-8").split()[0])


def keeper(data: Path) -> int:
    """The process above it."""
    status = Path(f"/proc/{server(data)}/status").read_text(encoding="utf-8")
    return int(status.split("PPid:")[1].split()[0])


def is_gone(pid: int) -> bool:
    """Whether the process has ended (it may not have been collected yet)."""
    try:
        status = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8")
    except (FileNotFoundError, ProcessLookupError):
        return True
    return status.rsplit(")", 1)[1].split()[0] == "Z"


def processes_about(folder: Path) -> list[str]:
    """The command lines of everything that runs and names `folder`."""
    found = []
    for entry in Path("/proc").iterdir():
        if not entry.name.isdigit() or int(entry.name) == os.getpid() or is_gone(int(entry.name)):
            continue
        try:
            command = (entry / "cmdline").read_bytes().replace(b"\0", b" ").decode()
        except (FileNotFoundError, ProcessLookupError):
            continue
        if str(folder) in command:
            found.append(command)
    return found


def children(parent: int, command: str) -> list[int]:
    """The processes that `parent` has started with a command like this."""
    listed = subprocess.run(
        ["ps", "--no-headers", "-o", "pid=,args=", "--ppid", str(parent)],
        capture_output=True,
        text=True,
        check=False,
    ).stdout
    return [int(line.split()[0]) for line in listed.splitlines() if command in line]
