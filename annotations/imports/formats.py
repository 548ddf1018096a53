"""The formats that come in, each by its name."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import IO, Any, Protocol, TypeAlias

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from annotations.imports import averitec, claimreview, csv_table, hypothesis, webannotation
from annotations.imports.archive import lines
from annotations.imports.archive.restoring import Restoring
from annotations.imports.options import Options
from annotations.imports.refusals import UnknownFormat
from annotations.imports.reports import Report
from annotations.imports.taking_in import TakingIn
from annotations.newsrooms.models import Member
from annotations.newsrooms.permissions import Action

Reading: TypeAlias = Callable[[IO[bytes]], Iterator[Any]]


class Taker(Protocol):
    """Takes in what a file holds, thing by thing; None where a thing is no claim."""

    def take(self, item: Any, /) -> Report | None: ...


@dataclass(frozen=True)
class Format:
    """One way of reading claims. `action` is what a member must be allowed to do."""

    label: str | Promise
    media_types: tuple[str, ...]
    endings: tuple[str, ...]
    read: Reading
    taker: Callable[[Member, Options], Taker] = TakingIn
    action: Action = Action.IMPORT


FORMATS: dict[str, Format] = {
    "csv": Format(_("CSV table"), ("text/csv",), (".csv",), csv_table.read),
    "claimreview": Format(
        _("ClaimReview"),
        ('application/ld+json; profile="https://schema.org"',),
        (),
        claimreview.read,
    ),
    "webannotation": Format(
        _("W3C Web Annotations"),
        ('application/ld+json; profile="http://www.w3.org/ns/anno.jsonld"',),
        (".jsonld",),
        webannotation.read,
    ),
    "hypothesis": Format(_("Hypothesis annotations"), (), (), hypothesis.read),
    "averitec": Format(
        _("AVeriTeC"),
        ('application/json; profile="https://fever.ai/dataset/averitec.html"',),
        (),
        averitec.read,
    ),
    "archive": Format(
        _("Archive of a newsroom"),
        ("application/x-ndjson",),
        (".ndjson",),
        lines.read,
        taker=Restoring,
        action=Action.IMPORT_ARCHIVE,
    ),
}


def format_of(name: str) -> Format:
    """Raises UnknownFormat, naming those that there are."""
    if name not in FORMATS:
        raise UnknownFormat(
            gettext("There is no format “%(name)s”. There are: %(names)s.")
            % {"name": name[:40], "names": ", ".join(FORMATS)}
        )
    return FORMATS[name]
