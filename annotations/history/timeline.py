"""Events told as sentences: who did what, and what it said before and after."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from annotations.history.models import Event, Kind
from annotations.history.replay import deed_of


@dataclass(frozen=True)
class Change:
    """One field, before and after, as words; empty where there was nothing."""

    field: str
    before: str
    after: str


@dataclass(frozen=True)
class Entry:
    """One event for a reader. `changes` are those the sentence itself does not tell.

    `is_undone` where somebody reversed it, and did not take that back.
    """

    number: int
    at: datetime
    sentence: str
    changes: list[Change]
    is_undone: bool = False


# kind -> (sentence, the fields it tells of). The names in braces are `who` and fields' new values.
SENTENCES: dict[str, tuple[Callable[[], str], set[str]]] = {
    Kind.NEWSROOM_FOUNDED: (lambda: _("{who} founded the newsroom."), {"name"}),
    Kind.MEMBER_INVITED: (lambda: _("{who} invited {email}."), {"email"}),
    Kind.INVITATION_WITHDRAWN: (lambda: _("{who} withdrew an invitation."), set()),
    Kind.MEMBER_JOINED: (lambda: _("{who} joined the newsroom."), {"left_at"}),
    Kind.MEMBER_CHANGED: (lambda: _("{who} changed the role of {member}."), {"member"}),
    Kind.MEMBER_LEFT: (lambda: _("{who} ended the membership of {member}."), {"member", "left_at"}),
    Kind.MEMBER_REMEMBERED: (lambda: _("{who} imported work by {name}."), {"name"}),
    Kind.TOKEN_MADE: (lambda: _("{who} made the access token “{name}”."), {"name"}),
    Kind.TOKEN_REVOKED: (lambda: _("{who} revoked an access token."), set()),
    Kind.WEBHOOK_MADE: (lambda: _("{who} made the webhook “{name}”."), {"name", "url", "kinds"}),
    Kind.WEBHOOK_EDITED: (lambda: _("{who} changed a webhook."), set()),
    Kind.WEBHOOK_SECRET_MADE: (lambda: _("{who} gave a webhook another secret."), set()),
    Kind.WEBHOOK_SWITCHED_OFF: (lambda: _("{who} switched a webhook off."), {"off_because"}),
    Kind.WEBHOOK_SWITCHED_ON: (lambda: _("{who} switched a webhook on."), {"off_because"}),
    Kind.WEBHOOK_REPLAYED: (lambda: _("{who} had a webhook told of past events again."), {"from"}),
    Kind.ARTICLE_TAKEN_IN: (lambda: _("{who} took the article in."), {"title"}),
    Kind.ARTICLE_EDITED: (lambda: _("{who} changed the article's details."), set()),
    Kind.ARTICLE_CHECKED: (
        lambda: _("{who} captured the article again: its text is the same."),
        {"checked_at"},
    ),
    Kind.ARTICLE_RECAPTURED: (
        lambda: _("{who} captured the article again: its text changed. It is version {version}."),
        {"version"},
    ),
    Kind.ARTICLE_ASSIGNED: (lambda: _("{who} assigned the article to {assignee}."), {"assignee"}),
    Kind.ARTICLE_UNASSIGNED: (lambda: _("{who} assigned the article to nobody."), {"assignee"}),
    Kind.READING_MARKED: (
        lambda: _("{who} found no claim in these words: “{exact}”"),
        {"start", "end", "exact"},
    ),
    Kind.READING_CARRIED: (
        lambda: _("What was read, and is the same in version {version}, counts as read there."),
        {"version", "readings"},
    ),
    Kind.READING_WITHDRAWN: (lambda: _("{who} wants words to be read again."), {"start", "end"}),
    Kind.READING_RESTORED: (
        lambda: _("{who} found again no claim in these words: “{exact}”"),
        {"start", "end", "exact"},
    ),
    Kind.CLAIM_MARKED: (lambda: _("{who} marked the claim."), {"statement", "exact"}),
    Kind.CLAIM_IMPORTED: (lambda: _("{who} imported the claim."), {"statement"}),
    Kind.CLAIM_UNMARKED: (lambda: _("{who} took the mark back."), {"statement"}),
    Kind.CLAIM_RESTORED: (lambda: _("{who} restored the claim."), {"statement"}),
    Kind.CLAIM_EDITED: (lambda: _("{who} reworded the claim."), set()),
    Kind.CLAIM_SET_ASIDE: (lambda: _("{who} set the claim aside: {reasons}"), {"stage", "reasons"}),
    Kind.CLAIM_TAKEN_UP: (lambda: _("{who} took the claim up again."), {"stage"}),
    Kind.CLAIM_ASSIGNED: (lambda: _("{who} assigned the claim to {assignee}."), {"assignee"}),
    Kind.CLAIM_UNASSIGNED: (lambda: _("{who} assigned the claim to nobody."), {"assignee"}),
    Kind.PASSAGE_ADDED: (lambda: _("{who} added a passage: “{exact}”"), {"start", "end", "exact"}),
    Kind.PASSAGE_MOVED: (lambda: _("{who} moved a passage."), {"start", "end"}),
    Kind.PASSAGE_WITHDRAWN: (lambda: _("{who} withdrew a passage."), {"start", "end"}),
    Kind.PASSAGE_RESTORED: (lambda: _("{who} restored a passage."), {"start", "end"}),
    Kind.PASSAGE_CARRIED: (
        lambda: _("The passage stands in version {version} of the article too."),
        {"version", "standing", "start", "end"},
    ),
    Kind.PASSAGE_TEXT_CHANGED: (
        lambda: _("The text of the passage changed in version {version} of the article."),
        {"version", "standing", "start", "end"},
    ),
    Kind.PASSAGE_CONFIRMED: (
        lambda: _("{who} found that the claim is still made in version {version}."),
        {"version", "outcome", "start", "end"},
    ),
    Kind.PASSAGE_TO_RECHECK: (
        lambda: _("{who} wants the claim to be checked again: its text changed."),
        {"version", "outcome", "start", "end", "stage"},
    ),
    Kind.PASSAGE_RETIRED: (
        lambda: _("{who} found that version {version} makes the claim no longer."),
        {"version", "outcome", "start", "end", "exact"},
    ),
    Kind.PASSAGE_REOPENED: (
        lambda: _("{who} left open what becomes of a changed passage."),
        {"version", "outcome", "start", "end", "exact", "stage"},
    ),
    Kind.SOURCE_ADDED: (lambda: _("{who} added the source “{title}”."), {"title", "url"}),
    Kind.SOURCE_EDITED: (lambda: _("{who} changed the source."), set()),
    Kind.EVIDENCE_CITED: (lambda: _("{who} cited “{source}”."), {"source", "stance", "quote"}),
    Kind.EVIDENCE_EDITED: (lambda: _("{who} changed evidence."), set()),
    Kind.EVIDENCE_WITHDRAWN: (lambda: _("{who} withdrew evidence."), {"withdrawn_by"}),
    Kind.EVIDENCE_RESTORED: (lambda: _("{who} restored evidence."), {"withdrawn_by"}),
    Kind.EVIDENCE_ORDERED: (lambda: _("{who} put the evidence in another order."), {"order"}),
    Kind.CLAIM_ASSESSED: (lambda: _("{who} rated the claim “{rating}”."), {"rating", "reasons"}),
    Kind.ASSESSMENT_CHANGED: (lambda: _("{who} changed their assessment."), set()),
    Kind.ASSESSMENT_TAKEN_BACK: (lambda: _("{who} took their assessment back."), set()),
    Kind.ASSESSMENT_RESTORED: (
        lambda: _("{who} rated the claim “{rating}” again."),
        {"rating", "reasons"},
    ),
    Kind.COMMENT_ADDED: (lambda: _("{who} commented."), {"text"}),
    Kind.COMMENT_EDITED: (lambda: _("{who} changed a comment."), set()),
    Kind.COMMENT_RESOLVED: (lambda: _("{who} resolved a thread of comments."), set()),
    Kind.COMMENT_REOPENED: (lambda: _("{who} reopened a thread of comments."), set()),
    Kind.RATING_ADDED: (lambda: _("{who} added the rating “{label}”."), {"label"}),
    Kind.RATING_EDITED: (lambda: _("{who} changed a rating of the scale."), set()),
    Kind.RATING_RETIRED: (lambda: _("{who} retired a rating of the scale."), set()),
    Kind.RATING_RESTORED: (lambda: _("{who} put a rating back on the scale."), set()),
    Kind.VIEW_SHARED: (lambda: _("{who} shared the view “{name}”."), {"name", "filters", "order"}),
    Kind.VIEW_EDITED: (lambda: _("{who} changed a shared view."), set()),
    Kind.VIEW_UNSHARED: (lambda: _("{who} shares a view no longer."), {"shared"}),
    Kind.VIEW_WITHDRAWN: (lambda: _("{who} removed a shared view."), set()),
    Kind.VIEW_RESTORED: (lambda: _("{who} restored the view “{name}”."), {"name"}),
    Kind.VERDICT_SETTLED: (lambda: _("The verdict is now “{rating}”."), {"rating"}),
    Kind.VERDICT_UNSETTLED: (lambda: _("The assessments differ: there is no verdict."), {"rating"}),
    Kind.VERDICT_DECIDED: (lambda: _("{who} decided the verdict: “{rating}”."), {"rating"}),
    Kind.VERDICT_UNDECIDED: (lambda: _("{who} took back their decision."), {"rating", "reasons"}),
}


def tell(events: Iterable[Event]) -> Iterator[Entry]:
    """Each event as an entry, in the order given: that of their numbers."""
    known = {event.number: event for event in events}
    undone = _undone(known.values())
    for event in known.values():
        words, told = SENTENCES.get(event.kind, (lambda: _("{who} did something else."), set()))
        after = {field: as_words(values[1]) for field, values in event.changes.items()}
        who = str(event.by) if event.by else _("The system")
        reversal = _reversal(event, known, who)
        yield Entry(
            number=event.number,
            at=event.at,
            sentence=reversal or words().format(**{**after, "who": who}),
            changes=[
                Change(field, as_words(before), as_words(now))
                for field, (before, now) in event.changes.items()
                if field not in told
            ],
            is_undone=event.number in undone,
        )


def _undone(events: Iterable[Event]) -> set[int]:
    """The numbers of those that were reversed, by something that was not."""
    undone: set[int] = set()
    for event in reversed(list(events)):
        if event.undoes and event.number not in undone:
            undone.add(event.undoes)
    return undone


def _reversal(event: Event, known: Mapping[int, Event], who: str) -> str:
    """What an undo or a redo is called; nothing if it is neither, or of what is not known."""
    deed, turns = deed_of(event, known)
    if not turns or deed.undoes:
        return ""
    says = _("{who} undid: {what}.") if turns % 2 else _("{who} did again: {what}.")
    return says.format(who=who, what=deed.get_kind_display())


def as_words(value: Any) -> str:
    """A field's value, as an event keeps it, for a reader."""
    if isinstance(value, dict) and "id" in value:
        return str(value["name"])
    if isinstance(value, dict):
        return "; ".join(f"{name}: {as_words(one)}" for name, one in value.items())
    if isinstance(value, list):
        return ", ".join(map(str, value))
    return "" if value is None else str(value)
