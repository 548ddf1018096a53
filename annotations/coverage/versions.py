"""What of a version was read: its sentences, its readings, and how far they go."""

from typing import Any

from django.db.models import QuerySet

from annotations.articles.models import Version
from annotations.claims.carryings import Carrying
from annotations.claims.models import Passage
from annotations.coverage.models import Reading
from annotations.coverage.sentences import (
    Coverage,
    Span,
    coverage,
    merged,
    over_blanks,
    sentences_of,
)
from annotations.intake.blocks import Span as BlockSpan


def coverage_of(version: Version, *, language: str) -> Coverage:
    """How far the text of `version` was looked at."""
    passages = Passage.objects.standing().of_marked().filter(version=version)
    changed = Carrying.objects.undecided().found().of_marked().filter(version=version)
    claims = [*_spans(passages), *_spans(changed)]
    return coverage(sentences_in(version, language=language), claims, readings_in(version))


def sentences_in(version: Version, *, language: str) -> list[Span]:
    """The sentences of a version, in order."""
    blocks = [BlockSpan(**block) for block in version.blocks]
    return sentences_of(version.text, blocks, language)


def readings_in(version: Version) -> list[Span]:
    """The words of a version that were called free of claims, in order and disjoint.

    Two readings with nothing but blanks between them are one.
    """
    standing = Reading.objects.standing().filter(version=version)
    return merged(over_blanks(version.text, _spans(standing)))


def _spans(rows: QuerySet[Any, Any]) -> list[Span]:
    return [Span(*pair) for pair in rows.values_list("start", "end")]
