"""The form in which an article is put in: pasted, fetched or uploaded."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from annotations import limits
from annotations.errors import Refusal, Unacceptable
from annotations.intake.blocks import Found
from annotations.intake.documents import from_fetched, from_upload
from annotations.intake.fetch import fetch
from annotations.intake.pasted import from_text
from annotations.web.details import AddressField
from annotations.web.forms import DeskForm
from annotations.web.refusals import told


class PastedField(forms.CharField):
    """A text of any length and shape, untouched but for the line ends that browsers send."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(strip=False, **kwargs)

    def to_python(self, value: Any) -> str:
        return (super().to_python(value) or "").replace("\r\n", "\n")


class NewArticleForm(DeskForm):
    """An address, a text or a file. With a text or a file the address is only noted."""

    url = AddressField(
        label=_("Address"),
        required=False,
        help_text=_("We fetch the page, unless you paste or upload its text below."),
    )
    text = PastedField(
        label=_("Text"),
        required=False,
        help_text=_("All that you copied, menus and all: you choose later what belongs to it."),
        widget=forms.Textarea(attrs={"rows": 8, "dir": "auto"}),
    )
    upload = forms.FileField(
        label=_("File"),
        required=False,
        allow_empty_file=True,
        help_text=_("A web page (.html) or plain text (.txt). PDF and Word files come later."),
        widget=forms.FileInput(attrs={"accept": ".html,.htm,.xhtml,.txt,.text"}),
    )

    def clean(self) -> dict[str, Any]:
        values = self.cleaned_data
        text, upload = values.get("text", "").strip(), values.get("upload")
        if text and upload:
            self.add_error("upload", _("You have pasted a text as well. Which of them is it?"))
        elif not (text or upload or values.get("url") or self.errors):
            self.add_error(None, _("Give an address, paste a text or choose a file."))
        return values

    @property
    def read_from(self) -> str:
        """The field from which the text comes; the address only where there is nothing else."""
        if self.cleaned_data["text"].strip():
            return "text"
        return "upload" if self.cleaned_data["upload"] else "url"

    def find(self) -> Found:
        """What is in that which was given.

        Raises Unacceptable, whose sentence stands at the field that was read.
        """
        values = self.cleaned_data
        try:
            if self.read_from == "text":
                return from_text(values["text"])
            if self.read_from == "upload":
                return from_upload(values["upload"].name, values["upload"].read(limits.UPLOAD + 1))
            return from_fetched(fetch(values["url"]))
        except Refusal as refusal:
            raise Unacceptable(fields={self.read_from: [told(refusal)]}) from refusal

    def point_to_paste(self) -> None:
        """Put the cursor where one can always go on: what cannot be read can be pasted."""
        self.fields["text"].widget.attrs["autofocus"] = True
