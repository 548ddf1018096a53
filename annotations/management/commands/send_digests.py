"""manage.py send_digests: mail what waits and is due, now; the worker does so every minute."""

from smtplib import SMTPException
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from annotations.notices.digests import send_digests


class Command(BaseCommand):
    help = "Mail the notices that are due, as the worker does every minute."

    def handle(self, **_: Any) -> None:
        try:
            number = send_digests()
        except (SMTPException, OSError) as trouble:
            raise CommandError(f"No mail goes out: {trouble}") from trouble
        self.stdout.write(f"{number} mail{'' if number == 1 else 's'} sent.")
