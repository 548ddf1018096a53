"""How far an article was looked at: its readings, and what of it nobody has read."""

from collections.abc import Callable
from functools import partial
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from annotations import limits
from annotations.articles.models import Article, Version
from annotations.claims.carryings import Carrying
from annotations.claims.models import Passage
from annotations.coverage import actions
from annotations.coverage.models import Reading
from annotations.errors import Conflict, Stale
from annotations.intake.language import direction
from annotations.newsrooms.permissions import Action
from annotations.web.doors import DeskRequest, desk, require
from annotations.web.forms import WRITTEN, SeeOther, number_sent, posted, wants_part
from annotations.web.live import lively
from annotations.web.looked_at import looked_at, readings_of
from annotations.web.paging import newest_first
from annotations.web.pointing import ReadingForm
from annotations.web.reading import beside, shown_in_text, told_why_not
from annotations.web.refusals import told
from annotations.web.repeats import once
from annotations.web.steps import tell_done


@desk
@lively
@require_http_methods(["GET", "HEAD", "POST"])
def readings(request: DeskRequest, pk: UUID) -> HttpResponse:
    """What of an article was read without a claim, and what nobody has read.

    POST: words hold no claim, given by offsets or, without script, as words. `?list` leads back
    to this page.
    """
    articles = Article.objects.visible_to(request.member).select_related("newsroom")
    article = get_object_or_404(articles, pk=pk)
    if request.method == "POST":
        require(request, Action.MARK_READ, article)
    form = ReadingForm(posted(request), auto_id="read-%s")
    status = form.write(once(request, partial(_mark, request, article, form)))
    if status == WRITTEN:
        tell_done(request, article)
        if "list" in request.GET:
            return SeeOther(_address(article))
        return shown_in_text(request, form.result.version)
    version = article.latest
    if wants_part(request) and form.is_bound:
        return told_why_not(request, form, beside(request, version), status)
    page = _page_of(request, version)
    if form.is_bound:
        page["read_by_words"] = form
    return render(request, "coverage/readings.html", page, status=status)


@desk
@require_POST
def withdraw_reading(request: DeskRequest, pk: UUID) -> HttpResponse:
    """Somebody has to look at these words again."""
    return _turn(request, pk, actions.withdraw_reading)


@desk
@require_POST
def restore_reading(request: DeskRequest, pk: UUID) -> HttpResponse:
    """The words hold no claim after all."""
    return _turn(request, pk, actions.restore_reading)


def _mark(request: DeskRequest, article: Article, form: ReadingForm, **_: Any) -> Reading:
    versions = article.versions.select_related("article__newsroom")
    version = get_object_or_404(versions, pk=form.cleaned_data["version"])
    return actions.mark_read(version=version, by=request.member, **form.passage(version.text))


def _turn(request: DeskRequest, pk: UUID, action: Callable[..., Reading]) -> HttpResponse:
    """Do `action` to the reading that the member saw; if it is another by now, say so."""
    found = Reading.objects.visible_to(request.member)
    reading = get_object_or_404(found.select_related("version__article__newsroom"), pk=pk)
    member = require(request, Action.MARK_READ, reading)
    article = reading.version.article
    try:
        action(reading=reading, revision=number_sent(request, "revision"), by=member)
    except (Stale, Conflict) as refusal:
        messages.error(request, told(refusal))
    else:
        tell_done(request, article)
    return SeeOther(f"{_address(article)}#reading-{reading.pk}")


def _page_of(request: DeskRequest, version: Version) -> dict[str, Any]:
    article = version.article
    rows = Reading.objects.visible_to(request.member).filter(version=version)
    shown = newest_first(rows.select_related("by__user", "withdrawn_by__user"), request)
    passages = Passage.objects.visible_to(request.member).standing()
    changed = Carrying.objects.visible_to(request.member).undecided().found()
    claims = [*passages.filter(version=version), *changed.filter(version=version)]
    standing = readings_of(version, request.member)
    found = looked_at(version, language=article.language, claims=claims, readings=standing)
    unread = found.coverage.unread[: limits.USUAL_PAGE]
    return {
        "article": article,
        "version": version,
        "direction": direction(article.language, version.text),
        "looked_at": found,
        "readings": standing,
        "shown": shown,
        "rows": [(one, version.text[one.start : one.end]) for one in shown.rows],
        "unread_sentences": [(start, end, version.text[start:end]) for start, end in unread],
        "further": len(found.coverage.unread) - len(unread),
        "read_by_words": ReadingForm(auto_id="read-%s", initial={"version": version.pk}),
        "place": f"article={article.pk}",
        "section": "articles",
    }


def _address(article: Article) -> str:
    return reverse("web:readings", args=[article.newsroom.slug, article.pk])
