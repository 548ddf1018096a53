"""Events and the counter that numbers them."""

from uuid import UUID

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from annotations.constraints import SameNewsroom, Trigger, never_edited
from annotations.rows import Row, RowQuerySet


class Counter(models.Model):
    """The number of a newsroom's last event.

    The row is locked from record() to the end of the transaction: numbers have no gaps
    and become visible in their order. A serial id or a time stamp gives neither.
    """

    newsroom = models.OneToOneField(
        "annotations.Newsroom", on_delete=models.PROTECT, primary_key=True, related_name="+"
    )
    last = models.PositiveBigIntegerField(default=0)


class Kind(models.TextChoices):
    """What can happen. Values are for programs and never change their meaning."""

    NEWSROOM_FOUNDED = "newsroom.founded", _("newsroom founded")
    MEMBER_INVITED = "member.invited", _("member invited")
    MEMBER_JOINED = "member.joined", _("member joined")
    MEMBER_CHANGED = "member.changed", _("role changed")
    MEMBER_LEFT = "member.left", _("member left")
    MEMBER_REMEMBERED = "member.remembered", _("member remembered")
    INVITATION_WITHDRAWN = "invitation.withdrawn", _("invitation withdrawn")
    TOKEN_MADE = "token.made", _("token made")
    TOKEN_REVOKED = "token.revoked", _("token revoked")
    WEBHOOK_MADE = "webhook.made", _("webhook made")
    WEBHOOK_EDITED = "webhook.edited", _("webhook changed")
    WEBHOOK_SECRET_MADE = "webhook.secret_made", _("webhook given another secret")
    WEBHOOK_SWITCHED_OFF = "webhook.switched_off", _("webhook switched off")
    WEBHOOK_SWITCHED_ON = "webhook.switched_on", _("webhook switched on")
    WEBHOOK_REPLAYED = "webhook.replayed", _("webhook told of past events again")
    ARTICLE_TAKEN_IN = "article.taken_in", _("article taken in")
    ARTICLE_EDITED = "article.edited", _("article edited")
    ARTICLE_CHECKED = "article.checked", _("article captured again, with the same text")
    ARTICLE_RECAPTURED = "article.recaptured", _("article captured again")
    ARTICLE_ASSIGNED = "article.assigned", _("article assigned")
    ARTICLE_UNASSIGNED = "article.unassigned", _("article assigned to nobody")
    READING_MARKED = "reading.marked", _("words read without a claim")
    READING_CARRIED = "reading.carried", _("readings carried over")
    READING_WITHDRAWN = "reading.withdrawn", _("reading withdrawn")
    READING_RESTORED = "reading.restored", _("reading restored")
    CLAIM_MARKED = "claim.marked", _("claim marked")
    CLAIM_IMPORTED = "claim.imported", _("claim imported")
    CLAIM_UNMARKED = "claim.unmarked", _("claim unmarked")
    CLAIM_RESTORED = "claim.restored", _("claim restored")
    CLAIM_EDITED = "claim.edited", _("claim edited")
    CLAIM_SET_ASIDE = "claim.set_aside", _("claim set aside")
    CLAIM_TAKEN_UP = "claim.taken_up", _("claim taken up again")
    CLAIM_ASSIGNED = "claim.assigned", _("claim assigned")
    CLAIM_UNASSIGNED = "claim.unassigned", _("claim assigned to nobody")
    PASSAGE_ADDED = "passage.added", _("passage added")
    PASSAGE_MOVED = "passage.moved", _("passage moved")
    PASSAGE_WITHDRAWN = "passage.withdrawn", _("passage withdrawn")
    PASSAGE_RESTORED = "passage.restored", _("passage restored")
    PASSAGE_CARRIED = "passage.carried", _("passage carried over")
    PASSAGE_TEXT_CHANGED = "passage.text_changed", _("text of a passage changed")
    PASSAGE_CONFIRMED = "passage.confirmed", _("changed passage confirmed")
    PASSAGE_TO_RECHECK = "passage.to_recheck", _("changed passage to be checked again")
    PASSAGE_RETIRED = "passage.retired", _("passage no longer in the article")
    PASSAGE_REOPENED = "passage.reopened", _("changed passage undecided again")
    SOURCE_ADDED = "source.added", _("source added")
    SOURCE_EDITED = "source.edited", _("source edited")
    EVIDENCE_CITED = "evidence.cited", _("evidence cited")
    EVIDENCE_EDITED = "evidence.edited", _("evidence edited")
    EVIDENCE_WITHDRAWN = "evidence.withdrawn", _("evidence withdrawn")
    EVIDENCE_RESTORED = "evidence.restored", _("evidence restored")
    EVIDENCE_ORDERED = "evidence.ordered", _("evidence put in another order")
    CLAIM_ASSESSED = "claim.assessed", _("claim assessed")
    ASSESSMENT_CHANGED = "assessment.changed", _("assessment changed")
    ASSESSMENT_TAKEN_BACK = "assessment.taken_back", _("assessment taken back")
    ASSESSMENT_RESTORED = "assessment.restored", _("assessment restored")
    COMMENT_ADDED = "comment.added", _("comment added")
    COMMENT_EDITED = "comment.edited", _("comment edited")
    COMMENT_RESOLVED = "comment.resolved", _("thread resolved")
    COMMENT_REOPENED = "comment.reopened", _("thread reopened")
    RATING_ADDED = "rating.added", _("rating added")
    RATING_EDITED = "rating.edited", _("rating edited")
    RATING_RETIRED = "rating.retired", _("rating retired")
    RATING_RESTORED = "rating.restored", _("rating restored")
    VIEW_SHARED = "view.shared", _("view shared")
    VIEW_EDITED = "view.edited", _("shared view changed")
    VIEW_UNSHARED = "view.unshared", _("view no longer shared")
    VIEW_WITHDRAWN = "view.withdrawn", _("shared view removed")
    VIEW_RESTORED = "view.restored", _("shared view restored")
    VERDICT_SETTLED = "verdict.settled", _("verdict settled")
    VERDICT_UNSETTLED = "verdict.unsettled", _("verdict no longer settled")
    VERDICT_DECIDED = "verdict.decided", _("verdict decided")
    VERDICT_UNDECIDED = "verdict.undecided", _("decision taken back")


