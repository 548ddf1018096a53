"""/claims/{id}/evidence/order/: in which order the evidence on a claim is read."""

from uuid import UUID

from drf_spectacular.utils import OpenApiExample, extend_schema, extend_schema_serializer
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from annotations import limits
from annotations.api.claims import ClaimOut, ClaimTurn
from annotations.api.fields import Ident
from annotations.api.parsing import Given
from annotations.api.schema import one_of
from annotations.evidence.ordering import order_evidence
from annotations.newsrooms.permissions import Action


@extend_schema_serializer(
    examples=[
        OpenApiExample(
            "The second one first",
            value={
                "order": [
                    "0199f0c4-5c6e-7c11-9a55-3d9a5cf3a004",
                    "0199f0c4-5c6e-7c11-9a55-3d9a5cf3a003",
                ]
            },
        )
    ]
)
class OrderIn(Given):
    """The evidence that stands on the claim, as it is to be read."""

    order = serializers.ListField(
        child=Ident(),
        max_length=limits.EVIDENCE_PER_CLAIM,
        help_text="The id of each piece that stands, each once.",
    )


class EvidenceOrder(ClaimTurn):
    """The order of the evidence on a claim."""

    http_method_names = ["put", "options"]

    @extend_schema(operation_id="order_evidence", request=OrderIn, responses=one_of(ClaimOut))
    def put(self, request: Request, pk: UUID) -> Response:
        """Put the evidence on a claim in another order: here, on pages and in exports.

        What was withdrawn, and what is cited later, comes behind. If-Match is held against all of
        the claim.
        """
        return self.turn(request, pk, Action.CITE, order_evidence, OrderIn)
