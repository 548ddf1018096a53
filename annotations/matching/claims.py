"""By what the claims of a newsroom can be narrowed, and in which orders they come."""

from functools import reduce
from operator import or_
from typing import Any
from uuid import UUID

from django.db.models import (
    Case,
    Exists,
    F,
    Func,
    IntegerField,
    OuterRef,
    Q,
    Subquery,
    TextField,
    Value,
    When,
)
from django.db.models.functions import Concat, Left, Lower, NullIf

from annotations.anchoring.carrying import Standing
from annotations.anchoring.changes import Change
from annotations.claims.carryings import Carrying
from annotations.claims.models import ClaimKind, Passage, Stage
from annotations.claims.outcomes import UNSURE
from annotations.evidence.models import Evidence
from annotations.matching.assigned import ASSIGNEE
from annotations.matching.common import (
    ON_SITE,
    host,
    moment_since,
    moment_until,
    saying,
    since,
    until,
)
from annotations.matching.filters import Filter, Rows, by_choice, by_id, ident
from annotations.matching.orders import Order, both_ways, day, moment, number
from annotations.searching import of_site
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


def _on_sites(claims: Rows, hosts: list[str]) -> Rows:
    """Claims made in an article, or with an appearance, on one of the hosts."""
    in_article = reduce(or_, [of_site(host, "version__article__url") for host in hosts])
    passages = Passage.objects.standing().filter(in_article, claim=OuterRef("pk"))
    elsewhere = reduce(or_, [of_site(host, "appears", "contains", " ") for host in hosts])
    # Addresses hold no blanks, so one stands before each of them and nowhere else.
    joined = Func(
        *(F("appearances"), Value(" ")), function="array_to_string", output_field=TextField()
    )
    rows: Rows = claims.alias(appears=Concat(Value(" "), joined, output_field=TextField()))
    return rows.filter(elsewhere | Exists(passages))


def _changed(claims: Rows, standings: list[str]) -> Rows:
    undecided = Carrying.objects.undecided().filter(claim=OuterRef("pk"), standing__in=standings)
    return claims.filter(Exists(undecided))


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
    "stage": by_choice("Claims at this stage.", "stage", Stage),
    "kind": by_choice("Claims of this kind.", "kind", ClaimKind),
    "text_changed": Filter(
        "Claims with a passage that stands so in the newest version, until somebody decides "
        "what becomes of it.",
        _changed,
        read=lambda text: UNSURE[UNSURE.index(text)],
        choices=UNSURE,
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
    "marked_by": by_id("Claims that this member marked, by id.", "marked_by"),
    "site": Filter(ON_SITE.format("Claims made on"), _on_sites, read=host),
    "claimed_since": since("Claims made", "claimed_on"),
    "claimed_until": until("Claims made", "claimed_on"),
    "marked_since": moment_since("Claims marked", "marked_at"),
    "marked_until": moment_until("Claims marked", "marked_at"),
}

# Claims by how far the work on them is: the stages in the order of Stage.
_STEP = Case(
    *(When(stage=stage, then=step) for step, stage in enumerate(Stage.values)),
    output_field=IntegerField(),
)

# How soon one should look at what changed: numbers first, and what is gone last.
_GRAVITY = Case(
    When(standing=Standing.GONE.value, then=3),
    *(When(change=change.value, then=step) for step, change in enumerate(Change)),
    output_field=IntegerField(),
)
_GRAVEST = (
    Carrying.objects.undecided()
    .filter(claim=OuterRef("pk"))
    .annotate(gravity=_GRAVITY)
    .order_by("gravity")
    .values("gravity")[:1]
)

ORDERS = both_ways(
    {
        "marked_at": Order(),
        "claimed_on": Order(F("claimed_on"), read=day),
        "settled_at": Order(F("verdict__settled_at"), read=moment),
        "statement": Order(Lower(Left("statement", BEGINNING))),
        "stage": Order(_STEP, read=number),
        "text_changed": Order(Subquery(_GRAVEST, output_field=IntegerField()), read=number),
        "claimant": Order(NullIf(Lower("claimant"), Value(""))),
    }
)
