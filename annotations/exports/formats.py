"""The formats of an export, each by its name."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TypeAlias

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from annotations.claims.models import Claim
from annotations.exports import (
    archive,
    averitec,
    claimreview,
    csv_table,
    ndjson,
    webannotation,
    xlsx,
)
from annotations.exports.occasion import Occasion

Write: TypeAlias = Callable[[Iterable[Claim], Occasion], Iterator[bytes]]
WriteOne: TypeAlias = Callable[[Claim, Occasion], bytes]


@dataclass(frozen=True)
class Format:
    """One way of writing claims.

    `write` takes any number of claims, `one` a single one, where that makes sense. `ending` is
    that of a file's name, `most` how many claims fit into a file. What tells of verdicts leaves
    out claims that have none. What `has_fields` can be asked for some fields only; what `is_text`
    grows much smaller when it is packed.
    """

    label: str | Promise
    media_type: str
    ending: str
    write: Write
    one: WriteOne | None = None
    is_of_verdicts: bool = False
    has_fields: bool = False
    is_text: bool = True
    most: int | None = None


def _one_collection(claim: Claim, occasion: Occasion) -> bytes:
    return b"".join(webannotation.collection([claim], occasion))


FORMATS: dict[str, Format] = {
    "ndjson": Format(
        _("JSON lines"), "application/x-ndjson", "ndjson", ndjson.lines, has_fields=True
    ),
    "archive": Format(
        _("Archive with texts (JSON lines)"),
        'application/x-ndjson; profile="archive"',
        "ndjson",
        archive.lines,
    ),
    "csv": Format(_("CSV table"), "text/csv; charset=utf-8; header=present", "csv", csv_table.rows),
    "xlsx": Format(
        _("XLSX spreadsheet"),
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "xlsx",
        xlsx.workbook,
        is_text=False,
        most=xlsx.ROWS,
    ),
    "webannotation": Format(
        _("W3C Web Annotations"),
        webannotation.MEDIA_TYPE,
        "jsonld",
        webannotation.collection,
        one=_one_collection,
    ),
    "claimreview": Format(
        _("ClaimReview (verdicts)"),
        'application/ld+json; profile="https://schema.org"',
        "jsonld",
        claimreview.feed,
        one=claimreview.one,
        is_of_verdicts=True,
    ),
    "averitec": Format(
        _("AVeriTeC (verdicts)"),
        'application/json; profile="https://fever.ai/dataset/averitec.html"',
        "json",
        averitec.array,
        one=averitec.one,
        is_of_verdicts=True,
    ),
}
