"""/passages/: where articles make claims."""

from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from annotations.api import articles, versions
from annotations.api.articles import ArticleOut
from annotations.api.carrying_out import CarryingOut
from annotations.api.claim_wording import PassageIn, PlaceIn
from annotations.api.doors import ListDoor, NewsroomDoor
from annotations.api.fields import Links, MemberOut, Named, WithdrawalOut
from annotations.api.idempotency import once
from annotations.api.parsing import Given, understood
from annotations.api.preconditions import expected
from annotations.api.schema import one_of, page_of
from annotations.api.shaping import Expansion
from annotations.api.versions import VersionOut
from annotations.articles.models import Article, Version
from annotations.claims.models import Claim, Passage
from annotations.claims.passages import (
    add_passage,
    move_passage,
    restore_passage,
    withdraw_passage,
)
from annotations.exports import native
from annotations.newsrooms.permissions import Action


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
    carried_from = serializers.UUIDField(
        source="carried_from_id",
        allow_null=True,
        help_text="The passage in an older version from which it was carried over, or null.",
    )
    carrying = CarryingOut(
        allow_null=True, help_text="How it stands in a newer version; null where there is none."
    )
    withdrawn = WithdrawalOut(allow_null=True, help_text="Null while the claim is made there.")
    revision = serializers.IntegerField()
    marked_by = MemberOut()
    marked_at = serializers.DateTimeField()
    links = Links(
        self="passages/{0.id}/",
        claim="claims/{0.claim_id}/",
        article="articles/{0.version.article_id}/",
        version="versions/{0.version_id}/",
        annotation="annotations/{0.id}/",
        page="claim#passage",
    )

    def to_representation(self, instance: Passage) -> Any:
        return native.passage(instance, self.context["at"])


def shown(passages: QuerySet[Any, Any]) -> QuerySet[Any, Any]:
    """`passages` with what PassageOut shows of them, their versions' texts left behind."""
    found = passages.select_related(
        "marked_by__user", "withdrawn_by__user", "version", "carrying__decided_by__user"
    )
    return found.defer("version__text", "version__blocks")


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
        """List where the claim is made, also passages that were withdrawn."""
        claim = self.find(pk, Claim.objects.visible_to(self.member))
        return self.page(request, self.rows().filter(claim=claim))

    @extend_schema(operation_id="add_passage", request=PassageIn, responses=one_of(PassageOut, 201))
    @once
    def post(self, request: Request, pk: UUID) -> Response:
        """Add a passage: the rest of a split quotation, or another article that makes the claim.

        Checked as a new claim's passage is. Takes no If-Match: it overwrites nothing.
        """
        claim = self.find(pk, Claim.objects.visible_to(self.member))
        by = self.require(Action.MARK, claim)
        values = understood(PassageIn, request)
        versions = Version.objects.visible_to(self.member)
        version = self.named("version", values.pop("version"), versions)
        passage = add_passage(claim=claim, version=version, by=by, **values)
        return self.as_it_stands(passage, 201)


class OnePassage(NewsroomDoor):
    """One passage."""

    out = PassageOut
    expansions = EXPANSIONS

    def rows(self) -> QuerySet[Any, Any]:
        return shown(Passage.objects.visible_to(self.member)).select_related("claim")

    @extend_schema(operation_id="read_passage", responses=one_of(PassageOut))
    def get(self, _request: Request, pk: UUID) -> Response:
        """Read a passage, also one that was withdrawn."""
        return self.show(pk)

    @extend_schema(operation_id="move_passage", request=PlaceIn, responses=one_of(PassageOut))
    def patch(self, request: Request, pk: UUID) -> Response:
        """Give a passage other bounds in its version: start, end and exact, all three."""
        passage = self.find(pk)
        by = self.require(Action.MARK, passage)
        revision = expected(request).revision
        move_passage(passage=passage, revision=revision, by=by, **understood(PlaceIn, request))
        return self.as_it_stands(passage)

    @extend_schema(operation_id="withdraw_passage", responses=one_of(PassageOut))
    def delete(self, request: Request, pk: UUID) -> Response:
        """Withdraw a passage: the claim is not made there, which can be taken back.

        The only passage of a claim stays (409): a claim is made somewhere.
        """
        passage = self.find(pk)
        by = self.require(Action.MARK, passage)
        withdraw_passage(passage=passage, revision=expected(request).revision, by=by)
        return self.as_it_stands(passage)


class RestorePassage(OnePassage):
    """Taking back a withdrawal."""

    http_method_names = ["post", "options"]
    is_transition = True

    @extend_schema(operation_id="restore_passage", request=None, responses=one_of(PassageOut))
    @once
    def post(self, request: Request, pk: UUID) -> Response:
        """Let a withdrawn passage count again."""
        passage = self.find(pk)
        by = self.require(Action.MARK, passage)
        understood(Given, request)
        restore_passage(passage=passage, revision=expected(request).revision, by=by)
        return self.as_it_stands(passage)
