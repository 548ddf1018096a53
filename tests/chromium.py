"""`python -m tests.chromium`: have a browser for the journeys, Debian's Chromium where none is."""

import os
import subprocess
import sys

from tests.browser import NoBrowser, find_browser

COMMANDS = (["apt-get", "update", "-qq"], ["apt-get", "install", "-qq", "chromium"])


def install() -> None:
    """Install Debian's Chromium where we may; otherwise end with one sentence."""
    sys.stdout.write("Installing Chromium, which the browser journeys need ...\n")
    sys.stdout.flush()
    may = [] if os.geteuid() == 0 else ["sudo", "-n"]
    quiet = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    try:
        for command in COMMANDS:
            subprocess.run([*may, *command], env=quiet, check=True)
    except (OSError, subprocess.CalledProcessError):
        sys.exit(
            "factcheck: the browser journeys need Chromium or Chrome, and it could not be "
            "installed from here: install it (on Debian: apt-get install chromium)."
        )


if __name__ == "__main__":
    try:
        find_browser()
    except NoBrowser:
        install()
