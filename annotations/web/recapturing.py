"""Capturing an article again: what changed, what becomes of its claims, and its next version."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from annotations.anchoring.carrying import Standing
from annotations.articles import captures
from annotations.articles.models import Article, Capture, Origin, Version
from annotations.claims.carryings import Carrying
from annotations.claims.comparing import Comparison, compared
from annotations.claims.models import Passage
from annotations.coverage.comparing import stay_read
from annotations.coverage.surviving import Survival
from annotations.newsrooms.permissions import Action
from annotations.verdicts.recapturing import recapture
from annotations.web.differences import shortened
from annotations.web.doors import DeskRequest, desk, require
from annotations.web.finding import NewArticleForm
from annotations.web.forms import AS_FOUND, WRITTEN, DeskForm, SeeOther, number_sent, posted
from annotations.web.intake import choices_of
from annotations.web.repeats import once


class RecaptureForm(DeskForm):
    """The blocks that are the article now, beside the version that one has seen."""


@desk
@require_http_methods(["GET", "HEAD", "POST"])
def capture_again(request: DeskRequest, pk: UUID) -> HttpResponse:
    """Fetch the article from its address again, or paste or upload how it reads now."""
    article = get_object_or_404(Article.objects.visible_to(request.member), pk=pk)
    member = require(request, Action.RECAPTURE, article)
    data, files = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    form = NewArticleForm(data, files, initial={"url": article.url})

    def keep(**_others: Any) -> Capture:
        return captures.keep(found=captures.read_apart(form.find), of=article, by=member)

    status = form.write(keep)
    if status == WRITTEN:
        return SeeOther(reverse("web:compare", args=[request.newsroom.slug, form.result.pk]))
    if form.errors:
        form.point_to_paste()
    page = {"form": form, "article": article, "section": "articles"}
    return render(request, "articles/capture_again.html", page, status=status)


@desk
@require_http_methods(["GET", "HEAD", "POST"])
def compare(request: DeskRequest, pk: UUID) -> HttpResponse:
    """What would change, to be looked over; and the next version, once it was."""
    found = Capture.objects.visible_to(request.member).exclude(article=None)
    capture = get_object_or_404(found.select_related("article__newsroom"), pk=pk)
    articles = Article.objects.visible_to(request.member)
    article = get_object_or_404(articles, pk=capture.article_id or None)
    member = require(request, Action.RECAPTURE, article)
    is_sent = request.method == "POST"
    choices = choices_of(capture, request.POST.getlist("keep") if is_sent else None)
    blocks = [choice.block for choice in choices if choice.is_kept]
    form = RecaptureForm(posted(request))

    def take(**_others: Any) -> Version | None:
        return recapture(
            article=article,
            blocks=blocks,
            origin=Origin(capture.origin),
            after=number_sent(request, "after"),
            by=member,
        )

    status = AS_FOUND if "look" in request.POST else form.write(once(request, take))
    if status == WRITTEN:
        return _taken(request, article, form.result)
    page = {
        "form": form,
        "capture": capture,
        "article": article,
        "choices": choices,
        "kept": len(blocks),
        "section": "articles",
        **_compared(request, article, blocks),
    }
    return render(request, "articles/compare.html", page, status=status)


def _compared(request: DeskRequest, article: Article, blocks: list[Any]) -> dict[str, Any]:
    newest = article.versions.latest("number")
    if not blocks:
        return {"newest": newest, "comparison": None}
    passages = Passage.objects.visible_to(request.member)
    comparison = compared(newest, blocks, passages)
    return {
        "newest": newest,
        "comparison": comparison,
        "pieces": list(shortened(comparison.pieces)),
        "told": [
            *_told(comparison),
            *_reading(stay_read(newest, comparison.text, language=article.language)),
        ],
    }


def _told(comparison: Comparison) -> Iterator[tuple[str, int, str]]:
    """How many passages would stand how, in words: those that need nobody together."""
    counts = comparison.standings
    kept = counts[Standing.SAME] + counts[Standing.RESPELLED]
    yield (
        "kept",
        kept,
        ngettext("passage is carried over", "passages are carried over", kept),
    )
    changed, gone = counts[Standing.CHANGED], counts[Standing.GONE]
    yield (
        "changed",
        changed,
        ngettext("passage reads differently", "passages read differently", changed),
    )
    yield "gone", gone, ngettext("passage is gone", "passages are gone", gone)


def _reading(sentences: Survival) -> Iterator[tuple[str, int, str]]:
    """What becomes of sentences that were read without a claim, in words."""
    kept, again = sentences
    yield (
        "kept",
        kept,
        ngettext(
            "sentence stays read without a claim", "sentences stay read without a claim", kept
        ),
    )
    yield (
        "changed",
        again,
        ngettext(
            "sentence without a claim is to be read again",
            "sentences without a claim are to be read again",
            again,
        ),
    )


def _taken(request: DeskRequest, article: Article, version: Version | None) -> HttpResponse:
    if version is None:
        messages.success(request, _("Nothing has changed: the text is the same."))
        return SeeOther(article.get_absolute_url())
    waiting = Carrying.objects.visible_to(request.member).undecided().filter(version=version)
    count = waiting.count()
    says = _("This is version %(number)s now.") % {"number": version.number}
    if count:
        wait = ngettext(
            "In %(count)s place it has other words for a claim: decide what becomes of it.",
            "In %(count)s places it has other words for a claim: decide what becomes of them.",
            count,
        )
        says = f"{says} {wait % {'count': count}}"
    messages.success(request, says)
    return SeeOther(article.get_absolute_url())
