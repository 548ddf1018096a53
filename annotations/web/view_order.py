"""All views of the list of claims that a member has, and putting them in another order."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from annotations.errors import Refusal, Stale
from annotations.matching.counting import found_by
from annotations.matching.models import View, ViewOrder
from annotations.matching.ordering import current_order, order_views
from annotations.newsrooms.permissions import Action, may
from annotations.web.doors import DeskRequest, desk, require
from annotations.web.forms import SeeOther
from annotations.web.refusals import told
from annotations.web.view_tabs import address_of


class MoveViewForm(forms.Form):
    """The place to which a view goes, from 1; `order` is the revision at which it was seen."""

    place = forms.IntegerField(min_value=1)
    order = forms.IntegerField(min_value=0)


@desk
@require_safe
def views(request: DeskRequest) -> HttpResponse:
    """The views in their order, each with what it finds and what can be done with it."""
    member, slug = request.member, request.newsroom.slug
    standing = View.objects.visible_to(member).standing().in_order_of(member)
    rows = list(standing.select_related("member__user"))
    found = found_by(rows, member)
    page = {
        "rows": [
            {
                "view": view,
                "address": address_of(view, slug),
                "found": found[view.pk],
                "place": place,
                "may_change": may(member, Action.CHANGE_VIEW, view),
            }
            for place, view in enumerate(rows, start=1)
        ],
        "order": ViewOrder.objects.of(member),
        "section": "claims",
    }
    return render(request, "claims/views.html", page)


@desk
@require_POST
def move_view(request: DeskRequest, pk: UUID) -> HttpResponse:
    """Another place for one view; the others make room. It moves for this member alone."""
    view = get_object_or_404(View.objects.visible_to(request.member).standing(), pk=pk)
    require(request, Action.ORDER_VIEWS, ViewOrder.objects.of(request.member))
    form = MoveViewForm(request.POST)
    if not form.is_valid():
        raise Refusal
    try:
        _move(request, view, **form.cleaned_data)
    except Stale as refusal:
        messages.error(request, told(refusal))
    return SeeOther(f"{reverse('web:views', args=[request.newsroom.slug])}#view-{view.pk}")


@transaction.atomic
def _move(request: DeskRequest, view: View, *, place: int, order: int) -> Any:
    views = [pk for pk in current_order(request.member) if pk != view.pk]
    views.insert(place - 1, view.pk)
    return order_views(order=views, revision=order, by=request.member)
