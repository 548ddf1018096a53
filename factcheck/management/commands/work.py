"""`manage.py work`: does what was deferred; `--health` tells how that goes."""

import argparse
import sys
from typing import Any

from django.core.management import BaseCommand

from annotations.jobs.health import health
from factcheck import worker
from factcheck.database.session import database


class Command(BaseCommand):
    help = "Do what the site defers: deliveries, exports, imports. Ctrl-C or SIGTERM ends it."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument(
            "--health", action="store_true", help="only tell how the jobs are; fail if badly"
        )
        parser.add_argument(
            "--until-eof", action="store_true", help="end when the standard input ends"
        )

    def handle(self, *_: Any, health: bool, until_eof: bool, **__: Any) -> None:
        if until_eof:
            worker.end_with_standard_input()
        with database():
            if health:
                self.tell_health()
            else:
                worker.work()

    def tell_health(self) -> None:
        found = health()
        self.stdout.write(
            f"{found.workers} queues served, {found.waiting} jobs waiting, "
            f"{found.running} running, {found.overdue} overdue."
        )
        for failure in found.failures:
            self.stdout.write(f"{failure.at:%Y-%m-%d %H:%M} failed: {failure.task} {failure.job}")
        if not found.is_good:
            sys.exit(1)
