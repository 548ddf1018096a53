"""The way back from each kind of event: an action that we have anyway.

What is not in WAYS_BACK cannot be undone: others may long have built on it (an article that was
taken in, a comment that was read), or it is a matter of access (members, tokens).
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias
from uuid import UUID

from annotations.articles.actions import edit_article
from annotations.articles.models import Article
from annotations.claims import actions as claims
from annotations.claims import changed, passages
from annotations.claims.carrying import PLACE
from annotations.claims.models import Claim, Passage
from annotations.claims.outcomes import Outcome
from annotations.coverage import actions as coverage
from annotations.coverage.models import Reading
from annotations.evidence import actions as evidence
from annotations.evidence.models import Evidence, Source
from annotations.evidence.ordering import current_order, order_evidence
from annotations.history.actions import as_recorded
from annotations.history.models import Event, Kind
from annotations.newsrooms.models import Member
from annotations.newsrooms.permissions import Action
from annotations.rows import Row
from annotations.teamwork import comments
from annotations.teamwork.actions import assign
from annotations.teamwork.models import Comment, assignment_of
from annotations.undoing.refusals import ChangedSince, Overtaken
from annotations.verdicts import actions as verdicts
from annotations.verdicts import deciding, rechecking, telling
from annotations.verdicts.models import Assessment, Rating

Act: TypeAlias = Callable[[Event, Any, Member], object]
"""Does the opposite of an event to its subject, for a member."""

SUBJECTS: Mapping[str, type[Row]] = {
    "article": Article,
    "claim": Claim,
    "passage": Passage,
    "reading": Reading,
    "source": Source,
    "evidence": Evidence,
    "assessment": Assessment,
    "comment": Comment,
}


@dataclass(frozen=True)
class WayBack:
    """What one must be allowed to do, and the act.

    It is closed by later events that stand: of the kinds `overtaken_by` on the same subject, by
    anybody, and of the kinds `relied_on_by` on the same claim, by others.
    """

    action: Action
    act: Act
    overtaken_by: frozenset[str] = frozenset()
    relied_on_by: frozenset[str] = frozenset()


def _before(event: Event, row: Row) -> dict[str, Any]:
    """What the fields said before the event, as it is recorded, if they still say what it made
    them say; raises ChangedSince."""
    now = {field: as_recorded(getattr(row, field)) for field in event.changes}
    differing = {
        field: {"was": before, "became": after, "is": now[field]}
        for field, (before, after) in event.changes.items()
        if _key(now[field]) != _key(after)
    }
    if differing:
        raise ChangedSince(differing)
    return {field: before for field, (before, _) in event.changes.items()}


def _key(recorded: Any) -> Any:
    """A row is the same under another name."""
    return recorded["id"] if isinstance(recorded, dict) else recorded


def _edit_back(edit: Callable[..., Any]) -> Act:
    def act(event: Event, row: Any, by: Member) -> None:
        before = _before(event, row)
        edit(**{event.subject_type: row}, revision=row.revision, by=by, **before)

    return act


def _reassess(event: Event, assessment: Assessment, by: Member) -> None:
    before = _before(event, assessment)
    rating = before.get("rating")
    verdicts.reassess(
        assessment=assessment,
        revision=assessment.revision,
        rating=Rating.objects.get(pk=rating["id"]) if rating else assessment.rating,
        reasons=before.get("reasons", assessment.reasons),
        by=by,
    )


def _assign_back(event: Event, work: Any, by: Member) -> None:
    assignment = assignment_of(work)
    before = _before(event, assignment)["assignee"]
    assignee = Member.objects.get(pk=before["id"]) if before else None
    assign(work=work, revision=assignment.revision, assignee=assignee, by=by)


def _move_back(event: Event, passage: Passage, by: Member) -> None:
    place = _before(event, passage)
    passages.move_passage(passage=passage, revision=passage.revision, by=by, **place)


def _set_aside_again(_: Event, claim: Claim, by: Member) -> None:
    aside = Event.objects.filter(kind=Kind.CLAIM_SET_ASIDE).about_claim(claim.pk).last()
    if aside is None:
        raise Overtaken
    telling.set_aside(claim=claim, reasons=aside.changes["reasons"][1], by=by)


def _of_claim(act: Callable[..., Any]) -> Act:
    return lambda _, claim, by: act(claim=claim, by=by)


def _of_revision(name: str, act: Callable[..., Any]) -> Act:
    """For what is turned as it stands; that it stands as the event left it was looked at."""
    return lambda _, row, by: act(**{name: row}, revision=row.revision, by=by)


def _of_reading(act: Callable[..., Any]) -> Act:
    """Readings hang on no claim that is locked, so they take turns themselves."""

    def turn(_: Event, reading: Reading, by: Member) -> None:
        reading = Reading.objects.locked(reading.pk)
        act(reading=reading, revision=reading.revision, by=by)

    return turn


def _order_back(event: Event, claim: Claim, by: Member) -> None:
    before, after = ([UUID(pk) for pk in order] for order in event.changes["order"])
    if current_order(claim) != after:
        raise Overtaken
    order_evidence(claim=claim, order=before, by=by)


def _decide_back(event: Event, claim: Claim, by: Member) -> None:
    """To the decision before, if there was one; else to what the assessments say."""
    rating, reasons = (event.changes[field][0] for field in ("rating", "reasons"))
    if reasons:
        before = Rating.objects.get(pk=rating["id"])
        deciding.decide(claim=claim, rating=before, reasons=reasons, by=by)
    else:
        deciding.undecide(claim=claim, by=by)


def _reopen(reopen: Callable[..., object]) -> Act:
    return lambda _, passage, by: reopen(carrying=passage.carrying, by=by)


def _decide_passage_again(event: Event, passage: Passage, by: Member) -> None:
    """Redo a decision on a passage that was left open again: at the same place."""
    carrying = passage.carrying
    place = {name: event.changes[name][0] for name in PLACE}
    given: dict[str, Any] = {"carrying": carrying, "revision": carrying.revision, "by": by}
    match event.changes["outcome"][0]:
        case Outcome.HOLDS:
            changed.confirm(**given, place=place)
        case Outcome.RECHECK:
            rechecking.recheck(**given, place=place)
        case _:
            changed.retire(**given)


_MARKED = frozenset({Kind.CLAIM_MARKED, Kind.CLAIM_UNMARKED, Kind.CLAIM_RESTORED})
_PLACED = frozenset({Kind.PASSAGE_ADDED, Kind.PASSAGE_WITHDRAWN, Kind.PASSAGE_RESTORED})
_READ = frozenset({Kind.READING_MARKED, Kind.READING_WITHDRAWN, Kind.READING_RESTORED})
_ASIDE = frozenset({Kind.CLAIM_SET_ASIDE, Kind.CLAIM_TAKEN_UP})
_CITED = frozenset({Kind.EVIDENCE_CITED, Kind.EVIDENCE_WITHDRAWN, Kind.EVIDENCE_RESTORED})
_ASSESSED = frozenset({Kind.CLAIM_ASSESSED, Kind.ASSESSMENT_TAKEN_BACK, Kind.ASSESSMENT_RESTORED})
_RESOLVED = frozenset({Kind.COMMENT_RESOLVED, Kind.COMMENT_REOPENED})
_DECIDED = frozenset({Kind.VERDICT_DECIDED, Kind.VERDICT_UNDECIDED})
_CARRIED = frozenset(
    {
        Kind.PASSAGE_CONFIRMED,
        Kind.PASSAGE_TO_RECHECK,
        Kind.PASSAGE_RETIRED,
        Kind.PASSAGE_REOPENED,
        Kind.PASSAGE_TEXT_CHANGED,
    }
)
_RATED = frozenset({Kind.CLAIM_ASSESSED, Kind.ASSESSMENT_CHANGED})

_UNMARK = WayBack(Action.MARK, _of_claim(claims.unmark), _MARKED)
_UNPLACE = WayBack(
    Action.MARK,
    _of_revision("passage", passages.withdraw_passage),
    overtaken_by=_PLACED | {Kind.PASSAGE_MOVED},
)
_UNREAD = WayBack(Action.MARK_READ, _of_reading(coverage.withdraw_reading), _READ)
_UNCITE = WayBack(
    Action.CITE,
    _of_revision("evidence", evidence.withdraw_evidence),
    overtaken_by=_CITED | {Kind.EVIDENCE_EDITED},
    relied_on_by=_RATED,
)
_TAKE_BACK = WayBack(
    Action.REASSESS,
    _of_revision("assessment", verdicts.take_back),
    overtaken_by=_ASSESSED | {Kind.ASSESSMENT_CHANGED},
)
_ASSIGN = WayBack(Action.ASSIGN, _assign_back)
_DECIDE = WayBack(Action.DECIDE, _decide_back, _DECIDED)

WAYS_BACK: Mapping[str, WayBack] = {
    Kind.ARTICLE_EDITED: WayBack(Action.EDIT_ARTICLE, _edit_back(edit_article)),
    Kind.ARTICLE_ASSIGNED: _ASSIGN,
    Kind.ARTICLE_UNASSIGNED: _ASSIGN,
    Kind.READING_MARKED: _UNREAD,
    Kind.READING_RESTORED: _UNREAD,
    Kind.READING_WITHDRAWN: WayBack(Action.MARK_READ, _of_reading(coverage.restore_reading), _READ),
    Kind.CLAIM_MARKED: _UNMARK,
    Kind.CLAIM_RESTORED: _UNMARK,
    Kind.CLAIM_UNMARKED: WayBack(Action.MARK, _of_claim(claims.restore), _MARKED),
    Kind.PASSAGE_ADDED: _UNPLACE,
    Kind.PASSAGE_RESTORED: _UNPLACE,
    Kind.PASSAGE_WITHDRAWN: WayBack(
        Action.MARK, _of_revision("passage", passages.restore_passage), _PLACED
    ),
    Kind.PASSAGE_MOVED: WayBack(Action.MARK, _move_back),
    Kind.PASSAGE_CONFIRMED: WayBack(Action.MARK, _reopen(changed.reopen), _CARRIED),
    Kind.PASSAGE_RETIRED: WayBack(Action.MARK, _reopen(changed.reopen), _CARRIED),
    Kind.PASSAGE_TO_RECHECK: WayBack(
        Action.MARK, _reopen(rechecking.reopen), _CARRIED, relied_on_by=_RATED
    ),
    Kind.PASSAGE_REOPENED: WayBack(Action.MARK, _decide_passage_again, _CARRIED),
    Kind.CLAIM_EDITED: WayBack(Action.EDIT_CLAIM, _edit_back(telling.edit_claim)),
    Kind.CLAIM_SET_ASIDE: WayBack(Action.SET_ASIDE, _of_claim(claims.take_up), _ASIDE),
    Kind.CLAIM_TAKEN_UP: WayBack(
        Action.SET_ASIDE, _set_aside_again, _ASIDE, relied_on_by=frozenset(Kind)
    ),
    Kind.CLAIM_ASSIGNED: _ASSIGN,
    Kind.CLAIM_UNASSIGNED: _ASSIGN,
    Kind.SOURCE_EDITED: WayBack(Action.EDIT_SOURCE, _edit_back(evidence.edit_source)),
    Kind.EVIDENCE_CITED: _UNCITE,
    Kind.EVIDENCE_RESTORED: _UNCITE,
    Kind.EVIDENCE_WITHDRAWN: WayBack(
        Action.CITE, _of_revision("evidence", evidence.restore_evidence), _CITED
    ),
    Kind.EVIDENCE_ORDERED: WayBack(Action.CITE, _order_back, frozenset({Kind.EVIDENCE_ORDERED})),
    Kind.EVIDENCE_EDITED: WayBack(Action.CITE, _edit_back(evidence.edit_evidence)),
    Kind.CLAIM_ASSESSED: _TAKE_BACK,
    Kind.ASSESSMENT_RESTORED: _TAKE_BACK,
    Kind.ASSESSMENT_TAKEN_BACK: WayBack(
        Action.REASSESS, _of_revision("assessment", verdicts.restore_assessment), _ASSESSED
    ),
    Kind.ASSESSMENT_CHANGED: WayBack(Action.REASSESS, _reassess),
    Kind.VERDICT_DECIDED: _DECIDE,
    Kind.VERDICT_UNDECIDED: _DECIDE,
    Kind.COMMENT_RESOLVED: WayBack(
        Action.RESOLVE, _of_revision("thread", comments.reopen), _RESOLVED
    ),
    Kind.COMMENT_REOPENED: WayBack(
        Action.RESOLVE, _of_revision("thread", comments.resolve), _RESOLVED
    ),
}
