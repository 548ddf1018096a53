"""Carrying."""

from typing import Self

from django.db import models
from django.db.models import F, Q

from annotations.anchoring.carrying import Standing
from annotations.anchoring.changes import Change
from annotations.articles.models import Version
from annotations.claims.models import Claim, PartQuerySet, Passage
from annotations.claims.outcomes import DECIDED, SURE, UNSURE, Outcome
from annotations.constraints import SameNewsroom, Trigger
from annotations.newsrooms.models import Member
from annotations.rows import RevisedRow


class CarryingQuerySet(PartQuerySet["Carrying"]):
    def undecided(self) -> Self:
        """Of passages that stand, and of which a person has to say what becomes of them."""
        return self.filter(outcome=Outcome.UNDECIDED, passage__withdrawn_at=None)

    def found(self) -> Self:
        """Those for which the newer version has words, the same or others."""
        return self.filter(start__lt=F("end"))


class Carrying(RevisedRow):
    """How a passage stands in a newer version of its article, and what became of it there.

    `exact` is what was found at version.text[start:end]; a passage that is gone has no words
    there, and start == end is where it would stand. The same words, and a mere respelling of
    them, are carried over by themselves. About all others a member decides; while nobody has,
    the row is about the newest version. `change` says what is different, the gravest of it.
    """

    passage = models.OneToOneField(Passage, on_delete=models.PROTECT, related_name="carrying")
    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="carryings")
    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="carryings")
    standing = models.CharField(max_length=10, choices=[(one.value, one.value) for one in Standing])
    has_moved = models.BooleanField(default=False)
    likeness = models.FloatField()
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    exact = models.TextField(blank=True)
    change = models.CharField(
        max_length=10, blank=True, choices=[(one.value, one.value) for one in Change]
    )
    outcome = models.CharField(max_length=10, choices=Outcome)
    decided_by = models.ForeignKey(
        Member, on_delete=models.PROTECT, null=True, editable=False, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, editable=False)

    objects = CarryingQuerySet.as_manager()

    class Meta(RevisedRow.Meta):
        constraints = [
            *RevisedRow.Meta.constraints,
            SameNewsroom(field="passage", name="carrying_of_a_passage_of_its_newsroom"),
            SameNewsroom(field="claim", name="carrying_for_a_claim_of_its_newsroom"),
            SameNewsroom(field="version", name="carrying_into_a_version_of_its_newsroom"),
            SameNewsroom(field="decided_by", name="carrying_decided_by_a_member_of_its_newsroom"),
            models.CheckConstraint(
                condition=Q(standing__in=SURE, outcome=Outcome.CARRIED, change="")
                | (Q(standing__in=UNSURE) & ~Q(outcome=Outcome.CARRIED)),
                name="only_the_same_words_carry_over_by_themselves",
            ),
            models.CheckConstraint(
                condition=Q(outcome__in=DECIDED, decided_by__isnull=False, decided_at__isnull=False)
                | (~Q(outcome__in=DECIDED) & Q(decided_by=None, decided_at=None)),
                name="carrying_decided_by_whom_and_when",
            ),
            models.CheckConstraint(
                condition=Q(standing=Standing.GONE.value, start=F("end"))
                | (~Q(standing=Standing.GONE.value) & Q(start__lt=F("end"))),
                name="only_what_is_gone_has_no_words",
            ),
            Trigger(
                when="INSERT OR UPDATE",
                broken=(
                    "substr((SELECT text FROM annotations_version WHERE id = NEW.version_id), "
                    'NEW.start + 1, NEW."end" - NEW.start) IS DISTINCT FROM NEW.exact '
                    "OR (NEW.standing = 'same') <> (NEW.exact = "
                    "(SELECT exact FROM annotations_passage WHERE id = NEW.passage_id))"
                ),
                name="the_same_is_what_reads_the_same",
            ),
            Trigger(
                when="INSERT OR UPDATE",
                broken=(
                    "NOT EXISTS (SELECT FROM annotations_passage other "
                    "JOIN annotations_version older ON older.id = other.version_id "
                    "JOIN annotations_version newer ON newer.id = NEW.version_id "
                    "WHERE other.id = NEW.passage_id AND other.claim_id = NEW.claim_id "
                    "AND older.article_id = newer.article_id AND older.number < newer.number)"
                ),
                name="carried_into_a_newer_version_of_its_article",
            ),
            Trigger(
                when="INSERT OR UPDATE",
                broken=(
                    "NEW.outcome = 'carried' AND NOT EXISTS (SELECT FROM annotations_passage "
                    "WHERE claim_id = NEW.claim_id AND version_id = NEW.version_id "
                    'AND start = NEW.start AND "end" = NEW."end" AND withdrawn_at IS NULL)'
                ),
                name="what_is_carried_has_a_place",
            ),
        ]
        indexes = [
            models.Index(
                fields=["claim"], condition=Q(outcome=Outcome.UNDECIDED), name="carrying_undecided"
            )
        ]
        ordering = ["start", "end", "id"]

    def __str__(self) -> str:
        return self.exact
