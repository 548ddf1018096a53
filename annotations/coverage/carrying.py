"""Carrying readings into newer versions: what reads exactly as it did was read there too.

The finding stays that of who made it, and when. What reads otherwise has to be read anew.
"""

from collections.abc import Collection

from annotations.anchoring.carrying import Successor
from annotations.articles.models import Version
from annotations.coverage.models import Reading
from annotations.coverage.sentences import Span
from annotations.coverage.surviving import unchanged
from annotations.coverage.versions import readings_in, sentences_in
from annotations.history.actions import record
from annotations.history.models import Kind
from annotations.newsrooms.models import Member

BATCH = 25  # rows: the database looks into two texts for each, and a statement has 5 seconds


def carry_readings(*, version: Version, by: Member) -> None:
    """Let what was read in the version before `version`, the newest of its article, count in it
    too; of actions, which made it."""
    older = version.article.versions.filter(number__lt=version.number).latest("number")
    _carry(Reading.objects.standing().filter(version=older), older, version, by)


def carry_on(reading: Reading, *, by: Member) -> None:
    """Carry a reading that stands on to the newest version, unless it went on before; of actions,
    which hold the article."""
    older = reading.version
    versions = Version.objects.filter(article=older.article_id).order_by("-number")
    newest = versions.values_list("pk", flat=True)[0]
    if newest != older.pk and not reading.carried_to.exists():
        _carry([reading], older, versions.get(pk=newest), by)


def _carry(readings: Collection[Reading], older: Version, newer: Version, by: Member) -> None:
    if not readings:
        return
    article = newer.article
    successor = Successor(older.text, newer.text)
    sentences = sentences_in(older, language=article.language)
    read = set(readings_in(newer))
    new = []
    for reading in readings:
        for place in unchanged(Span(reading.start, reading.end), sentences, successor):
            if place not in read:
                read.add(place)
                new.append(_read_there_too(reading, newer, place))
    Reading.objects.bulk_create(new, BATCH)
    if new:
        changes = {"version": [older.number, newer.number], "readings": [len(readings), len(new)]}
        record(Kind.READING_CARRIED, article, by=by, changes=changes)


def _read_there_too(reading: Reading, newer: Version, place: Span) -> Reading:
    return Reading(
        newsroom_id=reading.newsroom_id,
        version=newer,
        start=place.start,
        end=place.end,
        carried_from=reading,
        by_id=reading.by_id,
        at=reading.at,
    )
