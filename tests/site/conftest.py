"""A folder for a cluster of one's own."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.patience import wait_for
from tests.site import embedded


@pytest.fixture
def var() -> Iterator[Path]:
    folder = embedded.new_var()
    yield folder
    wait_for(lambda: embedded.processes_about(folder) == [])
    shutil.rmtree(folder.parent)
