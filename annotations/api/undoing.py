"""/changes/{number}/undo/: taking back what you did; and what you would take back next."""

from typing import Any, cast
from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from annotations.api.changes import looks_of
from annotations.api.changes_out import ChangeOut, SubjectOut, Told
from annotations.api.doors import NewsroomDoor
from annotations.api.fields import Addresses, Links
from annotations.api.idempotency import once
from annotations.api.parsing import Given, understood
from annotations.api.preconditions import etag
from annotations.api.refusals import NotFound
from annotations.articles.models import Article
from annotations.claims.models import Claim
from annotations.feed.pages import Thing, thing_of
from annotations.feed.views import view_of
from annotations.history.models import Event, Kind
from annotations.undoing.actions import undo
from annotations.undoing.steps import steps


class StepOut(serializers.Serializer[Event]):
    """One thing that you did and can undo, or an undo of yours that you can undo."""

    number = serializers.IntegerField(help_text="Of the event, as in the change feed.")
    kind = serializers.ChoiceField(Kind.choices)
    subject = SubjectOut(source="*")
    at = serializers.DateTimeField()
    undoes = serializers.IntegerField(allow_null=True)
    links = Links(undo="changes/{0.number}/undo/")


class StepsOut(serializers.Serializer[Any]):
    """What you would undo next, and what you would redo next: by undoing the undo."""

    undo = StepOut(allow_null=True)
    redo = StepOut(allow_null=True)


class UndoChange(NewsroomDoor):
    """Undoing a change."""

    out = ChangeOut

    @extend_schema(operation_id="undo_change", request=None, responses={200: ChangeOut})
    @once
    def post(self, request: Request, number: int) -> Response:
        """Undo what you did; the answer is the new change, as the feed tells it.

        Undoing an undo does it again. Nothing is overwritten: what others changed since, or built
        on it, is 409, and `wordings` may show what it was, became and is now. Takes no If-Match:
        the number says what is meant.
        """
        understood(Given, request)
        done = Event.objects.visible_to(self.member).filter(number=number).first()
        if done is None:
            raise NotFound
        event = undo(event=done, by=self.member)
        thing = cast("Thing", thing_of(event))  # what concerns people alone is not undone
        at = Addresses(request, self.slug)
        look = looks_of({thing}, view_of(self.member), at).get(thing)
        body = ChangeOut(Told(event.number, event, thing, look)).data
        return Response(body, headers={"ETag": etag(None, body)})


class StepsDoor(NewsroomDoor):
    """What you can undo and redo in one place."""

    out = StepsOut

    def told(self, request: Request, around: Article | Claim) -> Response:
        found = steps(self.member, around)._asdict()
        events = {name: step and step.event for name, step in found.items()}
        context = {"at": Addresses(request, self.slug)}
        return Response(StepsOut(events, context=context).data)


class StepsOnClaim(StepsDoor):
    """What you can undo and redo on a claim."""

    @extend_schema(operation_id="read_steps_on_claim", responses={200: StepsOut})
    def get(self, request: Request, pk: UUID) -> Response:
        """Read what you would undo and redo next on a claim."""
        return self.told(request, self.find(pk, Claim.objects.visible_to(self.member)))


class StepsInArticle(StepsDoor):
    """What you can undo and redo in an article."""

    @extend_schema(operation_id="read_steps_in_article", responses={200: StepsOut})
    def get(self, request: Request, pk: UUID) -> Response:
        """Read what you would undo and redo next in an article and on the claims in it."""
        return self.told(request, self.find(pk, Article.objects.visible_to(self.member)))
