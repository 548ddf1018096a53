"""The browser of the journeys: an installed Chromium or Chrome, or Debian's on first need."""

import os
import shutil
import subprocess
import sys

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def find() -> str | None:
    """The browser's executable."""
    return next((path for name in NAMES if (path := shutil.which(name))), None)


def install() -> None:
    """Install Debian's Chromium where we may; otherwise end with one sentence."""
    may = [] if os.geteuid() == 0 else ["sudo", "-n"]
    print("Installing Chromium, which the browser journeys need ...", flush=True)
    for command in (["apt-get", "update", "-qq"], ["apt-get", "install", "-qq", "chromium"]):
        try:
            done = subprocess.call(
                [*may, *command], env={**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
            )
        except OSError:
            done = 1
        if done != 0:
            sys.exit(
                "factcheck: the browser journeys need Chromium or Chrome, and it could not be "
                "installed from here: install it (on Debian: apt-get install chromium)."
            )


if __name__ == "__main__" and not find():
    install()
