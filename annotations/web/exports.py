"""Prepared files: asking for one, watching it, taking it away."""

from functools import partial
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from annotations import limits
from annotations.claims.models import Claim
from annotations.exports import actions
from annotations.exports.formats import FORMATS
from annotations.exports.models import Export
from annotations.newsrooms.permissions import Action
from annotations.web.claim_search import ClaimSearchForm, FilterWords
from annotations.web.doors import DeskRequest, desk, require
from annotations.web.forms import WRITTEN, DeskForm, RevisionForm, SeeOther, posted
from annotations.web.repeats import once


class ExportForm(DeskForm):
    """In which format."""

    format = forms.ChoiceField(
        label=gettext_lazy("Format"),
        help_text=gettext_lazy("Every file but the spreadsheet comes packed, as .gz."),
        choices=[(name, kind.label) for name, kind in FORMATS.items()],
        widget=forms.RadioSelect,
    )


@desk
@require_safe
def exports(request: DeskRequest) -> HttpResponse:
    """The member's own files, the newest first. There are never more than fit on a page."""
    rows = Export.objects.visible_to(request.member).order_by("-pk")
    words = FilterWords(request.member)
    page = {
        "rows": [
            {"export": one, "kind": FORMATS[one.format], "filters": words.of(one.filters)}
            for one in rows
        ],
        "under_way": any(one.is_under_way for one in rows),
        "days": limits.EXPORT_DAYS,
        "section": "claims",
    }
    return render(request, "exports/list.html", page)


@desk
@require_http_methods(["GET", "HEAD", "POST"])
def new_export(request: DeskRequest) -> HttpResponse:
    """Asking for a file of the claims that the address names, as the list of claims does."""
    member = require(request, Action.PREPARE_EXPORT)
    search = ClaimSearchForm(request.GET, member)
    filters = search.asked
    form = ExportForm(posted(request), initial={"format": "csv"})
    site = request.build_absolute_uri("/").rstrip("/")
    prepare = partial(actions.prepare_export, filters=filters, site=site, by=member)
    status = form.write(once(request, prepare))
    if status == WRITTEN:
        return SeeOther(reverse("web:exports", args=[request.newsroom.slug]))
    page = {
        "form": form,
        "filters": FilterWords(member).of(filters),
        "count": search.narrow(Claim.objects.visible_to(member)).count(),
        "back": f"{reverse('web:claims', args=[request.newsroom.slug])}?{request.GET.urlencode()}",
        "days": limits.EXPORT_DAYS,
        "section": "claims",
    }
    return render(request, "exports/new.html", page, status=status)


@desk
@require_POST
def discard_export(request: DeskRequest, pk: UUID) -> HttpResponse:
    """One that went on meanwhile, say from being written to being ready, is not discarded yet."""
    export = get_object_or_404(Export.objects.visible_to(request.member), pk=pk)
    member = require(request, Action.DISCARD_EXPORT, export)
    form = RevisionForm(request.POST)
    status = form.write(lambda **values: actions.discard_export(export=export, by=member, **values))
    if status == WRITTEN:
        messages.success(request, _("The file was discarded."))
    else:
        messages.warning(request, _("This went on meanwhile. Look at it, then discard it again."))
    return SeeOther(reverse("web:exports", args=[request.newsroom.slug]))
