"""The scale on which the newsroom rates claims."""

from collections import Counter
from collections.abc import Callable
from functools import partial
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.db.models import Count
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from annotations import limits
from annotations.errors import Refusal
from annotations.history.models import Event, Kind
from annotations.newsrooms.permissions import Action
from annotations.verdicts import scale as actions
from annotations.verdicts.models import SIGNS, AveritecLabel, Colour, Rating, Verdict
from annotations.web.doors import DeskRequest, desk, require
from annotations.web.forms import WRITTEN, DeskForm, SeeOther, posted
from annotations.web.refusals import told
from annotations.web.repeats import once

COLOURS = [
    (Colour.TRUE, gettext_lazy("Green, solid line")),
    (Colour.MOSTLY_TRUE, gettext_lazy("Olive, double line")),
    (Colour.HALF_TRUE, gettext_lazy("Amber, dashed line")),
    (Colour.MISLEADING, gettext_lazy("Purple, dotted line")),
    (Colour.MOSTLY_FALSE, gettext_lazy("Orange, wavy line")),
    (Colour.FALSE, gettext_lazy("Red, wavy line")),
    (Colour.UNVERIFIABLE, gettext_lazy("Grey, dotted line")),
]


class RatingForm(DeskForm):
    """What a rating says and how it looks."""

    label = forms.CharField(
        label=gettext_lazy("Word"),
        max_length=60,
        widget=forms.TextInput({"dir": "auto", "autocomplete": "off"}),
    )
    sign = forms.ChoiceField(
        label=gettext_lazy("Sign"),
        help_text=gettext_lazy("For those who cannot tell the colours apart."),
        choices=[(sign, sign) for sign in SIGNS],
        widget=forms.RadioSelect,
    )
    colour = forms.ChoiceField(
        label=gettext_lazy("Colour and line"), choices=COLOURS, widget=forms.RadioSelect
    )
    description = forms.CharField(
        label=gettext_lazy("What it means"),
        help_text=gettext_lazy("In a sentence; it stands below the verdict."),
        max_length=limits.LINE,
        widget=forms.TextInput({"dir": "auto", "autocomplete": "off"}),
    )
    claim_review_number = forms.IntegerField(
        label=gettext_lazy("Number in ClaimReview"),
        help_text=gettext_lazy(
            "Higher is truer; none for what has no place between true and false."
        ),
        required=False,
        min_value=1,
        max_value=1000,
    )
    averitec_label = forms.ChoiceField(
        label=gettext_lazy("Label in AVeriTeC"),
        choices=[(label, label) for label in AveritecLabel.values],
        widget=forms.Select({"lang": "en"}),
    )


class EditRatingForm(RatingForm):
    """The same of a rating that stands at `revision`."""

    revision = forms.IntegerField(min_value=1, widget=forms.HiddenInput)


class RevisionForm(DeskForm):
    """For what is done by a button; `position` only where the rating moves."""

    revision = forms.IntegerField(min_value=1)
    position = forms.IntegerField(min_value=1, required=False)


@desk
@require_safe
def ratings(request: DeskRequest) -> HttpResponse:
    """The scale in its order, and below it what was retired from it."""
    rows = list(Rating.objects.visible_to(request.member))
    in_use = [rating for rating in rows if not rating.retired_at]
    given = _times_given(request)
    page = {
        "rows": [
            {
                "rating": rating,
                "times": given[rating.pk],
                "above": in_use[place - 1].position if place else None,
                "below": in_use[place + 1].position if place + 1 < len(in_use) else None,
            }
            for place, rating in enumerate(in_use)
        ],
        "retired": [(rating, given[rating.pk]) for rating in rows if rating.retired_at],
        "section": "settings",
    }
    return render(request, "verdicts/scale.html", page)


@desk
@require_http_methods(["GET", "HEAD", "POST"])
def add_rating(request: DeskRequest) -> HttpResponse:
    """One more answer to choose from."""
    member = require(request, Action.EDIT_SCALE)
    initial = {"sign": SIGNS[0], "colour": Colour.UNVERIFIABLE}
    form = RatingForm(posted(request), initial=initial)

    def add(**values: Any) -> Rating:
        return actions.add_rating(look=actions.Look(**values), by=member)

    status = form.write(once(request, add))
    if status == WRITTEN:
        messages.success(request, _("The rating was added to the end of the scale."))
        return _back(request)
    page = {"form": form, "back": _address(request), "section": "settings"}
    return render(request, "verdicts/rating.html", page, status=status)


@desk
@require_http_methods(["GET", "HEAD", "POST"])
def edit_rating(request: DeskRequest, pk: UUID) -> HttpResponse:
    """Another word or look for a rating, wherever it was given."""
    rating = _find(request, pk)
    member = require(request, Action.EDIT_SCALE, rating)
    initial = {name: getattr(rating, name) for name in EditRatingForm.base_fields}
    form = EditRatingForm(posted(request), initial=initial)
    status = form.write(once(request, partial(actions.edit_rating, rating=rating, by=member)))
    if status == WRITTEN:
        messages.success(request, _("The rating was changed, wherever it was given."))
        return _back(request)
    page = {
        "form": form,
        "rating": rating,
        "back": _address(request),
        "times": Verdict.objects.filter(rating=rating).count(),
        "last_edit": Event.objects.last_of(Kind.RATING_EDITED, rating) if form.current else None,
        "section": "settings",
    }
    return render(request, "verdicts/rating.html", page, status=status)


@desk
@require_POST
def move_rating(request: DeskRequest, pk: UUID) -> HttpResponse:
    return _turn(request, pk, actions.edit_rating)


@desk
@require_POST
def retire_rating(request: DeskRequest, pk: UUID) -> HttpResponse:
    return _turn(request, pk, actions.retire_rating)


@desk
@require_POST
def restore_rating(request: DeskRequest, pk: UUID) -> HttpResponse:
    return _turn(request, pk, actions.restore_rating)


def _turn(request: DeskRequest, pk: UUID, act: Callable[..., Rating]) -> HttpResponse:
    rating = _find(request, pk)
    member = require(request, Action.EDIT_SCALE, rating)
    form = RevisionForm(request.POST)
    if not form.is_valid():
        raise Refusal
    values = {name: value for name, value in form.cleaned_data.items() if value is not None}
    try:
        act(rating=rating, by=member, **values)
    except Refusal as refusal:
        messages.error(request, told(refusal))
    return _back(request, f"#rating-{rating.pk}")


def _find(request: DeskRequest, pk: UUID) -> Rating:
    return get_object_or_404(Rating.objects.visible_to(request.member), pk=pk)


def _address(request: DeskRequest) -> str:
    return reverse("web:ratings", args=[request.newsroom.slug])


def _back(request: DeskRequest, place: str = "") -> HttpResponse:
    return SeeOther(_address(request) + place)


def _times_given(request: DeskRequest) -> Counter[UUID]:
    """How many verdicts are each rating."""
    verdicts = Verdict.objects.visible_to(request.member).order_by()
    return Counter(dict(verdicts.values_list("rating").annotate(Count("pk"))))
