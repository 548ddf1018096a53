"""/readings/ and /coverage/: what of a version was read, and holds no claim to be checked."""

from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from drf_spectacular.utils import OpenApiExample, extend_schema, extend_schema_serializer
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from annotations.api.doors import ListDoor, NewsroomDoor
from annotations.api.fields import Links, MemberOut, Text, Whole, WithdrawalOut
from annotations.api.idempotency import once
from annotations.api.parsing import Given, understood
from annotations.api.preconditions import expected
from annotations.api.schema import one_of, page_of
from annotations.articles.models import Version
from annotations.coverage.actions import mark_read, restore_reading, withdraw_reading
from annotations.coverage.models import Reading
from annotations.coverage.sentences import Coverage, Span
from annotations.coverage.versions import coverage_of
from annotations.newsrooms.permissions import Action


@extend_schema_serializer(
    examples=[
        OpenApiExample("A greeting", value={"start": 0, "end": 20, "exact": "Good evening, Mersin"})
    ]
)
class ReadingIn(Given):
    """Words that hold no claim: text[start:end] == exact, in code points, end exclusive."""

    start = Whole(min_value=0)
    end = Whole(min_value=1)
    exact = Text()


class ReadingOut(serializers.Serializer[Reading]):
    """Words of a version in which a member found no claim that could be checked."""

    id = serializers.UUIDField()
    version = serializers.UUIDField(source="version_id")
    start = serializers.IntegerField(help_text="In code points.")
    end = serializers.IntegerField(help_text="In code points, exclusive.")
    carried_from = serializers.UUIDField(
        source="carried_from_id",
        allow_null=True,
        help_text="The reading of the same words in an older version, or null.",
    )
    withdrawn = WithdrawalOut(
        source="*", allow_null=True, help_text="Null while it stands: see /coverage/."
    )
    revision = serializers.IntegerField()
    by = MemberOut()
    at = serializers.DateTimeField()
    links = Links(
        self="readings/{0.id}/",
        version="versions/{0.version_id}/",
        coverage="versions/{0.version_id}/coverage/",
    )

    def to_representation(self, instance: Reading) -> Any:
        document = super().to_representation(instance)
        return document if instance.withdrawn_at else {**document, "withdrawn": None}


class SpanOut(serializers.Serializer[Span]):
    """text[start:end] of the version."""

    start = serializers.IntegerField(help_text="In code points.")
    end = serializers.IntegerField(help_text="In code points, exclusive.")


class CoverageOut(serializers.Serializer[Coverage]):
    """How far a version was read.

    A sentence is read when a claim was marked in it, or when readings hold all of its words.
    """

    sentences = serializers.IntegerField(help_text="How many the version has.")
    with_claims = serializers.IntegerField(help_text="Sentences in which a claim was marked.")
    without = serializers.IntegerField(help_text="Other sentences, that were read.")
    percent = serializers.IntegerField(help_text="Sentences read, of 100, rounded down.")
    unread = SpanOut(many=True, help_text="The sentences that nobody has looked at.")


class ReadingsOfVersion(ListDoor):
    """The readings of a version."""

    out = ReadingOut

    def rows(self) -> QuerySet[Any, Any]:
        readings = Reading.objects.visible_to(self.member)
        return readings.select_related("by__user", "withdrawn_by__user")

    @extend_schema(operation_id="list_readings", responses=page_of(ReadingOut))
    def get(self, request: Request, pk: UUID) -> Response:
        """List the readings of a version, also those that were withdrawn."""
        version = self.find(pk, Version.objects.visible_to(self.member).defer("text", "blocks"))
        return self.page(request, self.rows().filter(version=version))

    @extend_schema(operation_id="mark_read", request=ReadingIn, responses=one_of(ReadingOut, 201))
    @once
    def post(self, request: Request, pk: UUID) -> Response:
        """Say of words that they hold no claim to be checked."""
        version = self.find(pk, Version.objects.visible_to(self.member))
        by = self.require(Action.MARK_READ, version)
        reading = mark_read(version=version, by=by, **understood(ReadingIn, request))
        return self.as_it_stands(reading, 201)


class OneReading(NewsroomDoor):
    """One reading."""

    out = ReadingOut

    def rows(self) -> QuerySet[Any, Any]:
        readings = Reading.objects.visible_to(self.member)
        return readings.select_related("by__user", "withdrawn_by__user", "version")

    @extend_schema(operation_id="read_reading", responses=one_of(ReadingOut))
    def get(self, _request: Request, pk: UUID) -> Response:
        """Read a reading, also one that was withdrawn."""
        return self.show(pk)

    @extend_schema(operation_id="withdraw_reading", responses=one_of(ReadingOut))
    def delete(self, request: Request, pk: UUID) -> Response:
        """Withdraw a reading: somebody has to look at these words again.

        Readings that were carried from it into newer versions go with it.
        """
        reading = self.find(pk)
        by = self.require(Action.MARK_READ, reading)
        withdraw_reading(reading=reading, revision=expected(request).revision, by=by)
        return self.as_it_stands(reading)


class RestoreReading(OneReading):
    """Taking back a withdrawal."""

    http_method_names = ["post", "options"]
    is_transition = True

    @extend_schema(operation_id="restore_reading", request=None, responses=one_of(ReadingOut))
    @once
    def post(self, request: Request, pk: UUID) -> Response:
        """Let a withdrawn reading count again."""
        reading = self.find(pk)
        by = self.require(Action.MARK_READ, reading)
        understood(Given, request)
        restore_reading(reading=reading, revision=expected(request).revision, by=by)
        return self.as_it_stands(reading)


class CoverageOfVersion(NewsroomDoor):
    """How far a version was read."""

    out = CoverageOut

    @extend_schema(operation_id="read_coverage", responses=one_of(CoverageOut))
    def get(self, _request: Request, pk: UUID) -> Response:
        """Read how far a version was looked at, and which sentences nobody has seen."""
        versions = Version.objects.visible_to(self.member).select_related("article")
        version = self.find(pk, versions)
        found = coverage_of(version, language=version.article.language)
        return Response(self.represent([found])[0])