class EventQuerySet(RowQuerySet["Event"]):
    def about_claim(self, claim_id: UUID) -> "EventQuerySet":
        return self.filter(claim_id=claim_id).select_related("by__user").order_by("number")

    def about_article(self, article_id: UUID) -> "EventQuerySet":
        return self.filter(article_id=article_id).select_related("by__user").order_by("number")

    def about_other(self, row: Row) -> "EventQuerySet":
        """What happened to a row that is part of no claim or article."""
        alone = self.filter(newsroom_id=row.newsroom_id, claim_id=None, article_id=None)
        return alone.filter(subject_id=row.pk)

    def last_of(self, kind: Kind, row: Row) -> "Event | None":
        """The last event of a kind that happened to a row which is part of no claim or article."""
        found = self.about_other(row).filter(kind=kind)
        return found.select_related("by__user").order_by("number").last()


class Event(Row):
    """One thing that happened: number, kind, subject, by whom, when, what changed.

    `changes` maps each field to [before, after]. `claim_id` and `article_id` name what the
    subject is part of, so that a page can tell the whole story of a claim; they are plain
    ids, because the log stands below everything it tells of. `undoes` is the number of the
    event that this one reverses; an event that reverses an undo is a redo.
    """

    number = models.PositiveBigIntegerField()
    kind = models.CharField(max_length=40, choices=Kind)
    subject_type = models.CharField(max_length=40)
    subject_id = models.UUIDField()
    claim_id = models.UUIDField(null=True)
    article_id = models.UUIDField(null=True)
    by = models.ForeignKey(
        "annotations.Member",
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        db_index=False,  # event_by_member serves as well
    )
    at = models.DateTimeField()
    changes = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    undoes = models.PositiveBigIntegerField(null=True)

    objects = EventQuerySet.as_manager()

    class Meta(Row.Meta):
        constraints = [
            *Row.Meta.constraints,
            models.UniqueConstraint(
                fields=["newsroom", "number"], name="event_number_once_per_newsroom"
            ),
            SameNewsroom(field="by", name="event_by_a_member_of_its_newsroom"),
            never_edited("event_never_edited"),
            models.UniqueConstraint(
                fields=["newsroom", "undoes"],
                condition=Q(undoes__isnull=False),
                name="event_undone_once",
            ),
            Trigger(
                when="INSERT",
                broken=(
                    "NEW.undoes IS NOT NULL AND NOT EXISTS (SELECT FROM annotations_event "
                    "WHERE newsroom_id = NEW.newsroom_id AND number = NEW.undoes "
                    "AND number < NEW.number AND by_id = NEW.by_id)"
                ),
                name="members_undo_what_they_did_before",
            ),
        ]
        indexes = [
            models.Index(fields=["claim_id", "number"], name="event_by_claim"),
            models.Index(fields=["article_id", "number"], name="event_by_article"),
            models.Index(fields=["by", "number"], name="event_by_member"),
            models.Index(
                fields=["subject_id", "number"],
                condition=models.Q(claim_id=None, article_id=None),
                name="event_by_other",
            ),
        ]
