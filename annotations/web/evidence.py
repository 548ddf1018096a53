"""Evidence on a claim: citing a source, mending the citation, withdrawing and restoring it."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_http_methods, require_POST

from annotations.claims.actions import lock
from annotations.claims.models import Claim
from annotations.errors import Conflict, Stale
from annotations.evidence import actions
from annotations.evidence.models import Evidence
from annotations.newsrooms.models import Member
from annotations.newsrooms.permissions import Action
from annotations.web.citing import CiteForm, EditEvidenceForm
from annotations.web.doors import DeskRequest, desk, require
from annotations.web.forms import WRITTEN, SeeOther, number_sent, posted
from annotations.web.reading import find_claim, written
from annotations.web.refusals import told
from annotations.web.repeats import once
from annotations.web.steps import tell_done


@desk
@require_http_methods(["GET", "HEAD", "POST"])
def cite(request: DeskRequest, pk: UUID) -> HttpResponse:
    """Attach a source to a claim."""
    claim = find_claim(request, pk)
    member = require(request, Action.CITE, claim)
    form = CiteForm(posted(request), member=member, auto_id=f"cite-{claim.pk}-%s")
    status = form.write(once(request, lambda **_: _attach(claim, form, member)))
    if status == WRITTEN:
        tell_done(request, claim)
        return written(request, claim)
    return render(request, "evidence/cite.html", {"claim": claim, "form": form}, status=status)


@transaction.atomic
def _attach(claim: Claim, form: CiteForm, member: Member) -> None:
    # The claim first, as everywhere: a new source takes the counter of events, and who waits
    # for the claim with the counter in hand waits for somebody who waits for the counter.
    lock(claim)
    source = form.cleaned_data["known"]
    if source is None:
        source, _ = actions.add_source(details=form.details(), by=member)
    actions.cite(claim=claim, source=source, citation=form.citation(), by=member)


@desk
@require_http_methods(["GET", "HEAD", "POST"])
def edit_evidence(request: DeskRequest, pk: UUID) -> HttpResponse:
    """Mend a citation."""
    evidence = _find_evidence(request, pk)
    member = require(request, Action.CITE, evidence)
    initial = {name: getattr(evidence, name) for name in EditEvidenceForm.base_fields}
    form = EditEvidenceForm(posted(request), initial=initial)
    status = form.write(once(request, lambda **values: _edit(evidence, member, values)))
    if status == WRITTEN:
        tell_done(request, evidence.claim)
        return _back_to(evidence)
    back = evidence.claim.get_absolute_url()
    context = {"evidence": evidence, "form": form, "back": back, "section": "claims"}
    return render(request, "evidence/edit.html", context, status=status)


def _edit(evidence: Evidence, member: Member, values: dict[str, Any]) -> None:
    actions.edit_evidence(evidence=evidence, by=member, **values)


@desk
@require_POST
def withdraw_evidence(request: DeskRequest, pk: UUID) -> HttpResponse:
    """From now on the evidence does not count."""
    return _turn(request, pk, actions.withdraw_evidence)


@desk
@require_POST
def restore_evidence(request: DeskRequest, pk: UUID) -> HttpResponse:
    """Evidence that was withdrawn counts again."""
    return _turn(request, pk, actions.restore_evidence)


def _turn(request: DeskRequest, pk: UUID, action: Callable[..., Evidence]) -> HttpResponse:
    """Do `action` to the evidence that the member saw; if it is another by now, show that."""
    evidence = _find_evidence(request, pk)
    member = require(request, Action.CITE, evidence)
    try:
        action(evidence=evidence, revision=number_sent(request, "revision"), by=member)
    except (Stale, Conflict) as refusal:
        messages.error(request, told(refusal))
    else:
        tell_done(request, evidence.claim)
    return _back_to(evidence)


def _find_evidence(request: DeskRequest, pk: UUID) -> Evidence:
    evidence = Evidence.objects.visible_to(request.member)
    return get_object_or_404(evidence.select_related("claim__newsroom", "source"), pk=pk)


def _back_to(evidence: Evidence) -> HttpResponse:
    return SeeOther(f"{evidence.claim.get_absolute_url()}#evidence-{evidence.pk}")
