"""Export: claims in a format, prepared as a file."""

from datetime import datetime, timedelta
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from annotations import limits
from annotations.constraints import SameNewsroom
from annotations.newsrooms.models import Member, Personal
from annotations.rows import RevisedRow, RowQuerySet

KEPT_FOR = timedelta(days=limits.EXPORT_DAYS)


class State(models.TextChoices):
    WAITING = "waiting", _("waiting")
    RUNNING = "running", _("being written")
    DONE = "done", _("ready")
    FAILED = "failed", _("failed")


class Trouble(models.TextChoices):
    """Why there is no file."""

    INTERRUPTED = "interrupted", _("It was interrupted. Prepare it once more.")
    NOT_WRITTEN = "not-written", _("The file could not be written. Tell those who run this site.")
    TOO_MANY = "too-many", _("This format cannot hold so many claims. Narrow them.")


class ExportQuerySet(RowQuerySet["Export"]):
    def visible_to(self, member: Member) -> Self:
        return super().visible_to(member).filter(member=member)

    def under_way(self) -> Self:
        return self.filter(state__in=[State.WAITING, State.RUNNING])

    def outdated(self) -> Self:
        return self.filter(expires_at__lte=timezone.now())


def _a_week_from_now() -> datetime:
    return timezone.now() + KEPT_FOR


class Export(Personal, RevisedRow):
    """The claims of a newsroom that a member could see at one moment, as a file for them alone.

    `filters` are those of the list of claims: {name: [texts]}; `site` is https://host, where it
    was asked for. `written` of `total` claims are in the file, which is called `file`, in a
    folder of ours, and there once the export is done. The revision tells of the state, not of
    how far it is. After a week row and file are removed.
    """

    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    format = models.CharField(max_length=20, editable=False)
    filters = models.JSONField(default=dict, editable=False)
    site = models.CharField(max_length=300, editable=False)
    state = models.CharField(max_length=10, choices=State, default=State.WAITING, editable=False)
    trouble = models.CharField(max_length=20, choices=Trouble, blank=True, editable=False)
    job = models.PositiveBigIntegerField(null=True, editable=False)
    total = models.PositiveIntegerField(editable=False)
    written = models.PositiveIntegerField(default=0, editable=False)
    file = models.CharField(max_length=43, editable=False)
    size = models.PositiveBigIntegerField(null=True, editable=False)
    sha256 = models.CharField(max_length=64, blank=True, editable=False)
    asked_at = models.DateTimeField(default=timezone.now, editable=False)
    begun_at = models.DateTimeField(null=True, editable=False)
    ended_at = models.DateTimeField(null=True, editable=False)
    expires_at = models.DateTimeField(default=_a_week_from_now, editable=False)

    objects = ExportQuerySet.as_manager()

    class Meta(RevisedRow.Meta):
        constraints = [
            *RevisedRow.Meta.constraints,
            SameNewsroom(field="member", name="export_for_a_member_of_its_newsroom"),
            models.UniqueConstraint(fields=["file"], name="export_has_a_file_of_its_own"),
            models.CheckConstraint(
                condition=Q(state=State.DONE, size__isnull=False, sha256__regex=r"^[0-9a-f]{64}$")
                | (~Q(state=State.DONE) & Q(size=None, sha256="")),
                name="export_is_done_when_its_file_is_known",
            ),
            models.CheckConstraint(
                condition=Q(state=State.FAILED, trouble__in=Trouble.values)
                | (~Q(state=State.FAILED) & Q(trouble="")),
                name="export_fails_for_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(state__in=[State.DONE, State.FAILED], ended_at__isnull=False)
                | Q(state__in=[State.WAITING, State.RUNNING], ended_at=None),
                name="export_has_ended_or_is_under_way",
            ),
        ]
        indexes = [models.Index(fields=["expires_at"], name="export_by_end")]

    def __str__(self) -> str:
        return self.format

    @property
    def is_under_way(self) -> bool:
        return self.state in {State.WAITING, State.RUNNING}
