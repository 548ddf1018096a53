"""What the templates of the desk say of stances, stages, changes."""

from functools import lru_cache
from typing import Any
from uuid import UUID, uuid4

from django import template
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import Truncator
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from annotations.anchoring.changes import Change
from annotations.anchoring.selectors import lead_in, lead_out
from annotations.claims.carryings import Carrying
from annotations.claims.models import ClaimKind, Stage
from annotations.claims.outcomes import Outcome
from annotations.evidence.models import Stance
from annotations.history import timeline
from annotations.history.words import Piece as Words
from annotations.history.words import changed_words
from annotations.teamwork.mentions import Piece, cut
from annotations.teamwork.models import Comment

register = template.Library()
register.filter("lead_in", lead_in)
register.filter("lead_out", lead_out)

_NONE = UUID(int=0)

SIGNS = {Stance.SUPPORTS: "▲", Stance.REFUTES: "▼", Stance.CONTEXT: "◆"}

FIELDS = {
    "statement": _("Statement"),
    "claimant": _("Who says so"),
    "claimed_on": _("When"),
    "kind": _("Kind"),
    "tags": _("Tags"),
    "stage": _("Stage"),
    "rating": _("Rating"),
    "reasons": _("Reasons"),
    "exact": _("Passage"),
    "quote": _("Quote"),
    "locator": _("Where in the source"),
    "stance": _("Stance"),
    "note": _("Note"),
    "text": _("Comment"),
}
CHOICES: dict[str, dict[Any, Any]] = {
    "kind": dict(ClaimKind.choices),
    "stage": dict(Stage.choices),
    "stance": dict(Stance.choices),
}


@register.filter
def sign(stance: str) -> str:
    """The sign of a stance; it stands beside its word, never alone."""
    return SIGNS[Stance(stance)]


@register.filter
def word(stance: str) -> Any:
    """The word for a stance."""
    return Stance(stance).label


@register.filter
def pieces(comment: Comment) -> list[Piece]:
    """The words of a comment, cut where they mention members."""
    return cut(comment.text, [(one.start, one.end) for one in comment.mentions.all()])


CHANGES = {
    Change.NUMBER: _("a number changed"),
    Change.NEGATION: _("a negation changed"),
    Change.WORDING: _("the wording changed"),
}
HOLDS = (
    Outcome.HOLDS.value,
    _("Still holds"),
    _("The claim is made in these words too; its verdict holds."),
)
RECHECK = (
    Outcome.RECHECK.value,
    _("Check again"),
    _("The claim is made in these words; somebody has to look at its verdict."),
)
RETIRE = (
    Outcome.RETIRED.value,
    _("No longer there"),
    _("The article makes this claim no longer. It stays in the older version."),
)


@register.filter
def change_in_words(carrying: Carrying) -> Any:
    """The gravest difference of words that changed."""
    return CHANGES[Change(carrying.change)]


@register.filter
def differences(carrying: Carrying) -> list[Words]:
    """The words of a passage and those in the newer version, one after the other."""
    return changed_words(carrying.passage.exact, carrying.exact)


@register.filter
def ways_to_decide(carrying: Carrying) -> list[tuple[str, Any, Any]]:
    """What can be decided on the place that was found: value, label, and what it means."""
    return [HOLDS, RECHECK, RETIRE] if carrying.exact else [RETIRE]


@register.inclusion_tag("claims/_change.html")
def changed(change: timeline.Change) -> dict[str, Any]:
    """A field's wording before and after, word by word."""
    known = CHOICES.get(change.field, {})
    before, after = (str(known.get(value, value)) for value in (change.before, change.after))
    return {
        "field": FIELDS.get(change.field, change.field),
        "pieces": changed_words(before, after),
    }


@register.simple_tag
def address(name: str, slug: str, pk: UUID) -> str:
    """What {% url %} says of a row's page, for pages that show thousands of rows."""
    return _address_of_none(name, slug).replace(str(_NONE), str(pk))


@lru_cache(maxsize=1_000)
def _address_of_none(name: str, slug: str) -> str:
    return reverse(f"web:{name}", args=[slug, _NONE])


@register.simple_tag
def once() -> SafeString:
    """The key by which a form that is sent twice is written once: see web.repeats."""
    return format_html('<input type="hidden" name="once" value="{}">', uuid4())


@register.simple_tag
def does(what: str, which: object) -> SafeString:
    """What a button or link does and, for those who hear it among others, to which of many.

    Its name is said whole: beside what is seen, hidden words begin after a blank,
    as in "Revoke : Dashboard".
    """
    name = format_html("<bdi>{}</bdi>", Truncator(str(which)).chars(80))
    told = format_html(gettext("{does}: {which}"), does=what, which=name)
    return format_html(
        '<span aria-hidden="true">{}</span><span class="visually-hidden">{}</span>', what, told
    )
