"""/evidence/: what sources say about claims."""

from typing import Any
from uuid import UUID

from django.db.models import F, QuerySet
from drf_spectacular.utils import (
    OpenApiExample,
    extend_schema,
    extend_schema_serializer,
)
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from annotations.api import sources
from annotations.api.doors import ListDoor, NewsroomDoor
from annotations.api.fields import Choice, Ident, Line, Links, MemberOut, Prose, WithdrawalOut
from annotations.api.idempotency import once
from annotations.api.parsing import Given, understood
from annotations.api.preconditions import expected
from annotations.api.schema import one_of, page_of
from annotations.api.shaping import Expansion
from annotations.api.sources import SourceRef
from annotations.claims.models import Claim
from annotations.evidence.actions import (
    Citation,
    cite,
    edit_evidence,
    restore_evidence,
    withdraw_evidence,
)
from annotations.evidence.models import Evidence, Source, Stance
from annotations.exports import native
from annotations.matching.filters import by_choice
from annotations.matching.orders import Order, number
from annotations.newsrooms.permissions import Action


class CitationIn(Given):
    """What the source says about the claim: its words or, where it has none, a note."""

    stance = Choice(Stance.choices)
    quote = Prose(required=False, allow_blank=True, help_text="Its exact words.")
    locator = Line(required=False, allow_blank=True, help_text="Where, such as p. 4 or 12:30.")
    note = Prose(required=False, allow_blank=True)


@extend_schema_serializer(
    examples=[
        OpenApiExample(
            "A quote",
            value={
                "source": "0199f0c4-5c6e-7c11-9a55-3d9a5cf3a001",
                "stance": "refutes",
                "quote": "No payment was made.",
                "locator": "p. 4",
            },
        )
    ]
)
class EvidenceIn(CitationIn):
    """New evidence: a citation of one of the newsroom's sources."""

    source = Ident(help_text="An id in /sources/.")  # type: ignore[assignment]  # as in EvidenceOut


class EvidenceOut(serializers.Serializer[Evidence]):
    """What a source says about one claim."""

    id = serializers.UUIDField()
    claim = serializers.UUIDField(source="claim_id")
    source = SourceRef()  # type: ignore[assignment]  # the stubs: the framework's own attribute
    stance = serializers.ChoiceField(Stance.choices)
    quote = serializers.CharField()
    locator = serializers.CharField()
    note = serializers.CharField()
    withdrawn = WithdrawalOut(allow_null=True, help_text="Null while the evidence counts.")
    revision = serializers.IntegerField()
    added_by = MemberOut()
    added_at = serializers.DateTimeField()
    links = Links(
        self="evidence/{0.id}/",
        claim="claims/{0.claim_id}/",
        source="sources/{0.source_id}/",
        page="claim#evidence",
    )

    def to_representation(self, instance: Evidence) -> Any:
        return native.evidence(instance, self.context["at"])


def shown(evidence: QuerySet[Any, Any]) -> QuerySet[Any, Any]:
    """`evidence` with what EvidenceOut shows of it."""
    return evidence.select_related("source", "added_by__user", "withdrawn_by__user")


EXPANSIONS = {
    "sources": Expansion(
        "source",
        out=sources.SourceOut,
        rows=lambda member: sources.shown(Source.objects.visible_to(member)),
    )
}


FILTERS = {
    "stance": by_choice("Evidence with this stance.", "stance", Stance),
}


class EvidenceOfClaim(ListDoor):
    """The evidence on a claim."""

    out = EvidenceOut
    expansions = EXPANSIONS
    filters = FILTERS
    orders = {"position": Order(F("position"), read=number), "added_at": Order()}

    def rows(self) -> QuerySet[Any, Any]:
        return shown(Evidence.objects.visible_to(self.member))

    @extend_schema(operation_id="list_evidence", responses=page_of(EvidenceOut))
    def get(self, request: Request, pk: UUID) -> Response:
        """List the evidence on a claim as it is read there, also what was withdrawn."""
        claim = self.find(pk, Claim.objects.visible_to(self.member))
        return self.page(request, self.rows().filter(claim=claim))

    @extend_schema(
        operation_id="cite_source", request=EvidenceIn, responses=one_of(EvidenceOut, 201)
    )
    @once
    def post(self, request: Request, pk: UUID) -> Response:
        """Cite a source for or against a claim. Takes no If-Match: it overwrites nothing."""
        claim = self.find(pk, Claim.objects.visible_to(self.member))
        by = self.require(Action.CITE, claim)
        values = understood(EvidenceIn, request)
        sources_here = Source.objects.visible_to(self.member)
        source = self.named("source", values.pop("source"), sources_here)
        evidence = cite(claim=claim, source=source, citation=Citation(**values), by=by)
        return self.as_it_stands(evidence, 201)


class EvidenceFromSource(ListDoor):
    """The evidence from a source."""

    out = EvidenceOut
    expansions = EXPANSIONS
    filters = FILTERS

    def rows(self) -> QuerySet[Any, Any]:
        return shown(Evidence.objects.visible_to(self.member))

    @extend_schema(operation_id="list_evidence_from_source", responses=page_of(EvidenceOut))
    def get(self, request: Request, pk: UUID) -> Response:
        """List what is cited from a source, on any claim, also what was withdrawn."""
        source = self.find(pk, Source.objects.visible_to(self.member))
        return self.page(request, self.rows().filter(source=source))


class OneEvidence(NewsroomDoor):
    """One piece of evidence."""

    out = EvidenceOut
    expansions = EXPANSIONS

    def rows(self) -> QuerySet[Any, Any]:
        return shown(Evidence.objects.visible_to(self.member)).select_related("claim")

    @extend_schema(operation_id="read_evidence", responses=one_of(EvidenceOut))
    def get(self, _request: Request, pk: UUID) -> Response:
        """Read a piece of evidence, also one that was withdrawn."""
        return self.show(pk)

    @extend_schema(operation_id="edit_evidence", request=CitationIn, responses=one_of(EvidenceOut))
    def patch(self, request: Request, pk: UUID) -> Response:
        """Change a citation. It stays with its claim and its source."""
        evidence = self.find(pk)
        by = self.require(Action.CITE, evidence)
        revision = expected(request).revision
        values = understood(CitationIn, request, partial=True)
        edit_evidence(evidence=evidence, revision=revision, by=by, **values)
        return self.as_it_stands(evidence)

    @extend_schema(operation_id="withdraw_evidence", responses=one_of(EvidenceOut))
    def delete(self, request: Request, pk: UUID) -> Response:
        """Withdraw a piece of evidence: it no longer counts, and can be restored."""
        evidence = self.find(pk)
        by = self.require(Action.CITE, evidence)
        withdraw_evidence(evidence=evidence, revision=expected(request).revision, by=by)
        return self.as_it_stands(evidence)


class RestoreEvidence(OneEvidence):
    """Taking back a withdrawal."""

    http_method_names = ["post", "options"]
    is_transition = True

    @extend_schema(operation_id="restore_evidence", request=None, responses=one_of(EvidenceOut))
    @once
    def post(self, request: Request, pk: UUID) -> Response:
        """Let withdrawn evidence count again."""
        evidence = self.find(pk)
        by = self.require(Action.CITE, evidence)
        understood(Given, request)
        restore_evidence(evidence=evidence, revision=expected(request).revision, by=by)
        return self.as_it_stands(evidence)
