"""A newsroom with as many claims as wanted, put straight into the tables.

Django makes the first of them, and PostgreSQL as many copies of these as it takes, which are made
in the same articles and rest on the same sources.
"""

from collections.abc import Iterator
from itertools import islice
from uuid import UUID

from django.db import connection
from django.utils import timezone

from annotations.articles.models import Article, Origin, Version
from annotations.claims.models import Claim, Passage, Stage
from annotations.evidence.models import Evidence, Source
from annotations.newsrooms.actions import join
from annotations.newsrooms.models import Member, Role, User
from annotations.verdicts.founding import found_newsroom
from annotations.verdicts.models import Assessment, Rating, Verdict

PER_ARTICLE = 50
BATCH = 2_000
MEMBERS = 8
MADE = 20_000  # claims, at most; the others are copies


def claims(slug: str, count: int) -> Member:
    """`count` claims, each with a passage, two pieces of evidence, two assessments, a verdict.

    Above MADE they are a multiple of it.
    """
    copies = max(count // MADE, 1)
    count = min(count, MADE)
    members = _members(slug)
    room = members[0].newsroom_id
    ratings = list(Rating.objects.filter(newsroom_id=room))
    sources = [
        Source(newsroom_id=room, kind="web_page", added_by=members[0], title=f"Minutes {i}",
               url=f"https://lindau.example/{slug}/{i}", publisher="Town of Lindau")
        for i in range(max(count // 5, 1))
    ]  # fmt: skip
    Source.objects.bulk_create(sources, batch_size=BATCH)
    numbers = iter(range(count))
    while batch := list(islice(numbers, BATCH)):
        _add(list(_parts(batch, members, ratings, sources)))
    if copies > 1:
        _copy(room, copies - 1)
    return members[0]


def _members(slug: str) -> list[Member]:
    people = [
        User(email=f"{slug}-{i}@desk.example", name=f"Member {i}", password="!")
        for i in range(MEMBERS)
    ]
    User.objects.bulk_create(people)
    room, admin = found_newsroom(name=slug.title(), slug=slug, admin=people[0])
    return [admin] + [
        join(newsroom=room, user=user, role=Role.CHECKER, by=None) for user in people[1:]
    ]


def _parts(
    batch: list[int], members: list[Member], ratings: list[Rating], sources: list[Source]
) -> Iterator[list[object]]:
    room = members[0].newsroom_id
    version: Version | None = None
    for number in batch:
        by = members[number % MEMBERS]
        if number % PER_ARTICLE == 0 or version is None:
            article = Article(newsroom_id=room, title=f"Article {number}", added_by=by,
                              url=f"https://news.example/{room}/{number}")  # fmt: skip
            lines = [_statement(number + i) for i in range(PER_ARTICLE)]
            version = Version(newsroom_id=room, article=article, number=1, text="\n\n".join(lines),
                              blocks=[], sha256=f"{number:064x}", origin=Origin.SENT,
                              captured_by=by)  # fmt: skip
            yield [article]
            yield [version]
        yield from _claim(number, version, by, [members, ratings, sources])


def _claim(
    number: int, version: Version, by: Member, pools: list[list[object]]
) -> Iterator[list[object]]:
    members, ratings, sources = pools
    room, exact = by.newsroom_id, _statement(number)
    start = version.text.index(exact)
    rating = ratings[number % len(ratings)]
    claim = Claim(newsroom_id=room, statement=exact, claimant="Town council of Lindau",
                  kind="event", tags=["harbour"], stage=Stage.SETTLED, marked_by=by)  # fmt: skip
    yield [claim]
    yield [Passage(newsroom_id=room, claim=claim, version=version, start=start, marked_by=by,
                   end=start + len(exact), exact=exact, prefix="He said: ")]  # fmt: skip
    for i in range(2):
        source = sources[(number * 7 + i) % len(sources)]
        yield [Evidence(newsroom_id=room, claim=claim, source=source, stance="refutes",
                        quote=f"The minutes say on page {i} that nothing was paid.",
                        locator=f"p. {i}", added_by=by)]  # fmt: skip
        yield [Assessment(newsroom_id=room, claim=claim, by=members[(number + i) % MEMBERS],
                          rating=rating, reasons="The minutes show what was paid.")]  # fmt: skip
    yield [Verdict(newsroom_id=room, claim=claim, rating=rating, settled_at=timezone.now())]


def _add(rows: list[list[object]]) -> None:
    """All rows of a kind at once, those first to which others point."""
    for kind in (Article, Version, Claim, Passage, Evidence, Assessment, Verdict):
        kind._base_manager.bulk_create(row for (row,) in rows if isinstance(row, kind))


def _copy(room: UUID, times: int) -> None:
    """Copy every claim with its parts; a copy's id is made of the first one's and a number."""
    for kind in (Claim, Passage, Evidence, Assessment, Verdict):
        columns = [field.column for field in kind._meta.concrete_fields]
        mapped = {"id", "claim_id"}
        values = [
            f"md5(t.{name}::text || n)::uuid" if name in mapped else f't."{name}"'
            for name in columns
        ]
        names = ", ".join(f'"{name}"' for name in columns)
        with connection.cursor() as cursor:
            cursor.execute(
                f"INSERT INTO {kind._meta.db_table} ({names}) SELECT {', '.join(values)} "
                f"FROM {kind._meta.db_table} t, generate_series(1, %s) n "
                "WHERE t.newsroom_id = %s",
                [times, room],
            )


def _statement(number: int) -> str:
    return f"Pier {number} of Lindau has cost {number} million since the “storm” of 1999."
