"""Capture, Article and Version."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from annotations.constraints import SameNewsroom, Trigger, never_edited
from annotations.fields import LineField
from annotations.rows import RevisedRow, Row, RowQuerySet


class Origin(models.TextChoices):
    """How a text reached us."""

    PASTED = "pasted", _("pasted")
    FETCHED = "fetched", _("fetched from the web")
    UPLOADED = "uploaded", _("uploaded")
    SENT = "sent", _("sent through the API")


class Capture(Row):
    """What intake found in a text, waiting for somebody to look it over.

    `found` holds the blocks with what intake thinks of them, and the guessed metadata, as
    `articles.captures` writes and reads it. Taking it in makes an article; where it is of an
    `article` that is here, another version of that.
    """

    by = models.ForeignKey("annotations.Member", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    origin = models.CharField(max_length=10, choices=Origin)
    found = models.JSONField()
    article = models.ForeignKey(
        "annotations.Article", on_delete=models.PROTECT, null=True, related_name="+"
    )

    objects = RowQuerySet["Capture"].as_manager()

    class Meta(Row.Meta):
        constraints = [
            *Row.Meta.constraints,
            SameNewsroom(field="by", name="capture_by_a_member_of_its_newsroom"),
            SameNewsroom(field="article", name="capture_of_an_article_of_its_newsroom"),
        ]


class Article(RevisedRow):
    """A published text under check, known by its canonical URL where it has one.

    `checked_at` is when somebody last looked whether its text had changed since it was taken in.
    """

    url = models.URLField(_("address"), max_length=2000, blank=True)
    title = LineField(_("title"))
    publisher = LineField(_("publisher"), blank=True)
    author = LineField(_("author"), blank=True)
    published_on = models.DateField(_("published on"), null=True, blank=True)
    language = models.CharField(_("language"), max_length=35, blank=True)
    added_by = models.ForeignKey("annotations.Member", on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField(default=timezone.now, editable=False)
    checked_at = models.DateTimeField(null=True, editable=False)

    objects = RowQuerySet["Article"].as_manager()

    class Meta(RevisedRow.Meta):
        constraints = [
            *RevisedRow.Meta.constraints,
            SameNewsroom(field="added_by", name="article_added_by_a_member_of_its_newsroom"),
            models.UniqueConstraint(
                fields=["newsroom", "url"],
                condition=~Q(url=""),
                name="article_url_once_per_newsroom",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("web:article", args=[self.newsroom.slug, self.pk])

    @property
    def latest(self) -> "Version":
        """The newest version. Lists prefetch `versions`."""
        return max(self.versions.all(), key=lambda version: version.number)


class Version(Row):
    """The text of an article as it stood when we read it. Never edited.

    `blocks` is a list of {kind, level, start, end}: where each heading, paragraph, list
    item and quotation stands in `text`, in code points, end exclusive. Passages point into
    `text`, so a changed article is a new row here. Where a publisher went back to what stood
    before, two versions have the same text, but never one after the other.
    """

    article = models.ForeignKey(Article, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    text = models.TextField()
    blocks = models.JSONField()
    sha256 = models.CharField(max_length=64)
    origin = models.CharField(max_length=10, choices=Origin)
    captured_by = models.ForeignKey(
        "annotations.Member", on_delete=models.PROTECT, related_name="+"
    )
    captured_at = models.DateTimeField(default=timezone.now)

    objects = RowQuerySet["Version"].as_manager()

    class Meta(Row.Meta):
        constraints = [
            *Row.Meta.constraints,
            SameNewsroom(field="article", name="version_of_an_article_of_its_newsroom"),
            SameNewsroom(field="captured_by", name="version_by_a_member_of_its_newsroom"),
            models.UniqueConstraint(
                fields=["article", "number"], name="version_number_once_per_article"
            ),
            Trigger(
                when="INSERT",
                broken=(
                    "EXISTS (SELECT FROM annotations_version WHERE article_id = NEW.article_id "
                    "AND number = NEW.number - 1 AND sha256 = NEW.sha256)"
                ),
                name="version_differs_from_the_one_before",
            ),
            models.CheckConstraint(condition=~Q(text=""), name="version_has_text"),
            never_edited("version_never_edited"),
        ]
        indexes = [models.Index(fields=["newsroom", "sha256"], name="version_by_text")]
        ordering = ["number"]

    def __str__(self) -> str:
        return f"{self.article} ({self.number})"
