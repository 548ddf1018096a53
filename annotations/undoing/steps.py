"""What a member would undo and redo next. The log alone knows: it outlives pages and tabs."""

from typing import NamedTuple

from django.db.models import Q
from django.utils import timezone

from annotations import limits
from annotations.articles.models import Article
from annotations.claims.models import Claim, Passage
from annotations.evidence.models import Source
from annotations.history.models import Event
from annotations.history.replay import deed_of, replay
from annotations.newsrooms.models import Member
from annotations.undoing.actions import LATEST
from annotations.undoing.ways_back import WAYS_BACK


class Step(NamedTuple):
    """An event that can be undone, and what was done at first, if it is an undo or a redo."""

    event: Event
    deed: Event


class Steps(NamedTuple):
    """What to undo next, and the undo to undo next."""

    undo: Step | None
    redo: Step | None


def steps(member: Member, around: Article | Claim | Source) -> Steps:
    """The last thing that `member` did there and did not undo, and the last that they undid.

    Of the last things that they did anywhere, and not of those from before LATEST.
    """
    own = Event.objects.filter(by=member)
    last = own.order_by("-number").values("pk")[: limits.UNDO_STEPS]
    recent = own.filter(_around(around), pk__in=last, at__gte=timezone.now() - LATEST)
    events = {event.number: event for event in recent.filter(kind__in=WAYS_BACK).order_by("number")}
    found = replay(events.values())
    undo, redo = (
        Step(which[-1], deed_of(which[-1], events)[0]) if which else None for which in found
    )
    return Steps(undo, redo)


def _around(thing: Article | Claim | Source) -> Q:
    if isinstance(thing, Claim):
        return Q(claim_id=thing.pk)
    if isinstance(thing, Source):
        return Q(subject_id=thing.pk)
    claims = Passage.objects.filter(version__article=thing).values("claim_id")
    return Q(article_id=thing.pk) | Q(claim_id__in=claims)
