"""One deed of every kind that can be undone, done to the things of a newsroom."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from annotations.articles.actions import edit_article
from annotations.articles.models import Article
from annotations.claims.actions import edit_claim, set_aside, take_up
from annotations.claims.carryings import Carrying
from annotations.claims.changed import confirm, retire
from annotations.claims.models import Claim
from annotations.claims.passages import (
    add_passage,
    move_passage,
    restore_passage,
    withdraw_passage,
)
from annotations.coverage.actions import restore_reading, withdraw_reading
from annotations.coverage.models import Reading
from annotations.evidence.actions import (
    edit_evidence,
    edit_source,
    restore_evidence,
    withdraw_evidence,
)
from annotations.evidence.models import Evidence
from annotations.evidence.ordering import current_order, order_evidence
from annotations.history.models import Event
from annotations.newsrooms.models import Member
from annotations.rows import RevisedRow
from annotations.teamwork.actions import assign
from annotations.teamwork.comments import reopen, resolve
from annotations.teamwork.models import Comment, assignment_of
from annotations.verdicts.actions import reassess
from annotations.verdicts.deciding import decide, undecide
from annotations.verdicts.models import Assessment
from annotations.verdicts.rechecking import recheck
from tests import factories


@dataclass(frozen=True)
class Things:
    """What deeds are done to: all of one claim in one article."""

    claim: Claim
    evidence: Evidence
    thread: Comment

    @classmethod
    def made_by(cls, member: Member) -> "Things":
        claim = factories.claim(member)
        return cls(claim, factories.evidence(claim, member), factories.comment(claim, member))

    @property
    def article(self) -> Article:
        return self.claim.passages.latest("pk").version.article


def fresh(row: Any) -> Any:
    return type(row)._base_manager.get(pk=row.pk)


def last_event() -> Event:
    followed = Event.objects.filter(kind__in=["verdict.settled", "verdict.unsettled"])
    return Event.objects.exclude(pk__in=followed).latest("number")


def _revised(row: RevisedRow) -> dict[str, Any]:
    row = fresh(row)
    return {str(row._meta.model_name): row, "revision": row.revision}


def _withdraw(things: Things, by: Member) -> None:
    withdraw_evidence(**_revised(things.evidence), by=by)


def _restore(things: Things, by: Member) -> None:
    restore_evidence(**_revised(things.evidence), by=by)


def _set_aside(things: Things, by: Member) -> None:
    set_aside(claim=fresh(things.claim), reasons="Nobody can know.", by=by)


def _take_up(things: Things, by: Member) -> None:
    take_up(claim=fresh(things.claim), by=by)


def _add_passage(things: Things, by: Member) -> None:
    version = things.article.latest
    add_passage(
        claim=fresh(things.claim),
        version=version,
        start=0,
        end=len(factories.HEADLINE),
        exact=version.text[: len(factories.HEADLINE)],
        by=by,
    )


def _added(things: Things) -> dict[str, Any]:
    return _revised(things.claim.passages.earliest("start"))


def _move_passage(things: Things, by: Member) -> None:
    move_passage(**_added(things), start=4, end=11, exact="harbour", by=by)


def _assign(things: Things, by: Member) -> None:
    claim = fresh(things.claim)
    assign(work=claim, revision=assignment_of(claim).revision, assignee=by, by=by)


def _unassign(things: Things, by: Member) -> None:
    assign(work=fresh(things.claim), revision=1, assignee=None, by=by)


def _assign_article(things: Things, by: Member) -> None:
    assign(work=things.article, revision=0, assignee=by, by=by)


def _unassign_article(things: Things, by: Member) -> None:
    assign(work=things.article, revision=1, assignee=None, by=by)


def _reassess(things: Things, by: Member) -> None:
    reassess(
        **_revised(Assessment.objects.get(claim=things.claim, by=by)),
        rating=factories.rating(by.newsroom, "false"),
        reasons="On second thoughts.",
        by=by,
    )


def _order(things: Things, by: Member) -> None:
    claim = fresh(things.claim)
    order_evidence(claim=claim, order=current_order(claim)[::-1], by=by)


def _decide(things: Things, by: Member) -> None:
    rating = factories.rating(by.newsroom, "misleading")
    decide(claim=fresh(things.claim), rating=rating, reasons="Half of it is right.", by=by)


def _undecide(things: Things, by: Member) -> None:
    undecide(claim=fresh(things.claim), by=by)


def _resolve(things: Things, by: Member) -> None:
    thread = fresh(things.thread)
    resolve(thread=thread, revision=thread.revision, by=by)


def _reopen(things: Things, by: Member) -> None:
    reopen(thread=fresh(things.thread), revision=2, by=by)


def _edit_article(things: Things, by: Member) -> None:
    edit_article(**_revised(things.article), by=by, author="A. Author", published_on="2024-03-01")


def _edit_claim(things: Things, by: Member) -> None:
    wording = {"statement": "Other words.", "claimed_on": "2024-03-02", "tags": ["a", "b"]}
    edit_claim(**_revised(things.claim), by=by, **wording)


def _edit_source(things: Things, by: Member) -> None:
    edit_source(**_revised(things.evidence.source), by=by, title="The minutes, corrected")


def _edit_evidence(things: Things, by: Member) -> None:
    edit_evidence(**_revised(things.evidence), by=by, quote="Nothing was paid.", stance="refutes")


def _withdraw_reading(things: Things, by: Member) -> None:
    withdraw_reading(**_revised(_reading(things)), by=by)


def _restore_reading(things: Things, by: Member) -> None:
    restore_reading(**_revised(_reading(things)), by=by)


def _reading(things: Things) -> Reading:
    return Reading.objects.get(version=things.article.latest)


def _change_text(things: Things, by: Member) -> None:
    factories.recaptured(things.article, by, ("has not yet spent", "has now spent"))


def _decided(things: Things) -> dict[str, Any]:
    return _revised(Carrying.objects.get(claim=things.claim))


def _confirm(things: Things, by: Member) -> None:
    confirm(**_decided(things), place={}, by=by)


def _recheck(things: Things, by: Member) -> None:
    recheck(**_decided(things), place={}, by=by)


def _retire(things: Things, by: Member) -> None:
    retire(**_decided(things), by=by)


DEEDS: dict[str, Callable[[Things, Member], Any]] = {
    "article.edited": _edit_article,
    "article.assigned": _assign_article,
    "article.unassigned": _unassign_article,
    "claim.marked": lambda things, by: factories.claim(by, things.article.latest),
    "claim.edited": _edit_claim,
    "claim.set_aside": _set_aside,
    "claim.taken_up": _take_up,
    "claim.assigned": _assign,
    "claim.unassigned": _unassign,
    "reading.marked": lambda things, by: factories.reading(things.article.latest, by),
    "reading.withdrawn": _withdraw_reading,
    "reading.restored": _restore_reading,
    "passage.added": _add_passage,
    "passage.moved": _move_passage,
    "passage.withdrawn": lambda things, by: withdraw_passage(**_added(things), by=by),
    "passage.restored": lambda things, by: restore_passage(**_added(things), by=by),
    "passage.confirmed": _confirm,
    "passage.to_recheck": _recheck,
    "passage.retired": _retire,
    "source.edited": _edit_source,
    "evidence.cited": lambda things, by: factories.evidence(
        things.claim, by, things.evidence.source
    ),
    "evidence.ordered": _order,
    "evidence.edited": _edit_evidence,
    "evidence.withdrawn": _withdraw,
    "evidence.restored": _restore,
    "claim.assessed": lambda things, by: factories.assessment(things.claim, by),
    "assessment.changed": _reassess,
    "verdict.decided": _decide,
    "verdict.undecided": _undecide,
    "comment.resolved": _resolve,
    "comment.reopened": _reopen,
}
"""By the kind of the event that each leaves."""

BESIDES: dict[str, Callable[[Things, Member], Any]] = {"passage.text_changed": _change_text}
"""What is done before some of them, and is not undone."""

FIRST: dict[str, str] = {
    "article.unassigned": "article.assigned",
    "claim.taken_up": "claim.set_aside",
    "claim.unassigned": "claim.assigned",
    "reading.withdrawn": "reading.marked",
    "reading.restored": "reading.withdrawn",
    "passage.moved": "passage.added",
    "passage.withdrawn": "passage.added",
    "passage.restored": "passage.withdrawn",
    "passage.confirmed": "passage.text_changed",
    "passage.to_recheck": "passage.text_changed",
    "passage.retired": "passage.text_changed",
    "evidence.ordered": "evidence.cited",
    "evidence.restored": "evidence.withdrawn",
    "assessment.changed": "claim.assessed",
    "verdict.decided": "claim.assessed",
    "verdict.undecided": "verdict.decided",
    "comment.reopened": "comment.resolved",
}
"""What must be done before a deed."""


def prepare(kind: str, things: Things, by: Member) -> None:
    """Do what must be done before a deed."""
    if kind in FIRST:
        prepare(FIRST[kind], things, by)
        do(FIRST[kind], things, by)


def do(kind: str, things: Things, by: Member) -> Event:
    """The event of a deed."""
    {**DEEDS, **BESIDES}[kind](things, by)
    event = last_event()
    assert (event.kind, event.by_id) == (kind, by.pk)
    return event
