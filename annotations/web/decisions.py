"""Deciding the verdict of a claim where its assessments do not."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from annotations import limits
from annotations.claims.models import Claim
from annotations.errors import Conflict, Refusal, Stale
from annotations.newsrooms.permissions import Action
from annotations.verdicts import deciding as actions
from annotations.verdicts.models import Assessment, Rating, Verdict
from annotations.web.doors import DeskRequest, desk, require
from annotations.web.forms import WRITTEN, DeskForm, SeeOther, posted
from annotations.web.reading import find_claim
from annotations.web.refusals import told
from annotations.web.repeats import once
from annotations.web.steps import tell_done


class DecisionForm(DeskForm):
    """A rating with reasons, by who has read the claim with its parts at `parts`."""

    rating = forms.ModelChoiceField(
        label=gettext_lazy("Rating"),
        queryset=Rating.objects.none(),
        to_field_name="key",
        widget=forms.RadioSelect,
        empty_label=None,
    )
    reasons = forms.CharField(
        label=gettext_lazy("Reasons"),
        help_text=gettext_lazy("They go out with the verdict, before those of the assessments."),
        max_length=limits.PROSE,
        widget=forms.Textarea(attrs={"rows": 4, "dir": "auto"}),
    )
    parts = forms.IntegerField(min_value=1, widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, claim: Claim, decision: Verdict | None) -> None:
        initial: dict[str, Any] = {"parts": claim.parts_revision}
        if decision:
            initial |= {"rating": decision.rating.key, "reasons": decision.reasons}
        super().__init__(data, initial=initial, auto_id=f"decide-{claim.pk}-%s")
        self.fields["rating"].queryset = Rating.objects.in_use().filter(  # type: ignore[attr-defined]
            newsroom_id=claim.newsroom_id
        )

    def _face(self, current: Claim) -> None:
        self.current = current
        data = QueryDict(mutable=True)
        data.update(self.data)
        data[self.add_prefix("parts")] = str(current.parts_revision)
        self.data = data


def decision_of(claim: Claim) -> Verdict | None:
    """The verdict of the claim, if it was decided; it is at hand."""
    verdict: Verdict | None = getattr(claim, "verdict", None)
    return verdict if verdict and verdict.decided_by_id else None


@desk
@require_http_methods(["GET", "HEAD", "POST"])
def decide(request: DeskRequest, pk: UUID) -> HttpResponse:
    """Say what the newsroom holds, over assessments that one has read."""
    claim = find_claim(request, pk)
    member = require(request, Action.DECIDE, claim)
    form = DecisionForm(posted(request), claim=claim, decision=decision_of(claim))

    @transaction.atomic
    def act(parts: int, **values: Any) -> None:
        current = Claim.objects.locked(claim.pk)
        if current.parts_revision != parts:
            raise Stale(current)
        actions.decide(claim=current, by=member, **values)

    status = form.write(once(request, act))
    if status == WRITTEN:
        tell_done(request, claim, _("The verdict is decided."))
        return SeeOther(f"{claim.get_absolute_url()}#verdict")
    page = {
        "claim": claim,
        "form": form,
        "decision": decision_of(claim),
        "assessments": Assessment.objects.standing()
        .filter(claim=claim)
        .select_related("rating", "by__user"),
        "section": "claims",
    }
    return render(request, "verdicts/decide.html", page, status=status)


@desk
@require_POST
def undecide(request: DeskRequest, pk: UUID) -> HttpResponse:
    """The verdict is again what the assessments say."""
    claim = find_claim(request, pk)
    member = require(request, Action.DECIDE, claim)
    try:
        actions.undecide(claim=claim, by=member)
    except Refusal as refusal:
        if not isinstance(refusal, Conflict):
            raise
        messages.error(request, told(refusal))
    else:
        tell_done(request, claim, _("The decision was taken back."))
    return SeeOther(f"{claim.get_absolute_url()}#verdict")
