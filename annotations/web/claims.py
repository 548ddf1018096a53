"""The page of a claim; marking one, wording it, setting it aside."""

from collections.abc import Iterable
from functools import partial
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from annotations import limits
from annotations.articles.models import Article, Version
from annotations.claims import actions
from annotations.claims.actions import NotSetAside
from annotations.claims.models import Claim, Passage
from annotations.claims.outcomes import WENT_ON
from annotations.evidence.models import Evidence
from annotations.exports.parts import outcome
from annotations.history.models import Event, Kind
from annotations.history.timeline import tell
from annotations.newsrooms.permissions import Action
from annotations.teamwork.models import assignment_of
from annotations.verdicts import telling
from annotations.web.assignments import AssignmentForm
from annotations.web.cards import rating_of
from annotations.web.citing import CiteForm
from annotations.web.comments import CommentForm, threads_of
from annotations.web.decisions import decision_of
from annotations.web.doors import DeskRequest, desk, require
from annotations.web.forms import WRITTEN, DeskForm, SeeOther, posted
from annotations.web.inbox import seen
from annotations.web.live import lively
from annotations.web.reading import find_claim, shown_beside
from annotations.web.refusals import told
from annotations.web.repeats import once
from annotations.web.steps import tell_done, ways_on_claim
from annotations.web.verdicts import AssessmentForm
from annotations.web.wording import EditForm, MarkForm


class SetAsideForm(DeskForm):
    """Why nobody goes on with a claim."""

    reasons = forms.CharField(
        label=_("Reasons"),
        max_length=limits.PROSE,
        widget=forms.Textarea(attrs={"rows": 2, "dir": "auto"}),
    )


@desk
@require_POST
def mark_claim(request: DeskRequest, pk: UUID) -> HttpResponse:
    """Make a claim of words in an article, given by offsets or, without script, as words."""
    member = require(request, Action.MARK)
    article = get_object_or_404(Article.objects.visible_to(member), pk=pk)
    form = MarkForm(request.POST)
    versions = article.versions.select_related("article__newsroom")

    def mark(**values: Any) -> tuple[Claim, Version]:
        version = get_object_or_404(versions, pk=values["version"])
        passage = form.passage(version.text)
        claim = actions.mark_claim(version=version, **passage, wording=form.wording(), by=member)
        return claim, version

    status = form.write(once(request, mark))
    if status == WRITTEN:
        tell_done(request, form.result[0])
        return shown_beside(request, *form.result)
    return render(request, "claims/mark.html", {"article": article, "form": form}, status=status)


@desk
@lively
@require_safe
def claim(request: DeskRequest, pk: UUID) -> HttpResponse:
    """Everything about one claim: words, places, evidence, assessments, verdict, history."""
    claim = find_claim(request, pk)
    seen(request, claim)
    return render(request, "claims/claim.html", page_of(claim, request))


def _where_made(claim: Claim) -> tuple[list[Passage], list[Passage]]:
    """Its passages where they stood last, the withdrawn ones too; and those that went on."""
    at_hand = ("version__article", "carrying__version", "carrying__claim", "carrying__passage")
    texts = ("version__text", "version__blocks")
    rows = Passage.objects.filter(claim=claim).select_related(*at_hand)
    rows = rows.defer(*texts, *(f"carrying__{text}" for text in texts))
    passages: list[Passage] = []
    older: list[Passage] = []
    for row in rows:
        went_on = not row.withdrawn_at and outcome(row) in WENT_ON
        (older if went_on else passages).append(row)
    return passages, older


def _not_marked(appearances: list[str], passages: list[Passage]) -> list[str]:
    """Where the claim was made besides the articles in which it is marked."""
    marked = {passage.version.article.url for passage in passages}
    return [address for address in appearances if address not in marked]


