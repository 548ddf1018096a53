"""/sources/: documents used as evidence."""

from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from drf_spectacular.utils import OpenApiExample, extend_schema, extend_schema_serializer
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from annotations.api.doors import ListDoor, NewsroomDoor
from annotations.api.fields import Choice, Day, Line, Links, MemberOut, Text
from annotations.api.idempotency import once
from annotations.api.parsing import Given, understood
from annotations.api.preconditions import expected
from annotations.api.schema import one_of, page_of
from annotations.evidence.actions import SourceDetails, add_source, edit_source
from annotations.evidence.models import Source, SourceKind
from annotations.matching.sources import FILTERS, ORDERS
from annotations.newsrooms.permissions import Action


@extend_schema_serializer(
    examples=[
        OpenApiExample(
            "A web page",
            value={
                "kind": "web_page",
                "title": "Minutes of the council",
                "url": "https://lindau.example/minutes",
                "publisher": "Town of Lindau",
                "published_on": "2026-03-02",
            },
        )
    ]
)
class SourceIn(Given):
    """What is known about a source; a web page needs its address, others may do without."""

    kind = Choice(SourceKind.choices)
    title = Line()
    url = Text(max_length=2000, required=False, allow_blank=True)
    publisher = Line(required=False, allow_blank=True)
    author = Line(required=False, allow_blank=True)
    published_on = Day(required=False, allow_null=True)


class SourceRef(serializers.Serializer[Source]):
    """A source, as evidence shows it."""

    id = serializers.UUIDField()
    kind = serializers.ChoiceField(SourceKind.choices)
    title = serializers.CharField()
    url = serializers.CharField(help_text="Its canonical address, or empty.")
    publisher = serializers.CharField()
    author = serializers.CharField()
    published_on = serializers.DateField(allow_null=True)


class SourceOut(SourceRef):
    """A document used as evidence, shared by many claims."""

    revision = serializers.IntegerField()
    added_by = MemberOut()
    added_at = serializers.DateTimeField()
    links = Links(
        self="sources/{0.id}/",
        page="source",
        claims="claims/?source={0.id}",
        evidence="sources/{0.id}/evidence/",
        events="sources/{0.id}/events/",
    )


def shown(sources: QuerySet[Any, Any]) -> QuerySet[Any, Any]:
    """`sources` with what SourceOut shows of them."""
    return sources.select_related("added_by__user")


class Sources(ListDoor):
    """The sources of a newsroom."""

    out = SourceOut
    filters = FILTERS
    orders = ORDERS

    def rows(self) -> QuerySet[Any, Any]:
        return shown(Source.objects.visible_to(self.member))

    @extend_schema(operation_id="list_sources", responses=page_of(SourceOut))
    def get(self, request: Request) -> Response:
        """List the sources, in the order in which they were added."""
        return self.page(request)

    @extend_schema(
        operation_id="add_source",
        request=SourceIn,
        responses={**one_of(SourceOut, 201), **one_of(SourceOut, 200)},
    )
    @once
    def post(self, request: Request) -> Response:
        """Add a source (201), or find the one that the newsroom knows already (200).

        It is known again by its address or, without one, by kind, title and author. What was
        known of it then stays as it is.
        """
        by = self.require(Action.CITE)
        details = SourceDetails(**understood(SourceIn, request))
        source, is_new = add_source(details=details, by=by)
        return self.as_it_stands(source, 201 if is_new else 200)


class OneSource(NewsroomDoor):
    """One source."""

    out = SourceOut

    def rows(self) -> QuerySet[Any, Any]:
        return shown(Source.objects.visible_to(self.member))

    @extend_schema(operation_id="read_source", responses=one_of(SourceOut))
    def get(self, _request: Request, pk: UUID) -> Response:
        """Read a source."""
        return self.show(pk)

    @extend_schema(operation_id="edit_source", request=SourceIn, responses=one_of(SourceOut))
    def patch(self, request: Request, pk: UUID) -> Response:
        """Change what is known about a source, for all claims that cite it."""
        source = self.find(pk)
        by = self.require(Action.EDIT_SOURCE, source)
        revision = expected(request).revision
        values = understood(SourceIn, request, partial=True)
        edit_source(source=source, revision=revision, by=by, **values)
        return self.as_it_stands(source)
