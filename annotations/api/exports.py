"""/exports/: claims in a format, prepared as a file that is kept for a week."""

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

from annotations.api.doors import ListDoor, NewsroomDoor
from annotations.api.fields import Choice, Links, Text
from annotations.api.idempotency import once
from annotations.api.parsing import Given, understood
from annotations.api.preconditions import expected
from annotations.api.schema import one_of, page_of
from annotations.exports.actions import discard_export, prepare_export
from annotations.exports.formats import FORMATS
from annotations.exports.models import Export, State, Trouble
from annotations.matching.filters import by_choice
from annotations.newsrooms.permissions import Action


@extend_schema_serializer(
    examples=[
        OpenApiExample(
            "What is settled", value={"format": "ndjson", "filters": {"stage": ["settled"]}}
        )
    ]
)
class ExportIn(Given):
    """Which claims, and in which format."""

    format = Choice(list(FORMATS))
    filters = serializers.DictField(
        child=serializers.ListField(child=Text()),
        default=dict,
        help_text="The filters of the list of claims, each with a list of values; all by default.",
    )


@extend_schema_serializer(component_name="ExportTrouble")
class TroubleOut(serializers.Serializer[Export]):
    """Why there is no file."""

    code = serializers.ChoiceField(Trouble.values, source="trouble")
    says = serializers.CharField(source="get_trouble_display")


class ExportOut(serializers.Serializer[Export]):
    """A file of claims: asked for, being written, done or failed.

    The `revision`, and so the first part of the ETag, counts changes of `state` alone, not how
    far it is.
    """

    id = serializers.UUIDField()
    format = serializers.ChoiceField(list(FORMATS))
    filters = serializers.DictField(child=serializers.ListField(child=serializers.CharField()))
    state = serializers.ChoiceField(State.choices)
    trouble = serializers.SerializerMethodField(help_text="Of one that failed, otherwise null.")
    written = serializers.IntegerField(help_text="How many claims are in the file so far.")
    total = serializers.IntegerField(help_text="How many there are to write.")
    size = serializers.IntegerField(
        allow_null=True, help_text="Bytes of the file; null until done."
    )
    sha256 = serializers.CharField(help_text="Of the file, in hexadecimal; empty until done.")
    asked_at = serializers.DateTimeField()
    begun_at = serializers.DateTimeField(allow_null=True)
    ended_at = serializers.DateTimeField(allow_null=True)
    expires_at = serializers.DateTimeField(help_text="From then on, export and file are gone.")
    revision = serializers.IntegerField()
    links = Links(self="exports/{0.id}/", file="exports/{0.id}/file/", page="exports/")

    @extend_schema_field(TroubleOut(allow_null=True))
    def get_trouble(self, export: Export) -> Any:
        return TroubleOut(export).data if export.trouble else None


class Exports(ListDoor):
    """The member's own exports."""

    out = ExportOut
    filters = {"state": by_choice("Exports in this state.", "state", State)}

    def rows(self) -> QuerySet[Any, Any]:
        return Export.objects.visible_to(self.member)

    @extend_schema(operation_id="list_exports", responses=page_of(ExportOut))
    def get(self, request: Request) -> Response:
        """List your exports. Nobody else sees them."""
        return self.page(request)

    @extend_schema(
        operation_id="prepare_export", request=ExportIn, responses=one_of(ExportOut, 201)
    )
    @once
    def post(self, request: Request) -> Response:
        """Have claims written to a file.

        The file holds what the same filters and format give as a stream of /claims/, as you
        could see it at one moment. Follow `links.self` until `state` is done or failed.
        """
        by = self.require(Action.PREPARE_EXPORT)
        values = understood(ExportIn, request)
        site = request.build_absolute_uri("/").rstrip("/")
        return self.as_it_stands(prepare_export(site=site, by=by, **values), 201)


class OneExport(NewsroomDoor):
    """One export."""

    out = ExportOut

    def rows(self) -> QuerySet[Any, Any]:
        return Export.objects.visible_to(self.member)

    @extend_schema(operation_id="read_export", responses=one_of(ExportOut))
    def get(self, _request: Request, pk: UUID) -> Response:
        """Read how far an export is."""
        return self.show(pk)

    @extend_schema(operation_id="discard_export", responses={204: None})
    def delete(self, request: Request, pk: UUID) -> Response:
        """Discard an export and its file. One that is being written stops."""
        export = self.find(pk)
        by = self.require(Action.DISCARD_EXPORT, export)
        discard_export(export=export, revision=expected(request).revision, by=by)
        return Response(status=204)
