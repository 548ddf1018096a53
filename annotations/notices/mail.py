"""The mail that tells a member what waits, and the link in it that ends such mails."""

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlsplit
from uuid import UUID

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.core.signing import BadSignature, Signer
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation

from annotations.newsrooms.languages import language_of
from annotations.newsrooms.models import Member
from annotations.notices.models import Notice, digest_of
from annotations.notices.words import name_of, place_in, sentence_of

_SIGNER = Signer(salt="annotations.notices.unsubscribe")


@dataclass(frozen=True)
class Item:
    """A claim or an article, what happened to it, and where to see the latest of that."""

    name: str
    sentences: list[str]
    address: str


def mail_to(member: Member, notices: list[Notice], server: BaseEmailBackend) -> EmailMessage:
    """What waits for `member`, in one mail, in their language and at their clock.

    Its Message-ID is the same for the same notices.
    """
    host = urlsplit(settings.SITE_ADDRESS).hostname
    ending = _there(reverse("web:end_mail", args=[secret_of(member)]))
    digest = digest_of(member)
    words = {
        "member": member,
        "newsroom": member.newsroom,
        "count": len(notices),
        "digest": digest,
        "inbox": _there(reverse("web:inbox", args=[member.newsroom.slug])),
        "choice": _there(reverse("web:mail", args=[member.newsroom.slug])),
        "ending": ending,
    }
    language = language_of(member.user) or settings.LANGUAGE_CODE
    zone = member.user.time_zone or digest.zone
    with translation.override(language), timezone.override(zone):
        words["items"] = items_of(notices)
        subject = render_to_string("notices/email/digest_subject.txt", words)
        body = render_to_string("notices/email/digest_message.txt", words)
    return EmailMessage(
        subject=" ".join(subject.split()),
        body=body.strip() + "\n",
        to=[member.user.email],
        connection=server,
        headers={
            "Message-ID": f"<{notices[-1].pk}.{member.pk}@{host}>",
            "Auto-Submitted": "auto-generated",
            "List-Unsubscribe": f"<{ending}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",  # RFC 8058
        },
    )


def items_of(notices: Iterable[Notice]) -> list[Item]:
    """The notices by what they are about, in the order in which each came up first."""
    grouped: dict[UUID, list[Notice]] = {}
    for notice in notices:
        grouped.setdefault(notice.about.pk, []).append(notice)
    return [
        Item(
            name=name_of(told[-1].about),
            sentences=[sentence_of(notice) for notice in told],
            address=_there(place_in(told[-1].about, told[-1].event)),
        )
        for told in grouped.values()
    ]


def secret_of(member: Member) -> str:
    """What stands in the address that ends mails to `member`; it opens nothing else."""
    return _SIGNER.sign(str(member.pk))


def member_of(secret: str) -> Member | None:
    """The member whose mails end with this address, if it is one of ours."""
    try:
        pk = _SIGNER.unsign(secret)
    except BadSignature:
        return None
    return Member.objects.select_related("newsroom", "user").filter(pk=pk).first()


def _there(address: str) -> str:
    return f"{settings.SITE_ADDRESS}{address}"
