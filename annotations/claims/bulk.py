"""Marking many claims at once: all of them, or none."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from uuid import UUID

from django.db import transaction
from django.db.models import Count

from annotations import limits
from annotations.anchoring.selectors import point
from annotations.articles.models import Version
from annotations.articles.recapturing import hold
from annotations.claims.actions import TooManyClaims, Wording, tidy_tags
from annotations.claims.carrying import carry_on
from annotations.claims.models import Claim, Passage
from annotations.errors import OneByOne
from annotations.history.actions import held_back, record
from annotations.history.models import Kind
from annotations.newsrooms.models import Member


@dataclass(frozen=True)
class Mark:
    """A claim to be made by the passage version.text[start:end], which reads `exact`."""

    version: Version
    start: int
    end: int
    exact: str
    wording: Wording


@transaction.atomic
def mark_claims(*, marks: Sequence[Mark], by: Member) -> list[Claim]:
    """New claims, as mark_claim() marks each, with as many queries for many as for one.

    Raises RefusedInBulk, which holds what mark_claim() would say of each.
    """
    one_by_one, passages = OneByOne("claims"), []
    room = _room_in({mark.version.pk for mark in marks})
    for index, mark in enumerate(marks):
        with one_by_one.at(index):
            room[mark.version.pk] -= 1
            if room[mark.version.pk] < 0:
                raise TooManyClaims
            passages.append(_passage(mark, by))
    one_by_one.refuse()
    hold({mark.version.article_id for mark in marks})
    claims = Claim.add_all([passage.claim for passage in passages])
    Passage.add_all(passages)
    with held_back():
        for claim, passage in zip(claims, passages, strict=True):
            changes = {"statement": [None, claim.statement], "exact": [None, passage.exact]}
            article = passage.version.article_id
            record(Kind.CLAIM_MARKED, claim, by=by, changes=changes, article_id=article)
        carry_on(passages, by=by)
    return claims


def _room_in(versions: set[UUID]) -> Counter[UUID]:
    """How many more passages each version takes."""
    found = Passage.objects.filter(version__in=versions).order_by().values_list("version")
    room = Counter(dict.fromkeys(versions, limits.CLAIMS_PER_ARTICLE))
    room.subtract(dict(found.annotate(Count("id"))))
    return room


def _passage(mark: Mark, by: Member) -> Passage:
    """The new passage with its new claim, neither of them written yet."""
    newsroom = mark.version.newsroom_id
    quote = point(mark.version.text, mark.start, mark.end, mark.exact)
    values = {**asdict(mark.wording), "tags": tidy_tags(mark.wording.tags)}
    return Passage(
        newsroom_id=newsroom,
        claim=Claim(newsroom_id=newsroom, marked_by=by, **values).cleaned(),
        version=mark.version,
        start=mark.start,
        end=mark.end,
        marked_by=by,
        **asdict(quote),
    ).cleaned()
