"""The home of a newsroom: what waits, and for whom."""

from typing import Any

from django.db.models import Prefetch, QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from annotations.claims.carryings import Carrying
from annotations.claims.models import Claim
from annotations.matching.queue import NEEDS_ME, TABS, Tab, counted
from annotations.newsrooms.models import Member
from annotations.teamwork.models import assignment_of
from annotations.verdicts.models import Assessment
from annotations.verdicts.waiting import DISAGREEMENT
from annotations.web.doors import DeskRequest, desk
from annotations.web.live import lively
from annotations.web.paging import in_order
from annotations.web.places import articles_of, with_places


@desk
@lively
@require_safe
def queue(request: DeskRequest) -> HttpResponse:
    """The claims that wait, newest first; `?tab=` says which."""
    member, asked = request.member, request.GET.get("tab")
    tab = next((tab for tab in TABS if tab.name == asked), NEEDS_ME)
    counts = counted(member)
    shown = in_order(_rows(member, tab), request, tab.order)
    page = {
        "tabs": [(one, counts[one.name]) for one in TABS],
        "tab": tab,
        "counts": counts,
        "articles": [] if shown.previous else tab.articles_for(member),
        "rows": [_row(claim, member) for claim in shown.rows],
        "shown": shown,
        "section": "queue",
    }
    return render(request, "teamwork/queue.html", page)


def _rows(member: Member, tab: Tab) -> QuerySet[Claim]:
    held = Assessment.objects.standing().select_related("rating", "by__user")
    rows = (
        tab.claims_for(member)
        .select_related("assignment__assignee__user")
        .annotate(differs=DISAGREEMENT)
    )
    undecided = Carrying.objects.undecided().select_related("passage", "version__article")
    return with_places(rows).prefetch_related(
        Prefetch("assessments", held),
        Prefetch(
            "carryings",
            undecided.defer("version__text", "version__blocks"),
            to_attr="undecided",
        ),
    )


def _row(claim: Any, member: Member) -> dict[str, Any]:
    assignee = assignment_of(claim).present_assignee
    return {
        "claim": claim,
        "differs": claim.differs,
        "assignee": assignee,
        "is_mine": assignee == member,
        "assessments": claim.assessments.all(),
        "articles": articles_of(claim),
        "undecided": claim.undecided,
    }
