"""What lists can be searched by: words and choices in the address."""

from django import forms
from django.db.models import Q
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from annotations import limits
from annotations.searching import words_in


class SearchForm(forms.Form):
    """Words to find. What else an address says is passed over: a list is always shown."""

    q = forms.CharField(
        label=_("Search"),
        required=False,
        max_length=limits.LINE,
        widget=forms.TextInput(attrs={"type": "search", "dir": "auto"}),
    )

    def __init__(self, asked: QueryDict) -> None:
        super().__init__(asked, auto_id="search-%s")

    @property
    def asked(self) -> bool:
        """Whether the list is narrowed in any way."""
        return any(self.chosen(name) for name in self.fields)

    def chosen(self, name: str) -> str:
        """The value of a field; "" where none was given, or one that there is not."""
        self.is_valid()  # cleans, once; what is invalid is then missing
        return str(self.cleaned_data.get(name, ""))

    def found_in(self, *fields: str) -> Q:
        """Rows of which each word stands in one of `fields`, in any case of letters."""
        return words_in(self.chosen("q"), *fields)
