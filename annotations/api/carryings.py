"""/carryings/: passages whose text changed, and what becomes of them."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from annotations import limits
from annotations.api.carrying_out import CarryingOut
from annotations.api.doors import NewsroomDoor
from annotations.api.fields import Text, Whole
from annotations.api.idempotency import once
from annotations.api.parsing import Given, understood
from annotations.api.preconditions import expected
from annotations.api.schema import one_of
from annotations.claims.carryings import Carrying
from annotations.claims.changed import confirm, retire
from annotations.newsrooms.permissions import Action
from annotations.verdicts.rechecking import recheck


class ChosenPlaceIn(Given):
    """Where the newer version makes the claim: its text[start:end], which is `exact`.

    All three, or none of them for the place that was found.
    """

    start = Whole(min_value=0, max_value=limits.TEXT, required=False)
    end = Whole(min_value=0, max_value=limits.TEXT, required=False)
    exact = Text(max_length=limits.TEXT, required=False)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        if attrs and attrs.keys() != {"start", "end", "exact"}:
            raise serializers.ValidationError("Send start, end and exact, or none of them.")
        return attrs


class OneCarrying(NewsroomDoor):
    """How one passage stands in a newer version."""

    out = CarryingOut

    def rows(self) -> QuerySet[Any, Any]:
        return Carrying.objects.visible_to(self.member).select_related(
            "decided_by__user", "claim", "passage", "version"
        )

    @extend_schema(operation_id="read_carrying", responses=one_of(CarryingOut))
    def get(self, _request: Request, pk: UUID) -> Response:
        """Read how a passage stands in a newer version of its article."""
        return self.show(pk)


class DecisionDoor(OneCarrying):
    """A decision on a passage whose text changed."""

    http_method_names = ["post", "options"]
    is_transition = True

    def decide(
        self, request: Request, pk: UUID, action: Callable[..., Any], asked: type[Given]
    ) -> Response:
        carrying = self.find(pk)
        by = self.require(Action.MARK, carrying)
        revision = expected(request).revision
        place = understood(asked, request)
        given = {"place": place} if asked is ChosenPlaceIn else {}
        action(carrying=carrying, revision=revision, by=by, **given)
        return self.as_it_stands(carrying)


class ConfirmPassage(DecisionDoor):
    """It still holds."""

    @extend_schema(
        operation_id="confirm_passage", request=ChosenPlaceIn, responses=one_of(CarryingOut)
    )
    @once
    def post(self, request: Request, pk: UUID) -> Response:
        """Say that the newer version makes the claim too, where we found it or elsewhere.

        The claim gets a passage there; its verdict holds.
        """
        return self.decide(request, pk, confirm, ChosenPlaceIn)


class RecheckPassage(DecisionDoor):
    """It has to be checked again."""

    @extend_schema(
        operation_id="recheck_passage", request=ChosenPlaceIn, responses=one_of(CarryingOut)
    )
    @once
    def post(self, request: Request, pk: UUID) -> Response:
        """Say that the newer version makes the claim in words that have to be checked again.

        The claim gets a passage there. It is not settled until somebody assesses or decides it.
        """
        return self.decide(request, pk, recheck, ChosenPlaceIn)


class RetirePassage(DecisionDoor):
    """It is no longer in the article."""

    @extend_schema(operation_id="retire_passage", request=None, responses=one_of(CarryingOut))
    @once
    def post(self, request: Request, pk: UUID) -> Response:
        """Say that the newer version does not make the claim. It stays in the older one."""
        return self.decide(request, pk, retire, Given)
