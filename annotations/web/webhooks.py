"""Webhooks: the addresses that are told of events, and the secrets that sign what they get."""

from collections.abc import Callable
from functools import partial
from itertools import groupby
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from annotations import limits
from annotations.history.models import Event, Kind
from annotations.newsrooms.permissions import Action
from annotations.rows import new_id
from annotations.web.deliveries import find_webhook, render_webhook
from annotations.web.doors import DeskRequest, desk, require
from annotations.web.forms import WRITTEN, DeskForm, RevisionForm, SeeOther
from annotations.web.repeats import once
from annotations.webhooks import actions
from annotations.webhooks.kinds import TOLD, noun
from annotations.webhooks.models import Webhook

NOUNS = {
    "article": gettext_lazy("Articles"),
    "claim": gettext_lazy("Claims"),
    "passage": gettext_lazy("Passages"),
    "source": gettext_lazy("Sources"),
    "evidence": gettext_lazy("Evidence"),
    "assessment": gettext_lazy("Assessments"),
    "comment": gettext_lazy("Comments"),
    "verdict": gettext_lazy("Verdicts"),
    "rating": gettext_lazy("Ratings"),
    "reading": gettext_lazy("Words read without a claim"),
}


def kind_choices() -> list[tuple[Any, list[tuple[str, Any]]]]:
    """What can be told, by what it is about."""
    groups = groupby(sorted(TOLD, key=noun), key=noun)
    return [(NOUNS[about], [(kind.value, kind.label) for kind in kinds]) for about, kinds in groups]


class WebhookForm(DeskForm):
    name = forms.CharField(
        label=gettext_lazy("Name"),
        help_text=gettext_lazy("What it is for, such as the program that is told."),
        max_length=100,
        widget=forms.TextInput({"dir": "auto", "autocomplete": "off"}),
    )
    url = forms.CharField(
        label=gettext_lazy("Address"),
        help_text=gettext_lazy("Where the program listens, on the public internet."),
        max_length=2_000,
        widget=forms.URLInput({"dir": "ltr", "autocomplete": "off"}),
    )
    kinds = forms.MultipleChoiceField(
        label=gettext_lazy("Of what it is told"),
        help_text=gettext_lazy("Choose nothing to have it told of everything, also of new kinds."),
        required=False,
        choices=kind_choices,
        widget=forms.CheckboxSelectMultiple,
    )


class NewWebhookForm(WebhookForm):
    # The webhook's id to be: the same form sent twice does not make two.
    pk = forms.UUIDField(widget=forms.HiddenInput)


class EditWebhookForm(WebhookForm):
    revision = forms.IntegerField(widget=forms.HiddenInput)


@desk
@require_safe
def webhooks(request: DeskRequest) -> HttpResponse:
    require(request, Action.MANAGE_WEBHOOKS)
    rows = Webhook.objects.visible_to(request.member).order_by("off_at", "-id")
    page = {"webhooks": rows[: limits.PAGE], "section": "settings"}
    return render(request, "webhooks/list.html", page)


@desk
@require_http_methods(["GET", "HEAD", "POST"])
def new_webhook(request: DeskRequest) -> HttpResponse:
    """The answer to the form is the only page that ever shows this secret."""
    member = require(request, Action.MANAGE_WEBHOOKS)
    form = NewWebhookForm(request.POST or None, initial={"pk": new_id()})
    status = form.write(lambda **values: actions.make_webhook(by=member, **values))
    if status == WRITTEN:
        webhook, secret = form.result
        return render_webhook(request, find_webhook(request, webhook.pk), 201, secret=secret)
    page = {"form": form, "section": "settings"}
    return render(request, "webhooks/new.html", page, status=status)


@desk
@require_http_methods(["GET", "HEAD", "POST"])
def edit_webhook(request: DeskRequest, pk: UUID) -> HttpResponse:
    webhook = find_webhook(request, pk)
    initial = {name: getattr(webhook, name) for name in EditWebhookForm.base_fields}
    form = EditWebhookForm(request.POST or None, initial=initial)
    edit = partial(actions.edit_webhook, webhook=webhook, by=request.member)
    status = form.write(once(request, edit))
    if status == WRITTEN:
        messages.success(request, _("The webhook was saved."))
        return back_to(webhook)
    page = {
        "form": form,
        "back": reverse("web:webhook", args=[request.newsroom.slug, webhook.pk]),
        "last_edit": Event.objects.last_of(Kind.WEBHOOK_EDITED, webhook) if form.current else None,
        "section": "settings",
    }
    return render(request, "webhooks/edit.html", page, status=status)


@desk
@require_POST
def new_secret(request: DeskRequest, pk: UUID) -> HttpResponse:
    """The answer is the only page that ever shows this secret."""
    webhook = find_webhook(request, pk)
    form = RevisionForm(request.POST)
    status = form.write(partial(actions.make_secret, webhook=webhook, by=request.member))
    if status == WRITTEN:
        return render_webhook(request, find_webhook(request, pk), 201, secret=form.result)
    return render_webhook(request, find_webhook(request, pk), status, form=form)


@desk
@require_POST
def switch_off(request: DeskRequest, pk: UUID) -> HttpResponse:
    return _turn(request, pk, actions.switch_off, _("The webhook is switched off."))


@desk
@require_POST
def switch_on(request: DeskRequest, pk: UUID) -> HttpResponse:
    says = _("The webhook is switched on. It goes on where it stopped.")
    return _turn(request, pk, actions.switch_on, says)


def _turn(request: DeskRequest, pk: UUID, act: Callable[..., Webhook], says: str) -> HttpResponse:
    webhook = find_webhook(request, pk)
    form = RevisionForm(request.POST)
    status = form.write(partial(act, webhook=webhook, by=request.member))
    if status != WRITTEN:
        return render_webhook(request, find_webhook(request, pk), status, form=form)
    messages.success(request, says)
    return back_to(webhook)


def back_to(webhook: Webhook) -> HttpResponse:
    return SeeOther(reverse("web:webhook", args=[webhook.newsroom.slug, webhook.pk]))
