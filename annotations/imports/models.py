"""Import, the pieces of its file, and what became of its items."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from annotations.claims.models import Claim
from annotations.constraints import SameNewsroom
from annotations.fields import LineField
from annotations.rows import RevisedRow, Row, RowQuerySet


class State(models.TextChoices):
    """Where an import is. What is tried or refused has changed nothing, and can be run again."""

    WAITING = "waiting", _("Waiting")
    RUNNING = "running", _("Running")
    TRIED = "tried", _("Tried out")
    REFUSED = "refused", _("Refused")
    DONE = "done", _("Done")
    FAILED = "failed", _("Failed")


AT_WORK = (State.WAITING, State.RUNNING)


class Outcome(models.TextChoices):
    """What became of an item, or what would."""

    NEW = "new", _("New")
    KNOWN = "known", _("Here already")
    DIFFERS = "differs", _("Here, and says something else")
    LEFT_OUT = "left_out", _("Left out")
    ERROR = "error", _("Error")


class Import(RevisedRow):
    """A file of claims that a member brings in: all of it or, where something is wrong, nothing.

    `is_trial` says that it is only looked at what would happen. `options` are those of
    imports.options.Options. `total` counts items and is 0 until they were counted; `done` those
    that were looked at. `counts` says how many items had which outcome, and how many places were
    found how; `says`, in English, why the file as a whole was refused; `told` is what that is made
    of, as in imports.sentences.
    """

    by = models.ForeignKey("annotations.Member", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now, editable=False)
    format = models.CharField(max_length=20)
    file_name = LineField(blank=True)
    size = models.PositiveIntegerField()
    options = models.JSONField(default=dict, blank=True)
    is_trial = models.BooleanField(default=False)
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    total = models.PositiveIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    counts = models.JSONField(default=dict, editable=False)
    says = models.TextField(blank=True)
    told = models.JSONField(default=list, editable=False)
    ended_at = models.DateTimeField(null=True, editable=False)

    objects = RowQuerySet["Import"].as_manager()

    class Meta(RevisedRow.Meta):
        constraints = [
            *RevisedRow.Meta.constraints,
            SameNewsroom(field="by", name="import_by_a_member_of_its_newsroom"),
            models.CheckConstraint(
                condition=Q(state__in=State.values), name="import_state_is_known"
            ),
        ]

    def __str__(self) -> str:
        return self.file_name or str(self.pk)

    def get_absolute_url(self) -> str:
        return reverse("web:import", args=[self.newsroom.slug, self.pk])

    @property
    def is_at_work(self) -> bool:
        return self.state in AT_WORK


class ImportPiece(Row):
    """A part of the file, kept until it is imported. In the database, where the worker is too."""

    of = models.ForeignKey(Import, on_delete=models.CASCADE, related_name="pieces")
    number = models.PositiveIntegerField()
    data = models.BinaryField()

    objects = RowQuerySet["ImportPiece"].as_manager()

    class Meta(Row.Meta):
        constraints = [
            *Row.Meta.constraints,
            SameNewsroom(field="of", name="import_piece_of_a_file_of_its_newsroom"),
            models.UniqueConstraint(fields=["newsroom", "of", "number"], name="import_piece_once"),
        ]


class ImportedItem(Row):
    """What became of one item of a file: at `line`, the item with this `number`.

    `key` is what it is known by and `fingerprint` what it said, so that it comes in once.
    `claim` is the one it made or was found to be. `places` and `notes` are those of
    imports.reports.Report; `says` is why it is an error or was left out. Both are in English;
    `told` is what each of them is made of, as in imports.sentences.
    """

    of = models.ForeignKey(Import, on_delete=models.PROTECT, related_name="items")
    number = models.PositiveIntegerField()
    line = models.PositiveIntegerField()
    key = models.CharField(max_length=250, blank=True)
    fingerprint = models.CharField(max_length=64, blank=True)
    statement = models.TextField(blank=True)
    outcome = models.CharField(max_length=10, choices=Outcome)
    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, null=True, related_name="+")
    places = models.JSONField(default=list)
    notes = models.JSONField(default=list)
    says = models.TextField(blank=True)
    told = models.JSONField(default=dict, editable=False)

    objects = RowQuerySet["ImportedItem"].as_manager()

    class Meta(Row.Meta):
        constraints = [
            *Row.Meta.constraints,
            SameNewsroom(field="of", name="imported_item_of_a_file_of_its_newsroom"),
            SameNewsroom(field="claim", name="imported_item_made_a_claim_of_its_newsroom"),
            models.UniqueConstraint(
                fields=["newsroom", "key"],
                condition=Q(outcome=Outcome.NEW, claim__isnull=False),
                name="imported_item_comes_in_once",
            ),
            models.CheckConstraint(
                condition=Q(outcome__in=Outcome.values), name="imported_item_outcome_is_known"
            ),
        ]
        ordering = ["id"]
