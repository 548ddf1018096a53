"""/inbox/: what the member whose token it is was told."""

from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from drf_spectacular.utils import OpenApiExample, extend_schema, extend_schema_serializer
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from annotations.api.doors import ListDoor, NewsroomDoor
from annotations.api.fields import Ident, Links, MemberOut
from annotations.api.idempotency import once
from annotations.api.parsing import Given, understood
from annotations.api.preconditions import etag
from annotations.api.schema import one_of, page_of
from annotations.history.models import Event
from annotations.matching import notices
from annotations.newsrooms.permissions import Action
from annotations.notices.actions import note_read, note_unread
from annotations.notices.models import Notice, NoticeQuerySet, Why


@extend_schema_serializer(component_name="NoticeEvent")
class EventRef(serializers.Serializer[Event]):
    """The event that a notice is of; the change feed tells it under the same number."""

    number = serializers.IntegerField()
    kind = serializers.CharField(help_text="What happened; there will be more kinds.")
    by = MemberOut(allow_null=True)
    at = serializers.DateTimeField()


class NoticeOut(serializers.Serializer[Notice]):
    """You are told of an event, about a claim or an article. Others do not see it."""

    id = serializers.UUIDField()
    why = serializers.ChoiceField(Why.choices)
    event = EventRef()
    claim = serializers.UUIDField(source="claim_id", allow_null=True)
    article = serializers.UUIDField(source="article_id", allow_null=True)
    read_at = serializers.DateTimeField(allow_null=True, help_text="Null: it waits for you.")
    mailed_at = serializers.DateTimeField(allow_null=True)
    links = Links(self="inbox/{0.id}/", page="inbox/")


@extend_schema_serializer(
    examples=[
        OpenApiExample("All up to one", value={"until": "0199f0c4-5c6e-7c11-9a55-3d9a5cf3a007"})
    ]
)
class UntilIn(Given):
    """The newest notice that was seen."""

    until = Ident(help_text="The id of a notice: it and all before it were read.")


@extend_schema_serializer(component_name="NoticesRead")
class ReadOut(serializers.Serializer[Any]):
    """How many notices had not been read before."""

    read = serializers.IntegerField()


class Inbox(ListDoor):
    """Your notices."""

    out = NoticeOut
    filters = notices.FILTERS

    def rows(self) -> QuerySet[Any, Any]:
        return Notice.objects.visible_to(self.member).select_related("event__by__user")

    @extend_schema(operation_id="list_notices", responses=page_of(NoticeOut))
    def get(self, request: Request) -> Response:
        """List what you were told, in order."""
        return self.page(request)


class ReadInbox(NewsroomDoor):
    """Having read the inbox."""

    @extend_schema(operation_id="read_inbox", request=UntilIn, responses=one_of(ReadOut))
    @once
    def post(self, request: Request) -> Response:
        """Mark as read all notices up to one: what came later still waits."""
        until = understood(UntilIn, request)["until"]
        seen = Notice.objects.visible_to(self.member).filter(pk__lte=until)
        body = {"read": note_read(seen)}
        return Response(body, headers={"ETag": etag(None, body)})


class OneNotice(NewsroomDoor):
    """One notice."""

    out = NoticeOut

    def rows(self) -> NoticeQuerySet:
        return Notice.objects.visible_to(self.member).select_related("event__by__user")

    def found(self, pk: UUID) -> tuple[Notice, NoticeQuerySet]:
        notice = self.find(pk)
        self.require(Action.READ_NOTICE, notice)
        return notice, Notice.objects.visible_to(self.member).filter(pk=pk)

    @extend_schema(operation_id="read_notice", responses=one_of(NoticeOut))
    def get(self, _request: Request, pk: UUID) -> Response:
        """Show a notice. That does not mark it as read."""
        return self.show(pk)


class ReadNotice(OneNotice):
    """Having read a notice."""

    http_method_names = ["post", "options"]

    @extend_schema(operation_id="mark_notice_read", request=None, responses=one_of(NoticeOut))
    @once
    def post(self, request: Request, pk: UUID) -> Response:
        """Mark a notice as read. Takes no If-Match: doing it again changes nothing."""
        notice, itself = self.found(pk)
        understood(Given, request)
        note_read(itself)
        return self.as_it_stands(notice)


class UnreadNotice(OneNotice):
    """Taking that back."""

    http_method_names = ["post", "options"]

    @extend_schema(operation_id="mark_notice_unread", request=None, responses=one_of(NoticeOut))
    @once
    def post(self, request: Request, pk: UUID) -> Response:
        """Let a notice wait again. Takes no If-Match: doing it again changes nothing."""
        notice, itself = self.found(pk)
        understood(Given, request)
        note_unread(itself)
        return self.as_it_stands(notice)
