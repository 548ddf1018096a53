"""What a page says of an import: how many of each outcome, and how words were found."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from annotations.anchoring.relocating import How
from annotations.imports.models import Import, ImportedItem, Outcome
from annotations.imports.reports import NO_ARTICLE
from annotations.imports.sentences import Part, parts_of
from annotations.telling import number

WORDS = {
    How.EXACTLY: _("found exactly"),
    How.BY_CONTEXT: _("found by the words around them"),
    How.RESPELLED: _("found in another spelling"),
    How.APPROXIMATELY: _("nearly the same words"),
    How.AMBIGUOUS: _("in several places"),
    How.NOT_FOUND: _("not found"),
    NO_ARTICLE: _("the article is not here"),
}


@dataclass(frozen=True)
class Tab:
    """Items with one outcome, or all of them with outcome ""."""

    outcome: str
    label: Any
    count: int
    is_current: bool


@dataclass(frozen=True)
class FoundHow:
    """How words were found. `found` where they read differently, `percent` how alike they are;
    `missing` is the address of an article that is not here."""

    words: Any
    found: str
    percent: int | None
    missing: str


def tabs(import_: Import, current: str) -> list[Tab]:
    """All items, and those of each outcome that there is."""
    counts: dict[str, int] = import_.counts.get("outcomes", {})
    known = [
        Tab(one.value, one.label, counts[one.value], is_current=one.value == current)
        for one in Outcome
        if counts.get(one.value)
    ]
    is_any = all(not tab.is_current for tab in known)
    return [Tab("", _("All"), sum(counts.values()), is_current=is_any), *known]


def told(parts: list[Part], otherwise: str = "") -> str:
    """What a report says, in the reader's language; `otherwise` where its parts are not known."""
    return " ".join(_sentence(words, values) for words, values in parts or parts_of(otherwise))


def _sentence(words: str, values: Mapping[str, str | int]) -> str:
    shown = {name: number(it) if isinstance(it, int) else it for name, it in values.items()}
    return gettext(words) % shown if shown else gettext(words)


def row_of(item: ImportedItem) -> dict[str, Any]:
    """What the page shows of an item."""
    parts = item.told.get("notes") or map(parts_of, item.notes)
    return {
        "item": item,
        "says": told(item.told.get("says", []), item.says),
        "notes": [told(note) for note in parts],
        "places": found_how(item),
    }


def found_how(item: ImportedItem) -> list[FoundHow]:
    """What `item.says` does not say already."""
    return [
        FoundHow(
            words=WORDS[place["how"]],
            found=place["found"] if place["found"] != place["exact"] else "",
            percent=round(place["score"] * 100) if place["how"] == How.APPROXIMATELY else None,
            missing=place["address"] if place["how"] == NO_ARTICLE else "",
        )
        for place in item.places
        if not item.says or place["how"] in (How.APPROXIMATELY, NO_ARTICLE)
    ]
