#!/usr/bin/env python3.11
"""Make .venv what the lock files say: `python3.11 factcheck/environment.py run` (or `dev`).

`make` runs this with a bare Python, before anything is installed; so it uses the standard
library alone. It does nothing when the locks are those of the last time. The environment for
development holds the one for running, so `run` after `dev` finds nothing to do.
"""

import fcntl
import hashlib
import importlib
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
STAMP = VENV / "factcheck.json"
LOCKS = {"run": "requirements.txt", "dev": "requirements-dev.txt"}
UV_LOCK = "requirements-uv.txt"
NEEDED = {  # what a Python may have been built without, and what brings it back on Debian
    "ssl": "libssl-dev before building Python",
    "ensurepip": "python3.11-venv",
    "venv": "python3.11-venv",
    "zlib": "zlib1g-dev before building Python",
    "ctypes": "libffi-dev before building Python",
    "lzma": "liblzma-dev before building Python",
}


def main(kind: str) -> None:
    """Have the environment of this kind, or of the larger one that is there already."""
    _check_python()
    folder = os.open(ROOT, os.O_RDONLY)
    fcntl.flock(folder, fcntl.LOCK_EX)  # two at once wait for each other
    stamp = _read_stamp()
    if kind == "run" and stamp.get("kind") == "dev":
        kind = "dev"
    wanted = {"kind": kind, "digest": _digest(kind), "where": str(VENV)}
    if stamp == wanted:
        return
    print("Setting up the environment in .venv ...", flush=True)
    _make(kind, start_again=stamp.get("where", str(VENV)) != str(VENV))
    STAMP.write_text(json.dumps(wanted), encoding="utf-8")


def _check_python() -> None:
    if sys.version_info < (3, 11):
        sys.exit(
            "factcheck: this needs Python 3.11 or later, and {} is {}.{}: "
            "install it, or say where it is with `make PYTHON=...`.".format(
                sys.executable, *sys.version_info[:2]
            )
        )
    for module, remedy in NEEDED.items():
        try:
            importlib.import_module(module)
        except ImportError:
            sys.exit(
                f"factcheck: {sys.executable} lacks the module {module}, which is needed: "
                f"install {remedy}."
            )


def _read_stamp() -> "dict[str, str]":
    try:
        return dict(json.loads(STAMP.read_text(encoding="utf-8")))
    except (FileNotFoundError, ValueError):
        return {}


def _digest(kind: str) -> str:
    """Of all that decides what is installed."""
    parts = [(ROOT / name).read_bytes() for name in (LOCKS[kind], UV_LOCK)]
    return hashlib.sha256(b"\0".join([sys.version.encode(), *parts])).hexdigest()


def _make(kind: str, *, start_again: bool) -> None:
    STAMP.unlink(missing_ok=True)
    if start_again or not _works():
        shutil.rmtree(VENV, ignore_errors=True)
        _run("making .venv", sys.executable, "-m", "venv", VENV)
    quiet = ["--quiet", "--disable-pip-version-check", "--require-hashes"]
    _run("fetching uv", PYTHON, "-m", "pip", "install", *quiet, "-r", ROOT / UV_LOCK)
    sync = ["pip", "sync", "--quiet", "--python", PYTHON, "--require-hashes", "--compile-bytecode"]
    _run("fetching the packages", PYTHON, "-m", "uv", *sync, ROOT / LOCKS[kind])
    for packages in VENV.glob("lib/python3*/site-packages"):
        (packages / "factcheck.pth").write_text(f"{ROOT}\n", encoding="utf-8")


def _works() -> bool:
    """Whether there is an environment whose Python starts."""
    return PYTHON.exists() and subprocess.call([PYTHON, "-c", ""], stderr=subprocess.DEVNULL) == 0


def _run(doing: str, *command: object) -> None:
    try:
        done = subprocess.call([str(word) for word in command], cwd=ROOT)
    except OSError as trouble:
        sys.exit(f"factcheck: {doing} failed: {trouble}.")
    if done != 0:
        sys.exit(
            f"factcheck: {doing} failed, for the reason above; "
            "nothing else was changed, and the next try goes on from there."
        )


if __name__ == "__main__":
    main(sys.argv[1])
