"""manage.py demo: a newsroom to try things in."""

from typing import Any

from django.core.management.base import BaseCommand

from annotations.management.demo.building import SLUG, build_demo
from annotations.newsrooms.models import Newsroom


class Command(BaseCommand):
    help = "Creates the demo newsroom, unless the database holds a newsroom already."

    def handle(self, *_: Any, **__: Any) -> None:
        if Newsroom.objects.exists():
            self.stdout.write("The database holds a newsroom already; nothing was changed.")
            return
        newsroom = build_demo()
        self.stdout.write(f"The newsroom “{newsroom.name}” stands at /newsrooms/{SLUG}/.")
