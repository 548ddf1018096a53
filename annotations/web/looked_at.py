"""How far an article was looked at, as its pages show it: what was read, by whom, when."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import accumulate, chain
from typing import Any
from uuid import UUID

from django.db.models import Func, IntegerField, QuerySet
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from annotations import limits
from annotations.articles.models import Article, Version
from annotations.claims.carryings import Carrying
from annotations.claims.models import Passage
from annotations.coverage.models import Reading
from annotations.coverage.sentences import Coverage, Extent, Span, coverage, merged, over_blanks
from annotations.coverage.versions import sentences_in
from annotations.newsrooms.models import Member

PLACE = ("version", "start", "end")
NAMED = 3  # readers of an article who are named beside its text


class OctetLength(Func):
    """The bytes of a text, which the database knows without reading it."""

    function = "octet_length"
    output_field = IntegerField()


@dataclass(frozen=True)
class Readings:
    """The readings of a version that stand: their words, who read most of them, the last moment."""

    spans: list[Span]
    readers: list[str]
    last: datetime | None

    @property
    def names(self) -> SafeString:
        """Those of the first readers, in HTML."""
        return format_html_join(", ", "<bdi>{}</bdi>", ([name] for name in self.readers[:NAMED]))

    @property
    def unnamed(self) -> int:
        """How many readers are only counted."""
        return max(0, len(self.readers) - NAMED)

    @property
    def flat(self) -> list[int]:
        """The words as the page's script reads them: start, end, start, end, ..."""
        return list(chain.from_iterable(self.spans))


@dataclass(frozen=True)
class LookedAt:
    """The sentences of a version, and how many of them somebody has looked at."""

    sentences: Sequence[Span]
    coverage: Coverage

    @property
    def flat(self) -> list[int]:
        """The sentences as the page's script reads them: start, end, start, end, ..."""
        return list(chain.from_iterable(self.sentences))

    @property
    def shares(self) -> tuple[float, float]:
        """Of 100: sentences with claims, and those that were read without."""
        count = self.coverage.sentences or 1
        with_claims, without = self.coverage.with_claims, self.coverage.without
        return round(100 * with_claims / count, 2), round(100 * without / count, 2)


def readings_of(version: Version, member: Member) -> Readings:
    """The readings that `member` sees, in one query."""
    standing = Reading.objects.visible_to(member).standing().filter(version=version)
    rows = list(
        standing.order_by("start", "id").values_list("start", "end", "by__user__name", "at")
    )
    read: dict[str, int] = {}
    for start, end, name, _ in rows:
        read[name] = read.get(name, 0) + end - start
    return Readings(
        spans=[Span(start, end) for start, end, *_ in rows],
        readers=sorted(read, key=lambda name: (-read[name], name)),
        last=max((at for *_, at in rows), default=None),
    )


def coverage_in_list(articles: Collection[Article], member: Member) -> dict[UUID, Coverage]:
    """The coverage of the newest version of each of `articles`, in five queries.

    From limits.LISTED_TEXT on the others are left out: their texts would take too long to read.
    """
    found = Version.objects.visible_to(member).filter(article__in=articles)
    newest = found.order_by("article", "-number").distinct("article")
    sizes = dict(newest.annotate(size=OctetLength("text")).values_list("pk", "size"))
    total = accumulate(sizes.values())
    shown = [
        pk
        for pk, bytes_so_far in zip(sizes, total, strict=True)
        if bytes_so_far <= limits.LISTED_TEXT
    ]
    claims = _spans(Passage.objects.visible_to(member).standing(), shown)
    changed = _spans(Carrying.objects.visible_to(member).undecided().found(), shown)
    read = _spans(Reading.objects.visible_to(member).standing(), shown)
    languages = {article.pk: article.language for article in articles}
    return {
        version.article_id: coverage(
            sentences_in(version, language=languages[version.article_id]),
            [*claims.get(version.pk, []), *changed.get(version.pk, [])],
            merged(over_blanks(version.text, read.get(version.pk, []))),
        )
        for version in found.filter(pk__in=shown)
    }


def _spans(rows: QuerySet[Any], versions: list[UUID]) -> dict[UUID, list[Span]]:
    """Where rows of passages, their successors or readings stand, by version."""
    by_version: dict[UUID, list[Span]] = {}
    for version, start, end in rows.filter(version__in=versions).values_list(*PLACE):
        by_version.setdefault(version, []).append(Span(start, end))
    return by_version


def looked_at(
    version: Version, *, language: str, claims: Iterable[Extent], readings: Readings
) -> LookedAt:
    """How far the text was looked at, where these places in it make claims."""
    sentences = sentences_in(version, language=language)
    places = [Span(place.start, place.end) for place in claims]
    read = merged(over_blanks(version.text, readings.spans))
    return LookedAt(sentences, coverage(sentences, places, read))
