"""Assignment, Comment, Mention and Presence."""

from datetime import timedelta
from typing import TypeAlias

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from annotations.articles.models import Article
from annotations.claims.models import Claim, PartQuerySet
from annotations.constraints import SameNewsroom, Trigger
from annotations.fields import ProseField
from annotations.newsrooms.models import Member
from annotations.rows import RevisedRow, Row, RowQuerySet

Work: TypeAlias = Claim | Article
"""What can be assigned."""

NOBODY = "nobody"  # in addresses; never the id of a member

NOBODYS = Q(assignment__assignee=None) | Q(assignment__assignee__left_at__isnull=False)
"""Claims or articles on which nobody works, also because who did has left."""


class Assignment(RevisedRow):
    """Who works on a claim or an article: one member, or nobody any more.

    The row is made when the first one is assigned and stays from then on; its `revision` lets
    two who assign at once notice each other.
    """

    claim = models.OneToOneField(
        Claim, on_delete=models.PROTECT, null=True, related_name="assignment"
    )
    article = models.OneToOneField(
        Article, on_delete=models.PROTECT, null=True, related_name="assignment"
    )
    assignee = models.ForeignKey(
        Member, on_delete=models.PROTECT, null=True, related_name="assignments"
    )

    objects = PartQuerySet["Assignment"].as_manager()

    class Meta(RevisedRow.Meta):
        constraints = [
            *RevisedRow.Meta.constraints,
            SameNewsroom(field="claim", name="assignment_of_a_claim_of_its_newsroom"),
            SameNewsroom(field="article", name="assignment_of_an_article_of_its_newsroom"),
            SameNewsroom(field="assignee", name="assignment_to_a_member_of_its_newsroom"),
            models.CheckConstraint(
                condition=Q(claim=None, article__isnull=False)
                | Q(claim__isnull=False, article=None),
                name="assignment_of_a_claim_or_an_article",
            ),
        ]

    def __str__(self) -> str:
        return str(self.assignee or "")

    @property
    def present_assignee(self) -> Member | None:
        """Who works on it today: not somebody who has left."""
        return self.assignee if self.assignee and not self.assignee.left_at else None


def assignment_of(work: Work) -> Assignment:
    """The assignment of `work`; one that is not kept, with revision 0, if there never was one."""
    assignment: Assignment | None = getattr(work, "assignment", None)
    if assignment:
        return assignment
    place = {"claim": work} if isinstance(work, Claim) else {"article": work}
    return Assignment(newsroom_id=work.newsroom_id, revision=0, **place)


class Comment(RevisedRow):
    """What a member says to the others about a claim.

    `thread` is the comment that began the thread; one without it has begun one, and can be
    resolved when what it asked for is done.
    """

    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="comments")
    thread = models.ForeignKey(
        "annotations.Comment", on_delete=models.PROTECT, null=True, related_name="replies"
    )
    text = ProseField(_("comment"))
    by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now, editable=False)
    edited_at = models.DateTimeField(null=True, editable=False)
    resolved_by = models.ForeignKey(
        Member, on_delete=models.PROTECT, null=True, editable=False, related_name="+"
    )
    resolved_at = models.DateTimeField(null=True, editable=False)

    objects = PartQuerySet["Comment"].as_manager()

    class Meta(RevisedRow.Meta):
        constraints = [
            *RevisedRow.Meta.constraints,
            SameNewsroom(field="claim", name="comment_on_a_claim_of_its_newsroom"),
            SameNewsroom(field="thread", name="comment_in_a_thread_of_its_newsroom"),
            SameNewsroom(field="by", name="comment_by_a_member_of_its_newsroom"),
            SameNewsroom(field="resolved_by", name="comment_resolved_by_a_member_of_its_newsroom"),
            models.CheckConstraint(condition=~Q(text=""), name="comment_says_something"),
            models.CheckConstraint(
                condition=Q(resolved_by=None, resolved_at=None)
                | Q(resolved_by__isnull=False, resolved_at__isnull=False, thread=None),
                name="only_threads_are_resolved_by_whom_and_when",
            ),
            Trigger(
                when="INSERT OR UPDATE",
                broken=(
                    "NEW.thread_id IS NOT NULL AND NOT EXISTS (SELECT FROM annotations_comment "
                    "WHERE id = NEW.thread_id AND claim_id = NEW.claim_id AND thread_id IS NULL)"
                ),
                name="reply_in_a_thread_about_its_claim",
            ),
        ]
        ordering = ["id"]

    def __str__(self) -> str:
        return self.text


class Mention(Row):
    """Where a comment names a member: text[start:end], the @ included, in code points."""

    comment = models.ForeignKey(Comment, on_delete=models.PROTECT, related_name="mentions")
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()

    objects = RowQuerySet["Mention"].as_manager()

    class Meta(Row.Meta):
        constraints = [
            *Row.Meta.constraints,
            SameNewsroom(field="comment", name="mention_in_a_comment_of_its_newsroom"),
            SameNewsroom(field="member", name="mention_of_a_member_of_its_newsroom"),
            models.UniqueConstraint(fields=["comment", "start"], name="mention_once_in_a_place"),
            models.CheckConstraint(condition=Q(start__lt=F("end")), name="mention_is_not_empty"),
        ]
        ordering = ["start"]


class Presence(Row):
    """A page that a member looks at, while they do: one row for each tab.

    `place` is the article or the claim that the page is about, `writing` the claim that they are
    writing on there, or the article for a claim that is yet to be. The page says again and
    again that it is there, and leaves no trace: nothing here is history, the table is
    unlogged, and a crash empties it.
    """

    LASTS = timedelta(seconds=45)

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    tab = models.UUIDField()
    place = models.UUIDField()
    writing = models.UUIDField(null=True)
    seen_at = models.DateTimeField()

    objects = RowQuerySet["Presence"].as_manager()

    class Meta(Row.Meta):
        constraints = [
            *Row.Meta.constraints,
            SameNewsroom(field="member", name="presence_of_a_member_of_its_newsroom"),
            models.UniqueConstraint(fields=["member", "tab"], name="tab_is_in_one_place"),
        ]
        indexes = [models.Index(fields=["place", "seen_at"], name="presence_by_place")]
