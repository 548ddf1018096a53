"""/ratings/: the newsroom's scale."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from drf_spectacular.utils import OpenApiExample, extend_schema, extend_schema_serializer
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from annotations import limits
from annotations.api.doors import NewsroomDoor
from annotations.api.fields import Choice, Line, Links, Text, Whole
from annotations.api.idempotency import once
from annotations.api.parsing import Given, understood
from annotations.api.preconditions import expected
from annotations.api.schema import one_of, page_of
from annotations.newsrooms.permissions import Action
from annotations.verdicts.models import SIGNS, AveritecLabel, Colour, Rating
from annotations.verdicts.scale import (
    Look,
    add_rating,
    edit_rating,
    restore_rating,
    retire_rating,
)


class RatingEdited(Given):
    """What a rating says and how it looks."""

    label = Text(max_length=60)  # type: ignore[assignment]  # as in RatingRef
    sign = Choice(SIGNS, help_text="Says the rating where colour alone would.")
    colour = Choice(Colour.choices)
    description = Line(help_text="What the rating means, in a sentence.")
    claim_review_number = Whole(
        min_value=1,
        max_value=1000,
        allow_null=True,
        required=False,
        help_text="ClaimReview's ratingValue: higher is truer; null is none.",
    )
    averitec_label = Choice(AveritecLabel.choices)


@extend_schema_serializer(
    examples=[
        OpenApiExample(
            "A rating",
            value={
                "label": "Satire",
                "sign": "≈",
                "colour": "unverifiable",
                "description": "Not meant to be believed.",
                "averitec_label": "Not Enough Evidence",
            },
        )
    ]
)
class RatingIn(RatingEdited):
    """A new rating, at the end of the scale."""

    key = Text(
        max_length=30,
        required=False,
        help_text="Lower-case letters, digits and dashes; it stays. Otherwise made of the label.",
    )


@extend_schema_serializer(component_name="RatingChange")
class RatingPatch(RatingEdited):
    """Other looks for a rating, or another place on the scale."""

    position = Whole(min_value=1, max_value=limits.RATINGS, help_text="The others make room.")


class RatingRef(serializers.Serializer[Rating]):
    """A rating, as verdicts and assessments show it."""

    id = serializers.UUIDField()
    key = serializers.SlugField()
    label = serializers.CharField()  # type: ignore[assignment]  # the stubs: the framework's own attribute
    claim_review_number = serializers.IntegerField(
        allow_null=True, help_text="ClaimReview's ratingValue: higher is truer; null is none."
    )
    averitec_label = serializers.ChoiceField(AveritecLabel.choices)


class RatingOut(RatingRef):
    """One possible answer on the newsroom's scale."""

    sign = serializers.CharField(help_text="Says the rating where colour alone would.")
    colour = serializers.ChoiceField(Colour.choices)
    description = serializers.CharField()
    position = serializers.IntegerField(help_text="Its place on the scale, from 1.")
    retired_at = serializers.DateTimeField(
        allow_null=True, help_text="A retired rating stays where it was given."
    )
    revision = serializers.IntegerField()
    links = Links(self="ratings/{0.id}/", claims="claims/?rating={0.key}", page="ratings/")


class Ratings(NewsroomDoor):
    """The scale on which a newsroom rates claims."""

    out = RatingOut

    def rows(self) -> QuerySet[Any, Any]:
        return Rating.objects.visible_to(self.member).order_by("position", "id")

    @extend_schema(operation_id="list_ratings", responses=page_of(RatingOut))
    def get(self, _request: Request) -> Response:
        """List the whole scale, in its order."""
        return Response({"results": self.represent(self.rows()), "next": None})

    @extend_schema(operation_id="add_rating", request=RatingIn, responses=one_of(RatingOut, 201))
    @once
    def post(self, request: Request) -> Response:
        """Add a rating to the end of the scale."""
        by = self.require(Action.EDIT_SCALE)
        values = understood(RatingIn, request)
        key = values.pop("key", "")
        rating = add_rating(look=Look(**values), key=key, by=by)
        return self.as_it_stands(rating, 201)


class OneRating(NewsroomDoor):
    """One rating of the scale."""

    out = RatingOut

    def rows(self) -> QuerySet[Any, Any]:
        return Rating.objects.visible_to(self.member)

    def turn(self, request: Request, pk: UUID, act: Callable[..., Rating]) -> Response:
        rating = self.find(pk)
        by = self.require(Action.EDIT_SCALE, rating)
        understood(Given, request)
        return self.as_it_stands(act(rating=rating, revision=expected(request).revision, by=by))

    @extend_schema(operation_id="read_rating", responses=one_of(RatingOut))
    def get(self, _request: Request, pk: UUID) -> Response:
        """Read a rating, also a retired one."""
        return self.show(pk)

    @extend_schema(operation_id="edit_rating", request=RatingPatch, responses=one_of(RatingOut))
    def patch(self, request: Request, pk: UUID) -> Response:
        """Change how a rating looks or where it stands, for all claims that show it."""
        rating = self.find(pk)
        by = self.require(Action.EDIT_SCALE, rating)
        revision = expected(request).revision
        values = understood(RatingPatch, request, partial=True)
        return self.as_it_stands(edit_rating(rating=rating, revision=revision, by=by, **values))


class RetireRating(OneRating):
    """Taking a rating out of use."""

    http_method_names = ["post", "options"]
    is_transition = True

    @extend_schema(operation_id="retire_rating", request=None, responses=one_of(RatingOut))
    @once
    def post(self, request: Request, pk: UUID) -> Response:
        """Retire a rating: it stays where it was given, and cannot be chosen any more."""
        return self.turn(request, pk, retire_rating)


class RestoreRating(OneRating):
    """Taking a rating into use again."""

    http_method_names = ["post", "options"]
    is_transition = True

    @extend_schema(operation_id="restore_rating", request=None, responses=one_of(RatingOut))
    @once
    def post(self, request: Request, pk: UUID) -> Response:
        """Put a retired rating back on the scale."""
        return self.turn(request, pk, restore_rating)
