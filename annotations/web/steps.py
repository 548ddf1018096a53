"""The way back on the pages: what can be undone and redone, and the messages that offer it."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from annotations.articles.models import Article, Version
from annotations.claims.models import Claim
from annotations.evidence.models import Source
from annotations.history.models import Event
from annotations.history.replay import deed_of
from annotations.undoing.steps import Step, steps
from annotations.web.doors import DeskRequest


@dataclass(frozen=True)
class Ways:
    """What the member would undo and redo next on a page, and where that is asked for."""

    undo: Step | None
    redo: Step | None
    undo_at: str
    redo_at: str


def ways_on_claim(request: DeskRequest, claim: Claim) -> Ways:
    """For the page of a claim."""
    place = [request.newsroom.slug, claim.pk]
    at = (reverse(f"web:{turn}_on_claim", args=place) for turn in ("undo", "redo"))
    return Ways(*steps(request.member, claim), *at)


def ways_in_article(request: DeskRequest, version: Version) -> Ways:
    """For the page of an article, which shows `version`."""
    place = [request.newsroom.slug, version.article_id]
    at = (reverse(f"web:{turn}_in_article", args=place) for turn in ("undo", "redo"))
    beside = (f"{address}?version={version.pk}" for address in at)
    return Ways(*steps(request.member, version.article), *beside)


def tell_done(request: DeskRequest, around: Article | Claim | Source, says: str = "") -> None:
    """Say what the request has done there, or what it `says`, and offer to undo it.

    A message's extra_tags hold the number of the event that its button undoes.
    """
    step = steps(request.member, around).undo
    if step and step.event.at >= request.began:
        told = says or capfirst(f"{step.deed.get_kind_display()}.")
        messages.success(request, told, extra_tags=str(step.event.number))
    elif says:
        messages.success(request, says)


def tell_undone(request: DeskRequest, event: Event) -> None:
    """Say what `event` has undone or done again, and offer the opposite.

    An undo is told as information: its button says Redo.
    """
    own = Event.objects.filter(by=event.by_id, subject_id=event.subject_id)
    known = {one.number: one for one in own}
    deed, turns = deed_of(event, known)
    is_undo = turns % 2
    words = _("Undone: %(what)s.") if is_undo else _("Done again: %(what)s.")
    what: Any = {"what": deed.get_kind_display()}
    level = messages.INFO if is_undo else messages.SUCCESS
    messages.add_message(request, level, words % what, extra_tags=str(event.number))
