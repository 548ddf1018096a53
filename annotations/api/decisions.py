"""Decisions: the verdict of an editor, whatever the assessments say."""

from typing import Any
from uuid import UUID

from drf_spectacular.utils import OpenApiExample, extend_schema, extend_schema_serializer
from rest_framework.request import Request
from rest_framework.response import Response

from annotations.api.assessments import AssessmentIn, rating_of
from annotations.api.claims import ClaimOut, ClaimTurn
from annotations.api.idempotency import once
from annotations.api.schema import one_of
from annotations.newsrooms.models import Member
from annotations.newsrooms.permissions import Action
from annotations.verdicts.deciding import decide, undecide


@extend_schema_serializer(
    examples=[
        OpenApiExample(
            "A decision",
            value={"rating": "misleading", "reasons": "Both are right about a half of it."},
        )
    ]
)
class DecisionIn(AssessmentIn):
    """A rating, by its key, and the reasons for deciding so."""


class Decide(ClaimTurn):
    """Deciding a verdict."""

    @extend_schema(operation_id="decide_claim", request=DecisionIn, responses=one_of(ClaimOut))
    @once
    def post(self, request: Request, pk: UUID) -> Response:
        """Decide the verdict of a claim that was assessed, or decide it anew.

        It stands, whatever is assessed, until it is taken back. If-Match is held against all of
        the claim.
        """
        return self.turn(request, pk, Action.DECIDE, _decide, DecisionIn)


class Undecide(ClaimTurn):
    """Taking a decision back."""

    @extend_schema(operation_id="undecide_claim", request=None, responses=one_of(ClaimOut))
    @once
    def post(self, request: Request, pk: UUID) -> Response:
        """Take the decision back: the verdict is again what the assessments say."""
        return self.turn(request, pk, Action.DECIDE, undecide)


def _decide(*, rating: str, by: Member, **values: Any) -> object:
    return decide(rating=rating_of(by, rating), by=by, **values)
