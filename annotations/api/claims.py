"""/claims/: statements that can be true or false, with everything that hangs on them."""

from collections.abc import Callable, Iterable
from typing import Any, cast
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpResponse, HttpResponseBase
from drf_spectacular.utils import extend_schema, extend_schema_serializer
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from annotations.api import evidence, passages
from annotations.api.assessments import AssessmentOut, VerdictOut
from annotations.api.assignments import AssigneeField
from annotations.api.claim_wording import ClaimIn, ReasonsIn, WordingIn
from annotations.api.doors import ListDoor, NewsroomDoor
from annotations.api.evidence import EvidenceOut
from annotations.api.examples import A_CLAIM
from annotations.api.fields import Links, MemberOut
from annotations.api.formats import JSON, ONE, FormattedDoor, file_name, in_formats, sent
from annotations.api.idempotency import once
from annotations.api.parsing import Given, understood
from annotations.api.passages import PassageOut
from annotations.api.preconditions import Read, expected
from annotations.api.query import narrowed
from annotations.api.refusals import NotFound, NoVerdict
from annotations.api.schema import one_of, page_of
from annotations.api.shaping import WHOLE, Expansion, Shape
from annotations.api.stamps import weak_etag
from annotations.articles.models import Version
from annotations.claims.actions import Wording, mark_claim, take_up
from annotations.claims.models import Claim, ClaimKind, Stage
from annotations.errors import Stale
from annotations.exports import native
from annotations.exports.formats import FORMATS, WriteOne
from annotations.exports.gathering import Gathering, everybody, fitting
from annotations.exports.parts import verdict
from annotations.matching.claims import FILTERS, ORDERS
from annotations.newsrooms.permissions import Action
from annotations.verdicts.telling import edit_claim, set_aside


@extend_schema_serializer(examples=[A_CLAIM])
class ClaimOut(serializers.Serializer[Claim]):
    """A statement that can be true or false, and what the newsroom holds of it.

    `revision` counts edits of the wording, `parts_revision` changes of everything that hangs
    on the claim; the ETag of a claim starts with both.
    """

    id = serializers.UUIDField()
    statement = serializers.CharField(help_text="Can be understood without the article.")
    claimant = serializers.CharField(help_text="Who says so, or empty.")
    claimed_on = serializers.DateField(allow_null=True)
    kind = serializers.ChoiceField(ClaimKind.choices, allow_blank=True)
    tags = serializers.ListField(child=serializers.CharField())
    stage = serializers.ChoiceField(Stage.choices, help_text="Where the work is.")
    recheck_since = serializers.DateTimeField(
        allow_null=True,
        help_text="Since when it is to be checked again, because its text changed, or null.",
    )
    text_changed = serializers.BooleanField(
        help_text="Whether a passage is undecided because its text changed."
    )
    verdict = VerdictOut(allow_null=True)
    assignee = AssigneeField(help_text="Who works on it, or null.")
    passages = PassageOut(many=True)
    appearances = serializers.ListField(
        child=serializers.URLField(),
        help_text="Addresses where it was made besides, of a claim that came in.",
    )
    evidence = EvidenceOut(many=True, source="standing", help_text="None that was withdrawn.")
    assessments = AssessmentOut(many=True)
    revision = serializers.IntegerField()
    parts_revision = serializers.IntegerField()
    marked_by = MemberOut()
    marked_at = serializers.DateTimeField()
    links = Links(
        self="claims/{0.id}/",
        page="claim",
        passages="claims/{0.id}/passages/",
        evidence="claims/{0.id}/evidence/",
        assessments="claims/{0.id}/assessments/",
        comments="claims/{0.id}/comments/",
        assignment="claims/{0.id}/assignment/",
        events="claims/{0.id}/events/",
    )

    def to_representation(self, instance: Claim) -> Any:
        return native.claim(instance, self.context["at"])


FIELDS = frozenset(ClaimOut().fields)


def completed(claims: Iterable[Claim], shape: Shape = WHOLE) -> list[Claim]:
    """Bare `claims` with what ClaimOut shows of them in `shape`."""
    rows = list(claims)
    Gathering().complete(rows, shape.fields or FIELDS)
    return rows


EXPANSIONS = {
    "passages": Expansion("passages"),
    "evidence": Expansion("evidence"),
    "assessments": Expansion("assessments"),
    **{name: found.of("evidence") for name, found in evidence.EXPANSIONS.items()},
    **{name: found.of("passages") for name, found in passages.EXPANSIONS.items()},
}


class ClaimsDoor(NewsroomDoor):
    """An address that shows claims; `rows()` are bare ones."""

    out = ClaimOut
    expansions = EXPANSIONS

    def rows(self) -> QuerySet[Any, Any]:
        return Claim.objects.visible_to(self.member)

    def represent(self, rows: Iterable[Any]) -> list[dict[str, Any]]:
        return super().represent(completed(rows, self.shape))


