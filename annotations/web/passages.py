"""Where a claim is made: adding passages to it, moving them, withdrawing and restoring them."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from annotations.articles.models import Article, Version
from annotations.claims import passages as actions
from annotations.claims.models import Passage
from annotations.errors import Conflict, Stale
from annotations.history.models import Event, Kind
from annotations.matching.articles import FILTERS
from annotations.newsrooms.models import Member
from annotations.newsrooms.permissions import Action
from annotations.web.doors import DeskRequest, desk, require
from annotations.web.forms import WRITTEN, SeeOther, number_sent, posted, wants_part
from annotations.web.paging import newest_first
from annotations.web.pointing import MoveForm, PassageForm
from annotations.web.reading import beside, find_claim, shown_beside, told_why_not, written
from annotations.web.refusals import told
from annotations.web.repeats import once
from annotations.web.searching import SearchForm
from annotations.web.steps import tell_done


class AppearanceSearchForm(SearchForm):
    """Words to find an article by."""

    filters = {"q": FILTERS["q"]}


@desk
@require_safe
def another_appearance(request: DeskRequest, pk: UUID) -> HttpResponse:
    """Choose the article that makes a claim as well; it opens with the claim in hand."""
    claim = find_claim(request, pk)
    member = require(request, Action.MARK, claim)
    search = AppearanceSearchForm(request.GET)
    shown = newest_first(search.narrow(Article.objects.visible_to(member)), request)
    made = Passage.objects.standing().filter(claim=claim, version__article__in=shown.rows)
    page = {
        "claim": claim,
        "search": search,
        "shown": shown,
        "making": set(made.values_list("version__article", flat=True)),
        "section": "claims",
    }
    return render(request, "claims/appearance.html", page)


@desk
@require_POST
def add_passage(request: DeskRequest, pk: UUID) -> HttpResponse:
    """Point at another place that makes the claim, by offsets or, without script, by words."""
    claim = find_claim(request, pk)
    member = require(request, Action.MARK, claim)
    version = _version(request, member)
    form = PassageForm(request.POST, auto_id="passage-%s")

    def add(**_: Any) -> None:
        place = form.passage(version.text)
        actions.add_passage(claim=claim, version=version, by=member, **place)

    status = form.write(once(request, add))
    if status == WRITTEN:
        tell_done(request, claim)
        return shown_beside(request, claim, version)
    if wants_part(request):
        return told_why_not(request, form, beside(request, version, claim), status)
    context = {"claim": claim, "form": form, "article": version.article, "section": "articles"}
    return render(request, "claims/add_passage.html", context, status=status)


@desk
@require_http_methods(["GET", "HEAD", "POST"])
def move_passage(request: DeskRequest, pk: UUID) -> HttpResponse:
    """Give a passage other bounds: dragged in the article or, without script, as words."""
    passage = _find_passage(request, pk)
    claim, version = passage.claim, passage.version
    member = require(request, Action.MARK, passage)
    initial = {"revision": passage.revision, "exact": passage.exact}
    form = MoveForm(posted(request), initial=initial)

    def move(revision: int, **_: Any) -> None:
        place = form.passage(version.text)
        actions.move_passage(passage=passage, revision=revision, by=member, **place)

    status = form.write(once(request, move))
    if status == WRITTEN:
        tell_done(request, claim)
        return written(request, claim)
    if wants_part(request) and request.method == "POST":
        return told_why_not(request, form, beside(request, version, claim), status)
    moves = Event.objects.filter(kind=Kind.PASSAGE_MOVED, subject_id=passage.pk)
    context = {
        "form": form,
        "passage": passage,
        "back": claim.get_absolute_url(),
        "last_edit": moves.about_claim(claim.pk).last() if form.current else None,
        "section": "claims",
    }
    return render(request, "claims/move_passage.html", context, status=status)


@desk
@require_POST
def withdraw_passage(request: DeskRequest, pk: UUID) -> HttpResponse:
    """From now on the claim is not made there."""
    return _turn(request, pk, actions.withdraw_passage)


@desk
@require_POST
def restore_passage(request: DeskRequest, pk: UUID) -> HttpResponse:
    """The claim is made there after all."""
    return _turn(request, pk, actions.restore_passage)


def _turn(request: DeskRequest, pk: UUID, action: Callable[..., Passage]) -> HttpResponse:
    """Do `action` to the passage that the member saw; if it is another by now, show that."""
    passage = _find_passage(request, pk)
    member = require(request, Action.MARK, passage)
    try:
        action(passage=passage, revision=number_sent(request, "revision"), by=member)
    except (Stale, Conflict) as refusal:
        messages.error(request, told(refusal))
    else:
        tell_done(request, passage.claim)
    return SeeOther(f"{passage.claim.get_absolute_url()}#passage-{passage.pk}")


def _version(request: DeskRequest, member: Member) -> Version:
    form = PassageForm(request.POST)
    form.is_valid()
    versions = Version.objects.visible_to(member).select_related("article__newsroom")
    return get_object_or_404(versions, pk=form.cleaned_data.get("version"))


def _find_passage(request: DeskRequest, pk: UUID) -> Passage:
    passages = Passage.objects.visible_to(request.member)
    at_hand = ("claim__newsroom", "version__article__newsroom")
    return get_object_or_404(passages.select_related(*at_hand), pk=pk)
