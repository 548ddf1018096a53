"""Signing in by a link that works once."""

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from annotations.errors import Refusal
from annotations.newsrooms.models import Member, SignInLink
from annotations.newsrooms.secrets import digest, is_genuine, mint

PREFIX = "fcs"


class LinkIsSpent(Refusal):
    code = "link-is-spent"
    says = _("This sign-in link has been used or has expired. Ask for a new one.")


def make_sign_in_link(member: Member, base_url: str) -> str:
    """The address at which `member` can sign in, once, within SignInLink.LIFETIME."""
    secret = mint(PREFIX)
    SignInLink.objects.create(
        newsroom_id=member.newsroom_id,
        member=member,
        digest=digest(secret),
        expires_at=timezone.now() + SignInLink.LIFETIME,
    )
    return base_url.rstrip("/") + reverse("web:sign_in_by_link", args=[secret])


def find_link(secret: str) -> SignInLink:
    """The link that still works; raises LinkIsSpent."""
    link = None
    if is_genuine(PREFIX, secret):
        links = SignInLink.objects.live().select_related("member__user", "newsroom")
        link = links.filter(digest=digest(secret)).first()
    if link is None:
        raise LinkIsSpent
    return link


@transaction.atomic
def redeem(secret: str) -> Member:
    """Whom the link signs in; from now on it is spent. Raises LinkIsSpent."""
    link = find_link(secret)
    # Not live(): it looks at the member too, and an UPDATE over a join picks its rows first
    # and does not look again after it has waited for somebody who uses the same link.
    unused = SignInLink.objects.filter(pk=link.pk, used_at=None, withdrawn_at=None)
    if not unused.update(used_at=timezone.now()):
        raise LinkIsSpent
    return link.member