class Claims(ClaimsDoor, FormattedDoor, ListDoor):
    """The claims of a newsroom."""

    filters = FILTERS
    orders = ORDERS
    problems = {"422"}

    @extend_schema(
        operation_id="list_claims", responses=in_formats(page_of(ClaimOut), FormattedDoor.formats)
    )
    def get(self, request: Request) -> HttpResponseBase:
        """List claims with their passages, evidence, assessments and verdict.

        JSON comes in pages. Every other format is one stream of all claims that the filters
        leave, of any size; it takes neither cursor nor limit.
        """
        return self.page(request) if self.format == JSON else self._export(request)

    def _export(self, request: Request) -> HttpResponseBase:
        kind, people = FORMATS[self.format], everybody(self.member)
        tag = weak_etag(request, self.member, self.format, people)
        rows = narrowed(Claim.objects.visible_to(self.member), request, self.filters)
        found = Gathering(people).claims(fitting(rows, kind))
        pieces = kind.write(found, self.occasion())
        return sent(request, pieces, kind, file_name(self.slug, self.format), tag)

    @extend_schema(operation_id="mark_claim", request=ClaimIn, responses=one_of(ClaimOut, 201))
    @once
    def post(self, request: Request) -> Response:
        """Mark a claim where a version makes it.

        `exact` must be what the version's text says from `start` to `end`, in code points,
        end exclusive; otherwise nothing is marked (409) and `found` shows what stands there.
        """
        by = self.require(Action.MARK)
        values = understood(ClaimIn, request)
        versions = Version.objects.visible_to(self.member)
        version = self.named("version", values.pop("version"), versions)
        place = {name: values.pop(name) for name in ("start", "end", "exact")}
        claim = mark_claim(version=version, wording=Wording(**values), by=by, **place)
        return self.as_it_stands(claim, 201)


class OneClaim(ClaimsDoor, FormattedDoor):
    """One claim."""

    formats = ONE
    problems = {"409"}
    schemas = {"format": {"type": "string", "enum": ONE}}

    @extend_schema(operation_id="read_claim", responses=in_formats(one_of(ClaimOut), ONE))
    def get(self, _request: Request, pk: UUID) -> HttpResponseBase:
        """Read a claim with its passages, evidence, assessments and verdict.

        A claim without a verdict is 409 in the formats that tell of verdicts.
        """
        return self.show(pk) if self.format == JSON else self._export(pk)

    def _export(self, pk: UUID) -> HttpResponseBase:
        kind = FORMATS[self.format]
        rows = Claim.objects.visible_to(self.member).filter(pk=pk)
        claim = next(Gathering().claims(rows), None)
        if claim is None:
            raise NotFound
        if kind.is_of_verdicts and verdict(claim) is None:
            raise NoVerdict
        write = cast("WriteOne", kind.one)
        return HttpResponse(write(claim, self.occasion()), content_type=kind.media_type)

    @extend_schema(operation_id="edit_claim", request=WordingIn, responses=one_of(ClaimOut))
    def patch(self, request: Request, pk: UUID) -> Response:
        """Change the wording of a claim.

        If-Match is held against the revision of the wording alone: who adds evidence in the
        meantime does not get in the way.
        """
        claim = self.find(pk)
        by = self.require(Action.EDIT_CLAIM, claim)
        revision = expected(request).revision
        values = understood(WordingIn, request, partial=True)
        edit_claim(claim=claim, revision=revision, by=by, **values)
        return self.as_it_stands(claim)


class ClaimTurn(OneClaim):
    """Something that is done to a claim as it was read, with everything that hangs on it."""

    http_method_names = ["post", "options"]
    is_transition = True

    @transaction.atomic
    def turn(
        self,
        request: Request,
        pk: UUID,
        action: Action,
        act: Callable[..., object],
        asked: type[Given] = Given,
    ) -> Response:
        """Do `act` with what is `asked` for. If-Match is held against all of the claim."""
        claim = self.find(pk)
        by = self.require(action, claim)
        read, values = expected(request), understood(asked, request)
        act(claim=_as_read(claim, read), by=by, **values)
        return self.as_it_stands(claim)


class SetAside(ClaimTurn):
    """Stopping the work on a claim."""

    @extend_schema(operation_id="set_claim_aside", request=ReasonsIn, responses=one_of(ClaimOut))
    @once
    def post(self, request: Request, pk: UUID) -> Response:
        """Set a claim aside, saying why. If-Match is held against all of the claim."""
        return self.turn(request, pk, Action.SET_ASIDE, set_aside, ReasonsIn)


class TakeUp(ClaimTurn):
    """Going on with a claim."""

    @extend_schema(operation_id="take_claim_up", request=None, responses=one_of(ClaimOut))
    @once
    def post(self, request: Request, pk: UUID) -> Response:
        """Take a claim up again. If-Match is held against all of the claim."""
        return self.turn(request, pk, Action.SET_ASIDE, take_up)


def _as_read(claim: Claim, read: Read) -> Claim:
    """The claim, locked, if it and its parts still stand as they were read; raises Stale."""
    current = Claim.objects.locked(claim.pk)
    if read not in {(current.revision, current.parts_revision), (current.revision, None)}:
        raise Stale(current)
    return current
