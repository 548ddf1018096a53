"""Who works on a claim or an article."""

from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from drf_spectacular.utils import (
    OpenApiExample,
    extend_schema,
    extend_schema_field,
    extend_schema_serializer,
)
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from annotations.api.doors import ReadyDoor
from annotations.api.fields import Ident, Links, MemberOut
from annotations.api.parsing import Given, understood
from annotations.api.preconditions import expected
from annotations.api.schema import one_of
from annotations.articles.models import Article
from annotations.claims.models import Claim
from annotations.newsrooms.models import Member
from annotations.newsrooms.permissions import Action
from annotations.teamwork.actions import assign
from annotations.teamwork.models import Assignment, Work, assignment_of


@extend_schema_field(MemberOut(allow_null=True))
class AssigneeField(serializers.Field[Work, Any, Any, Any]):
    """Who works on the claim or article that is shown, or null."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(read_only=True, source="*", **kwargs)

    def to_representation(self, value: Work) -> Any:
        assignee = assignment_of(value).present_assignee
        return MemberOut(assignee).data if assignee else None


@extend_schema_serializer(
    examples=[
        OpenApiExample("To a member", value={"assignee": "0199f0c4-5c6e-7c11-9a55-3d9a5cf3a005"})
    ]
)
class AssignmentIn(Given):
    """To whom."""

    assignee = Ident(allow_null=True, help_text="An id in /members/, or null for nobody.")


class AssignmentOut(serializers.Serializer[Assignment]):
    """Who works on it; `revision` is 0 where nobody ever did."""

    assignee = MemberOut(source="present_assignee", allow_null=True)
    revision = serializers.IntegerField()


class ClaimAssignmentOut(AssignmentOut):
    """Who works on a claim; `revision` is 0 where nobody ever did."""

    links = Links(
        self="claims/{0.claim_id}/assignment/", claim="claims/{0.claim_id}/", page="claim#"
    )


class ArticleAssignmentOut(AssignmentOut):
    """Who works on an article; `revision` is 0 where nobody ever did."""

    links = Links(
        self="articles/{0.article_id}/assignment/",
        article="articles/{0.article_id}/",
        page="article#",
    )


class OneAssignment(ReadyDoor):
    """Who works on what the address names."""

    def shown_of(self, pk: UUID) -> Response:
        return self.answer(assignment_of(self.find(pk)))

    def assign(self, request: Request, pk: UUID) -> Response:
        work = self.find(pk)
        by = self.require(Action.ASSIGN, work)
        revision = expected(request).revision
        pk = understood(AssignmentIn, request)["assignee"]
        members = Member.objects.visible_to(self.member).select_related("user")
        assignee = self.named("assignee", pk, members) if pk else None
        return self.answer(assign(work=work, revision=revision, assignee=assignee, by=by))


class AssignmentOfClaim(OneAssignment):
    """Who works on a claim."""

    out = ClaimAssignmentOut

    def rows(self) -> QuerySet[Any, Any]:
        claims = Claim.objects.visible_to(self.member)
        return claims.select_related("assignment__assignee__user")

    @extend_schema(operation_id="read_claim_assignment", responses=one_of(ClaimAssignmentOut))
    def get(self, _request: Request, pk: UUID) -> Response:
        """Read who works on a claim."""
        return self.shown_of(pk)

    @extend_schema(
        operation_id="assign_claim", request=AssignmentIn, responses=one_of(ClaimAssignmentOut)
    )
    def patch(self, request: Request, pk: UUID) -> Response:
        """Assign a claim to a member, or to nobody."""
        return self.assign(request, pk)


class AssignmentOfArticle(OneAssignment):
    """Who works on an article."""

    out = ArticleAssignmentOut

    def rows(self) -> QuerySet[Any, Any]:
        articles = Article.objects.visible_to(self.member)
        return articles.select_related("assignment__assignee__user")

    @extend_schema(operation_id="read_article_assignment", responses=one_of(ArticleAssignmentOut))
    def get(self, _request: Request, pk: UUID) -> Response:
        """Read who works on an article."""
        return self.shown_of(pk)

    @extend_schema(
        operation_id="assign_article",
        request=AssignmentIn,
        responses=one_of(ArticleAssignmentOut),
    )
    def patch(self, request: Request, pk: UUID) -> Response:
        """Assign an article to a member, or to nobody."""
        return self.assign(request, pk)
