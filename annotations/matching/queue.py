"""What waits in a newsroom, and for whom."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, IntegerField, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from annotations.articles.models import Article
from annotations.claims.models import Claim, Passage
from annotations.matching.claims import ORDERS
from annotations.matching.orders import Order
from annotations.newsrooms.models import Member, Newsroom
from annotations.verdicts.waiting import (
    DISAGREEMENT,
    READY_TO_PUBLISH,
    TEXT_CHANGED,
    UNASSESSED,
    assigned_to,
    needs,
)

NEWEST_FIRST = Order(descending=True)


@dataclass(frozen=True)
class Tab:
    """A part of the queue: the claims of which `waits` holds for a member.

    The articles that are assigned to the member come before them, if `articles` holds. The claims
    come in the `order` in which one would see to them.
    """

    name: str
    title: str | Promise
    waits: Callable[[Member], Q]
    articles: Q | None = None
    order: Order = NEWEST_FIRST

    def claims_for(self, member: Member) -> QuerySet[Claim]:
        return Claim.objects.visible_to(member).filter(self.waits(member))

    def articles_for(self, member: Member) -> QuerySet[Article]:
        articles = Article.objects.visible_to(member)
        if self.articles is None:
            return articles.none()
        return articles.filter(self.articles, assignment__assignee=member).order_by("-pk")


_PASSAGES = Passage.objects.standing().of_marked().filter(version__article=OuterRef("pk"))
WITHOUT_CLAIMS = ~Q(Exists(_PASSAGES))

NEEDS_ME = Tab("needs-me", _("Needs me"), needs, articles=WITHOUT_CLAIMS)
TABS = [
    NEEDS_ME,
    Tab("assigned", _("Assigned to me"), assigned_to, articles=Q()),
    Tab("unassessed", _("Unassessed"), lambda _member: UNASSESSED),
    Tab("disagreement", _("Disagreement"), lambda _member: DISAGREEMENT),
    Tab(
        "text-changed",
        _("Text changed"),
        lambda _member: TEXT_CHANGED,
        order=ORDERS["text_changed"],
    ),
    Tab("ready-to-publish", _("Ready to publish"), lambda _member: READY_TO_PUBLISH),
]


def counted(member: Member) -> dict[str, int]:
    """How much waits in each tab, in one query; `claims` and `articles` are all there are."""
    claims = Claim.objects.visible_to(member)
    numbers: dict[str, Any] = {tab.name: _number(tab.claims_for(member)) for tab in TABS}
    for tab in TABS:
        if tab.articles is not None:
            numbers[tab.name] += _number(tab.articles_for(member))
    numbers |= {"claims": _number(claims), "articles": _number(Article.objects.visible_to(member))}
    here = Newsroom.objects.filter(pk=member.newsroom_id)
    [found] = here.values_list(*numbers.values())
    return dict(zip(numbers, found, strict=True))


def _number(rows: QuerySet[Any, Any]) -> Coalesce:
    count = rows.order_by().values("newsroom").annotate(number=Count("pk")).values("number")
    return Coalesce(Subquery(count, output_field=IntegerField()), 0)
