"""/claims/{id}/passages/: where articles make a claim."""

from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema, extend_schema_serializer
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from annotations.api import articles, versions
from annotations.api.articles import ArticleOut
from annotations.api.doors import ListDoor
from annotations.api.fields import Links, MemberOut, Named
from annotations.api.schema import page_of
from annotations.api.shaping import Expansion
from annotations.api.versions import VersionOut
from annotations.articles.models import Article, Version
from annotations.claims.models import Claim, Passage
from annotations.exports import native


@extend_schema_serializer(component_name="Passage")
class PassageOut(serializers.Serializer[Passage]):
    """Where a version makes the claim: text[start:end] == exact.

    Offsets count Unicode code points from 0; `end` is exclusive.
    """

    id = serializers.UUIDField()
    claim = serializers.UUIDField(source="claim_id")
    article = Named(ArticleOut, source="version.article_id")
    version = Named(VersionOut, source="version_id")
    start = serializers.IntegerField(help_text="In code points.")
    end = serializers.IntegerField(help_text="In code points, exclusive.")
    exact = serializers.CharField()
    prefix = serializers.CharField(help_text="Up to 32 code points before.")
    suffix = serializers.CharField(help_text="Up to 32 code points after.")
    revision = serializers.IntegerField()
    marked_by = MemberOut()
    marked_at = serializers.DateTimeField()
    links = Links(
        claim="claims/{0.claim_id}/",
        article="articles/{0.version.article_id}/",
        version="versions/{0.version_id}/",
    )

    def to_representation(self, instance: Passage) -> Any:
        return native.passage(instance, self.context["at"])


def shown(passages: QuerySet[Any, Any]) -> QuerySet[Any, Any]:
    """`passages` with what PassageOut shows of them, their versions' texts left behind."""
    return passages.select_related("marked_by__user", "version").defer(
        "version__text", "version__blocks"
    )


EXPANSIONS = {
    "articles": Expansion(
        "article",
        out=ArticleOut,
        rows=lambda member: articles.shown(Article.objects.visible_to(member)),
    ),
    "versions": Expansion(
        "version",
        out=VersionOut,
        rows=lambda member: versions.shown(Version.objects.visible_to(member)),
    ),
}


class PassagesOfClaim(ListDoor):
    """The passages of a claim."""

    out = PassageOut
    expansions = EXPANSIONS

    def rows(self) -> QuerySet[Any, Any]:
        return shown(Passage.objects.visible_to(self.member))

    @extend_schema(operation_id="list_passages", responses=page_of(PassageOut))
    def get(self, request: Request, pk: UUID) -> Response:
        """List where the claim is made."""
        claim = self.find(pk, Claim.objects.visible_to(self.member))
        return self.page(request, self.rows().filter(claim=claim))
