"""By what the claims of a newsroom can be narrowed: the same as on their page, and more."""

from functools import reduce
from operator import or_
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q

from annotations.claims.models import ClaimKind, Passage, Stage
from annotations.evidence.models import Evidence
from annotations.matching.assigned import ASSIGNEE
from annotations.matching.filters import Filter, Rows, choice, ident
from annotations.searching import words_in
from annotations.verdicts.models import NO_VERDICT

SEARCHED = ("statement", "claimant")


def _made_in(claims: Rows, **where: Any) -> Rows:
    return claims.filter(Exists(Passage.objects.filter(claim=OuterRef("pk"), **where)))


def _citing(claims: Rows, sources: list[UUID]) -> Rows:
    cited = Evidence.objects.standing().filter(claim=OuterRef("pk"), source__in=sources)
    return claims.filter(Exists(cited))


def _rated(claims: Rows, keys: list[str]) -> Rows:
    rated = Q(verdict__rating__key__in=keys)
    return claims.filter(rated | Q(verdict=None) if NO_VERDICT in keys else rated)


def _saying(claims: Rows, texts: list[str]) -> Rows:
    conditions = [words_in(text, *SEARCHED) for text in texts]
    return claims.filter(reduce(or_, conditions))


FILTERS = {
    "q": Filter(
        "Claims with all these words in the statement or the claimant, in any case of letters.",
        _saying,
    ),
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
    "assignee": ASSIGNEE,
    "rating": Filter(
        f"Claims whose verdict is the rating with this key; {NO_VERDICT} for those without one.",
        _rated,
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
