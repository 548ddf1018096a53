"""The forms in which a source is cited for a claim."""

from typing import Any
from urllib.parse import unquote, urlsplit

from django import forms
from django.utils.translation import gettext_lazy as _

from annotations import limits
from annotations.evidence.actions import Citation, SourceDetails
from annotations.evidence.models import NO_WORDS, Source, SourceKind, Stance
from annotations.fields import tidy
from annotations.newsrooms.models import Member
from annotations.web.forms import DeskForm

SUGGESTED = 100  # known sources that the form offers; others are found again by their address


def line(label: Any, **attrs: Any) -> forms.CharField:
    """A field for one line that may stay empty."""
    widget = forms.TextInput(attrs={"dir": "auto", **attrs})
    return forms.CharField(label=label, required=False, max_length=limits.LINE, widget=widget)


def lines(label: Any, rows: int) -> forms.CharField:
    """A field for several lines that may stay empty."""
    widget = forms.Textarea(attrs={"rows": rows, "dir": "auto"})
    return forms.CharField(label=label, required=False, max_length=limits.PROSE, widget=widget)


class CitationForm(DeskForm):
    """What a source says about the claim."""

    quote = lines(_("Exact quote"), rows=3)
    stance = forms.ChoiceField(label=_("Stance"), choices=Stance.choices, widget=forms.RadioSelect)
    locator = line(_("Where in the source"), placeholder=_("page, minute, paragraph"))
    note = lines(_("Note"), rows=2)

    def clean(self) -> dict[str, Any]:
        values = self.cleaned_data
        if "quote" in values and "note" in values and not values["quote"] + values["note"]:
            self.add_error("quote", NO_WORDS)
        return values

    def citation(self) -> Citation:
        return Citation(**{name: self.cleaned_data[name] for name in CitationForm.base_fields})


class EditEvidenceForm(CitationForm):
    """Another citation for evidence that stands at `revision`."""

    revision = forms.IntegerField(min_value=1, widget=forms.HiddenInput)


class CiteForm(CitationForm):
    """A source, new or known, and what it says. An address, a quote and a stance are enough."""

    url = forms.URLField(
        label=_("Web address"),
        help_text=_("For a book or an interview, open “More about the source”."),
        required=False,
        max_length=2000,
        assume_scheme="https",
        # No type="url": browsers would refuse an address without its scheme.
        widget=forms.TextInput(attrs={"inputmode": "url", "autocomplete": "off", "dir": "ltr"}),
    )
    known = forms.ModelChoiceField(
        label=_("A source we know, without an address"),
        required=False,
        queryset=Source.objects.none(),
        empty_label=_("a new one"),
    )
    source_kind = forms.ChoiceField(label=_("Kind"), choices=SourceKind.choices, required=False)
    title = line(_("Title"))
    publisher = line(_("Publisher"))
    author = line(_("Author"))
    published_on = forms.DateField(
        label=_("Date"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )

    field_order = ("url", "known")

    def __init__(self, *args: Any, member: Member, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        sources = Source.objects.visible_to(member).order_by("-id")
        self.fields["known"].queryset = sources.filter(url="")  # type: ignore[attr-defined]
        self.fields["url"].widget.attrs["list"] = f"{self['url'].auto_id}-known"
        self.suggestions = sources.exclude(url="")[:SUGGESTED]

    def clean(self) -> dict[str, Any]:
        values = super().clean()
        if values.get("known") or "url" in self.errors:
            return values
        kind, url = values.get("source_kind") or SourceKind.WEB_PAGE, values["url"]
        if kind == SourceKind.WEB_PAGE and not url:
            self.add_error("url", _("A web page has an address. Is it a book or an interview?"))
        elif not values.get("title") and not url:
            self.add_error("title", _("Say what the source is called."))
        return values

    @property
    def tells_more(self) -> bool:
        """Whether something stands in the fields that are folded away at first."""
        folded = ("title", "published_on", "publisher", "author", "known", "locator", "note")
        return any(self[name].value() or self[name].errors for name in folded)

    def details(self) -> SourceDetails:
        """The source that is described, if it is no known one. Without a title, its address."""
        values = self.cleaned_data
        return SourceDetails(
            kind=values["source_kind"] or SourceKind.WEB_PAGE,
            url=values["url"],
            title=values["title"] or name_of(values["url"]),
            publisher=values["publisher"],
            author=values["author"],
            published_on=values["published_on"],
        )


def name_of(url: str) -> str:
    """What a page is called until somebody says better: its address, without ornament.

    >>> name_of("https://www.lindau.example/minutes/2024-03?page=2")
    'lindau.example/minutes/2024-03'
    """
    parts = urlsplit(url)
    host = (parts.hostname or "").removeprefix("www.")
    return tidy(host + unquote(parts.path).rstrip("/"))[: limits.LINE]
