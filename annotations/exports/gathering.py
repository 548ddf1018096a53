"""Claims for exports: any number of them, read in batches, in constant memory.

A batch is a page by id, so nothing holds a transaction or a cursor open while a slow client
reads. What is named many times (members, ratings, versions, sources) is read once and shared:
made anew for each row that names it, it would take most of the time.
"""

from collections.abc import Iterable, Iterator
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Max, Min

from annotations.articles.models import Article, Version
from annotations.claims.models import Claim, Passage
from annotations.evidence.models import Evidence, Source
from annotations.exports import parts
from annotations.exports.formats import Format
from annotations.exports.occasion import Scale
from annotations.exports.plain import M, plain, put
from annotations.exports.refusals import TooManyForFormat
from annotations.matching.filters import Rows
from annotations.newsrooms.models import Member
from annotations.teamwork.models import Assignment
from annotations.verdicts.models import Assessment, Rating, Verdict

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
        rows = rows.order_by("id")
        while batch := plain(rows.filter(id__gt=last)[:size]):
            self._complete(batch)
            _put_back_connection()
            yield from batch
            if len(batch) < size:
                return
            size, last = BATCH, batch[-1].pk

    def passages(self, rows: Iterable[Passage]) -> list[Passage]:
        """The bare passages in `rows`, with their complete claims."""
        found: list[Passage] = list(rows)
        claims = plain(Claim.objects.filter(pk__in={row.claim_id for row in found}))
        self._complete(claims)
        of = {passage.pk: passage for claim in claims for passage in parts.passages(claim)}
        return [of[row.pk] for row in found]

    def _complete(self, claims: list[Any]) -> None:
        """Put what hangs on the claims, and what is named by id, in its place."""
        by_id = {claim.pk: claim for claim in claims}
        for claim in claims:
            claim.made_in, claim.standing, claim.held = [], [], []
            put(claim, marked_by=self._members[claim.marked_by_id], verdict=None, assignment=None)
        self._add_passages(by_id)
        self._add_evidence(by_id)
        self._add_assessments(by_id)
        of_these = {"claim__in": list(by_id)}
        for verdict in plain(Verdict.objects.filter(**of_these)):
            rating, by = self._ratings[verdict.rating_id], verdict.decided_by_id
            put(verdict, rating=rating, decided_by=by and self._members[by])
            put(by_id[verdict.claim_id], verdict=verdict)
        for assignment in plain(Assignment.objects.filter(**of_these)):
            if assignment.assignee_id and assignment.claim_id:
                put(assignment, assignee=self._members[assignment.assignee_id])
                put(by_id[assignment.claim_id], assignment=assignment)

    def _add_passages(self, claims: dict[UUID, Any]) -> None:
        passages = plain(Passage.objects.standing().filter(claim__in=list(claims)))
        versions = self._versions({passage.version_id for passage in passages})
        for passage in passages:
            claim = claims[passage.claim_id]
            by, version = self._members[passage.marked_by_id], versions[passage.version_id]
            put(passage, claim=claim, version=version, marked_by=by, withdrawn_by=None)
            claim.made_in.append(passage)

    def _add_evidence(self, claims: dict[UUID, Any]) -> None:
        evidence = plain(Evidence.objects.standing().filter(claim__in=list(claims)))
        sources = self._sources({one.source_id for one in evidence})
        for one in evidence:
            by, source = self._members[one.added_by_id], sources[one.source_id]
            put(one, source=source, added_by=by, withdrawn_by=None)
            claims[one.claim_id].standing.append(one)

    def _add_assessments(self, claims: dict[UUID, Any]) -> None:
        for one in plain(Assessment.objects.standing().filter(claim__in=list(claims))):
            put(one, by=self._members[one.by_id], rating=self._ratings[one.rating_id])
            claims[one.claim_id].held.append(one)

    def _versions(self, ids: Iterable[UUID]) -> dict[UUID, Version]:
        versions = plain(Version.objects.filter(pk__in=set(ids)), "text", "blocks")
        articles = {version.article_id for version in versions}
        found = _by_id(plain(Article.objects.filter(pk__in=articles)))
        for article in found.values():
            put(article, added_by=self._members[article.added_by_id])
        for version in versions:
            by = self._members[version.captured_by_id]
            put(version, article=found[version.article_id], captured_by=by)
        return _by_id(versions)

    def _sources(self, ids: Iterable[UUID]) -> dict[UUID, Source]:
        sources = plain(Source.objects.filter(pk__in=set(ids)))
        for source in sources:
            put(source, added_by=self._members[source.added_by_id])
        return _by_id(sources)


def _by_id(rows: Iterable[M]) -> dict[UUID, M]:
    return {row.pk: row for row in rows}


def _put_back_connection() -> None:
    """Between batches no connection is held; with a pool, putting it back costs nothing."""
    if not connection.in_atomic_block:
        connection.close_if_unusable_or_obsolete()
