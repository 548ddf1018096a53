"""The newsroom's claims, with what is held of each."""

from typing import Any, cast

from django import forms
from django.db.models import Q
from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from annotations.claims.models import Claim, Stage
from annotations.newsrooms.models import Member
from annotations.teamwork.models import assignment_of
from annotations.verdicts.models import NO_VERDICT, Rating
from annotations.web.assignments import assigned_to, people_to_choose
from annotations.web.cards import rating_of
from annotations.web.doors import DeskRequest, desk
from annotations.web.exporting import export_links, prepare_link
from annotations.web.live import lively
from annotations.web.paging import newest_first
from annotations.web.places import articles_of, with_places
from annotations.web.searching import SearchForm


class ClaimSearchForm(SearchForm):
    """Words to find in statements and claimants, a stage, a rating or none, and a person."""

    stage = forms.ChoiceField(
        label=_("Stage"), required=False, choices=[("", _("any")), *Stage.choices]
    )
    rating = forms.ChoiceField(label=_("Verdict"), required=False)
    assignee = forms.ChoiceField(label=_("Assigned to"), required=False)

    def __init__(self, asked: QueryDict, member: Member) -> None:
        super().__init__(asked)
        ratings = Rating.objects.visible_to(member).values_list("key", "label")
        rating, assignee = (
            cast("forms.ChoiceField", self.fields[name]) for name in ("rating", "assignee")
        )
        rating.choices = [("", _("any")), *ratings, (NO_VERDICT, _("none yet"))]
        assignee.choices = people_to_choose(member)

    def condition(self) -> Q:
        """Which claims are asked for."""
        condition = self.found_in("statement", "claimant") & assigned_to(self.chosen("assignee"))
        stage, rating = self.chosen("stage"), self.chosen("rating")
        if stage:
            condition &= Q(stage=stage)
        if rating == NO_VERDICT:
            condition &= Q(verdict__isnull=True)
        elif rating:
            condition &= Q(verdict__rating__key=rating)
        return condition


@desk
@lively
@require_safe
def claims(request: DeskRequest) -> HttpResponse:
    """The claims, newest first; the address says which."""
    search = ClaimSearchForm(request.GET, request.member)
    rows = Claim.objects.visible_to(request.member).filter(search.condition())
    rows = rows.select_related("verdict__rating", "assignment__assignee__user")
    shown = newest_first(with_places(rows), request)
    page = {
        "search": search,
        "shown": shown,
        "rows": [_row(claim) for claim in shown.rows],
        "exports": export_links(search, request.newsroom) if shown.rows else [],
        "prepare": prepare_link(search, request.newsroom),
        "section": "claims",
    }
    return render(request, "claims/list.html", page)


def _row(claim: Claim) -> dict[str, Any]:
    return {
        "claim": claim,
        "rating": rating_of(claim),
        "assignee": assignment_of(claim).present_assignee,
        "articles": articles_of(claim),
    }
