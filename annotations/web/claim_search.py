"""By what the list of claims is narrowed, in words, and how it is sorted."""

from collections.abc import Callable
from typing import Any

from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from annotations.articles.models import Article, Version
from annotations.claims.models import ClaimKind, Stage
from annotations.evidence.models import Source
from annotations.matching.claims import FILTERS, ORDERS
from annotations.newsrooms.models import Member
from annotations.teamwork.models import NOBODY
from annotations.verdicts.models import NO_VERDICT, Rating
from annotations.web.assignments import people_to_choose
from annotations.web.searching import (
    A_SITE,
    ANY,
    SearchForm,
    choice_field,
    day_field,
    words_field,
)

VIEW = "view"
"""The parameter that says of which view a list is, or was before it was changed."""

# Filters that links lead to and no field asks for: what they are called, and their rows.
LINKED: dict[str, tuple[Any, Callable[[Member], "QuerySet[Any, Any]"]]] = {
    "article": (_("Article"), Article.objects.visible_to),
    "version": (
        _("Version"),
        lambda member: Version.objects.visible_to(member).select_related("article"),
    ),
    "source": (_("Source"), Source.objects.visible_to),
}


PEOPLE = {"assignee", "marked_by"}


class ClaimSearchForm(SearchForm):
    """What is asked of the claims of a newsroom."""

    filters = FILTERS
    orders = ORDERS
    titles = {
        "-marked_at": _("newest first"),
        "marked_at": _("oldest first"),
        "stage": _("by stage"),
        "-stage": _("by stage, the last first"),
        "statement": _("by statement"),
        "-statement": _("by statement, from Z"),
        "claimant": _("by who says so"),
        "-claimant": _("by who says so, from Z"),
        "-claimed_on": _("said last"),
        "claimed_on": _("said first"),
        "text_changed": _("changed numbers first"),
        "-settled_at": _("settled last"),
        "settled_at": _("settled first"),
    }
    rare = (
        *("text_changed", "claimant", "tag", "kind", "site", "marked_by"),
        *("claimed_since", "claimed_until", "marked_since", "marked_until"),
    )

    stage = choice_field(_("Stage"), ANY, *Stage.choices)
    rating = choice_field(_("Verdict"))
    assignee = choice_field(_("Assigned to"))
    text_changed = choice_field(
        _("Text of the article"), ANY, ("changed", _("reads differently")), ("gone", _("is gone"))
    )
    claimant = words_field(_("Who says so"))
    tag = words_field(_("Tag"))
    kind = choice_field(_("Kind"), ANY, *ClaimKind.choices)
    site = words_field(_("Web site"), **A_SITE)
    marked_by = choice_field(_("Marked by"))
    claimed_since = day_field(_("Said from"))
    claimed_until = day_field(_("Said until"))
    marked_since = day_field(_("Marked from"))
    marked_until = day_field(_("Marked until"))

    def __init__(self, query: QueryDict, member: Member) -> None:
        super().__init__(query)
        self.member = member
        self._found: dict[tuple[str, str], Any] = {}
        ratings = Rating.objects.visible_to(member).values_list("key", "label")
        people = people_to_choose(member)
        self.offer("rating", [ANY, *ratings, (NO_VERDICT, _("none yet"))])
        self.offer("assignee", people)
        self.offer("marked_by", [one for one in people if one[0] != NOBODY])

    @property
    def kept(self) -> list[tuple[str, str]]:
        view = self.query.get(VIEW, "")
        return [*super().kept, *([(VIEW, view)] if view else [])]

    def label_of(self, name: str) -> Any:
        return LINKED[name][0] if name in LINKED else super().label_of(name)

    def word_for(self, name: str, value: str) -> Any:
        if name in LINKED:
            return self._linked(name, value) or value
        if name in PEOPLE and value not in self._choices(name):
            return self._former(value) or value
        return super().word_for(name, value)

    def is_gone(self, name: str, value: str) -> bool:
        """Whether a value names a thing that is not there, or not there any more."""
        if name in LINKED:
            return self._linked(name, value) is None
        choices = self._choices(name)
        if not choices or value in choices:
            return False
        return name not in PEOPLE or self._former(value) is None

    def _choices(self, name: str) -> dict[str, Any]:
        return dict(getattr(self.fields.get(name), "choices", ()))

    def _former(self, value: str) -> Member | None:
        """Somebody who can be chosen no more, and whose work is still there."""
        return Member.objects.visible_to(self.member).filter(pk=value).first()

    def _linked(self, name: str, value: str) -> Any:
        """The thing that a link named, which is looked for once."""
        if (name, value) not in self._found:
            rows = LINKED[name][1](self.member)
            self._found[name, value] = rows.filter(pk=value).first()
        return self._found[name, value]


class FilterWords:
    """Says by what claims were narrowed, in the words of their list."""

    def __init__(self, member: Member) -> None:
        self.search = ClaimSearchForm(QueryDict(), member)

    def of(self, filters: dict[str, list[str]]) -> list[tuple[Any, str]]:
        return [
            (
                self.search.label_of(name),
                ", ".join(str(self.search.word_for(name, text)) for text in texts),
            )
            for name, texts in filters.items()
        ]
