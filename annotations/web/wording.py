"""The forms in which a claim is marked and worded."""

from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from annotations import limits
from annotations.anchoring.selectors import Quote, lead_in, lead_out, places, quote
from annotations.claims.actions import Wording
from annotations.claims.models import ClaimKind
from annotations.errors import Unacceptable
from annotations.web.forms import DeskForm


class TagsField(forms.CharField):
    """Tags on one line, with commas between them."""

    def prepare_value(self, value: Any) -> Any:
        return ", ".join(value) if isinstance(value, list) else value

    def clean(self, value: Any) -> Any:
        return [tag for tag in (super().clean(value) or "").split(",") if tag.strip()]


class ExactField(forms.CharField):
    """Words of the article, untouched but for the line ends that browsers send as CR LF."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(strip=False, max_length=limits.TEXT, **kwargs)

    def to_python(self, value: Any) -> str:
        return (super().to_python(value) or "").replace("\r\n", "\n")


class PlaceField(forms.ChoiceField):
    """One of several places, which are known only once the text has been searched."""

    def valid_value(self, value: str) -> bool:
        return value.isdecimal()


class WordingForm(DeskForm):
    """What a claim says, who says it, and when."""

    statement = forms.CharField(
        label=_("Statement"),
        help_text=_("So that it can be understood without the article."),
        max_length=limits.PROSE,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
    )
    claimant = forms.CharField(
        label=_("Who says so"),
        required=False,
        max_length=limits.LINE,
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )
    claimed_on = forms.DateField(
        label=_("When"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )
    kind = forms.ChoiceField(
        label=_("Kind"), required=False, choices=[("", _("not said")), *ClaimKind.choices]
    )
    tags = TagsField(
        label=_("Tags"),
        help_text=_("With commas between them."),
        required=False,
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )


class EditForm(WordingForm):
    """Another wording of a claim that stands at `revision`."""

    revision = forms.IntegerField(min_value=1, widget=forms.HiddenInput)


class MarkForm(WordingForm):
    """A new claim: its wording, and the passage, by offsets or by words alone."""

    version = forms.UUIDField(widget=forms.HiddenInput)
    start = forms.IntegerField(required=False, min_value=0, widget=forms.HiddenInput)
    end = forms.IntegerField(required=False, min_value=0, widget=forms.HiddenInput)
    exact = ExactField(
        label=_("The exact words in the article"),
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
    )
    place = PlaceField(label=_("Where they stand"), required=False, widget=forms.RadioSelect)

    field_order = ("exact", "place")

    def passage(self, text: str) -> dict[str, Any]:
        """Start, end and exact words of the passage in `text`, the way they were given.

        Raises Unacceptable where words alone do not say which place is meant.
        """
        start, end, exact = (self.cleaned_data[name] for name in ("start", "end", "exact"))
        if start is None or end is None:
            start, end = self._only_place(text, exact)
            exact = text[start:end]
        return {"start": start, "end": end, "exact": exact}

    def wording(self) -> Wording:
        return Wording(**{name: self.cleaned_data[name] for name in WordingForm.base_fields})

    def _only_place(self, text: str, exact: str) -> tuple[int, int]:
        found = places(text, exact) or places(text, exact.strip())
        chosen = [place for place in found if str(place[0]) == self.data.get("place")]
        if len(found) == 1 or chosen:
            return (chosen or found)[0]
        if not found:
            says = _("These words do not stand in the article. Copy them from it exactly.")
            raise Unacceptable(fields={"exact": [says]})
        field = cast("PlaceField", self.fields["place"])
        field.choices = [(start, _in_context(quote(text, start, end))) for start, end in found]
        raise Unacceptable(
            fields={"place": [_("These words stand in several places. Choose one.")]}
        )


def _in_context(words: Quote) -> str:
    return f"{lead_in(words.prefix)}[{words.exact}]{lead_out(words.suffix)}"
