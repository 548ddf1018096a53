"""Claims for exports: any number of them, read in batches, in constant memory.

A batch is a page by id, so nothing holds a transaction or a cursor open while a slow client
reads. What is named many times (members, ratings, versions, sources) is read once and shared:
made anew for each row that names it, it would take most of the time.
"""

from collections.abc import Iterable, Iterator
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Max, Min, Prefetch

from annotations.articles.models import Version
from annotations.claims.models import Claim, Passage
from annotations.evidence.models import Evidence, Source
from annotations.exports.formats import Format
from annotations.exports.occasion import Scale
from annotations.exports.refusals import TooManyForFormat
from annotations.matching.filters import Rows
from annotations.newsrooms.models import Member
from annotations.verdicts.models import Assessment, Rating

FIRST_BATCH = 50  # claims: so that the first bytes leave at once
BATCH = 500


def fitting(rows: Rows, kind: Format) -> Rows:
    """Those of `rows`, claims, of which a format tells. Raises TooManyForFormat."""
    if kind.is_of_verdicts:
        rows = rows.filter(verdict__isnull=False)
    if kind.most and rows.count() > kind.most:
        raise TooManyForFormat(most=kind.most)
    return rows


def scale_of(member: Member) -> Scale | None:
    """The ends of the newsroom's scale; None where no rating has a number."""
    ratings = Rating.objects.visible_to(member)
    ends = ratings.aggregate(worst=Min("claim_review_number"), best=Max("claim_review_number"))
    return None if ends["best"] is None else Scale(**ends)


class Gathering:
    """The claims of `member`'s newsroom, each with everything that hangs on it."""

    def __init__(self, member: Member) -> None:
        members = Member.objects.filter(newsroom=member.newsroom_id).select_related("user")
        self._members = {one.pk: one for one in members}
        ratings = Rating.objects.filter(newsroom=member.newsroom_id)
        self._ratings = {rating.pk: rating for rating in ratings}

    def claims(self, rows: Rows) -> Iterator[Claim]:
        """The claims in `rows`, a queryset of bare claims, by id."""
        size, last = FIRST_BATCH, UUID(int=0)
        rows = _with_parts(rows.order_by("id"))
        while batch := list(rows.filter(id__gt=last)[:size]):
            self._complete(batch)
            _put_back_connection()
            yield from batch
            if len(batch) < size:
                return
            size, last = BATCH, batch[-1].pk

    def passages(self, rows: Iterable[Passage]) -> list[Passage]:
        """The bare passages in `rows`, with their complete claims."""
        found: list[Passage] = list(rows)
        claims = list(_with_parts(Claim.objects.filter(pk__in={row.claim_id for row in found})))
        self._complete(claims)
        of = {passage.pk: (passage, claim) for claim in claims for passage in claim.passages.all()}
        for passage, claim in of.values():
            passage.claim = claim
        return [of[row.pk][0] for row in found]

    def _complete(self, claims: list[Any]) -> None:
        """Put in place what the rows name by id."""
        passages = [passage for claim in claims for passage in claim.passages.all()]
        evidence = [one for claim in claims for one in claim.standing]
        versions = self._versions({passage.version_id for passage in passages})
        sources = self._sources({one.source_id for one in evidence})
        members, ratings = self._members, self._ratings
        for passage in passages:
            passage.version = versions[passage.version_id]
            passage.marked_by = members[passage.marked_by_id]
        for one in evidence:
            one.source, one.added_by = sources[one.source_id], members[one.added_by_id]
        for claim in claims:
            claim.marked_by = members[claim.marked_by_id]
            if hasattr(claim, "verdict"):
                claim.verdict.rating = ratings[claim.verdict.rating_id]
            if hasattr(claim, "assignment") and claim.assignment.assignee_id:
                claim.assignment.assignee = members[claim.assignment.assignee_id]
            for assessment in claim.assessments.all():
                assessment.by = members[assessment.by_id]
                assessment.rating = ratings[assessment.rating_id]

    def _versions(self, ids: Iterable[UUID]) -> dict[UUID, Version]:
        rows = Version.objects.select_related("article").defer("text", "blocks")
        versions = rows.in_bulk(ids)
        for version in versions.values():
            version.captured_by = self._members[version.captured_by_id]
            version.article.added_by = self._members[version.article.added_by_id]
        return versions

    def _sources(self, ids: Iterable[UUID]) -> dict[UUID, Source]:
        sources = Source.objects.in_bulk(ids)
        for source in sources.values():
            source.added_by = self._members[source.added_by_id]
        return sources


def _with_parts(claims: Rows) -> Rows:
    return claims.select_related("verdict", "assignment").prefetch_related(
        Prefetch("passages", Passage.objects.standing()),
        Prefetch("evidence", Evidence.objects.standing(), to_attr="standing"),
        Prefetch("assessments", Assessment.objects.standing()),
    )


def _put_back_connection() -> None:
    """Between batches no connection is held; with a pool, putting it back costs nothing."""
    if not connection.in_atomic_block:
        connection.close_if_unusable_or_obsolete()
