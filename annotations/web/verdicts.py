"""Assessing a claim; the verdict follows from it."""

from typing import Any
from uuid import UUID

from django import forms
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from annotations import limits
from annotations.claims.models import Claim
from annotations.errors import Stale
from annotations.newsrooms.models import Member
from annotations.newsrooms.permissions import Action
from annotations.verdicts import actions
from annotations.verdicts.models import Assessment, Rating
from annotations.web.doors import DeskRequest, desk, require
from annotations.web.forms import WRITTEN, DeskForm, posted
from annotations.web.reading import find_claim, written
from annotations.web.repeats import once
from annotations.web.steps import tell_done


class AssessmentForm(DeskForm):
    """A rating with reasons; one's own earlier one, if there is one, at its `revision`."""

    rating = forms.ModelChoiceField(
        label=_("Rating"),
        queryset=Rating.objects.none(),
        to_field_name="key",
        widget=forms.RadioSelect,
        empty_label=None,
    )
    reasons = forms.CharField(
        label=_("Reasons"),
        max_length=limits.PROSE,
        widget=forms.Textarea(attrs={"rows": 4, "dir": "auto"}),
    )
    revision = forms.IntegerField(min_value=1, required=False, widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, claim: Claim, own: Assessment | None) -> None:
        initial: dict[str, Any] = {}
        if own:
            initial = {"rating": own.rating.key, "reasons": own.reasons, "revision": own.revision}
        super().__init__(data, initial=initial, auto_id=f"assess-{claim.pk}-%s")
        self.own = own
        self.fields["rating"].queryset = Rating.objects.filter(  # type: ignore[attr-defined]
            Q(retired_at=None) | Q(pk=own.rating_id if own else None),
            newsroom_id=claim.newsroom_id,
        )


@desk
@require_http_methods(["GET", "HEAD", "POST"])
def assess(request: DeskRequest, pk: UUID) -> HttpResponse:
    """Rate a claim, or change one's rating of it."""
    claim = find_claim(request, pk)
    member = require(request, Action.ASSESS, claim)
    own = own_assessment(claim, member)
    form = AssessmentForm(posted(request), claim=claim, own=own)
    status = form.write(once(request, lambda **values: _assess(claim, own, member, values)))
    if status == WRITTEN:
        tell_done(request, claim)
        return written(request, claim)
    return render(request, "verdicts/assess.html", {"claim": claim, "form": form}, status=status)


def own_assessment(claim: Claim, member: Member) -> Assessment | None:
    """What the member holds of the claim, if they have said so."""
    return claim.assessments.standing().select_related("rating").filter(by=member).first()


def _assess(claim: Claim, own: Assessment | None, member: Member, values: dict[str, Any]) -> None:
    revision = values.pop("revision")
    if own is None:
        actions.assess(claim=claim, by=member, **values)
    elif revision is None:  # written in another window, where there was no assessment yet
        raise Stale(own)
    else:
        actions.reassess(assessment=own, revision=revision, by=member, **values)
