"""Saying of words that they hold no claim, and withdrawing that."""

from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from annotations.anchoring.selectors import point
from annotations.articles.models import Version
from annotations.claims.models import Passage
from annotations.coverage.models import Reading
from annotations.coverage.sentences import Coverage, Span, coverage, merged, sentences_of
from annotations.errors import Conflict
from annotations.history.actions import record
from annotations.history.models import Kind
from annotations.intake.blocks import Span as BlockSpan
from annotations.newsrooms.models import Member


class AlreadyRead(Conflict):
    code = "already-read"
    says = "These words are marked as read already."


class NotRead(Conflict):
    code = "not-read"
    says = "These words are no longer marked as read."


@transaction.atomic
def mark_read(*, version: Version, start: int, end: int, exact: str, by: Member) -> Reading:
    """Say that version.text[start:end], which reads `exact`, holds no claim to be checked.

    Claims may be marked in it all the same, before and after. Raises NotInTheText, TextDiffers
    and AlreadyRead.
    """
    point(version.text, start, end, exact)
    Version.objects.select_for_update(no_key=True).get(pk=version.pk)
    known = merged(_spans(Reading.objects.standing().filter(version=version)))
    if any(span.start <= start and end <= span.end for span in known):
        raise AlreadyRead
    reading = Reading(
        newsroom_id=version.newsroom_id, version=version, start=start, end=end, by=by
    ).add()
    record(
        Kind.READING_MARKED,
        reading,
        by=by,
        changes={"start": [None, start], "end": [None, end], "exact": [None, exact]},
        article_id=version.article_id,
    )
    return reading


@transaction.atomic
def withdraw_reading(*, reading: Reading, revision: int, by: Member) -> Reading:
    """Take a reading back: somebody has to look again. Raises NotRead and Stale."""
    if reading.withdrawn_at:
        raise NotRead
    reading.revise(revision, withdrawn_by=by, withdrawn_at=timezone.now())
    version = reading.version
    exact = version.text[reading.start : reading.end]
    record(
        Kind.READING_WITHDRAWN,
        reading,
        by=by,
        changes={
            "start": [reading.start, None],
            "end": [reading.end, None],
            "exact": [exact, None],
        },
        article_id=version.article_id,
    )
    return reading


def coverage_of(version: Version, *, language: str) -> Coverage:
    """How far the text of `version` was looked at."""
    blocks = [BlockSpan(**block) for block in version.blocks]
    return coverage(
        sentences_of(version.text, blocks, language),
        _spans(Passage.objects.standing().of_marked().filter(version=version)),
        _spans(Reading.objects.standing().filter(version=version)),
    )


def _spans(rows: QuerySet[Any, Any]) -> list[Span]:
    return [Span(*pair) for pair in rows.values_list("start", "end")]
