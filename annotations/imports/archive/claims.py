"""A claim of an archive with everything that hangs on it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from annotations import limits
from annotations.anchoring.selectors import point
from annotations.claims.actions import TooManyClaims, tidy_tags
from annotations.claims.carryings import Carrying
from annotations.claims.models import Claim, Passage
from annotations.errors import gettext_noop
from annotations.evidence.actions import TooMuchEvidence
from annotations.evidence.models import Evidence
from annotations.history.actions import record
from annotations.history.models import Kind
from annotations.imports.archive import lines
from annotations.imports.archive.ids import free
from annotations.imports.archive.people import People
from annotations.imports.archive.refusals import BrokenLine
from annotations.imports.archive.texts import Texts
from annotations.imports.archive.things import Ratings, Sources
from annotations.imports.sentences import sentence
from annotations.intake.addresses import canonical_url
from annotations.newsrooms.models import Member
from annotations.newsrooms.permissions import Action, may
from annotations.rows import RevisedRow
from annotations.teamwork.models import Assignment
from annotations.verdicts.agreement import agreed
from annotations.verdicts.models import Assessment, Verdict


@dataclass(frozen=True)
class Claims:
    """Where the claims of an archive are put, and what they name."""

    by: Member
    people: People
    texts: Texts
    sources: Sources
    ratings: Ratings

    def bring(self, given: lines.Claim) -> tuple[Claim, list[str]]:
        """The claim, made again, and what could not be taken over.

        Raises BrokenLine where it contradicts itself, NotInTheArchive, MeansSomethingElse, and
        what the rows refuse.
        """
        _refuse_broken(given)
        claim = self._add(
            Claim,
            given,
            **{name: getattr(given, name) for name in _WORDING},
            tags=list(given.tags),
            appearances=list(given.appearances),
            parts_revision=given.parts_revision,
            recheck_since=given.recheck_since,
            marked_by=self.people.find(given.marked_by),
            marked_at=given.marked_at,
        )
        # In the order of their ids: what was carried on after what it was carried from.
        here: dict[UUID, Passage] = {}
        for passage in sorted(given.passages, key=lambda passage: passage.id):
            here[passage.id] = self._add_passage(claim, passage, here)
        for passage in given.passages:
            if passage.carrying:
                self._add_carrying(here[passage.id], passage.carrying)
        is_placed = [one.id for one in given.evidence] != sorted(one.id for one in given.evidence)
        for place, evidence in enumerate(given.evidence, start=1):
            self._add_evidence(claim, evidence, place if is_placed else None)
        for assessment in given.assessments:
            self._add_assessment(claim, assessment)
        self._settle(claim, given.verdict)
        notes = list(self._assign(claim, given.assignee))
        changes = {"statement": [None, claim.statement]}
        article = self.texts.find(given.passages[0].version).article_id if given.passages else None
        record(Kind.CLAIM_IMPORTED, claim, by=self.by, changes=changes, article_id=article)
        return claim, notes

    def _add(self, model: type[RevisedRow], given: Any, **values: Any) -> Any:
        return model(
            id=free(model, given.id),
            newsroom_id=self.by.newsroom_id,
            revision=given.revision,
            **values,
        ).add()

    def _add_passage(
        self, claim: Claim, given: lines.Passage, here: Mapping[UUID, Passage]
    ) -> Passage:
        version = self.texts.find(given.version)
        quote = point(version.text, given.start, given.end, given.exact)
        if Passage.objects.filter(version=version).count() >= limits.CLAIMS_PER_ARTICLE:
            raise TooManyClaims
        if (quote.prefix, quote.suffix) != (given.prefix, given.suffix):
            raise BrokenLine(gettext_noop("A passage stands between other words than it says."))
        if given.carried_from and given.carried_from not in here:
            says = gettext_noop("A passage was carried over from one that is not there.")
            raise BrokenLine(says)
        added: Passage = self._add(
            Passage,
            given,
            claim=claim,
            version=version,
            start=given.start,
            end=given.end,
            exact=quote.exact,
            prefix=quote.prefix,
            suffix=quote.suffix,
            carried_from=here[given.carried_from] if given.carried_from else None,
            marked_by=self.people.find(given.marked_by),
            marked_at=given.marked_at,
        )
        return added

    def _add_carrying(self, passage: Passage, given: lines.Carrying) -> None:
        told = ("standing", "has_moved", "likeness", "start", "end", "exact", "change", "outcome")
        self._add(
            Carrying,
            given,
            claim=passage.claim,
            passage=passage,
            version=self.texts.find(given.version),
            **{name: getattr(given, name) for name in told},
            decided_by=self.people.find(given.decided_by) if given.decided_by else None,
            decided_at=given.decided_at,
        )

    def _add_evidence(self, claim: Claim, given: lines.Evidence, position: int | None) -> None:
        self._add(
            Evidence,
            given,
            claim=claim,
            source_id=self.sources.find(given.source),
            stance=given.stance,
            quote=given.quote,
            locator=given.locator,
            note=given.note,
            position=position,
            added_by=self.people.find(given.added_by),
            added_at=given.added_at,
        )

    def _add_assessment(self, claim: Claim, given: lines.Assessment) -> None:
        self._add(
            Assessment,
            given,
            claim=claim,
            rating=self.ratings.find(given.rating),
            reasons=given.reasons,
            by=self.people.find(given.by),
            at=given.at,
        )

    def _settle(self, claim: Claim, given: lines.Verdict | None) -> None:
        if given is None:
            return
        verdict = Verdict(
            newsroom_id=claim.newsroom_id,
            claim=claim,
            rating=self.ratings.find(given.rating),
            settled_at=given.settled_at,
        )
        if given.decision:
            verdict.decided_by = self.people.find(given.decision.by)
            verdict.reasons = given.decision.reasons
            verdict.overtaken_at = given.decision.overtaken_at
        verdict.add()

    def _assign(self, claim: Claim, given: lines.Person | None) -> Iterator[str]:
        assignee = self.people.find(given) if given else None
        if assignee and may(assignee, Action.ASSESS, claim):
            Assignment(newsroom_id=claim.newsroom_id, claim=claim, assignee=assignee).add()
        elif given:
            says = gettext_noop("%(name)s does not work here: the claim is assigned to nobody.")
            yield sentence(says, name=given.name)


_WORDING = ("statement", "claimant", "claimed_on", "kind", "stage")


def _refuse_broken(given: lines.Claim) -> None:
    """Raises BrokenLine, or what else is wrong with the claim as a whole."""
    if tidy_tags(given.tags) != list(given.tags):
        raise BrokenLine(gettext_noop("The tags are not written as we write tags."))
    if [canonical_url(address) for address in given.appearances] != list(given.appearances):
        raise BrokenLine(gettext_noop("The appearances are not written as we write addresses."))
    if len(given.evidence) > limits.EVIDENCE_PER_CLAIM:
        raise TooMuchEvidence
    if {part.claim for part in _parts(given)} - {given.id}:
        raise BrokenLine(gettext_noop("A part belongs to another claim."))
    _refuse_groundless(given)


def _refuse_groundless(given: lines.Claim) -> None:
    if given.verdict and given.verdict.decision:
        if not given.assessments:
            raise BrokenLine(gettext_noop("A verdict was decided on a claim that nobody assessed."))
        return
    winner = agreed(one.rating.key for one in given.assessments)
    if winner != (given.verdict.rating.key if given.verdict else None):
        raise BrokenLine(gettext_noop("The verdict does not follow from the assessments."))


def _parts(given: lines.Claim) -> Iterator[Any]:
    yield from given.passages
    yield from given.evidence
    yield from given.assessments
