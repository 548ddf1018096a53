"""By what the claims of a newsroom can be narrowed, and in which orders they come."""

from typing import Any
from uuid import UUID

from django.db.models import Exists, F, OuterRef, Q, Value
from django.db.models.functions import Left, Lower, NullIf

from annotations.claims.models import ClaimKind, Passage, Stage
from annotations.evidence.models import Evidence
from annotations.matching.assigned import ASSIGNEE
from annotations.matching.common import from_site, saying, since, until
from annotations.matching.filters import Filter, Rows, choice, ident
from annotations.matching.orders import Order, both_ways, day, moment
from annotations.verdicts.models import NO_VERDICT

BEGINNING = 100  # code points by which statements are ordered: a cursor holds them


def _made_in(claims: Rows, **where: Any) -> Rows:
    passages = Passage.objects.standing().filter(claim=OuterRef("pk"), **where)
    return claims.filter(Exists(passages))


def _citing(claims: Rows, sources: list[UUID]) -> Rows:
    cited = Evidence.objects.standing().filter(claim=OuterRef("pk"), source__in=sources)
    return claims.filter(Exists(cited))


def _rated(claims: Rows, keys: list[str]) -> Rows:
    rated = Q(verdict__rating__key__in=keys)
    return claims.filter(rated | Q(verdict=None) if NO_VERDICT in keys else rated)


def _on_site(claims: Rows, condition: Q) -> Rows:
    return claims.filter(Exists(Passage.objects.filter(condition, claim=OuterRef("pk"))))


FILTERS = {
    "q": saying(
        "Claims with all these words in the statement or the claimant", "statement", "claimant"
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
    "marked_by": Filter(
        "Claims that this member marked, by id.",
        lambda claims, members: claims.filter(marked_by__in=members),
        read=ident,
        form="uuid",
    ),
    "site": from_site("Claims made on", url="version__article__url", narrow=_on_site),
    "claimed_since": since("Claims made", "claimed_on"),
    "claimed_until": until("Claims made", "claimed_on"),
}

ORDERS = both_ways(
    {
        "marked_at": Order(),
        "claimed_on": Order(F("claimed_on"), read=day),
        "settled_at": Order(F("verdict__settled_at"), read=moment),
        "statement": Order(Lower(Left("statement", BEGINNING))),
        "claimant": Order(NullIf(Lower("claimant"), Value(""))),
    }
)
