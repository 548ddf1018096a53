"""/tokens/: which programs may act for whom. People make them; programs may look and revoke."""

from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from annotations.api.doors import ListDoor, NewsroomDoor
from annotations.api.fields import Links, MemberOut
from annotations.api.schema import one_of, page_of
from annotations.newsrooms.actions import revoke_token
from annotations.newsrooms.models import AccessToken, Scope
from annotations.newsrooms.permissions import Action


class TokenOut(serializers.Serializer[AccessToken]):
    """A program's key. It was shown once, and is not kept."""

    id = serializers.UUIDField()
    name = serializers.CharField()
    hint = serializers.CharField(help_text="How it begins.")
    scopes = serializers.ListField(child=serializers.ChoiceField(Scope.choices))
    member = MemberOut(help_text="As whom it acts.")
    made_at = serializers.DateTimeField()
    expires_at = serializers.DateTimeField()
    last_used_at = serializers.DateTimeField(allow_null=True, help_text="To the minute.")
    revoked_at = serializers.DateTimeField(source="withdrawn_at", allow_null=True)
    links = Links(self="tokens/{0.id}/", page="tokens/")


class TokensDoor(NewsroomDoor):
    """An address where access tokens are: your own or, for an admin, all."""

    out = TokenOut
    scope = Scope.MANAGE

    def rows(self) -> QuerySet[Any, Any]:
        return AccessToken.objects.visible_to(self.member).select_related("member__user")


class Tokens(TokensDoor, ListDoor):
    """The access tokens of a newsroom."""

    @extend_schema(operation_id="list_tokens", responses=page_of(TokenOut))
    def get(self, request: Request) -> Response:
        """List access tokens, also those that were revoked: yours or, for an admin, all."""
        return self.page(request)


class OneToken(TokensDoor):
    """One access token."""

    has_revision = False

    @extend_schema(operation_id="read_token", responses=one_of(TokenOut))
    def get(self, _request: Request, pk: UUID) -> Response:
        """Read what a token may do, and when it was used."""
        return self.show(pk)

    @extend_schema(operation_id="revoke_token", responses=one_of(TokenOut))
    def delete(self, _request: Request, pk: UUID) -> Response:
        """Revoke a token: it opens nothing any more. Doing so again changes nothing."""
        token = self.find(pk)
        revoke_token(token=token, by=self.require(Action.REVOKE_TOKEN, token))
        return self.as_it_stands(token)
