"""/members/: the people of a newsroom."""

from typing import Any

from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema, extend_schema_serializer
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from annotations.api.doors import ListDoor
from annotations.api.fields import MemberOut
from annotations.api.schema import page_of
from annotations.matching.filters import Filter, choice
from annotations.newsrooms.models import Member, Role


@extend_schema_serializer(component_name="PresentMember")
class PresentMemberOut(MemberOut):
    """Somebody who works here today."""

    role = serializers.ChoiceField(Role.choices)
    joined_at = serializers.DateTimeField()


class Members(ListDoor):
    """Who works in a newsroom."""

    out = PresentMemberOut
    filters = {
        "role": Filter(
            "Members in this role.",
            lambda members, roles: members.filter(role__in=roles),
            read=choice(Role),
            choices=Role.values,
        ),
    }

    def rows(self) -> QuerySet[Any, Any]:
        return Member.objects.visible_to(self.member).present().select_related("user")

    @extend_schema(operation_id="list_members", responses=page_of(PresentMemberOut))
    def get(self, request: Request) -> Response:
        """List who works here. Claims and articles are assigned to their ids."""
        return self.page(request)
