"""Assignment."""

from typing import TypeAlias

from django.db import models
from django.db.models import Q

from annotations.articles.models import Article
from annotations.claims.models import Claim
from annotations.constraints import SameNewsroom
from annotations.newsrooms.models import Member
from annotations.rows import RevisedRow, RowQuerySet

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

    objects = RowQuerySet["Assignment"].as_manager()

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
