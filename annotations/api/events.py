"""/events/: the history of a claim, an article or a source, as their pages tell it."""

from uuid import UUID

from django.db.models import F
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from annotations.api.changes_out import SubjectOut
from annotations.api.doors import ListDoor
from annotations.api.fields import Links, MemberOut
from annotations.api.schema import page_of
from annotations.articles.models import Article
from annotations.claims.models import Claim
from annotations.evidence.models import Source
from annotations.history.models import Event, EventQuerySet, Kind
from annotations.matching.filters import by_choice
from annotations.matching.orders import Order, both_ways, number


class EventOut(serializers.Serializer[Event]):
    """One thing that happened. It is never edited."""

    number = serializers.IntegerField(help_text="In the order of the newsroom's events.")
    kind = serializers.ChoiceField(Kind.choices, help_text="New kinds will come.")
    subject = SubjectOut(source="*")
    claim = serializers.UUIDField(source="claim_id", allow_null=True)
    article = serializers.UUIDField(source="article_id", allow_null=True)
    undoes = serializers.IntegerField(allow_null=True, help_text="The event that this reverses.")
    by = MemberOut(allow_null=True)
    at = serializers.DateTimeField()
    changes = serializers.DictField(
        child=serializers.ListField(), help_text="Each field's value before and after."
    )
    links = Links(undo="changes/{0.number}/undo/")


class Events(ListDoor):
    """The events of something."""

    out = EventOut
    filters = {
        "kind": by_choice("Events of this kind.", "kind", Kind),
    }
    orders = both_ways({"number": Order(F("number"), read=number)})

    def rows(self) -> EventQuerySet:
        return Event.objects.visible_to(self.member).select_related("by__user")


class EventsOfClaim(Events):
    """The events of a claim."""

    @extend_schema(operation_id="list_events_of_claim", responses=page_of(EventOut))
    def get(self, request: Request, pk: UUID) -> Response:
        """List what happened to a claim and to everything that hangs on it."""
        claim = self.find(pk, Claim.objects.visible_to(self.member))
        return self.page(request, self.rows().filter(claim_id=claim.pk))


class EventsOfArticle(Events):
    """The events of an article."""

    @extend_schema(operation_id="list_events_of_article", responses=page_of(EventOut))
    def get(self, request: Request, pk: UUID) -> Response:
        """List what happened to an article and in it."""
        article = self.find(pk, Article.objects.visible_to(self.member))
        return self.page(request, self.rows().filter(article_id=article.pk))


class EventsOfSource(Events):
    """The events of a source."""

    @extend_schema(operation_id="list_events_of_source", responses=page_of(EventOut))
    def get(self, request: Request, pk: UUID) -> Response:
        """List what happened to a source. Where it is cited, the claims tell."""
        source = self.find(pk, Source.objects.visible_to(self.member))
        return self.page(request, self.rows().about_other(source))
