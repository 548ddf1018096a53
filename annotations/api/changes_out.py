"""What the feed says of each change."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from drf_spectacular.utils import (
    PolymorphicProxySerializer,
    extend_schema_field,
    inline_serializer,
)
from rest_framework import serializers

from annotations.api import articles, claims, sources
from annotations.api.fields import MemberOut
from annotations.api.shaping import Out
from annotations.feed.pages import Thing
from annotations.history.models import Event, Kind

OUT: Mapping[str, Out] = {
    "article": articles.ArticleOut,
    "claim": claims.ClaimOut,
    "source": sources.SourceOut,
}
SHOWN: Mapping[str, Callable[[QuerySet[Any, Any]], Iterable[Any]]] = {
    "article": articles.shown,
    "claim": claims.completed,
    "source": sources.shown,
}


@dataclass(frozen=True)
class Told:
    """A change as a reader may know it: without the event where the thing is out of sight."""

    number: int
    event: Event | None
    thing: Thing
    now: Mapping[str, Any] | None

    @property
    def deleted(self) -> bool:
        return self.now is None


class SubjectOut(serializers.Serializer[Event]):
    """To what exactly it happened."""

    type = serializers.CharField(source="subject_type")
    id = serializers.UUIDField(source="subject_id")


class ThingRef(serializers.Serializer[Thing]):
    """What looks different now."""

    type = serializers.ChoiceField(list(OUT))
    id = serializers.UUIDField()


class ChangeOut(serializers.Serializer[Any]):
    """A thing that looks different, how it looks now, and the event that made it so.

    Most events change one thing. One that changes a source is told for the source and then for
    each claim that cites it, with the same number. `kind`, `subject`, `by`, `at` and `changes`
    are null where the thing is not yours to see, `by` also where nobody did it.
    """

    number = serializers.IntegerField(help_text="Of the event, in the order of events.")
    kind = serializers.ChoiceField(
        Kind.choices, source="event.kind", allow_null=True, help_text="New kinds will come."
    )
    subject = SubjectOut(source="event", allow_null=True)
    by = MemberOut(source="event.by", allow_null=True)
    at = serializers.DateTimeField(source="event.at", allow_null=True)
    changes = serializers.DictField(
        child=serializers.ListField(),
        source="event.changes",
        allow_null=True,
        help_text="Each field's value before and after.",
    )
    undoes = serializers.IntegerField(
        source="event.undoes",
        allow_null=True,
        help_text="The number of the event that this one reverses; of an undo, if it is a redo.",
    )
    thing = ThingRef()
    deleted = serializers.BooleanField(help_text="It is gone, or no longer yours to see.")
    now = serializers.SerializerMethodField(help_text="The thing as it is; null when deleted.")

    @extend_schema_field(
        PolymorphicProxySerializer(
            component_name="Thing",
            serializers=list(OUT.values()),
            resource_type_field_name=None,
            many=False,
        )
    )
    def get_now(self, told: Told) -> Any:
        return told.now


ChangesPage = inline_serializer(
    "ChangePage",
    {
        "results": ChangeOut(many=True),
        "cursor": serializers.CharField(help_text="Keep it: `after` goes on from here."),
        "more": serializers.BooleanField(help_text="Whether there is something to read already."),
        "next": serializers.URLField(help_text="This address, going on from the cursor."),
    },
)
