#!/usr/bin/env python
"""Django's command line for this site."""

import os
import sys

from django.core.exceptions import ImproperlyConfigured
from django.core.management import execute_from_command_line
from django.db import NotSupportedError
from environs import EnvError

from factcheck.trouble import CannotStart


def main() -> None:
    """Run one command; what the person at the keyboard can mend is told in one sentence."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "factcheck.settings")
    try:
        execute_from_command_line(sys.argv)
    except (CannotStart, EnvError, ImproperlyConfigured, NotSupportedError) as trouble:
        sys.exit(f"factcheck: {trouble}".replace("['", "").replace("']", ""))


if __name__ == "__main__":
    main()
