"""Passages whose text changed: deciding what becomes of them."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST

from annotations.claims.carryings import Carrying
from annotations.claims.changed import confirm, retire
from annotations.claims.models import Claim
from annotations.claims.outcomes import Outcome
from annotations.errors import Refusal
from annotations.newsrooms.models import Member
from annotations.newsrooms.permissions import Action
from annotations.verdicts.rechecking import recheck
from annotations.web.doors import DeskRequest, desk, require
from annotations.web.forms import WRITTEN, SeeOther, number_sent, posted
from annotations.web.pointing import PlaceForm
from annotations.web.refusals import told
from annotations.web.repeats import once
from annotations.web.steps import tell_done

HOLDS_OR_RECHECK = [
    (Outcome.HOLDS.value, _("The claim still holds")),
    (Outcome.RECHECK.value, _("The claim has to be checked again")),
]


class NewPlaceForm(PlaceForm):
    """Where the newer version makes the claim, and whether its verdict holds for these words."""

    outcome = forms.ChoiceField(
        label=_("In these words"),
        choices=HOLDS_OR_RECHECK,
        initial=Outcome.RECHECK.value,
        widget=forms.RadioSelect,
    )
    revision = forms.IntegerField(min_value=1, widget=forms.HiddenInput)


@desk
@require_POST
def decide(request: DeskRequest, pk: UUID) -> HttpResponse:
    """Decide for the place that was found: it holds, is to be checked again, or is retired."""
    carrying = _find(request, pk)
    member = require(request, Action.MARK, carrying)
    revision = number_sent(request, "revision")
    try:
        _act(carrying, revision, request.POST.get("outcome", ""), {}, member)
    except Refusal as refusal:
        messages.error(request, told(refusal))
    else:
        tell_done(request, carrying.claim)
    return SeeOther(_back(request, carrying))


@desk
@require_http_methods(["GET", "HEAD", "POST"])
def place(request: DeskRequest, pk: UUID) -> HttpResponse:
    """Say where the newer version makes the claim, by its words."""
    carrying = _find(request, pk)
    member = require(request, Action.MARK, carrying)
    initial = {"revision": carrying.revision, "exact": carrying.exact}
    form = NewPlaceForm(posted(request), initial=initial)

    def put(revision: int, outcome: str, **_others: Any) -> None:
        where = form.passage(carrying.version.text)
        _act(carrying, revision, outcome, where, member)

    status = form.write(once(request, put))
    if status == WRITTEN:
        tell_done(request, carrying.claim)
        return SeeOther(_back(request, carrying))
    page = {
        "form": form,
        "carrying": carrying,
        "back": _back(request, carrying),
        "last_edit": None,
        "section": "claims",
    }
    return render(request, "claims/place_passage.html", page, status=status)


def _act(carrying: Carrying, revision: int, outcome: str, where: Any, by: Member) -> None:
    given: dict[str, Any] = {"carrying": carrying, "revision": revision, "by": by}
    if outcome == Outcome.RETIRED:
        retire(**given)
    elif outcome == Outcome.RECHECK:
        recheck(**given, place=where)
    else:
        confirm(**given, place=where)


def _back(request: DeskRequest, carrying: Carrying) -> str:
    """Where it was asked: the article, the queue or, otherwise, the claim."""
    claim: Claim = carrying.claim
    came_from = request.GET.get("from")
    if came_from == "queue":
        home = reverse("web:newsroom", args=[request.newsroom.slug])
        return f"{home}?tab=text-changed"
    if came_from == "article":
        return f"{carrying.version.article.get_absolute_url()}#claim-{claim.pk}"
    return f"{claim.get_absolute_url()}#passages-title"


def _find(request: DeskRequest, pk: UUID) -> Carrying:
    carryings = Carrying.objects.visible_to(request.member)
    at_hand = ("claim__newsroom", "passage", "version__article__newsroom")
    return get_object_or_404(carryings.select_related(*at_hand), pk=pk)
