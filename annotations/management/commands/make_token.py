"""manage.py make_token: an access token for a program, printed alone."""

from argparse import ArgumentParser
from datetime import timedelta
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from annotations.errors import Refusal, in_words
from annotations.management.people import find_member
from annotations.newsrooms.actions import make_token
from annotations.newsrooms.models import Scope


class Command(BaseCommand):
    help = "Make an access token and print it. It is shown this once and not kept."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--newsroom", required=True, metavar="SLUG")
        parser.add_argument("--member", required=True, metavar="E-MAIL")
        parser.add_argument(
            "--scopes", default=Scope.READ.value, help="read, or several of read,write,manage"
        )
        parser.add_argument("--days", type=int, default=90, help="how long it works (1 to 365)")
        parser.add_argument("--name", default="manage.py make_token")

    def handle(self, **options: Any) -> None:
        if not 1 <= options["days"] <= 365:
            raise CommandError("A token works for 1 to 365 days.")
        member = find_member(options["newsroom"], options["member"])
        try:
            _, secret = make_token(
                by=member,
                name=options["name"],
                scopes=[scope.strip() for scope in options["scopes"].split(",")],
                lifetime=timedelta(days=options["days"]),
            )
        except Refusal as refusal:
            raise CommandError(in_words(refusal)) from refusal
        self.stdout.write(secret)
