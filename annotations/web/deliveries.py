"""One webhook: how it does, what was sent, and what can be sent again."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.db.models import Prefetch, QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from annotations.newsrooms.permissions import Action
from annotations.web.doors import DeskRequest, desk, require
from annotations.web.forms import AS_FOUND, WRITTEN, DeskForm, SeeOther
from annotations.web.paging import newest_first
from annotations.webhooks import actions
from annotations.webhooks.models import Attempt, Delivery, SigningSecret, State, Webhook

LOG = 20  # deliveries of a page


class ReplayForm(DeskForm):
    number = forms.IntegerField(
        label=gettext_lazy("From event number"),
        min_value=1,
        widget=forms.NumberInput({"inputmode": "numeric"}),
    )


@desk
@require_safe
def webhook(request: DeskRequest, pk: UUID) -> HttpResponse:
    """How a webhook does, with its log."""
    return render_webhook(request, find_webhook(request, pk))


@desk
@require_POST
def send_test(request: DeskRequest, pk: UUID) -> HttpResponse:
    webhook = find_webhook(request, pk)
    actions.send_test(webhook=webhook)
    messages.success(request, _("A test is on its way. What came of it is in the log."))
    return log_of(webhook)


@desk
@require_POST
def redeliver(request: DeskRequest, pk: UUID) -> HttpResponse:
    require(request, Action.MANAGE_WEBHOOKS)
    rows = Delivery.objects.visible_to(request.member).select_related("webhook__newsroom")
    delivery = get_object_or_404(rows, pk=pk)
    actions.redeliver(delivery=delivery)
    messages.success(request, _("The message is on its way again."))
    return log_of(delivery.webhook)


@desk
@require_POST
def replay(request: DeskRequest, pk: UUID) -> HttpResponse:
    webhook = find_webhook(request, pk)
    form = ReplayForm(request.POST)
    status = form.write(
        lambda **values: actions.replay(webhook=webhook, by=request.member, **values)
    )
    if status != WRITTEN:
        return render_webhook(request, webhook, status, replay=form)
    messages.success(request, _("All that happened since then is told again."))
    return log_of(webhook)


def find_webhook(request: DeskRequest, pk: UUID) -> Webhook:
    """The webhook of an address, for an admin. Raises NotAllowed and Http404."""
    require(request, Action.MANAGE_WEBHOOKS)
    webhooks = Webhook.objects.visible_to(request.member)
    return get_object_or_404(webhooks.select_related("newsroom", "made_by__user"), pk=pk)


def render_webhook(
    request: DeskRequest,
    webhook: Webhook,
    status: int = AS_FOUND,
    *,
    form: DeskForm | None = None,
    **shown: Any,
) -> HttpResponse:
    """The page of a webhook; `form` is what was refused, if anything was."""
    state = request.GET.get("state", "")
    page = {
        "webhook": webhook,
        "secrets": SigningSecret.objects.live().filter(webhook=webhook),
        "log": newest_first(deliveries_of(webhook, state), request, LOG),
        "states": State.choices,
        "state": state if state in State.values else "",
        "says": form.says if form else [],
        "replay": ReplayForm(),
        "now": timezone.now(),
        "section": "settings",
        **shown,
    }
    return render(request, "webhooks/webhook.html", page, status=status)


def deliveries_of(webhook: Webhook, state: str) -> QuerySet[Delivery, Delivery]:
    attempts = Prefetch("attempts", Attempt.objects.order_by("-id"))
    rows = Delivery.objects.filter(webhook=webhook).select_related("event")
    rows = rows.prefetch_related(attempts)
    return rows.filter(state=state) if state in State.values else rows


def log_of(webhook: Webhook) -> HttpResponse:
    return SeeOther(reverse("web:webhook", args=[webhook.newsroom.slug, webhook.pk]) + "#log")
