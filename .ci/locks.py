"""Compile the locks from what we ask for: `python .ci/locks.py`, or with --check only look.

Without a package index, --check still makes sure that every name asked for is in its lock, in a
version that fits, and says that this was all it could do.
"""

import re
import subprocess
import sys
import tempfile
from pathlib import Path

from packaging.requirements import Requirement

ROOT = Path(__file__).resolve().parent.parent
# In this order: the versions of the earlier ones bind the later ones.
NAMES = ["requirements", "requirements-uv", "requirements-dev"]


def compile_lock(name: str, lock: Path) -> "subprocess.CompletedProcess[str]":
    """Bring `lock` up to date with NAME.in, keeping the versions that it has where they fit."""
    command = [sys.executable, "-m", "uv", "pip", "compile", "--quiet", "--generate-hashes"]
    command += ["--no-emit-index-url", "--universal", "--python-version", "3.11", "--no-header"]
    if name == "requirements-dev":
        command += ["--constraint", "requirements.txt", "--constraint", "requirements-uv.txt"]
    command += [f"{name}.in", "--output-file", str(lock)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


def check(name: str) -> str:
    """What is wrong with the lock of this name; "" if nothing is."""
    lock = ROOT / f"{name}.txt"
    with tempfile.TemporaryDirectory() as folder:
        fresh = Path(folder, lock.name)
        fresh.write_text(lock.read_text(encoding="utf-8"), encoding="utf-8")
        done = compile_lock(name, fresh)
        if done.returncode == 0:
            same = fresh.read_text(encoding="utf-8") == lock.read_text(encoding="utf-8")
            return "" if same else f"{lock.name} is not what {name}.in compiles to: `make lock`."
    print(f"not recompiled, only compared: {lock.name} (the package index gives no answer)")
    return "; ".join(_unmet(name, lock))


def _unmet(name: str, lock: Path) -> list[str]:
    pinned = dict(re.findall(r"^([\w.-]+)==(\S+)", lock.read_text(encoding="utf-8"), re.MULTILINE))
    asked = [
        Requirement(line.split("#")[0])
        for line in (ROOT / f"{name}.in").read_text(encoding="utf-8").splitlines()
        if line.strip() and not line.startswith(("#", "-"))
    ]
    return [
        f"{lock.name} lacks {wish}"
        for wish in asked
        if wish.name not in pinned or not wish.specifier.contains(pinned[wish.name])
    ]


def main(arguments: list[str]) -> int:
    if arguments == ["--check"]:
        troubles = [trouble for name in NAMES if (trouble := check(name))]
    else:
        done = [compile_lock(name, ROOT / f"{name}.txt") for name in NAMES]
        troubles = [one.stderr for one in done if one.returncode]
    print("\n".join(troubles), end="\n" if troubles else "")
    return 1 if troubles else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
