"""The newsroom's sources, and what rests on each."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django import forms
from django.db.models import Count
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from annotations import limits
from annotations.errors import Duplicate, Refusal
from annotations.evidence.actions import edit_source as edit
from annotations.evidence.models import NO_ADDRESS, Evidence, Source, SourceKind
from annotations.history.models import Event, Kind
from annotations.intake.addresses import canonical_url
from annotations.matching.sources import FILTERS, ORDERS
from annotations.newsrooms.permissions import Action
from annotations.web.citing import line
from annotations.web.details import AddressField
from annotations.web.doors import DeskRequest, desk, require
from annotations.web.forms import WRITTEN, DeskForm, SeeOther
from annotations.web.paging import in_order, newest_first
from annotations.web.repeats import once
from annotations.web.searching import (
    A_SITE,
    ANY,
    WHEN_PUBLISHED,
    SearchForm,
    choice_field,
    day_field,
    words_field,
)
from annotations.web.steps import tell_done


class SourceForm(DeskForm):
    """What is known about a source that stands at `revision`."""

    kind = forms.ChoiceField(label=gettext_lazy("Kind"), choices=SourceKind.choices)
    title = forms.CharField(
        label=gettext_lazy("Title"),
        max_length=limits.LINE,
        widget=forms.TextInput(attrs={"dir": "auto", "autocomplete": "off"}),
    )
    url = AddressField(label=gettext_lazy("Address"), required=False)
    publisher = line(gettext_lazy("Publisher"))
    author = line(gettext_lazy("Author"))
    published_on = forms.DateField(
        label=gettext_lazy("Published on"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
    )
    revision = forms.IntegerField(min_value=1, widget=forms.HiddenInput)

    has_double = False

    def clean(self) -> dict[str, Any]:
        values = self.cleaned_data
        if values.get("kind") == SourceKind.WEB_PAGE and values.get("url") == "":
            self.add_error("url", NO_ADDRESS)
        return values

    def _blame(self, refusal: Refusal) -> None:
        self.has_double = isinstance(refusal, Duplicate)
        if not self.has_double:
            super()._blame(refusal)


class SourceSearchForm(SearchForm):
    """What is asked of the sources of a newsroom."""

    filters = FILTERS
    orders = ORDERS
    titles = WHEN_PUBLISHED
    rare = ("site", "published_since", "published_until")

    kind = choice_field(gettext_lazy("Kind"), ANY, *SourceKind.choices)
    site = words_field(gettext_lazy("Web site"), **A_SITE)
    published_since = day_field(gettext_lazy("Published from"))
    published_until = day_field(gettext_lazy("Published until"))


@desk
@require_safe
def sources(request: DeskRequest) -> HttpResponse:
    """The sources that are asked for, each with how often it is cited."""
    search = SourceSearchForm(request.GET)
    rows = Source.objects.visible_to(request.member).select_related("added_by__user")
    shown = in_order(search.narrow(rows), request, search.order)
    cited = _times_cited(shown.rows)
    page = {
        "search": search,
        "shown": shown,
        "rows": [(source, cited.get(source.pk, 0)) for source in shown.rows],
        "section": "sources",
    }
    return render(request, "sources/list.html", page)


@desk
@require_safe
def source(request: DeskRequest, pk: UUID) -> HttpResponse:
    """A source, and each claim for which it is cited, with what it says."""
    source = _find(request, pk)
    evidence = Evidence.objects.visible_to(request.member).filter(source=source)
    claims = evidence.select_related("claim__verdict__rating", "added_by__user")
    page = {"source": source, "shown": newest_first(claims, request), "section": "sources"}
    return render(request, "sources/source.html", page)


@desk
@require_http_methods(["GET", "HEAD", "POST"])
def edit_source(request: DeskRequest, pk: UUID) -> HttpResponse:
    """Other details for a source."""
    source = _find(request, pk)
    member = require(request, Action.EDIT_SOURCE, source)
    initial = {name: getattr(source, name) for name in SourceForm.base_fields}
    form = SourceForm(request.POST or None, initial=initial)

    def write(**values: Any) -> Source:
        return edit(source=source, by=member, **values)

    status = form.write(once(request, write))
    if status == WRITTEN:
        tell_done(request, source, _("The source was saved."))
        return SeeOther(source.get_absolute_url())
    page = {
        "form": form,
        "back": source.get_absolute_url(),
        "double": _with_address(request, form) if form.has_double else None,
        "last_edit": Event.objects.last_of(Kind.SOURCE_EDITED, source) if form.current else None,
        "section": "sources",
    }
    return render(request, "sources/edit.html", page, status=status)


def _find(request: DeskRequest, pk: UUID) -> Source:
    sources = Source.objects.visible_to(request.member)
    return get_object_or_404(sources.select_related("newsroom", "added_by__user"), pk=pk)


def _times_cited(sources: Iterable[Source]) -> dict[UUID, int]:
    rows = Evidence.objects.standing().filter(source__in=sources).order_by()
    return dict(rows.values_list("source").annotate(Count("id")))


def _with_address(request: DeskRequest, form: SourceForm) -> Source | None:
    """The other source that has the address in the form."""
    sources = Source.objects.visible_to(request.member)
    return sources.filter(url=canonical_url(form.cleaned_data["url"])).first()
