"""Putting the evidence on a claim in another order, piece by piece."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_POST

from annotations.claims.models import Claim
from annotations.errors import Conflict, Refusal, Stale
from annotations.evidence.models import Evidence
from annotations.evidence.ordering import current_order, order_evidence
from annotations.newsrooms.permissions import Action
from annotations.web.doors import DeskRequest, desk, require
from annotations.web.forms import SeeOther
from annotations.web.refusals import told


class MoveForm(forms.Form):
    """The place to which a piece goes, among those that stand, from 1; `parts` is the revision of
    the claim's parts at which its evidence was seen."""

    place = forms.IntegerField(min_value=1)
    parts = forms.IntegerField(min_value=1)


@desk
@require_POST
def move_evidence(request: DeskRequest, pk: UUID) -> HttpResponse:
    """Another place for one piece of evidence; the others make room."""
    rows = Evidence.objects.visible_to(request.member).standing()
    evidence = get_object_or_404(rows.select_related("claim__newsroom"), pk=pk)
    require(request, Action.CITE, evidence)
    form = MoveForm(request.POST)
    if not form.is_valid():
        raise Refusal
    try:
        _move(request, evidence, **form.cleaned_data)
    except (Stale, Conflict) as refusal:
        messages.error(request, told(refusal))
    return SeeOther(f"{evidence.claim.get_absolute_url()}#evidence-{evidence.pk}")


@transaction.atomic
def _move(request: DeskRequest, evidence: Evidence, *, place: int, parts: int) -> Any:
    claim = Claim.objects.locked(evidence.claim_id)
    if claim.parts_revision != parts:
        raise Stale(claim)
    order = [pk for pk in current_order(claim) if pk != evidence.pk]
    order.insert(place - 1, evidence.pk)
    return order_evidence(claim=claim, order=order, by=request.member)
