"""The views above the list of claims: which there are, and which of them is on the screen."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, TypeAlias

from django.http import QueryDict
from django.urls import reverse
from django.utils.http import urlencode

from annotations.matching.claims import FILTERS
from annotations.matching.counting import Found, found_by
from annotations.matching.models import View
from annotations.newsrooms.permissions import Action, may
from annotations.web.claim_search import VIEW, ClaimSearchForm
from annotations.web.forms import id_in

Question: TypeAlias = tuple[Mapping[str, set[str]], str]


@dataclass(frozen=True)
class Tab:
    """A view, and how many claims it finds; at `address` the list is as it asks."""

    view: View
    address: str
    is_current: bool
    found: Found


class ViewTabs:
    """What a member sees of their views while `search` says what is on the screen.

    A view is `current` when the address names it, and when the screen asks just what it asks.
    """

    def __init__(self, search: ClaimSearchForm) -> None:
        self.search, self.member = search, search.member
        self.named = id_in(search.query.get(VIEW, ""))
        views = View.objects.visible_to(self.member).standing()
        self._views = list(views.in_order_of(self.member))
        self.current = self._current()

    def _current(self) -> View | None:
        if self.named:
            return next((view for view in self._views if view.pk == self.named), None)
        return next((view for view in self._views if self._is_on_screen(view)), None)

    def _is_on_screen(self, view: View) -> bool:
        return _question(view.filters, view.order) == _question(
            self.search.asked, self.search.order_name
        )

    @cached_property
    def tabs(self) -> list[Tab]:
        slug, found = self.member.newsroom.slug, found_by(self._views, self.member)
        return [
            Tab(view, address_of(view, slug), view == self.current, found[view.pk])
            for view in self._views
        ]

    @property
    def shows_all(self) -> bool:
        return not (self.current or self.search.in_use)

    @property
    def differs(self) -> bool:
        """Whether the screen asks something else by now than the current view."""
        return bool(self.current and not self._is_on_screen(self.current))

    @property
    def unknown(self) -> list[str]:
        """Filters of the current view that are known no more."""
        return (
            [name for name in self.current.filters if name not in FILTERS] if self.current else []
        )

    @cached_property
    def removed(self) -> View | None:
        """The view that the address names, if it was withdrawn."""
        if self.current or not self.named:
            return None
        return View.objects.visible_to(self.member).filter(pk=self.named).first()

    @property
    def is_nowhere(self) -> bool:
        """Whether the address names a view that is not theirs to see, or never was."""
        return bool(self.search.query.get(VIEW)) and not (self.current or self.removed)

    @property
    def may_change(self) -> bool:
        view = self.current or self.removed
        return bool(view) and may(self.member, Action.CHANGE_VIEW, view)

    @property
    def can_be_saved(self) -> bool:
        """Whether there is a question on the screen, and no view that asks it."""
        return bool(self.search.asked or self.search.sorted) and (not self.current or self.differs)

    @property
    def on_screen(self) -> str:
        """What is on the screen, as an address asks for it."""
        return urlencode({**self.search.asked, "order": self.search.order_name}, doseq=True)


def address_of(view: View, slug: str) -> str:
    """The list of claims of the newsroom called `slug`, as the view asks for it."""
    return f"{reverse('web:claims', args=[slug])}?{VIEW}={view.pk}&{view.query}"


def question_of(query: QueryDict, member: Any) -> dict[str, Any]:
    """What an address asks of the list of claims, as actions take it."""
    search = ClaimSearchForm(query, member)
    return {"filters": search.asked, "order": search.order_name}


def _question(filters: Mapping[str, Sequence[str]], order: str) -> Question:
    return {name: set(texts) for name, texts in filters.items() if name in FILTERS}, order
