"""Many at once: all of what comes in, or nothing of it."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID

from django.db.models import QuerySet, Sum
from django.db.models.functions import Length
from drf_spectacular.utils import extend_schema, inline_serializer
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from annotations import limits
from annotations.api import evidence
from annotations.api.claim_wording import ClaimIn
from annotations.api.claims import ClaimOut, ClaimsDoor
from annotations.api.doors import NewsroomDoor
from annotations.api.evidence import EvidenceIn, EvidenceOut
from annotations.api.fields import Ident
from annotations.api.idempotency import once
from annotations.api.parsing import Given, understood
from annotations.api.refusals import NotUnderstood, TooMuchText
from annotations.articles.models import Version
from annotations.claims.actions import Wording
from annotations.claims.bulk import Mark, mark_claims
from annotations.claims.models import Claim
from annotations.evidence.actions import Citation
from annotations.evidence.bulk import Cited, cite_all
from annotations.evidence.models import Evidence, Source
from annotations.newsrooms.permissions import Action
from annotations.rows import Row, RowQuerySet

Item = dict[str, Any]


class ClaimsIn(Given):
    """New claims, each with its first passage."""

    claims = serializers.ListField(child=ClaimIn(), min_length=1, max_length=limits.BULK)


class EvidenceOnClaimIn(EvidenceIn):
    """New evidence on one of the newsroom's claims."""

    claim = Ident(help_text="An id in /claims/.")


class ManyEvidenceIn(Given):
    """New evidence, on any claims."""

    evidence = serializers.ListField(
        child=EvidenceOnClaimIn(), min_length=1, max_length=limits.BULK
    )


class BulkDoor(NewsroomDoor):
    """An address where many things come in at once."""

    is_bulk = True

    def all_named(
        self, items: Sequence[Item], where: str, rows: RowQuerySet[Any]
    ) -> dict[UUID, Row]:
        """The things of `rows` that items name; `where` is such as claims/version.

        Raises NotUnderstood, which tells of each item that names none.
        """
        things, _, field = where.partition("/")
        found = rows.visible_to(self.member).in_bulk({item[field] for item in items})
        missing = {
            f"{things}/{index}/{field}": [f"This newsroom has no such {field}."]
            for index, item in enumerate(items)
            if item[field] not in found
        }
        if missing:
            raise NotUnderstood(fields=missing)
        return found

    def all_there(self, rows: QuerySet[Any, Any], added: Iterable[Row]) -> Response:
        """The rows that were `added`, read anew, in the order in which they came in."""
        ids = [row.pk for row in added]
        found: Mapping[UUID, Row] = rows.in_bulk(ids)
        return Response({"results": self.represent(found[pk] for pk in ids)}, 201)


class ClaimsInBulk(ClaimsDoor, BulkDoor):
    """Many new claims."""

    @extend_schema(
        operation_id="mark_claims",
        request=ClaimsIn,
        responses={201: inline_serializer("ClaimsMarked", {"results": ClaimOut(many=True)})},
    )
    @once
    def post(self, request: Request) -> Response:
        """Mark up to 500 claims, all of them or none.

        When something is refused, nothing is marked (400), and `errors` says for each that is
        refused where it stands in the body and why, with the `code` that it would have alone.
        """
        by = self.require(Action.MARK)
        items = understood(ClaimsIn, request)["claims"]
        ids = {item["version"] for item in items}
        rows = Version.objects.visible_to(self.member).filter(pk__in=ids)
        if (rows.aggregate(text=Sum(Length("text")))["text"] or 0) > limits.BULK_TEXT:
            raise TooMuchText
        versions: Mapping[UUID, Any] = self.all_named(
            items, "claims/version", Version.objects.all()
        )
        marks = [_mark(versions[item.pop("version")], item) for item in items]
        marked = mark_claims(marks=marks, by=by)
        return self.all_there(self.rows(), marked)


class EvidenceInBulk(BulkDoor):
    """Many new pieces of evidence."""

    out = EvidenceOut

    @extend_schema(
        operation_id="cite_sources",
        request=ManyEvidenceIn,
        responses={201: inline_serializer("SourcesCited", {"results": EvidenceOut(many=True)})},
    )
    @once
    def post(self, request: Request) -> Response:
        """Cite sources for or against claims, up to 500 times: all of it, or nothing.

        Refusals are told as for claims in bulk.
        """
        by = self.require(Action.CITE)
        items = understood(ManyEvidenceIn, request)["evidence"]
        on: Mapping[UUID, Any] = self.all_named(items, "evidence/claim", Claim.objects.all())
        of: Mapping[UUID, Any] = self.all_named(items, "evidence/source", Source.objects.all())
        citations = [
            Cited(on[item.pop("claim")], of[item.pop("source")], Citation(**item)) for item in items
        ]
        cited = cite_all(citations=citations, by=by)
        return self.all_there(evidence.shown(Evidence.objects.visible_to(self.member)), cited)


def _mark(version: Version, item: Item) -> Mark:
    where = {name: item.pop(name) for name in ("start", "end", "exact")}
    return Mark(version=version, wording=Wording(**item), **where)
