"""The form for what is known about an article besides its text."""

from typing import Any

from django import forms
from django.conf.locale import LANG_INFO
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.utils.translation import get_language_info, gettext_noop
from django.utils.translation import gettext_lazy as _

from annotations import limits
from annotations.articles.actions import AlreadyTakenIn
from annotations.articles.models import Article
from annotations.errors import Refusal
from annotations.intake.addresses import canonical_url
from annotations.intake.language import tag
from annotations.intake.refusals import BadAddress
from annotations.web.citing import line
from annotations.web.forms import DeskForm
from annotations.web.refusals import told

NOT_IN_DJANGO = [gettext_noop("Norwegian"), gettext_noop("Norwegian Bokmal")]
"""Names of languages that get_language_info() would translate if Django had words for them."""


class AddressField(forms.URLField):
    """An address on the public web; https where no scheme was typed. It stays as it was typed."""

    def __init__(self, **kwargs: Any) -> None:
        # Not max_length: browsers would cut off silently what is pasted into the field.
        longest = MaxLengthValidator(2000)
        widget = forms.URLInput(
            attrs={"placeholder": "https://", "autocomplete": "off", "dir": "ltr"}
        )
        super().__init__(
            assume_scheme="https", validators=[longest], **{"widget": widget, **kwargs}
        )

    def clean(self, value: Any) -> str:
        address: str = super().clean(value)
        if address:
            try:
                canonical_url(address)
            except BadAddress as refusal:
                raise ValidationError(told(refusal)) from refusal
        return address


class LanguageField(forms.CharField):
    """A language as a BCP 47 tag, in its usual spelling."""

    def to_python(self, value: Any) -> str:
        written = super().to_python(value) or ""
        if written and not tag(written):
            raise ValidationError(_("Write a language tag, such as en, tr or pt-BR."))
        return tag(written)


class DetailsForm(DeskForm):
    """Title, address, publisher, author, date and language of an article.

    When it turns out to be here already, `known` is that article.
    """

    title = forms.CharField(
        label=_("Title"),
        max_length=limits.LINE,
        widget=forms.Textarea(attrs={"rows": 1, "dir": "auto", "autocomplete": "off"}),
    )
    url = AddressField(label=_("Address"), required=False)
    publisher = line(_("Publisher"))
    author = line(_("Author"))
    published_on = forms.DateField(
        label=_("Published on"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )
    language = LanguageField(
        label=_("Language"),
        required=False,
        max_length=35,
        widget=forms.TextInput(attrs={"list": "languages", "autocomplete": "off"}),
    )

    known: Article | None = None

    @property
    def languages(self) -> list[tuple[str, str]]:
        """Tags and names of languages, to suggest; others can be written as well."""
        tags = [code for code, info in LANG_INFO.items() if "name" in info]
        return [(tag(code), get_language_info(code)["name_translated"]) for code in tags]

    def _blame(self, refusal: Refusal) -> None:
        if isinstance(refusal, AlreadyTakenIn):
            self.known = refusal.article
        else:
            super()._blame(refusal)


class EditDetailsForm(DetailsForm):
    """Other details of an article that stands at `revision`."""

    revision = forms.IntegerField(min_value=1, widget=forms.HiddenInput)
