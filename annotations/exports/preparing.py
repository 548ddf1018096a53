"""Writing the file of an export: in one snapshot, in constant memory, telling how far it is."""

import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import TypeAlias
from urllib.parse import urlencode
from uuid import UUID

import structlog
from django.db import connections
from django.db.models import F
from django.urls import reverse
from django.utils import timezone
from procrastinate.exceptions import JobAborted

from annotations.claims.models import Claim
from annotations.exports import files
from annotations.exports.addresses import Addresses
from annotations.exports.formats import FORMATS
from annotations.exports.gathering import Gathering, fitting, scale_of
from annotations.exports.models import KEPT_FOR, Export, State, Trouble
from annotations.exports.occasion import Occasion
from annotations.exports.refusals import TooManyForFormat
from annotations.matching.claims import FILTERS
from annotations.matching.filters import narrowed
from annotations.snapshots import one_snapshot

PULSE = 1.0  # seconds between two words of how far it is

log = structlog.get_logger(__name__)

Beside: TypeAlias = Callable[[Callable[[], int]], int]


class Discarded(Exception):
    """Nobody wants this file any more."""


def prepare(export_id: UUID, *, is_ending: Callable[[], bool]) -> None:
    """Write the file of an export, from the beginning, and say what came of it.

    Does nothing for one that has ended. Raises JobAborted soon after `is_ending`: then it is
    to be called again.
    """
    export = _begun(export_id)
    if export is None:
        return
    try:
        kept = _written(export, is_ending)
    except Discarded:
        return
    except TooManyForFormat:
        _end(export, state=State.FAILED, trouble=Trouble.TOO_MANY)
    except OSError as error:
        log.exception("export_not_written", export=str(export.pk), trouble=str(error))
        _end(export, state=State.FAILED, trouble=Trouble.NOT_WRITTEN)
    else:
        done = _end(export, state=State.DONE, size=kept.size, sha256=kept.sha256)
        if not done:
            files.remove(export.file)


def _begun(export_id: UUID) -> Export | None:
    """The export, which is running from now on. Each try has a file of its own, so that one
    that was thought dead does not write into another's."""
    under_way = Export.objects.under_way().filter(pk=export_id, member__left_at=None)
    begun = under_way.update(
        state=State.RUNNING,
        begun_at=timezone.now(),
        written=0,
        file=files.new_name(),
        revision=F("revision") + 1,
    )
    if not begun:
        return None
    return Export.objects.select_related("member__newsroom", "member__user").get(pk=export_id)


def _end(export: Export, **facts: object) -> int:
    """Whether this try was still the one that counts."""
    now = timezone.now()
    mine = Export.objects.filter(pk=export.pk, revision=export.revision)
    return mine.update(ended_at=now, expires_at=now + KEPT_FOR, revision=F("revision") + 1, **facts)


def _written(export: Export, is_ending: Callable[[], bool]) -> files.Kept:
    kind = FORMATS[export.format]
    member = export.member
    with _beside() as beside, one_snapshot():
        rows = narrowed(Claim.objects.visible_to(member), FILTERS, export.filters)
        rows = fitting(rows, kind)
        progress = _Progress(export, rows.count(), beside, is_ending)
        claims = progress.told(Gathering().claims(rows))
        pieces = kind.write(claims, _occasion(export))
        kept = files.keep(export.file, pieces, packed=kind.is_text)
    progress.tell()
    return kept


class _Progress:
    """Tells the row how many claims are written, while a snapshot is open that writes nothing."""

    def __init__(
        self, export: Export, total: int, beside: Beside, is_ending: Callable[[], bool]
    ) -> None:
        self.mine = Export.objects.filter(pk=export.pk, revision=export.revision)
        self.total, self.written = total, 0
        self.beside, self.is_ending = beside, is_ending

    def told(self, claims: Iterable[Claim]) -> Iterator[Claim]:
        """The same claims. Raises Discarded and JobAborted."""
        due = time.monotonic() + PULSE
        for claim in claims:
            yield claim
            self.written += 1
            if time.monotonic() >= due:
                if self.is_ending():
                    raise JobAborted
                if not self.beside(self.tell):
                    raise Discarded
                due = time.monotonic() + PULSE

    def tell(self) -> int:
        return self.mine.update(written=self.written, total=self.total)


@contextmanager
def _beside() -> Iterator[Beside]:
    """Does something on another connection, in a thread of its own, and waits for it."""
    with ThreadPoolExecutor(1) as thread:
        try:
            yield lambda act: thread.submit(act).result()
        finally:
            thread.submit(connections.close_all).result()


def _occasion(export: Export) -> Occasion:
    """As if the list of claims had been asked for this format."""
    newsroom = export.member.newsroom
    asked = urlencode({**export.filters, "format": export.format}, doseq=True)
    return Occasion(
        here=f"{export.site}{reverse('api:claims', args=[newsroom.slug])}?{asked}",
        at=Addresses(export.site, newsroom.slug),
        newsroom=newsroom.name,
        scale=scale_of(export.member),
    )
