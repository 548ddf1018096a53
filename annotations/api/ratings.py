"""/ratings/: the newsroom's scale."""

from typing import Any

from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema, extend_schema_serializer
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from annotations.api.doors import NewsroomDoor
from annotations.api.preconditions import etag
from annotations.api.schema import page_of
from annotations.verdicts.models import AveritecLabel, Colour, Rating


class RatingRef(serializers.Serializer[Rating]):
    """A rating, as verdicts and assessments show it."""

    id = serializers.UUIDField()
    key = serializers.SlugField()
    label = serializers.CharField()  # type: ignore[assignment]  # the stubs: the framework's own attribute
    claim_review_number = serializers.IntegerField(
        allow_null=True, help_text="ClaimReview's ratingValue: higher is truer; null is none."
    )
    averitec_label = serializers.ChoiceField(AveritecLabel.choices)


@extend_schema_serializer(component_name="Rating")
class RatingOut(RatingRef):
    """One possible answer on the newsroom's scale."""

    sign = serializers.CharField(help_text="Says the rating where colour alone would.")
    colour = serializers.ChoiceField(Colour.choices)
    description = serializers.CharField()
    position = serializers.IntegerField(help_text="Its place on the scale, from 1.")
    retired_at = serializers.DateTimeField(
        allow_null=True, help_text="A retired rating stays where it was given."
    )


class Ratings(NewsroomDoor):
    """The scale on which a newsroom rates claims."""

    out = RatingOut

    def rows(self) -> QuerySet[Any, Any]:
        return Rating.objects.visible_to(self.member).order_by("position", "id")

    @extend_schema(operation_id="list_ratings", responses=page_of(RatingOut))
    def get(self, request: Request) -> Response:
        """List the whole scale, in its order."""
        body = {"results": self.represent(self.rows()), "next": None}
        return self.unless_known(request, Response(body, headers={"ETag": etag(None, body)}))
