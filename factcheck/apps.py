"""Django's own apps, where we have them otherwise."""

from django.contrib.staticfiles.apps import StaticFilesConfig


class StaticFiles(StaticFilesConfig):
    """Gathers what our pages use, and none of what our dependencies bring for theirs."""

    ignore_patterns = [
        *StaticFilesConfig.ignore_patterns,
        "redoc",
        "rest_framework",
    ]
