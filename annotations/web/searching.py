"""What lists can be searched by: the literal filters and orders of matching, in the address."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar, cast

from django import forms
from django.forms import BoundField
from django.http import QueryDict
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from annotations import limits
from annotations.matching.filters import Filters, Rows, narrowed
from annotations.matching.orders import Order, Orders
from annotations.web.paging import PLACE

A_SITE = {"placeholder": "news.example", "inputmode": "url"}
ANY = ("", _("any"))
WHEN_PUBLISHED = {
    "-added_at": _("newest first"),
    "added_at": _("oldest first"),
    "title": _("by title"),
    "publisher": _("by publisher"),
    "-published_on": _("published last"),
    "published_on": _("published first"),
}


def choice_field(label: Any, *choices: tuple[str, Any]) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, required=False, choices=choices)


def words_field(label: Any, **attributes: Any) -> forms.CharField:
    widget = forms.TextInput({"dir": "auto", "autocomplete": "off", **attributes})
    return forms.CharField(label=label, required=False, max_length=limits.LINE, widget=widget)


def day_field(label: Any) -> forms.CharField:
    return words_field(label, type="date")


@dataclass(frozen=True)
class Chip:
    """A filter in use; `without` is the address of the list without it.

    What its value named is `gone`: nothing fits it.
    """

    label: Any
    value: Any
    without: str
    gone: bool = False


class SearchForm(forms.Form):
    """By what a list is narrowed, and how it is sorted: `filters` and `orders` as the API has them.

    A list is always shown: what an address says that no filter takes is `passed_over`. Values
    that no field shows (the second of a filter, the id of an article) stay with the form, as
    `kept`. `titles` names the orders, the usual one first; fields in `rare` are folded away.
    """

    filters: ClassVar[Filters] = {}
    orders: ClassVar[Orders] = {}
    titles: ClassVar[Mapping[str, Any]] = {}
    rare: ClassVar[Collection[str]] = ()

    q = forms.CharField(
        label=_("Search"),
        required=False,
        max_length=limits.LINE,
        widget=forms.TextInput(attrs={"type": "search", "dir": "auto"}),
    )

    def __init__(self, query: QueryDict) -> None:
        self.query = query
        self.asked, self.passed_over = _understood(self.filters, query)
        usual = next(iter(self.titles), "")
        chosen = query.get("order", usual)
        self.order_name = chosen if chosen in self.titles else usual
        first = {name: values[0] for name, values in self.asked.items()}
        super().__init__(initial={**first, "order": chosen}, auto_id="search-%s")
        if self.titles:
            choices = [
                ("" if name == usual else name, title) for name, title in self.titles.items()
            ]
            self.fields["order"] = forms.ChoiceField(
                label=_("Order"), required=False, choices=choices
            )

    def offer(self, name: str, choices: Collection[tuple[str, Any]]) -> None:
        """What a field lets one choose from."""
        cast("forms.ChoiceField", self.fields[name]).choices = choices

    @property
    def order(self) -> Order:
        return self.orders[self.order_name]

    def narrow(self, rows: Rows) -> Rows:
        """Those rows that are asked for."""
        return narrowed(rows, self.filters, self.asked)

    @property
    def sorted(self) -> bool:
        """Whether the list comes in any order but by age, the newest first."""
        return self.order_name != next(iter(self.titles), "")

    @property
    def in_use(self) -> bool:
        """Whether anything was asked for; an empty list then says something else."""
        return bool(self.asked or self.passed_over)

    @property
    def usual_fields(self) -> list[BoundField]:
        """Those that are not folded away; the words to search for stand before them."""
        return [field for field in self if field.name not in {"q", *self.rare}]

    @property
    def rare_fields(self) -> list[BoundField]:
        return [field for field in self if field.name in self.rare]

    @property
    def filters_in_use(self) -> int:
        """How many values the list is narrowed by, words to search for apart."""
        return sum(len(values) for name, values in self.asked.items() if name != "q")

    @property
    def cleared(self) -> str:
        """The end of an address that asks for everything, in the same order."""
        return f"?{urlencode({'order': self.order_name})}" if self.sorted else ""

    @property
    def rare_in_use(self) -> int:
        return len(self.asked.keys() & set(self.rare))

    @property
    def kept(self) -> list[tuple[str, str]]:
        return [
            (name, value)
            for name, values in self.asked.items()
            for value in (values[1:] if self._shows(name, values[0]) else values)
        ]

    def _shows(self, name: str, value: str) -> bool:
        field = self.fields.get(name)
        choices = getattr(field, "choices", None)
        return bool(field) and (choices is None or value in dict(choices))

    @property
    def chips(self) -> list[Chip]:
        return list(self._chips())

    def _chips(self) -> Iterator[Chip]:
        for name, values in self.asked.items():
            for value in values:
                yield Chip(
                    self.label_of(name),
                    self.word_for(name, value),
                    self._without(name, value),
                    gone=self.is_gone(name, value),
                )

    def label_of(self, name: str) -> Any:
        """What a filter is called."""
        return self.fields[name].label if name in self.fields else name

    def word_for(self, name: str, value: str) -> Any:
        """What a value of a filter is called."""
        choices: Any = getattr(self.fields.get(name), "choices", ())
        return dict(choices).get(value, value)

    def is_gone(self, name: str, value: str) -> bool:  # noqa: ARG002
        """Whether a value names something that is not there."""
        return False

    def _without(self, name: str, value: str) -> str:
        rest = self.query.copy()
        for place in PLACE:
            rest.pop(place, None)
        rest.setlist(name, [other for other in rest.getlist(name) if other.strip() != value])
        return f"?{rest.urlencode()}"


def _understood(
    filters: Filters, query: QueryDict
) -> tuple[dict[str, list[str]], list[tuple[str, str]]]:
    """What of a query narrows a list, and what of it no filter takes."""
    asked: dict[str, list[str]] = {}
    passed_over: list[tuple[str, str]] = []
    terms = [
        (name, text.strip())
        for name, texts in query.lists()
        if name in filters
        for text in dict.fromkeys(texts)
        if text.strip()
    ]
    for count, (name, text) in enumerate(terms):
        is_one = len(text) <= limits.LINE and filters[name].takes(text)
        if is_one and count < limits.FILTER_TERMS:
            asked.setdefault(name, []).append(text)
        else:
            passed_over.append((name, text))
    return asked, passed_over
