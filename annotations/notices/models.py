"""Notice and Digest."""

from datetime import datetime, timedelta
from typing import Self, cast
from uuid import UUID

from django.db import models
from django.db.models import Count, F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from annotations.articles.models import Article
from annotations.claims.models import Claim
from annotations.constraints import SameNewsroom
from annotations.history.models import Event
from annotations.newsrooms.models import Member, Personal
from annotations.newsrooms.own import OwnQuerySet
from annotations.rows import RevisedRow, Row, RowQuerySet

MAILED_WITHIN = timedelta(days=7)
"""A notice that could not be mailed for so long waits on the inbox page alone."""


class Why(models.TextChoices):
    """Why a member is told. Values are for programs; the first that fits is given."""

    MENTIONED = "mentioned", _("you are mentioned")
    ASSIGNED = "assigned", _("assigned to you")
    ANSWERED = "answered", _("answered in your thread")
    COMMENTED = "commented", _("a comment on your claim")
    DIFFERS = "differs", _("rated differently than by you")
    DECIDED = "decided", _("the verdict on your claim was decided")
    OVERTAKEN = "overtaken", _("rated differently than you decided")
    REWORDED = "reworded", _("your claim says something else")
    RECHECK = "recheck", _("the article says something else than you rated")
    TEXT_CHANGED = "text_changed", _("the words of your claims changed in their article")
    SET_ASIDE = "set_aside", _("your claim was set aside")


class NoticeQuerySet(RowQuerySet["Notice"]):
    def visible_to(self, member: Member) -> Self:
        """One's own, while one sees what they are about."""
        claims, articles = Claim.objects.visible_to(member), Article.objects.visible_to(member)
        own = super().visible_to(member).filter(member=member)
        return own.filter(Q(claim__in=claims) | Q(article__in=articles))

    def about(self, pk: UUID) -> Self:
        """Those about the claim or the article with this id."""
        return self.filter(Q(claim=pk) | Q(article=pk))

    def unread(self) -> Self:
        """Not those about a claim that was unmarked: nobody can see what they tell of."""
        return self.filter(read_at=None, claim__unmarked_at=None)

    def to_mail(self, now: datetime) -> Self:
        """Neither read nor mailed, to members who are here and have not switched mail off."""
        waiting = self.unread().filter(
            mailed_at=None, member__left_at=None, member__user__is_active=True
        )
        since = F("member__digest__since")
        wanted = Q(member__digest__since=None) | Q(event__at__gte=since)
        recent = waiting.filter(wanted, event__at__gte=now - MAILED_WITHIN)
        return recent.exclude(member__digest__rhythm=Rhythm.NEVER)


class Notice(Personal):
    """A member is told of an event: the reason, and whether they have seen it.

    It is about a claim or an article, and written in the transaction of the event. Nobody is
    told of what they did themselves.
    """

    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="notices")
    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="notices")
    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, null=True, related_name="notices")
    article = models.ForeignKey(
        Article, on_delete=models.PROTECT, null=True, related_name="notices"
    )
    why = models.CharField(max_length=12, choices=Why)
    read_at = models.DateTimeField(null=True, editable=False)
    mailed_at = models.DateTimeField(null=True, editable=False)

    objects = NoticeQuerySet.as_manager()

    class Meta(Row.Meta):
        constraints = [
            *Row.Meta.constraints,
            SameNewsroom(field="member", name="notice_to_a_member_of_its_newsroom"),
            SameNewsroom(field="event", name="notice_of_an_event_of_its_newsroom"),
            SameNewsroom(field="claim", name="notice_about_a_claim_of_its_newsroom"),
            SameNewsroom(field="article", name="notice_about_an_article_of_its_newsroom"),
            models.UniqueConstraint(
                fields=["member", "event"], name="notice_once_per_member_and_event"
            ),
            models.CheckConstraint(condition=Q(why__in=Why.values), name="notice_why_is_known"),
            models.CheckConstraint(
                condition=Q(claim=None, article__isnull=False)
                | Q(claim__isnull=False, article=None),
                name="notice_about_a_claim_or_an_article",
            ),
        ]
        indexes = [
            models.Index(fields=["member"], condition=Q(read_at=None), name="notice_unread"),
        ]
        ordering = ["id"]

    def __str__(self) -> str:
        return str(Why(self.why).label)

    @property
    def about(self) -> Claim | Article:
        """What it is about."""
        return self.claim or cast("Article", self.article)  # notice_about_a_claim_or_an_article


def unread_of_member() -> Coalesce:
    """For a queryset of members: how many notices each has not read, in the same query.

    It counts without asking visible_to(): narrow both when claims are hidden from members.
    """
    unread = Notice.objects.unread().filter(member=OuterRef("pk")).order_by()
    number = unread.values("member").annotate(number=Count("pk")).values("number")
    return Coalesce(Subquery(number, output_field=models.IntegerField()), 0)


class Rhythm(models.TextChoices):
    """When notices are mailed."""

    SOON = "soon", _("as it happens, what comes within ten minutes together")
    DAILY = "daily", _("once a day")
    NEVER = "never", _("never")


class Digest(Personal, RevisedRow):
    """When a member's notices are mailed to them, all that wait in one mail.

    Members without this row get it as its defaults say. When mail was switched on again, only
    what happens from then on (`since`) is mailed. After a mail could not be sent, none is tried
    until `retry_at`.
    """

    member = models.OneToOneField(Member, on_delete=models.PROTECT, related_name="digest")
    rhythm = models.CharField(_("by e-mail"), max_length=5, choices=Rhythm, default=Rhythm.DAILY)
    hour = models.PositiveSmallIntegerField(_("at"), default=8)
    zone = models.CharField(_("time zone"), max_length=64, default="UTC")
    since = models.DateTimeField(null=True, editable=False)
    failures = models.PositiveSmallIntegerField(default=0, editable=False)
    retry_at = models.DateTimeField(null=True, editable=False)

    objects = OwnQuerySet["Digest"].as_manager()

    class Meta(RevisedRow.Meta):
        constraints = [
            *RevisedRow.Meta.constraints,
            SameNewsroom(field="member", name="digest_of_a_member_of_its_newsroom"),
            models.CheckConstraint(
                condition=Q(rhythm__in=Rhythm.values), name="digest_rhythm_is_known"
            ),
            models.CheckConstraint(condition=Q(hour__lte=23), name="digest_hour_is_of_a_day"),
        ]

    def __str__(self) -> str:
        return str(Rhythm(self.rhythm).label)


def digest_of(member: Member) -> Digest:
    """The member's digest; one that is not kept, with revision 0, if they never chose."""
    kept: Digest | None = getattr(member, "digest", None)
    return kept or Digest(newsroom_id=member.newsroom_id, member=member, revision=0)
