"""`manage.py compilemessages`: the translations as the site reads them."""

from typing import Any

from django.conf import settings
from django.core.management import BaseCommand

from factcheck.catalogues import compile_all


class Command(BaseCommand):
    help = (
        "Compile all catalogues below locale/. The site offers their languages once it is "
        "started anew."
    )
    requires_system_checks: list[str] = []

    def handle(self, *_: Any, **__: Any) -> None:
        for path in compile_all(settings.LOCALE_PATHS[0]):
            self.stdout.write(str(path.relative_to(settings.BASE_DIR)))
