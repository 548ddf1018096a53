"""Claim and Passage."""

from typing import Any, Self

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from annotations import limits
from annotations.articles.models import Version
from annotations.claims.outcomes import WENT_ON, Outcome
from annotations.constraints import SameNewsroom, Trigger
from annotations.fields import LineField, ProseField
from annotations.newsrooms.models import Member
from annotations.rows import RevisedRow, RowQuerySet, RowT_co


class ClaimKind(models.TextChoices):
    """What sort of statement it is; the kinds are AVeriTeC's claim types."""

    EVENT = "event", _("Event or property")
    NUMBER = "number", _("Number")
    QUOTE = "quote", _("Quotation")
    CAUSE = "cause", _("Cause and effect")
    POSITION = "position", _("Position")


class Stage(models.TextChoices):
    """Where the work on a claim is."""

    OPEN = "open", _("Open")
    IN_PROGRESS = "in_progress", _("In progress")
    IN_REVIEW = "in_review", _("In review")
    SETTLED = "settled", _("Settled")
    SET_ASIDE = "set_aside", _("Set aside")


class ClaimQuerySet(RowQuerySet["Claim"]):
    def visible_to(self, member: Member) -> Self:
        """Not those that were marked by mistake: it is as if they had never been there."""
        return super().visible_to(member).filter(unmarked_at=None)


class PartQuerySet(RowQuerySet[RowT_co]):
    """Of what hangs on a claim, and is seen with it alone."""

    def visible_to(self, member: Member) -> Self:
        return super().visible_to(member).filter(claim__in=Claim.objects.visible_to(member))

    def of_marked(self) -> Self:
        """Those whose claim was not unmarked."""
        return self.filter(claim__unmarked_at=None)


class Claim(RevisedRow):
    """A statement that can be true or false, in self-contained wording.

    `revision` counts edits of the wording, `parts_revision` changes of everything that hangs
    on the claim (stage, passages, evidence, assessments, verdict): who is writing the one is
    not disturbed by who adds the other. `appearances` are addresses where it was made, as they came
    in with it from elsewhere; such a claim may have no passage. A claim that
    was marked by mistake is unmarked: nobody sees it any more until it is restored. Since
    `recheck_since` what members held of it before counts no longer, because its text changed:
    the claim is not settled until one of them has looked again.
    """

    statement = ProseField(_("statement"))
    claimant = LineField(_("claimant"), blank=True)
    claimed_on = models.DateField(_("claimed on"), null=True, blank=True)
    kind = models.CharField(_("kind"), max_length=10, choices=ClaimKind, blank=True)
    tags = ArrayField(LineField(max_length=limits.TAG), default=list, blank=True)
    appearances = ArrayField(
        models.URLField(max_length=2000), default=list, blank=True, editable=False
    )
    stage = models.CharField(max_length=12, choices=Stage, default=Stage.OPEN, editable=False)
    recheck_since = models.DateTimeField(null=True, editable=False)
    parts_revision = models.PositiveIntegerField(default=1, editable=False)
    marked_by = models.ForeignKey("annotations.Member", on_delete=models.PROTECT, related_name="+")
    marked_at = models.DateTimeField(default=timezone.now, editable=False)
    unmarked_by = models.ForeignKey(
        "annotations.Member", on_delete=models.PROTECT, null=True, editable=False, related_name="+"
    )
    unmarked_at = models.DateTimeField(null=True, editable=False)

    objects = ClaimQuerySet.as_manager()

    class Meta(RevisedRow.Meta):
        constraints = [
            *RevisedRow.Meta.constraints,
            SameNewsroom(field="marked_by", name="claim_marked_by_a_member_of_its_newsroom"),
            SameNewsroom(field="unmarked_by", name="claim_unmarked_by_a_member_of_its_newsroom"),
            models.CheckConstraint(
                condition=Q(unmarked_by=None, unmarked_at=None)
                | Q(unmarked_by__isnull=False, unmarked_at__isnull=False),
                name="claim_unmarking_has_who_and_when",
            ),
            models.CheckConstraint(condition=~Q(statement=""), name="claim_says_something"),
            models.CheckConstraint(
                condition=Q(stage__in=Stage.values), name="claim_stage_is_known"
            ),
            models.CheckConstraint(
                condition=Q(recheck_since=None) | ~Q(stage=Stage.SETTLED),
                name="claim_to_recheck_is_not_settled",
            ),
        ]
        indexes = [GinIndex(fields=["tags"], name="claim_by_tag")]

    def __str__(self) -> str:
        return self.statement

    def get_absolute_url(self) -> str:
        return reverse("web:claim", args=[self.newsroom.slug, self.pk])

    def touch(self, **values: Any) -> None:
        """Count a change of the claim's parts and write `values`, e.g. a stage.

        The row stays locked until the transaction ends, so parts change one by one.
        """
        rows = Claim.objects.filter(pk=self.pk, newsroom_id=self.newsroom_id)
        rows.update(**values, parts_revision=F("parts_revision") + 1)
        self.refresh_from_db(fields=["parts_revision", "stage", "revision", "recheck_since"])


