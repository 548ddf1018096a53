"""Reading."""

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from annotations.articles.models import Version
from annotations.constraints import SameNewsroom, Trigger
from annotations.newsrooms.models import Member
from annotations.rows import RevisedRow, RowQuerySet


class ReadingQuerySet(RowQuerySet["Reading"]):
    def standing(self) -> "ReadingQuerySet":
        """Those that nobody withdrew."""
        return self.filter(withdrawn_at=None)


class Reading(RevisedRow):
    """Words of a version that a member has read and found no claim in that could be checked.

    They are text[start:end], in code points. Without readings, unmarked text could be checked
    text or text that nobody has seen. In a newer version of the article the same words are
    another reading, by whom and when they were read, which names the one it was `carried_from`.
    """

    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="readings")
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    carried_from = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, editable=False, related_name="carried_to"
    )
    by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now, editable=False)
    withdrawn_by = models.ForeignKey(
        Member, on_delete=models.PROTECT, null=True, editable=False, related_name="+"
    )
    withdrawn_at = models.DateTimeField(null=True, editable=False)

    objects = ReadingQuerySet.as_manager()

    class Meta(RevisedRow.Meta):
        constraints = [
            *RevisedRow.Meta.constraints,
            SameNewsroom(field="version", name="reading_of_a_version_of_its_newsroom"),
            SameNewsroom(field="by", name="reading_by_a_member_of_its_newsroom"),
            SameNewsroom(
                field="withdrawn_by", name="reading_withdrawn_by_a_member_of_its_newsroom"
            ),
            models.CheckConstraint(condition=Q(start__lt=F("end")), name="reading_is_not_empty"),
            models.CheckConstraint(
                condition=Q(withdrawn_by=None, withdrawn_at=None)
                | Q(withdrawn_by__isnull=False, withdrawn_at__isnull=False),
                name="reading_withdrawn_by_whom_and_when",
            ),
            Trigger(
                when="INSERT OR UPDATE",
                broken=(
                    'NEW."end" > (SELECT char_length(text) FROM annotations_version '
                    "WHERE id = NEW.version_id)"
                ),
                name="reading_ends_in_its_version",
            ),
            SameNewsroom(field="carried_from", name="reading_carried_within_its_newsroom"),
            Trigger(
                when="INSERT OR UPDATE",
                broken=(
                    "NEW.carried_from_id IS NOT NULL AND NOT EXISTS ("
                    "SELECT FROM annotations_reading other "
                    "JOIN annotations_version older ON older.id = other.version_id "
                    "JOIN annotations_version newer ON newer.id = NEW.version_id "
                    "WHERE other.id = NEW.carried_from_id "
                    "AND older.article_id = newer.article_id AND older.number < newer.number "
                    'AND strpos(substr(older.text, other.start + 1, other."end" - other.start), '
                    'substr(newer.text, NEW.start + 1, NEW."end" - NEW.start)) > 0)'
                ),
                name="only_the_same_words_were_read_before",
            ),
        ]
        ordering = ["start", "end", "id"]
