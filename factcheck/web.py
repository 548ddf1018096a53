"""What a process that answers requests sets up before the first one."""

import os

from django.conf import settings
from django.db import connections


def prepare() -> None:
    """Read the settings, and give the database connections the limits of a web request."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "factcheck.settings")
    connections.settings["default"]["OPTIONS"].update(settings.WEB_DATABASE_OPTIONS)
