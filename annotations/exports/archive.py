"""An archive: lines of JSON from which a newsroom's claims can be made again elsewhere.

Each line is an object with one member, which says what it holds: a `claim`, as the API shows it,
and before the first claim that needs it each `rating`, `article`, `version` (with its text) and
`source`. What was told is remembered by its id, so memory grows with texts and sources, by a few
bytes for each, and not with claims.
"""

from collections.abc import Iterable, Iterator
from typing import Any
from uuid import UUID

from annotations.articles.models import Article, Version
from annotations.claims.models import Claim
from annotations.evidence.models import Source
from annotations.exports import native
from annotations.exports.native import Document
from annotations.exports.occasion import Occasion
from annotations.exports.parts import assessments, outcome, passages, standing, verdict
from annotations.exports.writing import encode
from annotations.verdicts.models import Rating


def lines(claims: Iterable[Claim], occasion: Occasion) -> Iterator[bytes]:
    told: set[UUID] = set()
    for claim in claims:
        for row in _needed(claim):
            if row.pk not in told:
                told.add(row.pk)
                yield _line(*_document(row))
        yield _line("claim", native.claim(claim, occasion.at))


def _line(name: str, document: Document) -> bytes:
    return encode({name: document}) + b"\n"


def _needed(claim: Claim) -> Iterator[Any]:
    """The rows that a claim names, each before those that name it."""
    held = verdict(claim)
    if held:
        yield held.rating
    for assessment in assessments(claim):
        yield assessment.rating
    for passage in passages(claim):
        yield passage.version.article
        yield passage.version
        if outcome(passage):
            yield passage.carrying.version
    for evidence in standing(claim):
        yield evidence.source


def _document(row: Any) -> tuple[str, Document]:
    if isinstance(row, Rating):
        return "rating", _rating(row)
    if isinstance(row, Article):
        return "article", _article(row)
    return ("version", _version(row)) if isinstance(row, Version) else ("source", _source(row))


def _rating(row: Rating) -> Document:
    return {
        **native.rating(row),
        "sign": row.sign,
        "colour": row.colour,
        "description": row.description,
        "position": row.position,
        "retired_at": row.retired_at,
        "revision": row.revision,
    }


def _article(row: Article) -> Document:
    return {
        "id": row.id,
        "title": row.title,
        "url": row.url,
        "publisher": row.publisher,
        "author": row.author,
        "published_on": row.published_on,
        "language": row.language,
        "revision": row.revision,
        "added_by": native.member(row.added_by),
        "added_at": row.added_at,
    }


def _version(row: Version) -> Document:
    text, blocks = _text(row)
    return {
        "id": row.id,
        "article": row.article_id,
        "number": row.number,
        "text": text,
        "blocks": blocks,
        "origin": row.origin,
        "captured_by": native.member(row.captured_by),
        "captured_at": row.captured_at,
    }


def _text(row: Version) -> tuple[str, Any]:
    """The text and its blocks; where they were left behind, read now: they may be large, and
    only one is held at a time."""
    if row.get_deferred_fields():
        return Version.objects.values_list("text", "blocks").get(pk=row.pk)
    return row.text, row.blocks


def _source(row: Source) -> Document:
    return {
        **native.source(row),
        "revision": row.revision,
        "added_by": native.member(row.added_by),
        "added_at": row.added_at,
    }
