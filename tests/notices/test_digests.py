"""Notices by e-mail: when, to whom, once, and what a mail says."""

import smtplib
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from io import StringIO
from threading import Barrier

import pytest
import time_machine
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.core.management import CommandError, call_command
from django.db import connection
from pytest_django import Settings

from annotations.claims.models import Claim
from annotations.errors import Stale, Unacceptable
from annotations.newsrooms.actions import end_membership
from annotations.newsrooms.models import Member
from annotations.notices.actions import choose_mail, note_read, switch_off
from annotations.notices.digests import send_digests
from annotations.notices.mail import member_of, secret_of
from annotations.notices.models import Digest, Notice
from annotations.notices.tasks import mail_digests
from annotations.teamwork.actions import assign
from tests import factories

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
MORNING = NOON + timedelta(hours=20, minutes=1)
"""The next day, a minute after eight."""


@pytest.fixture
def ada() -> Iterator[Member]:
    """Everything happens at noon, unless a test says otherwise."""
    with time_machine.travel(NOON, tick=False):
        yield factories.newsroom("lindau")[1]


@pytest.fixture
def claim(ada: Member) -> Claim:
    return factories.claim(ada, statement="The town has not spent the money. " * 5)


def give(claim: Claim, to: Member, by: Member) -> None:
    assign(work=claim, revision=0, assignee=to, by=by)


def sent_at(*moments: datetime) -> list[int]:
    return [send_digests(now=moment) for moment in moments]


def test_the_daily_mail_goes_out_once_past_its_hour(claim: Claim, ada: Member, bea: Member) -> None:
    give(claim, bea, ada)
    early, late = MORNING - timedelta(minutes=2), MORNING + timedelta(days=1)

    assert sent_at(NOON, early, MORNING, MORNING, late) == [0, 0, 1, 0, 0]


def test_the_hour_is_that_of_the_members_zone(claim: Claim, ada: Member, bea: Member) -> None:
    choose_mail(member=bea, revision=0, hour=9, zone="Asia/Tokyo")
    give(claim, bea, ada)
    nine_in_tokyo = NOON + timedelta(hours=12)

    assert sent_at(nine_in_tokyo - timedelta(minutes=1), nine_in_tokyo) == [0, 1]


def test_soon_is_when_ten_minutes_are_over_with_all_that_happened_in_them(
    claim: Claim, ada: Member, bea: Member
) -> None:
    choose_mail(member=bea, revision=0, rhythm="soon")
    give(claim, bea, ada)
    with time_machine.travel(NOON + timedelta(minutes=9), tick=False):
        factories.comment(claim, ada, "@Bea, look.")
    moments = [NOON + timedelta(minutes=minutes) for minutes in (9, 10, 11, 30)]

    assert sent_at(*moments) == [0, 1, 0, 0]
    assert mail.outbox[0].subject == "Lindau: 2 notices for you"


