"""What an open page is told: that something happened, to what, and by whom. No words of it.

The page then asks for what it shows of that, through the door by which it came.
"""

from dataclasses import dataclass
from typing import Any, NamedTuple
from uuid import UUID

from annotations import limits
from annotations.claims.models import Passage
from annotations.feed import cursors
from annotations.feed.epochs import epoch
from annotations.feed.pages import Change, Thing, newest, read, those_in
from annotations.feed.refusals import StartAgain
from annotations.feed.views import View, view_of
from annotations.history.models import Event
from annotations.newsrooms.models import Member


class Fact(NamedTuple):
    """A thing looks different by this event; `articles` are those that show it.

    Without an event the thing is gone from what the reader may see.
    """

    thing: Thing
    articles: list[UUID]
    event: Event | None

    @property
    def plain(self) -> dict[str, Any]:
        """As JSON carries it."""
        by = self.event.by if self.event else None
        return {
            "thing": {"type": self.thing.type, "id": str(self.thing.id)},
            "articles": [str(article) for article in self.articles],
            "kind": self.event.kind if self.event else None,
            "by": {"id": str(by.pk), "name": by.user.name} if by else None,
        }


@dataclass(frozen=True)
class News:
    """What happened, in order, and the cursor after it.

    `afresh` says that there is too much to tell, or that nobody knows what the reader has: they
    are to take everything anew.
    """

    facts: list[Fact]
    position: cursors.Position
    cursor: str
    afresh: bool = False


def cursor_of_now(newsroom_id: UUID) -> str:
    """The cursor after everything that has happened. Ask for it before reading the rest."""
    return cursors.write(epoch(), newest(newsroom_id))


def news(member: Member, after: str) -> News:
    """What `member` is to be told after that cursor."""
    history = epoch()
    try:
        of, position = cursors.read(after)
        if of != history:
            raise StartAgain
        page = read(member.newsroom_id, position, limits.PAGE)
    except (ValueError, StartAgain):
        return _afresh(member, history)
    if page.more:
        return _afresh(member, history)
    facts = _facts(page.changes, view_of(member))
    return News(facts, page.position, cursors.write(history, page.position))


def _afresh(member: Member, history: bytes) -> News:
    end = newest(member.newsroom_id)
    return News([], end, cursors.write(history, end), afresh=True)


def _facts(changes: list[Change], view: View) -> list[Fact]:
    """One fact for each thing, by its last event; of what was never to be seen none."""
    last = {change.thing: change.event for change in changes}
    seen = those_in(view.now, last.keys())
    gone = those_in(view.once, last.keys() - seen)
    articles = _articles([thing.id for thing in seen | gone if thing.type == "claim"])
    return [
        Fact(thing, articles.get(thing.id, []), event if thing in seen else None)
        for thing, event in last.items()
        if thing in seen or thing in gone
    ]


def _articles(claims: list[UUID]) -> dict[UUID, list[UUID]]:
    """The articles that make each claim."""
    found: dict[UUID, list[UUID]] = {}
    if claims:
        rows = Passage.objects.filter(claim__in=claims).order_by("version__article")
        for claim, article in rows.values_list("claim", "version__article").distinct():
            found.setdefault(claim, []).append(article)
    return found
