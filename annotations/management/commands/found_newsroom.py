"""manage.py found_newsroom: a newsroom and its first admin, on a site of one's own."""

from argparse import ArgumentParser
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from annotations.management.commands.sign_in_link import add_base_url
from annotations.newsrooms.models import Newsroom, User
from annotations.newsrooms.sign_in import make_sign_in_link
from annotations.verdicts.founding import found_newsroom


class Command(BaseCommand):
    help = "Found a newsroom and print a link that signs its first admin in, to set a password."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--name", required=True)
        parser.add_argument("--slug", required=True, help="its name in addresses")
        parser.add_argument("--admin-email", required=True, metavar="E-MAIL")
        parser.add_argument("--admin-name", default="", help="for somebody who is new here")
        add_base_url(parser)

    @transaction.atomic
    def handle(self, **options: Any) -> None:
        newsroom = Newsroom(name=options["name"], slug=options["slug"])
        try:
            newsroom.full_clean()
            admin = self.find_or_make(options["admin_email"], options["admin_name"])
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        _, member = found_newsroom(name=newsroom.name, slug=newsroom.slug, admin=admin)
        self.stdout.write(make_sign_in_link(member, options["base_url"]))

    def find_or_make(self, email: str, name: str) -> User:
        """The user with this address, who may work in other newsrooms already, or a new one."""
        email = email.strip().lower()
        known = User.objects.filter(email=email).first()
        if known:
            return known
        if not name:
            raise CommandError(f"{email} is new here: give their name with --admin-name.")
        User(email=email, name=name).clean_fields(exclude={"password"})
        return User.objects.create_user(email, name=name)