def page_of(claim: Claim, request: DeskRequest) -> dict[str, Any]:
    """What the template of a claim's page needs; its queries do not grow with the claim."""
    passages, older = _where_made(claim)
    evidence = Evidence.objects.filter(claim=claim).select_related(
        "source", "added_by__user", "withdrawn_by__user"
    )
    assessments = list(claim.assessments.standing().select_related("rating", "by__user"))
    own = next((one for one in assessments if one.by_id == request.member.pk), None)
    assignment = assignment_of(claim)
    return {
        "claim": claim,
        "place": f"claim={claim.pk}",
        "assignee": assignment.present_assignee,
        "assignment_form": AssignmentForm(assignment=assignment),
        "rating": rating_of(claim),
        "passages": passages,
        "older": older,
        "appearances": _not_marked(claim.appearances, passages),
        "standing": sum(passage.withdrawn_at is None for passage in passages),
        "evidence": placed(evidence),
        "assessments": assessments,
        "differ": len({one.rating_id for one in assessments}) > 1,
        "decision": decision_of(claim),
        "threads": threads_of(claim),
        "comment_form": CommentForm(auto_id="comment-%s"),
        "history": list(tell(Event.objects.visible_to(request.member).about_claim(claim.pk))),
        "cite_form": CiteForm(member=request.member, auto_id=f"cite-{claim.pk}-%s"),
        "assessment_form": AssessmentForm(claim=claim, own=own),
        "set_aside_form": SetAsideForm(auto_id="set-aside-%s"),
        "ways": ways_on_claim(request, claim),
        "section": "claims",
    }


def placed(evidence: Iterable[Evidence]) -> list[Any]:
    """The evidence, each piece that stands with its `place` among `places`, if there are others."""
    rows: list[Any] = list(evidence)
    standing = [one for one in rows if not one.withdrawn_at]
    for place, one in enumerate(standing, start=1):
        one.places = len(standing)
        one.place = place if len(standing) > 1 else None
    return rows


@desk
@require_http_methods(["GET", "HEAD", "POST"])
def edit_claim(request: DeskRequest, pk: UUID) -> HttpResponse:
    """Another wording for a claim."""
    claim = find_claim(request, pk)
    member = require(request, Action.EDIT_CLAIM, claim)
    initial = {name: getattr(claim, name) for name in EditForm.base_fields}
    form = EditForm(posted(request), initial=initial)
    status = form.write(once(request, partial(telling.edit_claim, claim=claim, by=member)))
    if status == WRITTEN:
        tell_done(request, claim)
        return SeeOther(claim.get_absolute_url())
    edits = Event.objects.filter(kind=Kind.CLAIM_EDITED).about_claim(claim.pk)
    context = {
        "form": form,
        "back": claim.get_absolute_url(),
        "last_edit": edits.last() if form.current else None,
        "section": "claims",
    }
    return render(request, "claims/edit.html", context, status=status)


@desk
@require_http_methods(["GET", "HEAD", "POST"])
def set_aside(request: DeskRequest, pk: UUID) -> HttpResponse:
    """Stop the work on a claim."""
    claim = find_claim(request, pk)
    member = require(request, Action.SET_ASIDE, claim)
    form = SetAsideForm(posted(request), auto_id="set-aside-%s")
    status = form.write(once(request, partial(telling.set_aside, claim=claim, by=member)))
    if status == WRITTEN:
        tell_done(request, claim)
        return SeeOther(claim.get_absolute_url())
    return render(request, "claims/set_aside.html", {"claim": claim, "form": form}, status=status)


@desk
@require_POST
def take_up(request: DeskRequest, pk: UUID) -> HttpResponse:
    """Go on with a claim that was set aside."""
    claim = find_claim(request, pk)
    member = require(request, Action.SET_ASIDE, claim)
    try:
        actions.take_up(claim=claim, by=member)
    except NotSetAside as refusal:
        messages.error(request, told(refusal))
    else:
        tell_done(request, claim)
    return SeeOther(claim.get_absolute_url())
