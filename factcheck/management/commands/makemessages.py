"""`manage.py makemessages -l de`: what there is to translate. See docs/translating.md."""

import argparse
from typing import Any

from babel import Locale, UnknownLocaleError
from django.conf import settings
from django.core.management import BaseCommand, CommandError

from factcheck.catalogues import DOMAINS, found_in, merge


class Command(BaseCommand):
    help = "Write what the interface says into the catalogues below locale/, to be translated."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("--locale", "-l", action="append", default=[], help="such as de, pt_BR")
        parser.add_argument("--all", "-a", action="store_true", help="all that are there already")

    def handle(self, *_: Any, locale: list[str], all: bool, **__: Any) -> None:  # noqa: A002
        folder = settings.LOCALE_PATHS[0]
        known = [path.name for path in folder.iterdir()] if all and folder.exists() else []
        if not locale + known:
            raise CommandError("Say which language with -l, or --all.")
        for domain in DOMAINS:
            found = found_in(settings.BASE_DIR, domain)
            for name in sorted({*locale, *known}):
                path = merge(folder, _checked(name), found)
                self.stdout.write(f"{path.relative_to(settings.BASE_DIR)}: {len(found)} messages")


def _checked(name: str) -> str:
    try:
        return str(Locale.parse(name))
    except (UnknownLocaleError, ValueError) as error:
        raise CommandError(f"There is no locale {name}: such as de, pt_BR, zh_Hans.") from error
