"""The home of a newsroom: what waits, and for whom."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import (
    Count,
    Exists,
    IntegerField,
    OuterRef,
    Prefetch,
    Q,
    QuerySet,
    Subquery,
)
from django.db.models.functions import Coalesce
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from annotations.articles.models import Article
from annotations.claims.models import Claim, Passage
from annotations.newsrooms.models import Member, Newsroom
from annotations.teamwork.models import assignment_of
from annotations.verdicts.models import Assessment
from annotations.verdicts.waiting import DISAGREEMENT, UNASSESSED, assigned_to, needs
from annotations.web.doors import DeskRequest, desk
from annotations.web.live import lively
from annotations.web.paging import newest_first
from annotations.web.places import articles_of, with_places


@dataclass(frozen=True)
class Tab:
    """A part of the queue: the claims of which `waits` holds for a member.

    The articles that are assigned to the member come before them, if `articles` holds.
    """

    name: str
    title: str | Promise
    waits: Callable[[Member], Q]
    articles: Q | None = None


_PASSAGES = Passage.objects.standing().of_marked().filter(version__article=OuterRef("pk"))
WITHOUT_CLAIMS = ~Q(Exists(_PASSAGES))

NEEDS_ME = Tab("needs-me", _("Needs me"), needs, articles=WITHOUT_CLAIMS)
TABS = [
    NEEDS_ME,
    Tab("assigned", _("Assigned to me"), assigned_to, articles=Q()),
    Tab("unassessed", _("Unassessed"), lambda _member: UNASSESSED),
    Tab("disagreement", _("Disagreement"), lambda _member: DISAGREEMENT),
]


@desk
@lively
@require_safe
def queue(request: DeskRequest) -> HttpResponse:
    """The claims that wait, newest first; `?tab=` says which."""
    member, asked = request.member, request.GET.get("tab")
    tab = next((tab for tab in TABS if tab.name == asked), NEEDS_ME)
    counts = counted(member)
    shown = newest_first(_rows(member, tab), request)
    page = {
        "tabs": [(one, counts[one.name]) for one in TABS],
        "tab": tab,
        "counts": counts,
        "articles": [] if shown.newer else _articles(member, tab),
        "rows": [_row(claim, member) for claim in shown.rows],
        "shown": shown,
        "section": "queue",
    }
    return render(request, "teamwork/queue.html", page)


def counted(member: Member) -> dict[str, int]:
    """How much waits in each tab, in one query; `claims` and `articles` are all there are."""
    claims = Claim.objects.visible_to(member)
    numbers: dict[str, Any] = {tab.name: _number(claims.filter(tab.waits(member))) for tab in TABS}
    for tab in TABS:
        if tab.articles is not None:
            numbers[tab.name] += _number(_articles(member, tab))
    numbers |= {"claims": _number(claims), "articles": _number(Article.objects.visible_to(member))}
    here = Newsroom.objects.filter(pk=member.newsroom_id)
    [found] = here.values_list(*numbers.values())
    return dict(zip(numbers, found, strict=True))


def _number(rows: QuerySet[Any, Any]) -> Coalesce:
    count = rows.order_by().values("newsroom").annotate(number=Count("pk")).values("number")
    return Coalesce(Subquery(count, output_field=IntegerField()), 0)


def _rows(member: Member, tab: Tab) -> QuerySet[Claim]:
    held = Assessment.objects.standing().select_related("rating", "by__user")
    rows = Claim.objects.visible_to(member).filter(tab.waits(member))
    rows = rows.select_related("assignment__assignee__user").annotate(differs=DISAGREEMENT)
    return with_places(rows).prefetch_related(Prefetch("assessments", held))


def _articles(member: Member, tab: Tab) -> QuerySet[Article]:
    articles = Article.objects.visible_to(member)
    if tab.articles is None:
        return articles.none()
    return articles.filter(tab.articles, assignment__assignee=member).order_by("-pk")


def _row(claim: Any, member: Member) -> dict[str, Any]:
    assignee = assignment_of(claim).present_assignee
    return {
        "claim": claim,
        "differs": claim.differs,
        "assignee": assignee,
        "is_mine": assignee == member,
        "assessments": claim.assessments.all(),
        "articles": articles_of(claim),
    }
