"""The ways in which a list of claims can be narrowed: all there are."""

from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from annotations.api.query import Filter, choice, ident
from annotations.claims.models import ClaimKind, Passage, Stage
from annotations.evidence.models import Evidence


def _made_in(claims: QuerySet[Any, Any], **where: Any) -> QuerySet[Any, Any]:
    return claims.filter(Exists(Passage.objects.filter(claim=OuterRef("pk"), **where)))


def _citing(claims: QuerySet[Any, Any], sources: list[UUID]) -> QuerySet[Any, Any]:
    cited = Evidence.objects.standing().filter(claim=OuterRef("pk"), source__in=sources)
    return claims.filter(Exists(cited))


FILTERS = {
    "article": Filter(
        "Claims that this article makes, in any of its versions.",
        lambda claims, articles: _made_in(claims, version__article__in=articles),
        read=ident,
        form="uuid",
    ),
    "version": Filter(
        "Claims with a passage in this version.",
        lambda claims, versions: _made_in(claims, version__in=versions),
        read=ident,
        form="uuid",
    ),
    "source": Filter("Claims with evidence from this source.", _citing, read=ident, form="uuid"),
    "stage": Filter(
        "Claims at this stage.",
        lambda claims, stages: claims.filter(stage__in=stages),
        read=choice(Stage),
        choices=Stage.values,
    ),
    "kind": Filter(
        "Claims of this kind.",
        lambda claims, kinds: claims.filter(kind__in=kinds),
        read=choice(ClaimKind),
        choices=ClaimKind.values,
    ),
    "rating": Filter(
        "Claims whose verdict is the rating with this key.",
        lambda claims, keys: claims.filter(verdict__rating__key__in=keys),
    ),
    "tag": Filter(
        "Claims with this tag, in this very spelling.",
        lambda claims, tags: claims.filter(tags__overlap=tags),
    ),
    "claimant": Filter(
        "Claims by exactly this claimant.",
        lambda claims, names: claims.filter(claimant__in=names),
    ),
}
