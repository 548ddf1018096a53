"""The newsroom's claims, with what is held of each."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from annotations.claims.models import Claim
from annotations.teamwork.models import assignment_of
from annotations.verdicts.waiting import TEXT_CHANGED
from annotations.web.cards import rating_of
from annotations.web.claim_search import ClaimSearchForm
from annotations.web.doors import DeskRequest, desk
from annotations.web.exporting import export_links, prepare_link
from annotations.web.live import lively
from annotations.web.paging import in_order
from annotations.web.places import articles_of, with_places
from annotations.web.view_tabs import ViewTabs


@desk
@lively
@require_safe
def claims(request: DeskRequest) -> HttpResponse:
    """The claims, the newest first; the address says which, and in which order."""
    search = ClaimSearchForm(request.GET, request.member)
    rows = search.narrow(Claim.objects.visible_to(request.member))
    rows = rows.select_related("verdict__rating", "assignment__assignee__user")
    rows = rows.annotate(text_changed=TEXT_CHANGED)
    shown = in_order(with_places(rows), request, search.order)
    page = {
        "search": search,
        "shown": shown,
        "rows": [_row(claim) for claim in shown.rows],
        "exports": export_links(search, request.newsroom) if shown.rows else [],
        "prepare": prepare_link(search, request.newsroom),
        "views": ViewTabs(search),
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
