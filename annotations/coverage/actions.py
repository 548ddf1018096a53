"""Saying of words that they hold no claim, and withdrawing that."""

from collections.abc import Iterator

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from annotations.anchoring.selectors import point
from annotations.articles.models import Version
from annotations.articles.recapturing import hold
from annotations.coverage.carrying import carry_on
from annotations.coverage.models import Reading
from annotations.coverage.versions import readings_in
from annotations.errors import Conflict
from annotations.history.actions import Changes, held_back, record
from annotations.history.models import Kind
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

    Claims may be marked in it all the same, before and after. Where the article has a newer
    version, words that are there too are read there too. Raises NotInTheText, TextDiffers and
    AlreadyRead.
    """
    point(version.text, start, end, exact)
    hold([version.article_id])
    Version.objects.locked(version.pk)
    known = readings_in(version)
    if any(span.start <= start and end <= span.end for span in known):
        raise AlreadyRead
    reading = Reading(
        newsroom_id=version.newsroom_id, version=version, start=start, end=end, by=by
    ).add()
    with held_back():
        _record(Kind.READING_MARKED, reading, by=by)
        carry_on(reading, by=by)
    return reading


@transaction.atomic
def withdraw_reading(*, reading: Reading, revision: int, by: Member) -> Reading:
    """Take a reading back, also where it was carried to: somebody has to look again.

    Raises NotRead and Stale.
    """
    if reading.withdrawn_at:
        raise NotRead
    hold([reading.version.article_id])
    now = timezone.now()
    reading.revise(revision, withdrawn_by=by, withdrawn_at=now)
    for one in _carried_from(reading):
        if not one.withdrawn_at:
            one.revise(one.revision, withdrawn_by=by, withdrawn_at=now)
    _record(Kind.READING_WITHDRAWN, reading, by=by)
    return reading


@transaction.atomic
def restore_reading(*, reading: Reading, revision: int, by: Member) -> Reading:
    """Let a withdrawn reading count again, and those that were withdrawn with it.

    Whoever read the words meanwhile has read them too: that does no harm. Raises
    ReadingNotWithdrawn and Stale.
    """
    then = reading.withdrawn_at
    if not then:
        raise ReadingNotWithdrawn
    hold([reading.version.article_id])
    reading.revise(revision, withdrawn_by=None, withdrawn_at=None)
    for one in _carried_from(reading):
        if one.withdrawn_at == then:
            one.revise(one.revision, withdrawn_by=None, withdrawn_at=None)
    with held_back():
        _record(Kind.READING_RESTORED, reading, by=by)
        carry_on(reading, by=by)
    return reading


def _carried_from(reading: Reading) -> Iterator[Reading]:
    """Those that were carried from a reading, through all newer versions, locked."""
    for one in Reading.objects.select_for_update(no_key=True).filter(carried_from=reading):
        yield one
        yield from _carried_from(one)


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
