"""/queue/: what waits, and for whom."""

from typing import Any

from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from annotations.api import articles
from annotations.api.articles import ArticleOut
from annotations.api.claims import ClaimOut, ClaimsDoor
from annotations.api.doors import ListDoor, NewsroomDoor
from annotations.api.fields import Addresses
from annotations.api.refusals import NotFound
from annotations.api.schema import page_of
from annotations.api.shaping import pruned
from annotations.matching import articles as of_articles
from annotations.matching import claims as of_claims
from annotations.matching.queue import TABS, Tab, counted


class WaitingOut(serializers.Serializer[Any]):
    """A part of the queue."""

    name = serializers.ChoiceField([tab.name for tab in TABS])
    title = serializers.CharField()
    count = serializers.IntegerField(help_text="Claims and, where they wait too, articles.")
    links = serializers.DictField(child=serializers.URLField(), help_text="claims, articles, page")


class Queue(NewsroomDoor):
    """What waits for you."""

    out = WaitingOut

    @extend_schema(operation_id="list_queue", responses=page_of(WaitingOut))
    def get(self, request: Request) -> Response:
        """List the parts of your queue, and how much waits in each."""
        counts, at = counted(self.member), Addresses(request, self.slug)
        found = [
            {
                "name": tab.name,
                "title": tab.title,
                "count": counts[tab.name],
                "links": {
                    "claims": at.below(f"queue/{tab.name}/claims/"),
                    "articles": at.below(f"queue/{tab.name}/articles/"),
                    "page": f"{at.home}?tab={tab.name}",
                },
            }
            for tab in TABS
        ]
        results = [pruned(row, self.shape.fields) for row in found]
        return Response({"results": results, "next": None})


class WaitingClaims(ClaimsDoor, ListDoor):
    """The claims that wait."""

    filters = of_claims.FILTERS
    orders = of_claims.ORDERS

    @extend_schema(operation_id="list_waiting_claims", responses=page_of(ClaimOut))
    def get(self, request: Request, name: str) -> Response:
        """List the claims in a part of your queue."""
        found: QuerySet[Any, Any] = _tab(name).claims_for(self.member)
        return self.page(request, found)


class WaitingArticles(ListDoor):
    """The articles that wait."""

    out = ArticleOut
    expansions = articles.EXPANSIONS
    filters = of_articles.FILTERS
    orders = of_articles.ORDERS

    @extend_schema(operation_id="list_waiting_articles", responses=page_of(ArticleOut))
    def get(self, request: Request, name: str) -> Response:
        """List the articles in a part of your queue."""
        found: QuerySet[Any, Any] = _tab(name).articles_for(self.member)
        return self.page(request, articles.shown(found))


def _tab(name: str) -> Tab:
    """Raises NotFound."""
    for tab in TABS:
        if tab.name == name:
            return tab
    raise NotFound
