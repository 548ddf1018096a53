"""/versions/: the texts in which claims are found."""

from typing import Any, ClassVar
from uuid import UUID

from django.db.models import QuerySet
from django.db.models.functions import Length
from drf_spectacular.utils import extend_schema, extend_schema_serializer
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from annotations.api.doors import ListDoor, NewsroomDoor
from annotations.api.fields import Links, MemberOut
from annotations.api.schema import one_of, page_of
from annotations.api.shaping import Out
from annotations.articles.models import Article, Origin, Version
from annotations.intake.blocks import Kind


@extend_schema_serializer(component_name="VersionSummary")
class VersionOut(serializers.Serializer[Version]):
    """A version of an article without its text."""

    id = serializers.UUIDField()
    article = serializers.UUIDField(source="article_id")
    number = serializers.IntegerField(help_text="Counts the versions of the article from 1.")
    sha256 = serializers.CharField(help_text="Of the text in UTF-8, in hexadecimal.")
    length = serializers.IntegerField(help_text="Code points of the text.")
    origin = serializers.ChoiceField(Origin.choices)
    captured_by = MemberOut()
    captured_at = serializers.DateTimeField()
    links = Links(
        self="versions/{0.id}/",
        article="articles/{0.article_id}/",
        claims="claims/?version={0.id}",
        page="article#",
        annotations="versions/{0.id}/annotations/",
        readings="versions/{0.id}/readings/",
        coverage="versions/{0.id}/coverage/",
    )


class BlockOut(serializers.Serializer[dict[str, Any]]):
    """Where a block stands in the text: text[start:end]."""

    kind = serializers.ChoiceField([kind.value for kind in Kind])
    level = serializers.IntegerField(allow_null=True, help_text="Of a heading, 1 to 6.")
    start = serializers.IntegerField(help_text="In code points.")
    end = serializers.IntegerField(help_text="In code points, exclusive.")


@extend_schema_serializer(component_name="Version")
class VersionWithText(VersionOut):
    """The text of an article as it stood when we read it. It is never edited.

    All offsets count Unicode code points of `text` from 0, and an end is exclusive.
    """

    text = serializers.CharField()
    blocks = BlockOut(many=True)
    offset_unit = serializers.SerializerMethodField(help_text="What offsets count.")

    def get_offset_unit(self, _version: Version) -> str:
        return "code point"


def shown(versions: QuerySet[Any, Any]) -> QuerySet[Any, Any]:
    """`versions` with what VersionOut shows of them, their texts left behind."""
    found: QuerySet[Any, Any] = versions.annotate(length=Length("text"))
    return found.select_related("captured_by__user").defer("text", "blocks")


class VersionsOfArticle(ListDoor):
    """The versions of an article."""

    out: ClassVar[Out] = VersionOut

    def rows(self) -> QuerySet[Any, Any]:
        return shown(Version.objects.visible_to(self.member))

    @extend_schema(operation_id="list_versions", responses=page_of(VersionOut))
    def get(self, request: Request, pk: UUID) -> Response:
        """List the versions of an article, the oldest first."""
        article = self.find(pk, Article.objects.visible_to(self.member))
        return self.page(request, self.rows().filter(article=article))


class OneVersion(NewsroomDoor):
    """One version."""

    out = VersionWithText

    def rows(self) -> QuerySet[Any, Any]:
        versions = Version.objects.visible_to(self.member).select_related("captured_by__user")
        return versions.annotate(length=Length("text"))

    @extend_schema(operation_id="read_version", responses=one_of(VersionWithText))
    def get(self, _request: Request, pk: UUID) -> Response:
        """Read a version: its text, its blocks, and the text's fingerprint."""
        return self.show(pk)
