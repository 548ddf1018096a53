"""Rating, Assessment and Verdict."""

from typing import Self

from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from annotations.claims.models import Claim, PartQuerySet
from annotations.constraints import SameNewsroom
from annotations.fields import LineField, ProseField
from annotations.newsrooms.models import Member
from annotations.rows import RevisedRow, Row, RowQuerySet


class AveritecLabel(models.TextChoices):
    """The labels of the AVeriTeC dataset (Schlichtkrull et al., 2023), for exports."""

    SUPPORTED = "Supported"
    REFUTED = "Refuted"
    NOT_ENOUGH_EVIDENCE = "Not Enough Evidence"
    CONFLICTING = "Conflicting Evidence/Cherrypicking"


class Colour(models.TextChoices):
    """Names of colour tokens in css/tokens.css; each has a line style of its own."""

    TRUE = "true"
    MOSTLY_TRUE = "mostly-true"
    HALF_TRUE = "half-true"
    MISLEADING = "misleading"
    MOSTLY_FALSE = "mostly-false"
    FALSE = "false"
    UNVERIFIABLE = "unverifiable"


SIGNS = ["✓", "✔", "◐", "≠", "✘", "✗", "?", "!", "±", "≈", "◑", "∅"]
"""What can stand beside the word of a rating: told apart in small, and used for nothing else."""


class RatingQuerySet(RowQuerySet["Rating"]):
    def in_use(self) -> Self:
        return self.filter(retired_at=None)


class Rating(RevisedRow):
    """One possible answer on the newsroom's scale; retired, never deleted.

    Its `key` names it in addresses and exports and stays, whatever it is called.
    """

    key = models.SlugField(max_length=30)
    label = LineField(_("label"), max_length=60)
    sign = models.CharField(_("sign"), max_length=2)
    colour = models.CharField(_("colour"), max_length=20, choices=Colour)
    description = LineField(_("description"))
    claim_review_number = models.PositiveSmallIntegerField(
        _("ClaimReview number"), null=True, blank=True
    )
    averitec_label = models.CharField(_("AVeriTeC label"), max_length=40, choices=AveritecLabel)
    position = models.PositiveSmallIntegerField()
    retired_at = models.DateTimeField(null=True, editable=False)

    objects = RatingQuerySet.as_manager()

    class Meta(RevisedRow.Meta):
        constraints = [
            *RevisedRow.Meta.constraints,
            models.UniqueConstraint(
                fields=["newsroom", "key"], name="rating_key_once_per_newsroom"
            ),
            models.UniqueConstraint(
                "newsroom",
                Lower("label"),
                condition=Q(retired_at=None),
                name="rating_label_once_on_the_scale",
            ),
            models.CheckConstraint(
                condition=Q(claim_review_number=None) | Q(claim_review_number__gte=1),
                name="claim_review_number_starts_at_one",
            ),
        ]
        ordering = ["position", "id"]

    def __str__(self) -> str:
        return self.label


class AssessmentQuerySet(PartQuerySet["Assessment"]):
    def visible_to(self, member: Member) -> Self:
        return super().visible_to(member).standing()

    def standing(self) -> Self:
        return self.filter(taken_back_at=None)


class Assessment(RevisedRow):
    """One member's rating of a claim, with reasons, until they take it back."""

    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="assessments")
    by = models.ForeignKey("annotations.Member", on_delete=models.PROTECT, related_name="+")
    rating = models.ForeignKey(Rating, on_delete=models.PROTECT, related_name="+")
    reasons = ProseField(_("reasons"))
    at = models.DateTimeField(default=timezone.now, editable=False)

    taken_back_at = models.DateTimeField(null=True, editable=False)

    objects = AssessmentQuerySet.as_manager()

    class Meta(RevisedRow.Meta):
        constraints = [
            *RevisedRow.Meta.constraints,
            SameNewsroom(field="claim", name="assessment_of_a_claim_of_its_newsroom"),
            SameNewsroom(field="by", name="assessment_by_a_member_of_its_newsroom"),
            SameNewsroom(field="rating", name="assessment_on_the_scale_of_its_newsroom"),
            models.UniqueConstraint(
                fields=["claim", "by"],
                condition=Q(taken_back_at=None),
                name="one_assessment_per_member",
            ),
            models.CheckConstraint(condition=~Q(reasons=""), name="assessment_gives_reasons"),
        ]
        ordering = ["at", "id"]

    def __str__(self) -> str:
        return f"{self.by}: {self.rating}"


NO_VERDICT = "~"
"""In addresses, where the key of a rating could stand; no key is ever this."""


class Verdict(Row):
    """The newsroom's rating of a claim: agreed by its assessments, or decided by an editor.

    While the assessments agree, the row follows them. A decision has reasons and stands until
    it is taken back, whatever is assessed; `overtaken_at` is when an assessment first came,
    changed or went after it. How verdicts came and went is told by events.
    """

    claim = models.OneToOneField(Claim, on_delete=models.PROTECT, related_name="verdict")
    rating = models.ForeignKey(Rating, on_delete=models.PROTECT, related_name="+")
    settled_at = models.DateTimeField()
    decided_by = models.ForeignKey(
        "annotations.Member", on_delete=models.PROTECT, null=True, related_name="+"
    )
    reasons = ProseField(_("reasons"), blank=True)
    overtaken_at = models.DateTimeField(null=True, editable=False)

    objects = RowQuerySet["Verdict"].as_manager()

    class Meta(Row.Meta):
        constraints = [
            *Row.Meta.constraints,
            SameNewsroom(field="claim", name="verdict_on_a_claim_of_its_newsroom"),
            SameNewsroom(field="rating", name="verdict_on_the_scale_of_its_newsroom"),
            SameNewsroom(field="decided_by", name="verdict_decided_by_a_member_of_its_newsroom"),
            models.CheckConstraint(
                condition=Q(decided_by=None, reasons="", overtaken_at=None)
                | (Q(decided_by__isnull=False) & ~Q(reasons="")),
                name="decision_has_who_and_why",
            ),
        ]

    def __str__(self) -> str:
        return str(self.rating)
