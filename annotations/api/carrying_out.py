"""How passages stand in newer versions, as programs read it."""

from typing import Any

from rest_framework import serializers

from annotations.anchoring.carrying import Standing
from annotations.anchoring.changes import Change
from annotations.api.fields import Links, MemberOut
from annotations.claims.carryings import Carrying
from annotations.claims.outcomes import Outcome
from annotations.exports import native


class CarryingOut(serializers.Serializer[Carrying]):
    """How a passage stands in a newer version of its article, and what became of it there.

    `same` and `respelled` (only quote marks, dashes and spaces differ) are carried over by
    themselves. `changed` and `gone` are `undecided` until somebody says whether the claim `holds`,
    is to be checked again (`recheck`) or is `retired`.
    """

    id = serializers.UUIDField()
    passage = serializers.UUIDField(source="passage_id")
    version = serializers.UUIDField(source="version_id", help_text="The newer one.")
    standing = serializers.ChoiceField([one.value for one in Standing])
    has_moved = serializers.BooleanField(help_text="Whether it left its surroundings.")
    likeness = serializers.FloatField(help_text="Of the words that were found, 0 to 1.")
    start = serializers.IntegerField(help_text="In code points of the newer version.")
    end = serializers.IntegerField(help_text="Exclusive; of what is gone the same as `start`.")
    exact = serializers.CharField(help_text="What stands there; empty where it is gone.")
    change = serializers.ChoiceField(
        [one.value for one in Change],
        allow_blank=True,
        help_text="The gravest difference, of what has changed.",
    )
    outcome = serializers.ChoiceField(Outcome.choices)
    decided_by = MemberOut(allow_null=True)
    decided_at = serializers.DateTimeField(allow_null=True)
    revision = serializers.IntegerField()
    links = Links(
        self="carryings/{0.id}/",
        passage="passages/{0.passage_id}/",
        version="versions/{0.version_id}/",
    )

    def to_representation(self, instance: Carrying) -> Any:
        return native.carrying(instance, self.context["at"])