class PassageQuerySet(PartQuerySet["Passage"]):
    def standing(self) -> Self:
        return self.filter(withdrawn_at=None)

    def current(self) -> Self:
        """Those that stand, each where it stood last: none that went on to a newer version."""
        return self.standing().exclude(carrying__outcome__in=WENT_ON)

    def to_carry(self) -> Self:
        """Those that a newer version of their article has to be searched for."""
        undecided = Q(carrying__outcome=Outcome.UNDECIDED)
        return self.standing().filter(Q(carrying=None) | undecided)


class Passage(RevisedRow):
    """Where a version makes a claim: text[start:end] == exact, in code points.

    `prefix` and `suffix` are the words around it, kept for finding it again elsewhere. A claim
    has several where a quotation is split, or where several articles make it. One that was
    withdrawn is shown nowhere but on the claim's page, from where it can be restored.

    In a newer version of its article it is another passage, which names the one that it was
    `carried_from`; so each version keeps its own places, and none is ever overwritten. What
    became of this one there is its `carrying`.
    """

    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="passages")
    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="passages")
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    exact = models.TextField()
    prefix = models.TextField(blank=True)
    suffix = models.TextField(blank=True)
    carried_from = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, editable=False, related_name="carried_to"
    )
    marked_by = models.ForeignKey("annotations.Member", on_delete=models.PROTECT, related_name="+")
    marked_at = models.DateTimeField(default=timezone.now, editable=False)
    withdrawn_by = models.ForeignKey(
        "annotations.Member", on_delete=models.PROTECT, null=True, editable=False, related_name="+"
    )
    withdrawn_at = models.DateTimeField(null=True, editable=False)

    objects = PassageQuerySet.as_manager()

    class Meta(RevisedRow.Meta):
        constraints = [
            *RevisedRow.Meta.constraints,
            SameNewsroom(field="claim", name="passage_of_a_claim_of_its_newsroom"),
            SameNewsroom(field="version", name="passage_in_a_version_of_its_newsroom"),
            SameNewsroom(field="marked_by", name="passage_by_a_member_of_its_newsroom"),
            models.CheckConstraint(condition=Q(start__lt=F("end")), name="passage_is_not_empty"),
            SameNewsroom(
                field="withdrawn_by", name="passage_withdrawn_by_a_member_of_its_newsroom"
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_by=None, withdrawn_at=None)
                | Q(withdrawn_by__isnull=False, withdrawn_at__isnull=False),
                name="passage_withdrawal_has_who_and_when",
            ),
            models.UniqueConstraint(
                fields=["claim", "version", "start", "end"],
                condition=Q(withdrawn_at=None),
                name="passage_once_per_claim",
            ),
            Trigger(
                when="INSERT OR UPDATE",
                broken=(
                    "substr((SELECT text FROM annotations_version WHERE id = NEW.version_id), "
                    'NEW.start + 1, NEW."end" - NEW.start) IS DISTINCT FROM NEW.exact'
                ),
                name="passage_quotes_its_version",
            ),
            SameNewsroom(field="carried_from", name="passage_carried_within_its_newsroom"),
            models.UniqueConstraint(
                fields=["carried_from"],
                condition=Q(withdrawn_at=None),
                name="passage_goes_on_once",
            ),
            Trigger(
                when="INSERT OR UPDATE",
                broken=(
                    "NEW.carried_from_id IS NOT NULL AND NOT EXISTS ("
                    "SELECT FROM annotations_passage other "
                    "JOIN annotations_version older ON older.id = other.version_id "
                    "JOIN annotations_version newer ON newer.id = NEW.version_id "
                    "WHERE other.id = NEW.carried_from_id AND other.claim_id = NEW.claim_id "
                    "AND older.article_id = newer.article_id AND older.number < newer.number)"
                ),
                name="passage_carried_from_its_claim_in_an_older_version",
            ),
            Trigger(
                when="UPDATE",
                broken=(
                    "NEW.withdrawn_at IS NOT NULL AND NOT EXISTS ("
                    "SELECT FROM annotations_passage other WHERE other.claim_id = NEW.claim_id "
                    "AND other.id <> NEW.id AND other.withdrawn_at IS NULL)"
                ),
                name="claim_keeps_a_passage",
            ),
        ]
        ordering = ["start", "-end", "id"]

    def __str__(self) -> str:
        return self.exact
