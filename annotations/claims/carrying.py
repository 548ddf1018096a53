"""Carrying claims into newer versions of their articles.

The same words, and a mere respelling of them, carry over by themselves: the passage gets a
place in the newer version. Of all others it is noted how they stand there, and a member decides
(claims.changed, verdicts.rechecking).
"""

from collections.abc import Iterable, Iterator
from dataclasses import asdict
from typing import NamedTuple
from uuid import UUID

from django.db import transaction
from django.db.models import F

from annotations.anchoring.carrying import Carried, Standing, Successor
from annotations.anchoring.changes import gravest_change
from annotations.anchoring.selectors import quote
from annotations.articles.models import Version
from annotations.articles.recapturing import hold
from annotations.claims.carryings import Carrying
from annotations.claims.models import Claim, Passage
from annotations.claims.outcomes import Outcome
from annotations.history.actions import Changes, held_back, record
from annotations.history.models import Kind
from annotations.newsrooms.models import Member

BATCH = 50  # rows: the database looks into whole texts for each, and a statement has 5 seconds


class Found(NamedTuple):
    """How a passage stands in a newer text."""

    passage: Passage
    carried: Carried


@transaction.atomic
def carry_over(*, version: Version, by: Member) -> list[Carrying]:
    """Note how every passage of the article that is not in `version` yet, its newest, stands there.

    Also those of claims that were set aside or unmarked: they may come back.
    """
    hold([version.article_id])
    older = Passage.objects.filter(version__article=version.article_id)
    older = older.exclude(version=version).to_carry()
    claims = Claim.objects.filter(pk__in=older.order_by().values("claim"))
    list(claims.order_by("pk").select_for_update(no_key=True).values("pk"))
    return _carry(older, version, by)


def carry_on(passages: Iterable[Passage], *, by: Member) -> None:
    """Carry passages that were put into a version on to the newest one of its article; of actions,
    which hold the articles."""
    of_article: dict[UUID, list[UUID]] = {}
    for passage in passages:
        of_article.setdefault(passage.version.article_id, []).append(passage.pk)
    for article, ids in of_article.items():
        newest = Version.objects.filter(article=article).order_by("-number").defer("blocks")[:1]
        older = Passage.objects.filter(pk__in=ids).exclude(version__in=newest.values("pk"))
        if older.exists():
            _carry(older.to_carry(), newest[0], by)


def found_in(text: str, passages: Iterable[Passage]) -> Iterator[Found]:
    """How each of `passages` stands in `text`, a newer one of the article they are in."""
    successors: dict[UUID, Successor] = {}
    texts: dict[UUID, str] = {}
    for passage in passages:
        version = passage.version_id
        if version not in successors:
            texts[version] = Version.objects.values_list("text", flat=True).get(pk=version)
            successors[version] = Successor(texts[version], text)
        yield Found(passage, successors[version].carry(passage.start, passage.end))


def _carry(passages: Iterable[Passage], version: Version, by: Member) -> list[Carrying]:
    found = list(found_in(version.text, passages))
    _put(found, version)
    known = {one.passage_id: one for one in Carrying.objects.filter(passage__in=_ids(found))}
    carryings = [_noted(known.get(one.passage.pk), one, version) for one in found]
    Carrying.objects.bulk_create([one for one in carryings if one.passage_id not in known], BATCH)
    for one in known.values():
        one.revision += 1
    Carrying.objects.bulk_update(known.values(), [*_NOTED, "revision"], BATCH)
    claims = {one.passage.claim_id for one in found}
    Claim.objects.filter(pk__in=claims).update(parts_revision=F("parts_revision") + 1)
    with held_back():
        for carrying in carryings:
            _record(carrying, by)
    return carryings


def _ids(found: Iterable[Found]) -> list[UUID]:
    return [one.passage.pk for one in found]


def _put(found: Iterable[Found], version: Version) -> None:
    """Give those that need nobody to look their places; where the claim has it, that one stays."""
    standing = Passage.objects.standing().filter(version=version).order_by()
    taken = set(standing.values_list("claim", "start", "end"))
    new = []
    for passage, carried in found:
        place = (passage.claim_id, carried.start, carried.end)
        if not carried.is_sure or place in taken:
            continue
        taken.add(place)
        words = quote(version.text, carried.start, carried.end)
        new.append(
            Passage(
                newsroom_id=passage.newsroom_id,
                claim_id=passage.claim_id,
                version=version,
                start=carried.start,
                end=carried.end,
                carried_from=passage,
                marked_by_id=passage.marked_by_id,
                marked_at=passage.marked_at,
                **asdict(words),
            )
        )
    Passage.objects.bulk_create(new, BATCH)


_NOTED = (
    *("version", "standing", "has_moved", "likeness", "start", "end", "exact", "change"),
    "outcome",
)


def _noted(known: Carrying | None, found: Found, version: Version) -> Carrying:
    """The row of a passage, as it is to be written."""
    passage, carried = found
    row = known or Carrying(
        newsroom_id=passage.newsroom_id, passage=passage, claim_id=passage.claim_id
    )
    row.passage, row.version = passage, version
    row.standing, row.has_moved = carried.standing, carried.has_moved
    row.start, row.end, row.likeness = carried.start, carried.end, carried.likeness
    row.exact = version.text[carried.start : carried.end]
    is_changed = carried.standing is Standing.CHANGED
    row.change = gravest_change(passage.exact, row.exact) if is_changed else ""
    row.outcome = Outcome.CARRIED if carried.is_sure else Outcome.UNDECIDED
    return row


def _record(carrying: Carrying, by: Member) -> None:
    kind = (
        Kind.PASSAGE_CARRIED if carrying.outcome == Outcome.CARRIED else Kind.PASSAGE_TEXT_CHANGED
    )
    passage, version = carrying.passage, carrying.version
    changes: Changes = {
        "version": [None, version.number],
        "standing": [None, str(carrying.standing)],
        **{name: [getattr(passage, name), getattr(carrying, name)] for name in PLACE},
    }
    record(kind, passage, by=by, changes=changes, article_id=version.article_id)


PLACE = ("start", "end", "exact")
