"""The newsroom's articles, and what is known about each."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db.models import Count, Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from annotations.articles.actions import edit_article as edit
from annotations.articles.models import Article
from annotations.claims.models import Passage, Stage
from annotations.history.models import Event, Kind
from annotations.newsrooms.permissions import Action
from annotations.web.details import EditDetailsForm
from annotations.web.doors import DeskRequest, desk, require
from annotations.web.forms import WRITTEN, SeeOther
from annotations.web.paging import newest_first
from annotations.web.searching import SearchForm


@dataclass(frozen=True)
class Progress:
    """How far an article is: its claims, and how many of them are settled."""

    claims: int = 0
    settled: int = 0


@desk
@require_safe
def articles(request: DeskRequest) -> HttpResponse:
    """The articles, newest first, each with how far it is."""
    search = SearchForm(request.GET)
    rows = Article.objects.visible_to(request.member).select_related("added_by__user")
    shown = newest_first(rows.filter(search.found_in("title", "publisher", "url")), request)
    progress = progress_of(shown.rows)
    page = {
        "search": search,
        "shown": shown,
        "rows": [(article, progress.get(article.pk, Progress())) for article in shown.rows],
        "section": "articles",
    }
    return render(request, "articles/list.html", page)


def progress_of(articles: Iterable[Article]) -> dict[UUID, Progress]:
    """The progress of those articles that have claims, in one query."""
    passages = Passage.objects.filter(version__article__in=articles).order_by()
    counts = passages.values_list("version__article").annotate(
        claims=Count("claim", distinct=True),
        settled=Count("claim", distinct=True, filter=Q(claim__stage=Stage.SETTLED)),
    )
    return {article: Progress(claims, settled) for article, claims, settled in counts}


@desk
@require_http_methods(["GET", "HEAD", "POST"])
def edit_article(request: DeskRequest, pk: UUID) -> HttpResponse:
    """Other details for an article. Its text is never edited."""
    articles = Article.objects.visible_to(request.member).select_related("newsroom")
    article = get_object_or_404(articles, pk=pk)
    member = require(request, Action.EDIT_ARTICLE, article)
    initial = {name: getattr(article, name) for name in EditDetailsForm.base_fields}
    form = EditDetailsForm(request.POST or None, initial=initial)

    def write(**values: Any) -> Article:
        return edit(article=article, by=member, **values)

    status = form.write(write)
    if status == WRITTEN:
        messages.success(request, _("The details were saved."))
        return SeeOther(article.get_absolute_url())
    edits = Event.objects.filter(kind=Kind.ARTICLE_EDITED).about_article(article.pk)
    page = {
        "form": form,
        "back": article.get_absolute_url(),
        "last_edit": edits.last() if form.current else None,
        "section": "articles",
    }
    return render(request, "articles/edit.html", page, status=status)
