"""Claims with everything that hangs on them: one for a page, a hundred for the API, any number for
an export, in constant memory.

All parts of some claims are read in one exchange with the database, and whoever and whatever they
name in a second one; made anew for each row that names it, it would take most of the time.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Max, Min, Model

from annotations.articles.models import Article, Version
from annotations.claims.carryings import Carrying
from annotations.claims.models import Claim, Passage
from annotations.evidence.models import Evidence, Source
from annotations.exports import parts
from annotations.exports.formats import Format
from annotations.exports.occasion import Scale
from annotations.exports.refusals import TooManyForFormat
from annotations.matching.filters import Rows
from annotations.newsrooms.models import Member, User
from annotations.plain import Found, Statement, among, plain, put, read
from annotations.teamwork.models import Assignment
from annotations.verdicts.models import Assessment, Rating, Verdict

FIRST_BATCH = 50  # claims: so that the first bytes leave at once
BATCH = 500


def _named_by(part: Any, name: str) -> Any:
    """The ids that parts of the claims name, of withdrawn parts too: one may stand a moment ago."""
    return part.objects.filter(among("claim")).order_by().values(name)


def _versions() -> Any:
    named = _named_by(Passage, "version").union(_named_by(Carrying, "version"))
    return Version.objects.filter(pk__in=named)  # an OR would look through all versions there are


_PASSAGES: list[Statement[Any]] = [
    Statement(lambda: Passage.objects.standing().filter(among("claim"))),
    Statement(lambda: Carrying.objects.filter(among("claim"))),
    Statement(_versions, "text", "blocks"),
]

# What each field of a claim is made of; `articles` are those of the passages' versions.
PARTS: Mapping[str, list[Statement[Any]]] = {
    "verdict": [Statement(lambda: Verdict.objects.filter(among("claim")))],
    "assignee": [Statement(lambda: Assignment.objects.filter(among("claim")))],
    "passages": _PASSAGES,
    "text_changed": _PASSAGES,
    "articles": [
        Statement(lambda: Article.objects.filter(pk__in=_versions().order_by().values("article")))
    ],
    "evidence": [
        Statement(lambda: Evidence.objects.standing().filter(among("claim"))),
        Statement(lambda: Source.objects.filter(pk__in=_named_by(Evidence, "source"))),
    ],
    "assessments": [Statement(lambda: Assessment.objects.standing().filter(among("claim")))],
}


def _people(field: str) -> list[Statement[Any]]:
    """Members by a column of theirs, and their users."""
    return [
        Statement(lambda: Member.objects.filter(among(field))),
        Statement(
            lambda: User.objects.filter(memberships__in=Member.objects.filter(among(field))),
            "password",
        ),
    ]


EVERYBODY = _people("newsroom")
NAMED = [*_people("id"), Statement(lambda: Rating.objects.filter(among("id")))]
# The members and ratings that rows name.
NAMES: Mapping[type[Model], list[str]] = {
    Claim: ["marked_by"],
    Passage: ["marked_by", "withdrawn_by"],
    Carrying: ["decided_by"],
    Version: ["captured_by"],
    Article: ["added_by"],
    Evidence: ["added_by", "withdrawn_by"],
    Source: ["added_by"],
    Assessment: ["by", "rating"],
    Verdict: ["decided_by", "rating"],
    Assignment: ["assignee"],
}


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


def everybody(member: Member) -> list[Member]:
    """All who work or worked in the newsroom of `member`, who sees them."""
    return _members(read(EVERYBODY, [member.newsroom_id]))


class Gathering:
    """Claims that somebody may see, each with everything that hangs on it.

    `people` are called as they were when they were read; others are read when they are met.
    """

    def __init__(self, people: Iterable[Member] = ()) -> None:
        # Members and ratings that were met.
        self._known: dict[Any, Any] = {None: None, **_by_id(people)}

    def claims(self, rows: Rows) -> Iterator[Claim]:
        """The claims in `rows`, a queryset of bare claims, by id.

        They are read in batches, pages by id, so that nothing holds a transaction or a cursor
        open while a slow client reads.
        """
        size, last = FIRST_BATCH, UUID(int=0)
        rows = rows.order_by("id")
        while batch := plain(rows.filter(id__gt=last)[:size]):
            self.complete(batch)
            _put_back_connection()
            yield from batch
            if len(batch) < size:
                return
            size, last = BATCH, batch[-1].pk

    def passages(self, rows: Iterable[Passage]) -> list[Passage]:
        """The bare passages in `rows`, with their complete claims."""
        found: list[Passage] = list(rows)
        claims = plain(Claim.objects.filter(pk__in={row.claim_id for row in found}))
        self.complete(claims)
        of: dict[UUID, Passage] = {}
        for claim in claims:
            for passage in parts.passages(claim):
                put(passage, claim=claim)
                of[passage.pk] = passage
        return [of[row.pk] for row in found]

    def complete(self, claims: Iterable[Any], fields: Collection[str] | None = None) -> None:
        """Put what hangs on bare claims, and whom they name, in its place.

        With `fields`, of what hangs on them only what these are made of.
        """
        by_id = {claim.pk: claim for claim in claims}
        wanted = [name for name in PARTS if fields is None or name in fields]
        found = read(dict.fromkeys(one for name in wanted for one in PARTS[name]), by_id)
        self._meet({**found, Claim: list(by_id.values())})
        for claim in by_id.values():
            claim.made_in, claim.standing, claim.held = [], [], []
            put(claim, verdict=None, assignment=None)
        _put_together(found, by_id)

    def _meet(self, found: Found) -> None:
        """Put the members and ratings that rows name in their place."""
        unknown: list[tuple[dict[str, Any], str, UUID]] = []
        for model, rows in found.items():
            for name in NAMES[model]:
                id_of = f"{name}_id"
                for row in rows:
                    columns = row.__dict__
                    place, pk = columns["_state"].fields_cache, columns[id_of]
                    if pk in self._known:
                        place[name] = self._known[pk]
                    else:
                        unknown.append((place, name, pk))
        if unknown:
            self._read({pk for _, _, pk in unknown})
        for place, name, pk in unknown:
            place[name] = self._known[pk]

    def _read(self, ids: Collection[UUID]) -> None:
        """Members with their users, and ratings, by their ids."""
        these = read(NAMED, ids)
        self._known.update(_by_id([*_members(these), *these[Rating]]))


def _members(found: Found) -> list[Member]:
    """The members, each with their user."""
    users, members = _by_id(found[User]), found[Member]
    for member in members:
        put(member, user=users[member.user_id])
    return members


def _put_together(found: Found, claims: Mapping[UUID, Any]) -> None:
    articles, versions = _by_id(found.get(Article, [])), _by_id(found.get(Version, []))
    for version in versions.values() if articles else ():
        put(version, article=articles[version.article_id])
    carryings = {carrying.passage_id: carrying for carrying in found.get(Carrying, [])}
    for carrying in carryings.values():
        put(carrying, version=versions[carrying.version_id])
    for passage in found.get(Passage, []):
        claim = claims[passage.claim_id]
        carrying = carryings.get(passage.pk)
        put(passage, version=versions[passage.version_id], carrying=carrying)
        claim.made_in.append(passage)
    sources = _by_id(found.get(Source, []))
    for one in found.get(Evidence, []):
        put(one, source=sources[one.source_id])
        claims[one.claim_id].standing.append(one)
    for assessment in found.get(Assessment, []):
        claims[assessment.claim_id].held.append(assessment)
    for verdict in found.get(Verdict, []):
        put(claims[verdict.claim_id], verdict=verdict)
    for assignment in found.get(Assignment, []):
        put(claims[assignment.claim_id], assignment=assignment)


def _by_id(rows: Iterable[Any]) -> dict[UUID, Any]:
    return {row.pk: row for row in rows}


def _put_back_connection() -> None:
    """Between batches no connection is held; with a pool, putting it back costs nothing."""
    if not connection.in_atomic_block:
        connection.close_if_unusable_or_obsolete()
