"""The forms in which a claim is marked and worded."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from annotations import limits
from annotations.claims.actions import Wording
from annotations.claims.models import ClaimKind
from annotations.web.forms import DeskForm
from annotations.web.pointing import PassageForm


class TagsField(forms.CharField):
    """Tags on one line, with commas between them."""

    def prepare_value(self, value: Any) -> Any:
        return ", ".join(value) if isinstance(value, list) else value

    def clean(self, value: Any) -> Any:
        return [tag for tag in (super().clean(value) or "").split(",") if tag.strip()]


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


class MarkForm(PassageForm, WordingForm):
    """A new claim: its wording, and its first passage."""

    field_order = ("exact", "place")

    def wording(self) -> Wording:
        return Wording(**{name: self.cleaned_data[name] for name in WordingForm.base_fields})
