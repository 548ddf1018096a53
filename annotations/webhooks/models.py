"""Webhook, SigningSecret, Delivery and Attempt."""

from datetime import datetime
from typing import Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from annotations.constraints import SameNewsroom
from annotations.fields import LineField
from annotations.history.models import Counter, Event, Kind
from annotations.newsrooms.models import AdminsQuerySet, ForAdmins, Member
from annotations.rows import RevisedRow, Row
from annotations.webhooks.kinds import TEST


class Off(models.TextChoices):
    """Why a webhook is switched off."""

    BY_MEMBER = "by_member", _("an admin switched it off")
    GONE = "gone", _("its receiver answered 410: it wants nothing more")
    FAILING = "failing", _("its receiver has failed for days")
    KEY_CHANGED = "key_changed", _("the site's key was replaced, so its secrets sign no more")


class WebhookQuerySet(AdminsQuerySet["Webhook"]):
    def on(self) -> Self:
        return self.filter(off_at=None)

    def with_work(self, now: datetime) -> Self:
        """Those for which something can be done at this moment, by whoever comes first."""
        due = Delivery.objects.waiting().filter(webhook=OuterRef("pk"), due_at__lte=now)
        news = Counter.objects.filter(newsroom=OuterRef("newsroom"), last__gt=OuterRef("cursor"))
        return self.on().filter(
            Q(rests_until=None) | Q(rests_until__lte=now),
            Q(busy_until=None) | Q(busy_until__lte=now),
            Exists(news) | Exists(due),
        )


class Webhook(ForAdmins, RevisedRow):
    """An address that is told of a newsroom's events, of the chosen `kinds` or, with none, of all.

    `cursor` is the number of the last event that was looked at: what comes after it was not
    told yet. What follows it is how the receiver does, and no part of what people edit.
    """

    name = LineField(_("name"), max_length=100)
    url = models.CharField(_("address"), max_length=2_000)
    kinds = ArrayField(models.CharField(max_length=40), default=list, blank=True)
    made_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=timezone.now, editable=False)
    secret_made_at = models.DateTimeField(default=timezone.now, editable=False)
    off_at = models.DateTimeField(null=True, editable=False)
    off_because = models.CharField(max_length=20, choices=Off, blank=True, editable=False)

    cursor = models.PositiveBigIntegerField(editable=False)
    failures = models.PositiveIntegerField(default=0, editable=False)  # in a row
    failing_since = models.DateTimeField(null=True, editable=False)
    rests_until = models.DateTimeField(null=True, editable=False)
    busy_until = models.DateTimeField(null=True, editable=False)

    objects = WebhookQuerySet.as_manager()

    class Meta(RevisedRow.Meta):
        constraints = [
            *RevisedRow.Meta.constraints,
            SameNewsroom(field="made_by", name="webhook_by_a_member_of_its_newsroom"),
            models.CheckConstraint(
                condition=Q(off_at=None, off_because="")
                | Q(off_at__isnull=False, off_because__in=Off.values),
                name="webhook_is_off_for_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(failures=0, failing_since=None)
                | Q(failures__gt=0, failing_since__isnull=False),
                name="webhook_fails_since_some_time",
            ),
        ]

    @property
    def kind_names(self) -> list[str]:
        """What it is told of, as people call it; nothing for everything."""
        return [str(Kind(kind).label) for kind in self.kinds]

    def __str__(self) -> str:
        return self.name


class SigningSecretQuerySet(AdminsQuerySet["SigningSecret"]):
    def live(self) -> Self:
        """Those that sign: the newest first, and, while it has not ended, the one before it."""
        return self.filter(Q(ends_at=None) | Q(ends_at__gt=timezone.now())).order_by("-id")


