"""Modules that need no page are tested by node itself; see pure/."""

import shutil
import subprocess
import sysconfig
from pathlib import Path

from tests.js.server import REPOSITORY


def test_every_pure_module_keeps_its_promises() -> None:
    node = shutil.which("node", path=sysconfig.get_path("scripts")) or shutil.which("node")
    assert node, "Install the development requirements: they bring node."
    assert (REPOSITORY / "node_modules" / "fast-check").is_dir(), "Run `npm ci` first."
    files = sorted(map(str, Path(__file__).parent.glob("pure/*.test.js")))
    run = subprocess.run(
        [node, "--test", *files], cwd=REPOSITORY, capture_output=True, text=True, check=False
    )
    assert run.returncode == 0, run.stdout + run.stderr
