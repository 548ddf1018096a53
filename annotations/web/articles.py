"""The newsroom's articles, and what is known about each."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Count, Q
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from annotations.articles.actions import edit_article as edit
from annotations.articles.models import Article
from annotations.claims.models import Passage, Stage
from annotations.history.models import Event, Kind
from annotations.matching.articles import FILTERS, ORDERS
from annotations.newsrooms.models import Member
from annotations.newsrooms.permissions import Action
from annotations.teamwork.models import assignment_of
from annotations.web.assignments import people_to_choose
from annotations.web.details import EditDetailsForm
from annotations.web.doors import DeskRequest, desk, require
from annotations.web.forms import WRITTEN, SeeOther
from annotations.web.looked_at import coverage_in_list
from annotations.web.paging import in_order
from annotations.web.repeats import once
from annotations.web.searching import (
    A_SITE,
    WHEN_PUBLISHED,
    SearchForm,
    choice_field,
    day_field,
    words_field,
)
from annotations.web.steps import tell_done


@dataclass(frozen=True)
class Progress:
    """How far an article is: its claims, and how many of them are settled."""

    claims: int = 0
    settled: int = 0


class ArticleSearchForm(SearchForm):
    """What is asked of the articles of a newsroom."""

    filters = FILTERS
    orders = ORDERS
    titles = WHEN_PUBLISHED
    rare = ("site", "language", "published_since", "published_until")

    assignee = choice_field(gettext_lazy("Assigned to"))
    site = words_field(gettext_lazy("Web site"), **A_SITE)
    language = words_field(gettext_lazy("Language"), placeholder="en")
    published_since = day_field(gettext_lazy("Published from"))
    published_until = day_field(gettext_lazy("Published until"))

    def __init__(self, query: QueryDict, member: Member) -> None:
        super().__init__(query)
        self.offer("assignee", people_to_choose(member))


@desk
@require_safe
def articles(request: DeskRequest) -> HttpResponse:
    """The articles that are asked for, each with how far it is."""
    search = ArticleSearchForm(request.GET, request.member)
    rows = search.narrow(Article.objects.visible_to(request.member))
    rows = rows.select_related("added_by__user", "assignment__assignee__user")
    shown = in_order(rows, request, search.order)
    progress = progress_of(shown.rows, request.member)
    coverage = coverage_in_list(shown.rows, request.member)
    page = {
        "search": search,
        "shown": shown,
        "rows": [
            (
                article,
                progress.get(article.pk, Progress()),
                assignment_of(article).present_assignee,
                coverage.get(article.pk),
            )
            for article in shown.rows
        ],
        "section": "articles",
    }
    return render(request, "articles/list.html", page)


def progress_of(articles: Iterable[Article], member: Member) -> dict[UUID, Progress]:
    """The progress of those articles in which `member` sees claims, in one query."""
    passages = Passage.objects.visible_to(member).standing()
    passages = passages.filter(version__article__in=articles).order_by()
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

    status = form.write(once(request, write))
    if status == WRITTEN:
        tell_done(request, article, _("The details were saved."))
        return SeeOther(article.get_absolute_url())
    edits = Event.objects.filter(kind=Kind.ARTICLE_EDITED).about_article(article.pk)
    page = {
        "form": form,
        "back": article.get_absolute_url(),
        "last_edit": edits.last() if form.current else None,
        "section": "articles",
    }
    return render(request, "articles/edit.html", page, status=status)
