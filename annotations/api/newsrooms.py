"""/newsrooms/: where one works, in which role."""

from typing import Any, cast

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.permissions import IsAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response

from annotations.api.authentication import acting_member, token_of
from annotations.api.doors import Door
from annotations.api.fields import Addresses, Links
from annotations.api.schema import one_of, page_of
from annotations.api.shaping import Shape, pruned
from annotations.newsrooms.models import Member, Role, User


class NewsroomOut(serializers.Serializer[Member]):
    """A newsroom, as one of its members sees it."""

    id = serializers.UUIDField(source="newsroom.id")
    slug = serializers.SlugField(source="newsroom.slug")
    name = serializers.CharField(source="newsroom.name")
    role = serializers.ChoiceField(Role.choices, help_text="Your role here.")
    links = Links(
        self="",
        page="newsroom",
        articles="articles/",
        claims="claims/",
        sources="sources/",
        ratings="ratings/",
        members="members/",
        invitations="invitations/",
        tokens="tokens/",
        changes="changes/",
        exports="exports/",
        imports="imports/",
        inbox="inbox/",
        queue="queue/",
        digest="digest/",
        webhooks="webhooks/",
        views="views/",
    )


class Newsrooms(Door):
    """The newsrooms in which you work. A token belongs to one of them."""

    permission_classes = [IsAuthenticated]
    out = NewsroomOut

    @extend_schema(operation_id="list_newsrooms", responses=page_of(NewsroomOut))
    def get(self, request: Request) -> Response:
        """List the newsrooms that you can open."""
        token, user = token_of(request), cast("User", request.user)
        here = user.memberships.filter(left_at=None).select_related("newsroom").order_by("id")
        members = [token.member] if token else here
        found = [_shown(member, request, self.shape) for member in members]
        return Response({"results": found, "next": None})


class OneNewsroom(Door):
    """One newsroom."""

    permission_classes = [IsAuthenticated]
    out = NewsroomOut

    @extend_schema(operation_id="read_newsroom", responses=one_of(NewsroomOut))
    def get(self, request: Request, slug: str) -> Response:
        """Read a newsroom, your role in it, and where its things are."""
        body = _shown(acting_member(request, slug), request, self.shape)
        return Response(body)


def _shown(member: Member, request: Request, shape: Shape) -> dict[str, Any]:
    at = Addresses(request, member.newsroom.slug)
    return pruned(dict(NewsroomOut(member, context={"at": at}).data), shape.fields)
