"""/invitations/: offers to join a newsroom. Only its admins see them."""

from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.urls import reverse
from drf_spectacular.utils import OpenApiExample, extend_schema, extend_schema_serializer
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from annotations.api.doors import ListDoor, NewsroomDoor
from annotations.api.fields import Choice, Links, MemberOut, Text
from annotations.api.idempotency import once
from annotations.api.members import RoleIn
from annotations.api.parsing import understood
from annotations.api.schema import one_of, page_of
from annotations.newsrooms.invitations import invite, withdraw_invitation
from annotations.newsrooms.models import Invitation, Role, Scope
from annotations.newsrooms.permissions import Action


@extend_schema_serializer(
    examples=[OpenApiExample("A checker", value={"email": "ana@lindau.example", "role": "checker"})]
)
class InvitationIn(RoleIn):
    """Whom to invite, and in which role."""

    email = Text(max_length=254)


class InvitationOut(serializers.Serializer[Invitation]):
    """An offer to join in a role, to one e-mail address."""

    id = serializers.UUIDField()
    email = serializers.CharField()
    role = Choice(Role.choices)
    invited_by = MemberOut()
    made_at = serializers.DateTimeField()
    expires_at = serializers.DateTimeField()
    accepted_at = serializers.DateTimeField(source="used_at", allow_null=True)
    withdrawn_at = serializers.DateTimeField(allow_null=True)
    links = Links(self="invitations/{0.id}/", page="members/")


class NewInvitationOut(InvitationOut):
    """A new offer. Its link is shown this once."""

    link = serializers.URLField(help_text="Hand it to them: we send no mail for programs.")


class InvitationsDoor(NewsroomDoor):
    """An address where the newsroom's invitations are."""

    out = InvitationOut
    scope = Scope.MANAGE

    def rows(self) -> QuerySet[Any, Any]:
        return Invitation.objects.visible_to(self.member).select_related("invited_by__user")


class Invitations(InvitationsDoor, ListDoor):
    """The invitations of a newsroom."""

    @extend_schema(operation_id="list_invitations", responses=page_of(InvitationOut))
    def get(self, request: Request) -> Response:
        """List all invitations, also those that were accepted or withdrawn."""
        self.require(Action.MANAGE_MEMBERS)
        return self.page(request)

    @extend_schema(
        operation_id="invite", request=InvitationIn, responses=one_of(NewInvitationOut, 201)
    )
    @once
    def post(self, request: Request) -> Response:
        """Invite somebody. The answer holds the link by which they join."""
        by = self.require(Action.MANAGE_MEMBERS)
        invitation, secret = invite(**understood(InvitationIn, request), by=by)
        answer = self.as_it_stands(invitation, 201)
        link = request.build_absolute_uri(reverse("web:invitation", args=[secret]))
        answer.data = {**answer.data, "link": link}
        return answer


class OneInvitation(InvitationsDoor):
    """One invitation."""

    has_revision = False

    @extend_schema(operation_id="read_invitation", responses=one_of(InvitationOut))
    def get(self, _request: Request, pk: UUID) -> Response:
        """Read an invitation."""
        self.require(Action.MANAGE_MEMBERS)
        return self.show(pk)

    @extend_schema(operation_id="withdraw_invitation", responses=one_of(InvitationOut))
    def delete(self, _request: Request, pk: UUID) -> Response:
        """Withdraw an invitation. Doing so again, or too late, changes nothing."""
        by = self.require(Action.MANAGE_MEMBERS)
        invitation = self.find(pk)
        withdraw_invitation(invitation=invitation, by=by)
        return self.as_it_stands(invitation)
