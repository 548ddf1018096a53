"""The forms in which words of an article are pointed at: by offsets, or by the words alone."""

from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from annotations import limits
from annotations.anchoring.selectors import Quote, lead_in, lead_out, places, quote
from annotations.errors import Unacceptable
from annotations.web.forms import DeskForm


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


class PlaceForm(DeskForm):
    """Words of an article. Our script gives their offsets; without it they are searched for."""

    start = forms.IntegerField(required=False, min_value=0, widget=forms.HiddenInput)
    end = forms.IntegerField(required=False, min_value=0, widget=forms.HiddenInput)
    exact = ExactField(
        label=_("The exact words in the article"),
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
    )
    place = PlaceField(label=_("Where they stand"), required=False, widget=forms.RadioSelect)

    def passage(self, text: str) -> dict[str, Any]:
        """Start, end and exact words of the passage in `text`, the way they were given.

        Raises Unacceptable where words alone do not say which place is meant.
        """
        start, end, exact = (self.cleaned_data[name] for name in ("start", "end", "exact"))
        if start is None or end is None:
            start, end = self._only_place(text, exact)
            exact = text[start:end]
        return {"start": start, "end": end, "exact": exact}

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


class PassageForm(PlaceForm):
    """Another passage of a claim, in `version`."""

    version = forms.UUIDField(widget=forms.HiddenInput)


class ReadingForm(PlaceForm):
    """Words of `version` that hold no claim."""

    version = forms.UUIDField(widget=forms.HiddenInput)


class MoveForm(PlaceForm):
    """Other bounds for a passage that stands at `revision`."""

    revision = forms.IntegerField(min_value=1, widget=forms.HiddenInput)


def _in_context(words: Quote) -> str:
    return f"{lead_in(words.prefix)}[{words.exact}]{lead_out(words.suffix)}"
