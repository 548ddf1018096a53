"""Undoing and redoing: one thing, or whatever was done last on a page."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from annotations.articles.models import Article
from annotations.claims.models import Claim
from annotations.coverage.models import Reading
from annotations.errors import Conflict
from annotations.evidence.models import Source
from annotations.history.models import Event
from annotations.history.timeline import Change, as_words
from annotations.undoing import actions
from annotations.undoing.refusals import ChangedSince, Overtaken
from annotations.undoing.steps import Step, steps
from annotations.web.doors import DeskRequest, desk
from annotations.web.forms import CONFLICT, SeeOther
from annotations.web.reading import find_claim, page_about, shown_in_text, written
from annotations.web.steps import tell_undone


@desk
@require_POST
def undo(request: DeskRequest, number: int) -> HttpResponse:
    """Undo what the member did, or an undo of theirs, by its number."""
    events = Event.objects.visible_to(request.member)
    return _undo(request, get_object_or_404(events, number=number))


@desk
@require_POST
def undo_on_claim(request: DeskRequest, pk: UUID) -> HttpResponse:
    """Undo what the member did last on a claim; in whatever tab they did it."""
    claim = find_claim(request, pk)
    return _turn(request, claim, steps(request.member, claim).undo)


@desk
@require_POST
def redo_on_claim(request: DeskRequest, pk: UUID) -> HttpResponse:
    """Do again what the member undid last on a claim."""
    claim = find_claim(request, pk)
    return _turn(request, claim, steps(request.member, claim).redo)


@desk
@require_POST
def undo_in_article(request: DeskRequest, pk: UUID) -> HttpResponse:
    """Undo what the member did last in an article and on the claims in it."""
    article = _find_article(request, pk)
    return _turn(request, article, steps(request.member, article).undo)


@desk
@require_POST
def redo_in_article(request: DeskRequest, pk: UUID) -> HttpResponse:
    """Do again what the member undid last in an article."""
    article = _find_article(request, pk)
    return _turn(request, article, steps(request.member, article).redo)


def _turn(request: DeskRequest, around: Article | Claim, step: Step | None) -> HttpResponse:
    if step:
        return _undo(request, step.event)
    nothing = _("Of what you did here lately, nothing is left to turn back.")
    messages.info(request, nothing, extra_tags="toast")
    return SeeOther(around.get_absolute_url())


def _undo(request: DeskRequest, event: Event) -> HttpResponse:
    try:
        undone = actions.undo(event=event, by=request.member)
    except Conflict as refusal:
        page = {"refusal": refusal, "back": _where(event), **_shown(refusal, request)}
        return render(request, "undoing/refused.html", page, status=CONFLICT)
    tell_undone(request, undone)
    if event.claim_id:
        return written(request, Claim.objects.get(pk=event.claim_id))
    if event.subject_type == "reading":
        readings = Reading.objects.select_related("version__article__newsroom")
        return shown_in_text(request, readings.get(pk=event.subject_id).version)
    return SeeOther(_where(event))


def _where(event: Event) -> str:
    """The page that shows to what it happened."""
    if event.claim_id:
        return page_about(Claim.objects.get(pk=event.claim_id))
    if event.subject_type == "source":
        return Source.objects.get(pk=event.subject_id).get_absolute_url()
    if event.article_id:
        return Article.objects.get(pk=event.article_id).get_absolute_url()
    return reverse("web:newsroom", args=[event.newsroom.slug])


def _shown(refusal: Conflict, request: DeskRequest) -> dict[str, Any]:
    """What there is to see of why not: both wordings, or what was done since."""
    if isinstance(refusal, ChangedSince):
        both = refusal.wordings.items()
        changes = [Change(field, as_words(w["became"]), as_words(w["is"])) for field, w in both]
        return {"changes": changes}
    if isinstance(refusal, Overtaken) and refusal.details:
        since = Event.objects.visible_to(request.member).select_related("by__user")
        return {"since": since.get(number=refusal.details["number"])}
    return {}


def _find_article(request: DeskRequest, pk: UUID) -> Article:
    articles = Article.objects.visible_to(request.member).select_related("newsroom")
    return get_object_or_404(articles, pk=pk)
