"""manage.py switch_off_two_step_sign_in: lets somebody in again who lost their codes."""

from argparse import ArgumentParser
from typing import Any

from allauth.mfa.models import Authenticator
from django.core.mail import send_mail
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from annotations.newsrooms.languages import language_of
from annotations.newsrooms.models import User


class Command(BaseCommand):
    help = (
        "Switch off the two-step sign-in of somebody who lost their codes; their password stays. "
        "Make sure by other means that it is they who ask. They are told by mail."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--account", required=True, metavar="E-MAIL")

    def handle(self, **options: Any) -> None:
        email = options["account"].strip().lower()
        user = User.objects.filter(email=email).first()
        if user is None:
            raise CommandError(f"Nobody has an account with the address {email}.")
        with transaction.atomic():
            deleted, _kinds = Authenticator.objects.filter(user=user).delete()
            if not deleted:
                raise CommandError(f"{email} signs in with the password alone already.")
            _tell(user)
        self.stdout.write(f"{email} signs in with the password alone now.")


def _tell(user: User) -> None:
    with translation.override(language_of(user) or translation.get_language()):
        send_mail(
            _("Two-step sign-in was switched off"),
            _(
                "Somebody who runs this site has switched it off for you: the password alone lets "
                "you in, and your recovery codes are void. You can switch it on again on your "
                "account page. If you did not ask for this, tell those who run the site."
            ),
            None,
            [user.email],
        )