def test_a_mail_says_who_did_what_and_where_and_little_else(
    claim: Claim, ada: Member, bea: Member, settings: Settings
) -> None:
    settings.SITE_ADDRESS = "https://check.example"
    give(claim, bea, ada)
    said = factories.comment(claim, ada, "@Bea, the mayor told me a secret.")
    assert sent_at(MORNING) == [1]

    [message] = mail.outbox
    [first, second] = Notice.objects.order_by("id")
    here, ending = "https://check.example/newsrooms/lindau", secret_of(bea)
    assert (message.to, message.subject) == ([bea.user.email], "Lindau: 2 notices for you")
    assert message.extra_headers == {
        "Message-ID": f"<{second.pk}.{bea.pk}@check.example>",
        "Auto-Submitted": "auto-generated",
        "List-Unsubscribe": f"<https://check.example/mail/end/{ending}/>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }
    expected = f"""\
Bea Berg, this concerns you at Lindau:

“The town has not spent the money. The town has not spent the money. The town ha…”
  Ada Admin assigned it to you.
  Ada Admin mentioned you.
  {here}/claims/{claim.pk}/#comment-{said.pk}

All that waits for you:
{here}/inbox/

--\x20
You get such a mail once a day at most, after 8:00 (UTC).
Another time, or never: {here}/settings/mail/
No more mails, with one click: https://check.example/mail/end/{ending}/
"""
    assert message.body == expected
    assert [notice.mailed_at for notice in (first, second)] == [MORNING, MORNING]


def test_what_was_read_is_not_mailed(claim: Claim, ada: Member, bea: Member) -> None:
    give(claim, bea, ada)
    note_read(Notice.objects.visible_to(bea))

    assert sent_at(MORNING) == [0]


def test_who_has_left_or_may_not_sign_in_gets_no_mail(
    claim: Claim, ada: Member, bea: Member
) -> None:
    cem = factories.member(ada.newsroom)
    give(claim, bea, ada)
    give(factories.claim(ada), cem, ada)
    end_membership(member=bea, revision=1, by=ada)
    cem.user.is_active = False
    cem.user.save()

    assert sent_at(MORNING) == [0]


def test_who_switched_mail_off_gets_none_and_later_only_what_is_new(
    claim: Claim, ada: Member, bea: Member
) -> None:
    switch_off(bea)
    switch_off(bea)
    give(claim, bea, ada)
    assert sent_at(MORNING) == [0]

    with time_machine.travel(NOON + timedelta(hours=1), tick=False):
        choose_mail(member=bea, revision=1, rhythm="daily")
        factories.comment(claim, ada, "@Bea, look.")

    assert sent_at(MORNING) == [1]
    assert mail.outbox[0].subject == "Lindau: one notice for you"


def test_what_could_not_be_mailed_for_a_week_waits_in_the_inbox_alone(
    claim: Claim, ada: Member, bea: Member
) -> None:
    give(claim, bea, ada)

    assert sent_at(NOON + timedelta(days=8)) == [0]
    assert Notice.objects.visible_to(bea).unread().count() == 1


def test_a_choice_is_checked_and_not_overwritten(ada: Member) -> None:
    assert choose_mail(member=ada, revision=0, hour=17, zone="Europe/Berlin").revision == 1
    with pytest.raises(Stale):
        choose_mail(member=ada, revision=0, rhythm="never")
    for wrong in ({"zone": "Europe/Lindau"}, {"hour": 24}, {"rhythm": "hourly"}):
        with pytest.raises(Unacceptable):
            choose_mail(member=ada, revision=1, **wrong)
    assert Digest.objects.get(member=ada).hour == 17


class Refusing(EmailBackend):
    """A mail server that does not know one address."""

    def send_messages(self, messages: list[mail.EmailMessage]) -> int:
        if messages[0].to == ["bea@desk.example"]:
            raise smtplib.SMTPRecipientsRefused({})
        return super().send_messages(messages)


def test_an_address_that_is_refused_is_tried_again_later_and_the_others_get_theirs(
    claim: Claim, ada: Member, bea: Member, settings: Settings
) -> None:
    bea.user.email = "bea@desk.example"
    bea.user.save()
    give(claim, bea, ada)
    give(factories.claim(ada), factories.member(ada.newsroom), ada)
    settings.EMAIL_BACKEND = f"{__name__}.Refusing"
    soon, later = MORNING + timedelta(seconds=59), MORNING + timedelta(seconds=60)

    assert sent_at(MORNING, soon, later) == [1, 0, 0]
    digest = Digest.objects.get(member=bea)
    assert (digest.failures, digest.retry_at) == (2, later + timedelta(minutes=5))

    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    assert sent_at(later + timedelta(minutes=5)) == [1]
    assert Digest.objects.get(member=bea).failures == 0


def test_a_mail_tells_of_an_article_that_changed_without_its_words(
    claim: Claim, ada: Member, bea: Member
) -> None:
    article = claim.passages.get().version.article
    give(claim, bea, ada)
    note_read(Notice.objects.all())
    factories.recaptured(article, ada, ("has not yet spent", "has now spent"))

    assert sent_at(MORNING) == [1]
    body = mail.outbox[0].body
    assert (
        "  Ada Admin captured it again. In version 2, claims of yours read differently.\n" in body
    )
    assert f"{article.get_absolute_url()}\n" in body
    assert "spent" not in body


class Down(EmailBackend):
    """No mail server at all."""

    def open(self) -> bool:
        raise ConnectionRefusedError("nobody listens")


def test_while_no_mail_goes_out_everything_waits(
    claim: Claim, ada: Member, bea: Member, settings: Settings
) -> None:
    give(claim, bea, ada)
    settings.EMAIL_BACKEND = f"{__name__}.Down"

    with time_machine.travel(MORNING, tick=False):
        with pytest.raises(CommandError, match="nobody listens"):
            call_command("send_digests")
        mail_digests(0)
        settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
        out = StringIO()
        call_command("send_digests", stdout=out)

    assert out.getvalue() == "1 mail sent.\n"
    assert Notice.objects.get().mailed_at == MORNING


def test_the_link_that_ends_mails_is_no_other_members(ada: Member, bea: Member) -> None:
    assert member_of(secret_of(bea)) == bea
    assert member_of(secret_of(bea).replace(str(bea.pk), str(ada.pk))) is None
    assert member_of("nonsense") is None


@pytest.mark.django_db(transaction=True)
def test_two_who_send_at_once_mail_each_once(claim: Claim, ada: Member) -> None:
    for number in range(6):
        give(factories.claim(ada), factories.member(ada.newsroom, name=f"Nr {number}"), ada)
    together = Barrier(4)

    def send(_: int) -> int:
        together.wait()
        try:
            return send_digests(now=MORNING)
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as threads:
        sent = sum(threads.map(send, range(4)))

    assert sent == len(mail.outbox) == 6
    assert len({message.to[0] for message in mail.outbox}) == 6
