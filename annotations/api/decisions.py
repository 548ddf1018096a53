"""Decisions: the verdict of an editor, whatever the assessments say."""

from uuid import UUID

from django.db import transaction
from drf_spectacular.utils import OpenApiExample, extend_schema, extend_schema_serializer
from rest_framework.request import Request
from rest_framework.response import Response

from annotations.api.assessments import AssessmentIn, rating_of
from annotations.api.claims import ClaimOut, OneClaim, as_read
from annotations.api.idempotency import once
from annotations.api.parsing import Given, understood
from annotations.api.preconditions import expected
from annotations.api.schema import one_of
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


class Decide(OneClaim):
    """Deciding a verdict."""

    http_method_names = ["post", "options"]
    is_transition = True

    @extend_schema(operation_id="decide_claim", request=DecisionIn, responses=one_of(ClaimOut))
    @once
    @transaction.atomic
    def post(self, request: Request, pk: UUID) -> Response:
        """Decide the verdict of a claim that was assessed, or decide it anew.

        It stands, whatever is assessed, until it is taken back. If-Match is held against all of
        the claim.
        """
        claim = self.find(pk)
        by = self.require(Action.DECIDE, claim)
        read, values = expected(request), understood(DecisionIn, request)
        rating = rating_of(by, values["rating"])
        decide(claim=as_read(claim, read), rating=rating, reasons=values["reasons"], by=by)
        return self.as_it_stands(claim)


class Undecide(OneClaim):
    """Taking a decision back."""

    http_method_names = ["post", "options"]
    is_transition = True

    @extend_schema(operation_id="undecide_claim", request=None, responses=one_of(ClaimOut))
    @once
    @transaction.atomic
    def post(self, request: Request, pk: UUID) -> Response:
        """Take the decision back: the verdict is again what the assessments say."""
        claim = self.find(pk)
        by = self.require(Action.DECIDE, claim)
        read = expected(request)
        understood(Given, request)
        undecide(claim=as_read(claim, read), by=by)
        return self.as_it_stands(claim)
