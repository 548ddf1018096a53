"""What a reader of the feed may see."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias
from uuid import UUID

from django.db.models import QuerySet

from annotations.articles.models import Article
from annotations.claims.models import Claim
from annotations.evidence.models import Source
from annotations.newsrooms.models import Member
from annotations.rows import RowQuerySet

Rows: TypeAlias = Mapping[str, QuerySet[Any, Any]]

# What the feed hands over whole. Everything else is told as part of one of these.
THINGS: Mapping[str, RowQuerySet[Any]] = {
    "article": Article.objects.all(),
    "claim": Claim.objects.all(),
    "source": Source.objects.all(),
}


@dataclass(frozen=True)
class View:
    """What somebody may see of a newsroom `now`, and what they may have seen `once`.

    Both name a queryset for each of THINGS. What was seen once and is not seen now is told
    as a deletion; what never was is not told at all. So `once` may hold too much, which shows
    ids that need not be shown, but never too little.
    """

    newsroom_id: UUID
    now: Rows
    once: Rows


def view_of(member: Member) -> View:
    """What `member` sees, as the querysets themselves say it."""
    return View(
        newsroom_id=member.newsroom_id,
        now={name: rows.visible_to(member) for name, rows in THINGS.items()},
        once={name: rows.once_visible_to(member) for name, rows in THINGS.items()},
    )
