"""factcheck/environment.py: the environment that `make` sets up before anything else runs."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SCRIPT = ROOT / "factcheck" / "environment.py"


def without(module: str, tmp_path: Path) -> "subprocess.CompletedProcess[str]":
    """Run the script under a Python that was built without `module`."""
    (tmp_path / f"{module}.py").write_text(f"raise ImportError('no {module}')\n")
    return subprocess.run(
        [sys.executable, str(SCRIPT), "run"],
        env=os.environ | {"PYTHONPATH": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize(
    ("module", "remedy"),
    [
        ("ensurepip", "python3.11-venv"),
        ("ssl", "libssl-dev before building Python"),
        ("lzma", "liblzma-dev before building Python"),
    ],
)
def test_a_python_that_lacks_something_is_refused_in_one_sentence(
    tmp_path: Path, module: str, remedy: str
) -> None:
    done = without(module, tmp_path)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == (
        f"factcheck: {sys.executable} lacks the module {module}, which is needed: "
        f"install {remedy}.\n"
    )


def test_a_python_that_is_too_old_is_refused_in_one_sentence() -> None:
    pretend = (
        "import sys, runpy; sys.version_info = (3, 9, 2); sys.argv = ['environment.py', 'run'];"
        f"runpy.run_path({str(SCRIPT)!r}, run_name='__main__')"
    )
    done = subprocess.run(
        [sys.executable, "-c", pretend], capture_output=True, text=True, check=False
    )
    assert done.returncode == 1
    assert done.stderr == (
        f"factcheck: this needs Python 3.11 or later, and {sys.executable} is 3.9: "
        "install it, or say where it is with `make PYTHON=...`.\n"
    )


def test_make_without_any_python_is_one_sentence(tmp_path: Path) -> None:
    done = subprocess.run(
        ["/usr/bin/make", "--no-print-directory", "environment", "PYTHON=python-of-nowhere"],
        cwd=ROOT,
        env={"PATH": "/usr/bin:/bin"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 2
    assert done.stderr.splitlines()[0] == (
        "factcheck: there is no Python 3.11 here: "
        "install it, or say where it is with make PYTHON=..."
    )
