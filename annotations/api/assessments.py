"""/assessments/: what members hold of a claim, and the verdict that follows."""

from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from drf_spectacular.utils import OpenApiExample, extend_schema, extend_schema_serializer
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from annotations.api.doors import ListDoor, NewsroomDoor
from annotations.api.fields import Links, MemberOut, Prose, Text
from annotations.api.idempotency import once
from annotations.api.parsing import Given, understood
from annotations.api.preconditions import expected
from annotations.api.ratings import RatingRef
from annotations.api.refusals import NotUnderstood
from annotations.api.schema import one_of, page_of
from annotations.claims.models import Claim
from annotations.exports import native
from annotations.newsrooms.models import Member
from annotations.newsrooms.permissions import Action
from annotations.verdicts.actions import assess, reassess
from annotations.verdicts.models import Assessment, Rating, Verdict


@extend_schema_serializer(
    examples=[
        OpenApiExample(
            "A rating with reasons",
            value={"rating": "false", "reasons": "The minutes show that nothing was paid."},
        )
    ]
)
class AssessmentIn(Given):
    """A rating of a claim, by the rating's key, and the reasons for it."""

    rating = Text(max_length=30, help_text="The key of a rating in /ratings/.")
    reasons = Prose()


class AssessmentOut(serializers.Serializer[Assessment]):
    """One member's rating of a claim, with reasons."""

    id = serializers.UUIDField()
    claim = serializers.UUIDField(source="claim_id")
    rating = RatingRef()
    reasons = serializers.CharField()
    revision = serializers.IntegerField()
    by = MemberOut()
    at = serializers.DateTimeField()
    links = Links(self="assessments/{0.id}/", claim="claims/{0.claim_id}/", page="claim#assessment")

    def to_representation(self, instance: Assessment) -> Any:
        return native.assessment(instance, self.context["at"])


class DecisionOut(serializers.Serializer[Verdict]):
    """How an editor came to the verdict. It stands until it is taken back."""

    by = MemberOut(source="decided_by")
    reasons = serializers.CharField()
    overtaken_at = serializers.DateTimeField(
        allow_null=True, help_text="When an assessment first came, changed or went after it."
    )


class VerdictOut(serializers.Serializer[Verdict]):
    """The newsroom's rating of a claim: agreed by its assessments, or decided."""

    rating = RatingRef()
    settled_at = serializers.DateTimeField()
    decision = DecisionOut(
        source="*", allow_null=True, help_text="Null where the assessments agree."
    )


def shown(assessments: QuerySet[Any, Any]) -> QuerySet[Any, Any]:
    """`assessments` with what AssessmentOut shows of them."""
    return assessments.select_related("by__user", "rating")


class AssessmentsOfClaim(ListDoor):
    """The assessments of a claim."""

    out = AssessmentOut

    def rows(self) -> QuerySet[Any, Any]:
        return shown(Assessment.objects.visible_to(self.member))

    @extend_schema(operation_id="list_assessments", responses=page_of(AssessmentOut))
    def get(self, request: Request, pk: UUID) -> Response:
        """List who holds what of the claim, and why."""
        claim = self.find(pk, Claim.objects.visible_to(self.member))
        return self.page(request, self.rows().filter(claim=claim))

    @extend_schema(
        operation_id="assess_claim", request=AssessmentIn, responses=one_of(AssessmentOut, 201)
    )
    @once
    def post(self, request: Request, pk: UUID) -> Response:
        """Assess a claim; each member does so once. The verdict follows by itself."""
        claim = self.find(pk, Claim.objects.visible_to(self.member))
        by = self.require(Action.ASSESS, claim)
        values = understood(AssessmentIn, request)
        rating = rating_of(by, values["rating"])
        assessment = assess(claim=claim, rating=rating, reasons=values["reasons"], by=by)
        return self.as_it_stands(assessment, 201)


class OneAssessment(NewsroomDoor):
    """One assessment."""

    out = AssessmentOut

    def rows(self) -> QuerySet[Any, Any]:
        return shown(Assessment.objects.visible_to(self.member)).select_related("claim")

    @extend_schema(operation_id="read_assessment", responses=one_of(AssessmentOut))
    def get(self, _request: Request, pk: UUID) -> Response:
        """Read an assessment."""
        return self.show(pk)

    @extend_schema(
        operation_id="reassess_claim", request=AssessmentIn, responses=one_of(AssessmentOut)
    )
    def patch(self, request: Request, pk: UUID) -> Response:
        """Change your own assessment; the verdict follows."""
        assessment = self.find(pk)
        by = self.require(Action.REASSESS, assessment)
        revision = expected(request).revision
        values = understood(AssessmentIn, request, partial=True)
        reassess(
            assessment=assessment,
            revision=revision,
            rating=rating_of(by, values["rating"]) if "rating" in values else assessment.rating,
            reasons=values.get("reasons", assessment.reasons),
            by=by,
        )
        return self.as_it_stands(assessment)


def rating_of(member: Member, key: str) -> Rating:
    """The rating with this key. Raises NotUnderstood, naming those there are."""
    scale = {rating.key: rating for rating in Rating.objects.visible_to(member)}
    if key not in scale:
        keys = ", ".join(key for key, rating in scale.items() if not rating.retired_at)
        raise NotUnderstood(fields={"rating": [f"There is no such rating. There are: {keys}."]})
    return scale[key]
