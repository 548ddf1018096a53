"""Views of the list of claims: saving what is on the screen, and changing what was saved."""

from collections.abc import Callable
from functools import partial
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from annotations.errors import Refusal
from annotations.history.models import Event, Kind
from annotations.matching import actions
from annotations.matching.models import View
from annotations.newsrooms.permissions import Action, may
from annotations.web.claim_search import FilterWords
from annotations.web.doors import DeskRequest, desk, require
from annotations.web.forms import WRITTEN, DeskForm, SeeOther, number_sent, posted
from annotations.web.refusals import told
from annotations.web.repeats import once
from annotations.web.view_tabs import address_of, question_of


class ViewForm(DeskForm):
    """What a view is called, and who sees it."""

    name = forms.CharField(
        label=gettext_lazy("Name"),
        max_length=60,
        widget=forms.TextInput({"dir": "auto", "autocomplete": "off"}),
    )
    shared = forms.BooleanField(
        label=gettext_lazy("Share it with the newsroom"),
        help_text=gettext_lazy("It then stands above everybody's list, and editors can change it."),
        required=False,
    )

    def __init__(self, *args: Any, may_share: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not may_share:
            del self.fields["shared"]


class EditViewForm(ViewForm):
    """The same of a view that stands at `revision`."""

    revision = forms.IntegerField(min_value=1, widget=forms.HiddenInput)


@desk
@require_safe
def view(request: DeskRequest, pk: UUID) -> HttpResponse:
    """The list of claims as a view asks for it, wherever its question changes to."""
    return redirect(address_of(_find(request, pk), request.newsroom.slug))


@desk
@require_http_methods(["GET", "HEAD", "POST"])
def new_view(request: DeskRequest) -> HttpResponse:
    """Saving what the address asks for, as the list of claims does."""
    member = require(request, Action.SAVE_VIEW)
    question = question_of(request.GET, member)
    may_share = may(member, Action.SHARE_VIEW, request.newsroom)
    form = ViewForm(posted(request), may_share=may_share)
    status = form.write(once(request, partial(actions.save_view, by=member, **question)))
    if status == WRITTEN:
        messages.success(request, _("The view was saved."))
        return SeeOther(address_of(form.result, request.newsroom.slug))
    page = {
        "form": form,
        "filters": FilterWords(member).of(question["filters"]),
        "back": f"{reverse('web:claims', args=[request.newsroom.slug])}?{request.GET.urlencode()}",
        "section": "claims",
    }
    return render(request, "claims/new_view.html", page, status=status)


@desk
@require_http_methods(["GET", "HEAD", "POST"])
def edit_view(request: DeskRequest, pk: UUID) -> HttpResponse:
    """Another name, or other eyes."""
    saved = _find(request, pk)
    member = require(request, Action.CHANGE_VIEW, saved)
    turn = Action.KEEP_VIEW if saved.shared else Action.SHARE_VIEW
    initial = {name: getattr(saved, name) for name in EditViewForm.base_fields}
    form = EditViewForm(posted(request), initial=initial, may_share=may(member, turn, saved))
    status = form.write(once(request, partial(actions.edit_view, view=saved, by=member)))
    if status == WRITTEN:
        messages.success(request, _("The view was changed."))
        return SeeOther(address_of(_find(request, pk), request.newsroom.slug))
    page = {
        "form": form,
        "filters": FilterWords(member).of(saved.filters),
        "back": address_of(saved, request.newsroom.slug),
        "last_edit": Event.objects.last_of(Kind.VIEW_EDITED, saved) if form.current else None,
        "section": "claims",
    }
    return render(request, "claims/edit_view.html", page, status=status)


@desk
@require_POST
def replace_view(request: DeskRequest, pk: UUID) -> HttpResponse:
    """From now on the view asks what the address asks."""
    question = question_of(request.GET, request.member)
    return _turn(request, pk, partial(actions.edit_view, **question), _("The view was replaced."))


@desk
@require_POST
def withdraw_view(request: DeskRequest, pk: UUID) -> HttpResponse:
    """The list stays as it is, and offers to restore the view."""
    return _turn(request, pk, actions.withdraw_view)


@desk
@require_POST
def restore_view(request: DeskRequest, pk: UUID) -> HttpResponse:
    return _turn(request, pk, actions.restore_view, _("The view was restored."))


def _turn(request: DeskRequest, pk: UUID, act: Callable[..., View], says: str = "") -> HttpResponse:
    """Do `act` to the view that the member saw; if it is another by now, show that."""
    saved = _find(request, pk)
    member = require(request, Action.CHANGE_VIEW, saved)
    try:
        act(view=saved, revision=number_sent(request, "revision"), by=member)
    except Refusal as refusal:
        messages.error(request, told(refusal))
    else:
        if says:
            messages.success(request, says)
    return SeeOther(address_of(_find(request, pk), request.newsroom.slug))


def _find(request: DeskRequest, pk: UUID) -> View:
    return get_object_or_404(View.objects.visible_to(request.member), pk=pk)
