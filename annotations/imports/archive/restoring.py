"""Making the claims of an archive again, with their ids, authors, moments and revisions."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from annotations.claims.models import Claim
from annotations.exports import native
from annotations.exports.addresses import Addresses
from annotations.exports.gathering import Gathering
from annotations.imports.archive import lines
from annotations.imports.archive.claims import Claims
from annotations.imports.archive.people import People
from annotations.imports.archive.texts import Texts
from annotations.imports.archive.things import Ratings, Sources
from annotations.imports.items import key
from annotations.imports.models import Outcome
from annotations.imports.options import Options
from annotations.imports.reports import PlaceReport, Report
from annotations.imports.taking_in import before
from annotations.newsrooms.models import Member


class Restoring:
    """The lines of one archive, in their order."""

    def __init__(self, by: Member, _options: Options) -> None:
        self.by = by
        people, ratings = People(by), Ratings(by)
        texts, sources = Texts(by, people), Sources(by, people)
        self._claims = Claims(by, people, texts, sources, ratings)
        self._bring: dict[type, Callable[[Any], None]] = {
            lines.Rating: ratings.bring,
            lines.Article: texts.note,
            lines.Version: texts.bring,
            lines.Source: sources.bring,
        }

    def take(self, line: lines.Line) -> Report | None:
        """Make what the line tells of, unless it is here. Raises the refusals of the rows."""
        if isinstance(line.value, lines.Claim):
            return self._take_claim(line, line.value)
        self._bring[type(line.value)](line.value)
        return None

    def _take_claim(self, line: lines.Line, given: lines.Claim) -> Report:
        known = self._known(given)
        if known:
            return _report(line, given, known[1], known[0])
        claim, notes = self._claims.bring(given)
        return _report(line, given, Outcome.NEW, claim.pk, notes)

    def _known(self, given: lines.Claim) -> tuple[UUID, Outcome] | None:
        """The claim that is here already, and whether the archive says the same of it."""
        came = before(self.by, _key(given))
        if came and came.claim:
            is_same = came.fingerprint == given.fingerprint
            return came.claim.pk, Outcome.KNOWN if is_same else Outcome.DIFFERS
        here = Claim.objects.filter(newsroom_id=self.by.newsroom_id, pk=given.id)
        if not here.exists():
            return None
        if here.filter(unmarked_at__isnull=False).exists():
            return given.id, Outcome.DIFFERS
        at = Addresses("", self.by.newsroom.slug)
        for claim in Gathering().claims(here):
            is_same = lines.claim_of(native.claim(claim, at)).fingerprint == given.fingerprint
            return claim.pk, Outcome.KNOWN if is_same else Outcome.DIFFERS
        return None


def _key(given: lines.Claim) -> str:
    return key("archive", str(given.id))


def _report(
    line: lines.Line,
    given: lines.Claim,
    outcome: Outcome,
    claim: UUID,
    notes: list[str] | None = None,
) -> Report:
    places = [
        PlaceReport("exactly", part.exact, score=1.0, found=part.exact, version=part.version)
        for part in given.passages
    ]
    return Report(
        number=line.number,
        line=line.line,
        outcome=outcome.value,
        statement=given.statement,
        key=_key(given),
        fingerprint=given.fingerprint,
        claim=claim,
        places=tuple(places) if outcome == Outcome.NEW else (),
        notes=tuple(notes or []),
    )
