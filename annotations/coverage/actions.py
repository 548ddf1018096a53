"""Saying of words that they hold no claim, and withdrawing that."""

from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from annotations.anchoring.selectors import point
from annotations.articles.models import Version
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
from annotations.errors import Conflict
from annotations.history.actions import Changes, record
from annotations.history.models import Kind
from annotations.intake.blocks import Span as BlockSpan
from annotations.newsrooms.models import Member


class AlreadyRead(Conflict):
    code = "already-read"
    says = _("These words are marked as read already.")


class NotRead(Conflict):
    code = "not-read"
    says = _("These words are no longer marked as read.")


class ReadingNotWithdrawn(Conflict):
    code = "reading-not-withdrawn"
    says = _("This reading was not withdrawn.")


@transaction.atomic
def mark_read(*, version: Version, start: int, end: int, exact: str, by: Member) -> Reading:
    """Say that version.text[start:end], which reads `exact`, holds no claim to be checked.

    Claims may be marked in it all the same, before and after. Raises NotInTheText, TextDiffers
    and AlreadyRead.
    """
    point(version.text, start, end, exact)
    Version.objects.select_for_update(no_key=True).get(pk=version.pk)
    known = readings_in(version)
    if any(span.start <= start and end <= span.end for span in known):
        raise AlreadyRead
    reading = Reading(
        newsroom_id=version.newsroom_id, version=version, start=start, end=end, by=by
    ).add()
    _record(Kind.READING_MARKED, reading, by=by)
    return reading


@transaction.atomic
def withdraw_reading(*, reading: Reading, revision: int, by: Member) -> Reading:
    """Take a reading back: somebody has to look again. Raises NotRead and Stale."""
    if reading.withdrawn_at:
        raise NotRead
    reading.revise(revision, withdrawn_by=by, withdrawn_at=timezone.now())
    _record(Kind.READING_WITHDRAWN, reading, by=by)
    return reading


@transaction.atomic
def restore_reading(*, reading: Reading, revision: int, by: Member) -> Reading:
    """Let a withdrawn reading count again. Raises ReadingNotWithdrawn and Stale.

    Whoever read the words meanwhile has read them too: that does no harm.
    """
    if not reading.withdrawn_at:
        raise ReadingNotWithdrawn
    reading.revise(revision, withdrawn_by=None, withdrawn_at=None)
    _record(Kind.READING_RESTORED, reading, by=by)
    return reading


def coverage_of(version: Version, *, language: str) -> Coverage:
    """How far the text of `version` was looked at."""
    return coverage(
        sentences_in(version, language=language),
        _spans(Passage.objects.standing().of_marked().filter(version=version)),
        readings_in(version),
    )


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


def _record(kind: Kind, reading: Reading, *, by: Member) -> None:
    """The event of a reading that now stands, or stands no more."""
    version = reading.version
    exact = version.text[reading.start : reading.end]
    place = {"start": reading.start, "end": reading.end, "exact": exact}
    changes: Changes = {
        name: [value, None] if reading.withdrawn_at else [None, value]
        for name, value in place.items()
    }
    record(kind, reading, by=by, changes=changes, article_id=version.article_id)
