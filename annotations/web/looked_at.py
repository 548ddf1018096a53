"""How far an article was looked at, as its pages show it: what was read, by whom, when."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import chain

from annotations.articles.models import Version
from annotations.claims.models import Passage
from annotations.coverage.actions import sentences_in
from annotations.coverage.models import Reading
from annotations.coverage.sentences import Coverage, Span, coverage, merged, over_blanks
from annotations.newsrooms.models import Member

NAMED = 3  # readers of an article who are named beside its text


@dataclass(frozen=True)
class Readings:
    """The readings of a version that stand: their words, who read most of them, the last moment."""

    spans: list[Span]
    readers: list[str]
    last: datetime | None

    @property
    def named(self) -> list[str]:
        return self.readers[:NAMED]

    @property
    def unnamed(self) -> int:
        """How many readers are only counted."""
        return len(self.readers) - len(self.named)

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


def looked_at(
    version: Version, *, language: str, passages: Iterable[Passage], readings: Readings
) -> LookedAt:
    """How far the text was looked at, where these passages stand in it."""
    sentences = sentences_in(version, language=language)
    claims = [Span(passage.start, passage.end) for passage in passages]
    read = merged(over_blanks(version.text, readings.spans))
    return LookedAt(sentences, coverage(sentences, claims, read))
