"""What comes in about claims."""

from drf_spectacular.utils import OpenApiExample, extend_schema_serializer
from rest_framework import serializers

from annotations import limits
from annotations.api.fields import Choice, Day, Ident, Line, Prose, Text, Whole
from annotations.api.parsing import Given
from annotations.claims.models import ClaimKind


class PlaceIn(Given):
    """Where a version makes a claim: its text[start:end], which is `exact`."""

    start = Whole(min_value=0, max_value=limits.TEXT, help_text="In code points, from 0.")
    end = Whole(min_value=0, max_value=limits.TEXT, help_text="In code points, exclusive.")
    exact = Text(max_length=limits.TEXT)


class PassageIn(PlaceIn):
    """Another passage of a claim: text[start:end] of the version, which is `exact`."""

    version = Ident(help_text="The id of a version.")


class WordingIn(Given):
    """What a claim says, who says it and when; empty where unknown."""

    statement = Prose(help_text="Can be understood without the article.")
    claimant = Line(required=False, allow_blank=True)
    claimed_on = Day(required=False, allow_null=True)
    kind = Choice(ClaimKind.choices, required=False, allow_blank=True)
    tags = serializers.ListField(
        child=Text(max_length=limits.TAG, allow_blank=True), max_length=limits.TAGS, required=False
    )


@extend_schema_serializer(
    examples=[
        OpenApiExample(
            "A claim",
            value={
                "version": "0199f0c4-5c6e-7c11-9a55-3d9a5cf3a002",
                "start": 33,
                "end": 70,
                "exact": "The town has not yet spent the money.",
                "statement": "Lindau has not yet spent the money for its harbour.",
                "claimant": "Town council of Lindau",
                "claimed_on": "2026-03-02",
                "kind": "event",
                "tags": ["harbour"],
            },
        )
    ]
)
class ClaimIn(WordingIn):
    """A new claim and its first passage: text[start:end] of the version, which is `exact`."""

    version = Ident(help_text="The id of a version.")
    start = Whole(min_value=0, max_value=limits.TEXT, help_text="In code points, from 0.")
    end = Whole(min_value=0, max_value=limits.TEXT, help_text="In code points, exclusive.")
    exact = Text(max_length=limits.TEXT)


class ReasonsIn(Given):
    """Why."""

    reasons = Prose()
