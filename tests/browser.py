"""The one place that knows which browser the tests drive, and how it is started."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from playwright.sync_api import Browser, sync_playwright

NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"]
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


class NoBrowser(Exception):
    """There is no Chromium or Chrome on the PATH."""


def find_browser() -> str:
    """The path of an installed Chromium or Chrome; Playwright's own downloads are not used."""
    found = (shutil.which(name) for name in NAMES)
    path = next(filter(None, found), None)
    if path is None:
        raise NoBrowser(f"Install Chromium: none of {', '.join(NAMES)} is on the PATH.")
    return path


def launch_options() -> dict[str, Any]:
    return {"executable_path": find_browser(), "args": FLAGS}


@contextmanager
def browser() -> Iterator[Browser]:
    """A browser for scripts; tests take pytest-playwright's fixture of this name."""
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(**launch_options())
        yield chromium
        chromium.close()
