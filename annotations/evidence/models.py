"""Source and Evidence."""

from typing import Self

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from annotations.claims.models import Claim, PartQuerySet
from annotations.constraints import SameNewsroom
from annotations.fields import LineField, ProseField
from annotations.rows import RevisedRow, RowQuerySet

NO_ADDRESS = _("A web page has an address. Is it a book or an interview?")
NO_WORDS = _("Quote the source, or say in a note what it shows.")


class SourceKind(models.TextChoices):
    WEB_PAGE = "web_page", _("Web page")
    DOCUMENT = "document", _("Document")
    BOOK = "book", _("Book")
    INTERVIEW = "interview", _("Interview")
    DATASET = "dataset", _("Dataset")


class Source(RevisedRow):
    """A document used as evidence, shared by many claims; on the web or not."""

    kind = models.CharField(_("kind"), max_length=10, choices=SourceKind)
    url = models.URLField(_("address"), max_length=2000, blank=True)
    title = LineField(_("title"))
    publisher = LineField(_("publisher"), blank=True)
    author = LineField(_("author"), blank=True)
    published_on = models.DateField(_("published on"), null=True, blank=True)
    added_by = models.ForeignKey("annotations.Member", on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = RowQuerySet["Source"].as_manager()
    rules = {"web_page_has_an_address": ("url", NO_ADDRESS)}

    class Meta(RevisedRow.Meta):
        constraints = [
            *RevisedRow.Meta.constraints,
            SameNewsroom(field="added_by", name="source_added_by_a_member_of_its_newsroom"),
            models.UniqueConstraint(
                fields=["newsroom", "url"],
                condition=~Q(url=""),
                name="source_url_once_per_newsroom",
            ),
            models.CheckConstraint(
                condition=~Q(kind=SourceKind.WEB_PAGE, url=""), name="web_page_has_an_address"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("web:source", args=[self.newsroom.slug, self.pk])


class Stance(models.TextChoices):
    SUPPORTS = "supports", _("Supports")
    REFUTES = "refutes", _("Refutes")
    CONTEXT = "context", _("Context")


class EvidenceQuerySet(PartQuerySet["Evidence"]):
    def standing(self) -> Self:
        return self.filter(withdrawn_at=None)


class Evidence(RevisedRow):
    """What a source says about one claim: its words, where they stand, and what they mean.

    `position` is its place among the evidence on the claim, from 1. What nobody has put in a
    place comes behind, in the order in which it was cited.
    """

    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="evidence")
    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="evidence")
    quote = ProseField(_("exact quote"), blank=True)
    locator = LineField(_("locator"), blank=True)
    stance = models.CharField(_("stance"), max_length=10, choices=Stance)
    note = ProseField(_("note"), blank=True)
    position = models.PositiveSmallIntegerField(null=True, editable=False)
    added_by = models.ForeignKey("annotations.Member", on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField(default=timezone.now, editable=False)
    withdrawn_by = models.ForeignKey(
        "annotations.Member", on_delete=models.PROTECT, null=True, editable=False, related_name="+"
    )
    withdrawn_at = models.DateTimeField(null=True, editable=False)

    objects = EvidenceQuerySet.as_manager()
    rules = {"evidence_quotes_or_explains": ("quote", NO_WORDS)}

    class Meta(RevisedRow.Meta):
        constraints = [
            *RevisedRow.Meta.constraints,
            SameNewsroom(field="claim", name="evidence_on_a_claim_of_its_newsroom"),
            SameNewsroom(field="source", name="evidence_from_a_source_of_its_newsroom"),
            SameNewsroom(field="added_by", name="evidence_by_a_member_of_its_newsroom"),
            SameNewsroom(
                field="withdrawn_by", name="evidence_withdrawn_by_a_member_of_its_newsroom"
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_by=None, withdrawn_at=None)
                | Q(withdrawn_by__isnull=False, withdrawn_at__isnull=False),
                name="evidence_withdrawal_has_who_and_when",
            ),
            models.CheckConstraint(
                condition=~Q(quote="", note=""), name="evidence_quotes_or_explains"
            ),
        ]
        ordering = ["position", "id"]

    def __str__(self) -> str:
        return self.quote or self.note
