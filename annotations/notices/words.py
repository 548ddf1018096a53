"""Notices told as sentences."""

from collections.abc import Callable

from django.utils.text import Truncator
from django.utils.translation import gettext as _

from annotations.articles.models import Article
from annotations.claims.models import Claim
from annotations.history.models import Event
from annotations.history.timeline import as_words
from annotations.notices.models import Notice, Why

QUOTED = 80
"""Code points of what a notice is about that leave the newsroom in a mail."""

SENTENCES: dict[str, Callable[[], str]] = {
    Why.MENTIONED: lambda: _("{who} mentioned you."),
    Why.ASSIGNED: lambda: _("{who} assigned it to you."),
    Why.ANSWERED: lambda: _("{who} answered in a thread of yours."),
    Why.COMMENTED: lambda: _("{who} commented."),
    Why.DIFFERS: lambda: _("{who} rates it “{rating}”, not as you do."),
    Why.DECIDED: lambda: _("{who} decided the verdict: “{rating}”."),
    Why.OVERTAKEN: lambda: _("{who} rates it “{rating}”, after you decided."),
    Why.REWORDED: lambda: _("{who} reworded it."),
    Why.RECHECK: lambda: _("{who} wants it to be checked again: its text changed."),
    Why.TEXT_CHANGED: lambda: _(
        "{who} captured it again. In version {version}, claims of yours read differently."
    ),
    Why.SET_ASIDE: lambda: _("{who} set it aside."),
}


def sentence_of(notice: Notice) -> str:
    """Who did what, to a thing that is named beside it."""
    event = notice.event
    who = str(event.by) if event.by else _("The system")
    after = {field: as_words(values[1]) for field, values in event.changes.items()}
    return SENTENCES[notice.why]().format(**{**after, "who": who})


def said_in(event: Event) -> str:
    """The words of a comment, or the reasons given; "" where the event has none."""
    for field in ("text", "reasons"):
        if field in event.changes:
            return str(event.changes[field][1] or "")
    return ""


def place_in(about: Claim | Article, event: Event) -> str:
    """The address at which to see what happened, without the host."""
    address = about.get_absolute_url()
    is_on_page = isinstance(about, Claim) and event.subject_type in {"comment", "assessment"}
    return f"{address}#{event.subject_type}-{event.subject_id}" if is_on_page else address


def name_of(about: Claim | Article) -> str:
    """What it is about, short enough for a mail and in one line."""
    return Truncator(" ".join(str(about).split())).chars(QUOTED)
