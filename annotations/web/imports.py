"""Imports on pages: choosing a file, seeing what would happen, taking it in."""

from typing import Any
from uuid import UUID

from django import forms
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from annotations.imports import actions
from annotations.imports.actions import Wanted
from annotations.imports.formats import FORMATS, format_of
from annotations.imports.models import Import, ImportedItem, Outcome, State
from annotations.imports.options import Options, options_of
from annotations.matching.orders import Order
from annotations.newsrooms.models import Member
from annotations.newsrooms.permissions import Action, may
from annotations.web.doors import DeskRequest, desk, require
from annotations.web.forms import WRITTEN, DeskForm, SeeOther, posted
from annotations.web.import_report import row_of, tabs, told
from annotations.web.paging import in_order, newest_first
from annotations.web.repeats import once


class RatingsField(forms.CharField):
    """What ratings are called in the file, one to a line: `Pants on fire = false`."""

    def __init__(self) -> None:
        super().__init__(
            label=gettext_lazy("What ratings are called in the file"),
            required=False,
            help_text=gettext_lazy(
                "One to a line, such as “Pants on fire = false”: its name there, and the key of "
                "the rating that it is here."
            ),
            widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
        )

    def clean(self, value: str) -> dict[str, str]:
        pairs = [line.rpartition("=") for line in super().clean(value).splitlines() if line.strip()]
        if not all(name.strip() and key.strip() for name, _is, key in pairs):
            raise forms.ValidationError(_("Write each line as “name = key”."))
        return {name.strip(): key.strip() for name, _is, key in pairs}


class OptionsForm(DeskForm):
    """How the file is to be taken in."""

    assess = forms.BooleanField(
        label=gettext_lazy("Take its ratings as my own assessments"),
        required=False,
        help_text=gettext_lazy("For checks of your own. Others are cited as sources."),
    )
    ratings = RatingsField()
    approximate = forms.BooleanField(
        label=gettext_lazy("Mark words that are nearly the same, too"),
        required=False,
        help_text=gettext_lazy("Words that say another number are never taken for the same."),
    )
    leave_out_errors = forms.BooleanField(
        label=gettext_lazy("Import what is right without what is wrong"), required=False
    )

    @property
    def options(self) -> Options:
        values = self.cleaned_data
        return Options(**{name: values[name] for name in Options.__struct_fields__})


class NewImportForm(OptionsForm):
    """A file, and what it is."""

    format = forms.ChoiceField(label=gettext_lazy("What is it?"), widget=forms.RadioSelect)
    upload = forms.FileField(label=gettext_lazy("File"), allow_empty_file=True)

    field_order = ["upload", "format", "assess", "ratings", "approximate", "leave_out_errors"]

    def __init__(self, member: Member, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["format"].choices = [  # type: ignore[attr-defined]
            (name, kind.label)
            for name, kind in FORMATS.items()
            if may(member, kind.action, member.newsroom)
        ]


class RunForm(OptionsForm):
    """What was tried out, as it was seen: one button imports it, the other tries it again."""

    revision = forms.IntegerField(min_value=1, widget=forms.HiddenInput)


@desk
@require_safe
def imports(request: DeskRequest) -> HttpResponse:
    """What came in, and what was tried out, the newest first."""
    rows = Import.objects.visible_to(request.member).select_related("by__user")
    shown = newest_first(rows, request)
    page = {
        "rows": [{"import": one, "kind": FORMATS[one.format]} for one in shown.rows],
        "shown": shown,
        "section": "claims",
    }
    return render(request, "imports/list.html", page)


@desk
@require_http_methods(["GET", "HEAD", "POST"])
def new_import(request: DeskRequest) -> HttpResponse:
    """Choosing a file. Nothing is imported before one has seen what would happen."""
    member = require(request, Action.IMPORT)
    files = request.FILES if request.method == "POST" else None
    form = NewImportForm(member, posted(request), files, initial={"format": "csv"})

    def begin(upload: Any, **values: Any) -> Import:
        require(request, format_of(values["format"]).action)
        wanted = Wanted(values["format"], upload.name, form.options, is_trial=True)
        return actions.begin_import(file=upload, wanted=wanted, by=member)

    status = form.write(once(request, begin))
    if status == WRITTEN:
        return SeeOther(form.result.get_absolute_url())
    return render(request, "imports/new.html", {"form": form, "section": "claims"}, status=status)


@desk
@require_http_methods(["GET", "HEAD", "POST"])
def one_import(request: DeskRequest, pk: UUID) -> HttpResponse:
    """What would happen or what did, line by line; and the button that makes it happen."""
    found = get_object_or_404(
        Import.objects.visible_to(request.member).select_related("by__user"), pk=pk
    )
    kind = FORMATS[found.format]
    member = require(request, kind.action) if request.method == "POST" else request.member
    form = RunForm(posted(request), initial=_as_it_was(found))

    def run(revision: int, **_others: Any) -> Import:
        is_trial = request.POST.get("do") != "import"
        return actions.run_again(
            import_=found, revision=revision, options=form.options, is_trial=is_trial, by=member
        )

    status = form.write(run)
    if status == WRITTEN:
        return SeeOther(found.get_absolute_url())
    items = ImportedItem.objects.visible_to(request.member).filter(of=found)
    shown = in_order(_narrowed(items, request), request, Order())
    page = {
        "import": found,
        "kind": kind,
        "form": form,
        "shown": shown,
        "rows": [row_of(item) for item in shown.rows],
        "says": told(found.told, found.says),
        "errors": found.counts.get("outcomes", {}).get(Outcome.ERROR, 0),
        "tabs": tabs(found, request.GET.get("outcome", "")),
        "may_run": not found.is_at_work
        and found.state != State.DONE
        and may(request.member, kind.action, request.newsroom),
        "section": "claims",
    }
    return render(request, "imports/import.html", page, status=status)


def _as_it_was(found: Import) -> dict[str, Any]:
    options = options_of(found.options)
    ratings = "\n".join(f"{name} = {key}" for name, key in options.ratings.items())
    return {
        "assess": options.assess,
        "ratings": ratings,
        "approximate": options.approximate,
        "leave_out_errors": options.leave_out_errors,
        "revision": found.revision,
    }


def _narrowed(
    items: "QuerySet[ImportedItem, ImportedItem]", request: DeskRequest
) -> "QuerySet[ImportedItem, ImportedItem]":
    outcome = request.GET.get("outcome", "")
    return items.filter(outcome=outcome) if outcome in Outcome.values else items
