"""manage.py sign_in_link: a link that signs one member in, once, printed alone."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from annotations.management.people import find_member
from annotations.newsrooms.sign_in import make_sign_in_link


class Command(BaseCommand):
    help = "Print a link that signs a member in once, within the hour."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--newsroom", required=True, metavar="SLUG")
        parser.add_argument("--member", required=True, metavar="E-MAIL")
        add_base_url(parser)

    def handle(self, **options: Any) -> None:
        member = find_member(options["newsroom"], options["member"])
        self.stdout.write(make_sign_in_link(member, options["base_url"]))


def add_base_url(parser: ArgumentParser) -> None:
    """Where the site is: FACTCHECK_URL where that is set, else the local address."""
    parser.add_argument(
        "--base-url",
        default=settings.SITE_ADDRESS,
        help="the address of this site (default: %(default)s)",
    )
