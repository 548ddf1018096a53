"""/members/: the people of a newsroom."""

from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from drf_spectacular.utils import OpenApiExample, extend_schema, extend_schema_serializer
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from annotations.api.doors import ListDoor, NewsroomDoor
from annotations.api.fields import Choice, Links, MemberOut
from annotations.api.parsing import Given, understood
from annotations.api.preconditions import expected
from annotations.api.schema import one_of, page_of
from annotations.matching.filters import by_choice
from annotations.newsrooms.actions import change_role, end_membership
from annotations.newsrooms.models import Member, Role, Scope
from annotations.newsrooms.permissions import Action


@extend_schema_serializer(examples=[OpenApiExample("An editor", value={"role": "editor"})])
class RoleIn(Given):
    """A role."""

    role = Choice(Role.choices)


class PresentMemberOut(MemberOut):
    """Somebody in a newsroom. Who left has `left_at`, and is no longer listed."""

    role = serializers.ChoiceField(Role.choices)
    joined_at = serializers.DateTimeField()
    left_at = serializers.DateTimeField(allow_null=True)
    revision = serializers.IntegerField()
    links = Links(
        self="members/{0.id}/",
        claims="claims/?assignee={0.id}",
        articles="articles/?assignee={0.id}",
        marked="claims/?marked_by={0.id}",
        page="members/",
    )


class Members(ListDoor):
    """Who works in a newsroom."""

    out = PresentMemberOut
    filters = {
        "role": by_choice("Members in this role.", "role", Role),
    }

    def rows(self) -> QuerySet[Any, Any]:
        return Member.objects.visible_to(self.member).present().select_related("user")

    @extend_schema(operation_id="list_members", responses=page_of(PresentMemberOut))
    def get(self, request: Request) -> Response:
        """List who works here. Claims and articles are assigned to their ids."""
        return self.page(request)


class OneMember(NewsroomDoor):
    """Somebody in a newsroom, also who has left."""

    out = PresentMemberOut
    scope = Scope.MANAGE

    def rows(self) -> QuerySet[Any, Any]:
        return Member.objects.visible_to(self.member).select_related("user")

    @extend_schema(operation_id="read_member", responses=one_of(PresentMemberOut))
    def get(self, _request: Request, pk: UUID) -> Response:
        """Read who somebody is."""
        return self.show(pk)

    @extend_schema(operation_id="change_role", request=RoleIn, responses=one_of(PresentMemberOut))
    def patch(self, request: Request, pk: UUID) -> Response:
        """Give somebody who works here another role. Admins may, through a token that manages."""
        them = self.find(pk, self.rows().filter(left_at=None))
        by = self.require(Action.MANAGE_MEMBERS)
        revision = expected(request).revision
        role = understood(RoleIn, request, partial=True).get("role", them.role)
        change_role(member=them, revision=revision, role=role, by=by)
        return self.as_it_stands(them)

    @extend_schema(operation_id="end_membership", responses=one_of(PresentMemberOut))
    def delete(self, request: Request, pk: UUID) -> Response:
        """End a membership, your own or, as an admin, any. Work and name stay in the records.

        Tokens of who left are revoked: if it was you, this answer is the last that you get.
        """
        them = self.find(pk, self.rows().filter(left_at=None))
        by = self.require(Action.END_MEMBERSHIP, them)
        end_membership(member=them, revision=expected(request).revision, by=by)
        return self.as_it_stands(them)
