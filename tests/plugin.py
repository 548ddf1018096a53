"""Loaded with -p, before anything reads the settings: a database for the tests alone.

Without DATABASE_URL an embedded PostgreSQL runs for as long as the tests do, in a folder that is
removed afterwards; the workers of pytest-xdist inherit its address. What the site would keep in
var/ goes to that folder as well.
"""

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest

from factcheck import postgres

VAR = pytest.StashKey[Path]()


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_load_initial_conftests(early_config: pytest.Config) -> Iterator[None]:
    if "PYTEST_XDIST_WORKER" not in os.environ:
        for name in [name for name in os.environ if name.startswith("FACTCHECK_")]:
            del os.environ[name]
        var = early_config.stash[VAR] = Path(tempfile.mkdtemp(prefix="factcheck-tests-"))
        var.chmod(0o711)  # the account that runs the database for root must pass through
        os.environ["FACTCHECK_VAR"] = str(var)
        if not os.environ.get("DATABASE_URL"):
            sockets = quote(str(postgres.use(var, durable=False)), safe="")
            os.environ["DATABASE_URL"] = f"postgresql://factcheck@{sockets}/factcheck"
    yield


def pytest_unconfigure(config: pytest.Config) -> None:
    var = config.stash.get(VAR, None)
    if var is None:
        return
    if (var / "postgres").exists():
        postgres.leave(var)
    shutil.rmtree(var)