class SigningSecret(ForAdmins, Row):
    """A secret shared with one receiver: made from `salt` and the site's key, and not kept."""

    webhook = models.ForeignKey(Webhook, on_delete=models.PROTECT, related_name="secrets")
    salt = models.BinaryField(max_length=32)
    digest = models.CharField(max_length=64)
    made_at = models.DateTimeField(default=timezone.now, editable=False)
    ends_at = models.DateTimeField(null=True, editable=False)

    objects = SigningSecretQuerySet.as_manager()

    class Meta(Row.Meta):
        constraints = [
            *Row.Meta.constraints,
            SameNewsroom(field="webhook", name="signing_secret_of_a_webhook_of_its_newsroom"),
            models.UniqueConstraint(
                fields=["webhook"],
                condition=Q(ends_at=None),
                name="one_secret_of_a_webhook_without_end",
            ),
        ]


class State(models.TextChoices):
    WAITING = "waiting", _("waiting")
    DELIVERED = "delivered", _("delivered")
    FAILED = "failed", _("failed")


class DeliveryQuerySet(AdminsQuerySet["Delivery"]):
    def waiting(self) -> Self:
        return self.filter(state=State.WAITING)

    def ended(self) -> Self:
        return self.exclude(state=State.WAITING)


class Delivery(ForAdmins, Row):
    """One event told, or to be told, to one webhook; without an event it is a test.

    A delivery that is asked for again is the same row, so that its receiver knows it again.
    `number` is the event's, and 0 of a test.
    """

    webhook = models.ForeignKey(Webhook, on_delete=models.PROTECT, related_name="deliveries")
    event = models.ForeignKey(Event, on_delete=models.PROTECT, null=True, related_name="+")
    number = models.PositiveBigIntegerField()
    made_at = models.DateTimeField(default=timezone.now, editable=False)
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    tries = models.PositiveSmallIntegerField(default=0)  # since it was last asked for
    due_at = models.DateTimeField(null=True)

    objects = DeliveryQuerySet.as_manager()

    class Meta(Row.Meta):
        constraints = [
            *Row.Meta.constraints,
            SameNewsroom(field="webhook", name="delivery_by_a_webhook_of_its_newsroom"),
            SameNewsroom(field="event", name="delivery_of_an_event_of_its_newsroom"),
            models.UniqueConstraint(fields=["webhook", "event"], name="event_once_per_webhook"),
            models.CheckConstraint(
                condition=Q(event=None, number=0) | Q(event__isnull=False, number__gt=0),
                name="delivery_has_the_number_of_its_event",
            ),
            models.CheckConstraint(
                condition=Q(state=State.WAITING, due_at__isnull=False)
                | Q(state__in=[State.DELIVERED, State.FAILED], due_at=None),
                name="delivery_is_due_while_it_waits",
            ),
        ]
        indexes = [
            models.Index(
                fields=["webhook", "number"],
                condition=Q(state=State.WAITING),
                name="delivery_waiting",
            ),
            models.Index(fields=["webhook", "id"], name="delivery_log"),
        ]

    @property
    def kind(self) -> str:
        return self.event.kind if self.event else TEST

    @property
    def message_id(self) -> str:
        """What the receiver knows it by: the same in every attempt."""
        return f"msg_{self.pk.hex}"


class Trouble(models.TextChoices):
    """Why there was no answer."""

    BLOCKED = "blocked", _("We do not send to this address.")
    UNREACHABLE = "unreachable", _("No answer, a broken one, or none in time.")


class Attempt(ForAdmins, Row):
    """One try to deliver, and what came of it: an answer's status and beginning, or `trouble`."""

    delivery = models.ForeignKey(Delivery, on_delete=models.CASCADE, related_name="attempts")
    at = models.DateTimeField()
    milliseconds = models.PositiveIntegerField()
    status = models.PositiveSmallIntegerField(null=True, blank=True)
    answer = models.TextField(blank=True)
    trouble = models.CharField(max_length=20, choices=Trouble, blank=True)

    objects = AdminsQuerySet["Attempt"].as_manager()

    class Meta(Row.Meta):
        constraints = [
            *Row.Meta.constraints,
            SameNewsroom(field="delivery", name="attempt_at_a_delivery_of_its_newsroom"),
            models.CheckConstraint(
                condition=Q(status=None, answer="", trouble__in=Trouble.values)
                | Q(status__isnull=False, trouble=""),
                name="attempt_has_an_answer_or_a_trouble",
            ),
        ]
