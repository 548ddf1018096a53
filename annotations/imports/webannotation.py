"""W3C Web Annotations, our own and those of others: collections, pages, or one to a line.

Of the annotations of one claim, which stand together in our exports, one claim is made.
"""

from collections.abc import Iterator
from itertools import groupby
from typing import IO, Any

from annotations.errors import gettext_noop
from annotations.imports.items import Cited, Fault, Item, Judged, Place, Read, Said, key
from annotations.imports.loose import (
    Object,
    address,
    addresses,
    day,
    many,
    objects,
    text,
    thing,
)
from annotations.imports.pieces import Piece, pieces

LISTS = {"items", "annotations", "@graph"}


def read(file: IO[bytes]) -> Iterator[Read]:
    for _, group in groupby(pieces(file, LISTS), key=_claim):
        first, *others = group
        if isinstance(first, Fault):
            yield from [first, *(one for one in others if isinstance(one, Fault))]
        else:
            yield item(first, [one for one in others if isinstance(one, Piece)])


def _claim(piece: Piece | Fault) -> Any:
    """What the annotations of one claim have in common."""
    if isinstance(piece, Fault):
        return piece.number
    return text(thing(piece.value.get("claim")).get("id")) or piece.number


def item(piece: Piece, others: list[Piece]) -> Read:
    """The claim that an annotation is about; `others` are about the same."""
    value = piece.value
    places = [place for one in [piece, *others] for place in _places(one.value)]
    claim = thing(value.get("claim"))
    bodies = [*many(value.get("body")), *({"value": v} for v in many(value.get("bodyValue")))]
    statement = text(claim.get("statement")) or _first(bodies, "describing")
    statement = statement or (places[0].exact.strip() if places else "")
    if not places or not statement:
        says = gettext_noop("It marks no words: it has no target with a TextQuoteSelector.")
        return Fault(piece.number, piece.line, says)
    return Item(
        number=piece.number,
        line=piece.line,
        key=key(
            "webannotation",
            text(claim.get("id")) or text(value.get("id")) or places[0].exact,
        ),
        statement=statement,
        claimant=text(claim.get("claimant")),
        claimed_on=day(claim.get("claimedOn")),
        kind=text(claim.get("kind")),
        tags=tuple(text(body) for body in bodies if _is_for(body, "tagging")),
        places=tuple(places),
        cited=tuple(filter(None, map(_cited, objects(bodies)))),
        judged=_judged(bodies),
        said=tuple(_said(bodies, value)),
        needs_place=True,
    )


def _places(value: Object) -> Iterator[Place]:
    """The words that an annotation's targets name."""
    for target in objects(value.get("target")):
        selectors = objects(target.get("selector"))
        quote = next((one for one in selectors if one.get("type") == "TextQuoteSelector"), None)
        source = addresses(target.get("source"))
        exact = quote.get("exact") if quote else None
        if quote is None or not source or not isinstance(exact, str) or not exact.strip():
            continue
        position = next((one for one in selectors if one.get("type") == "TextPositionSelector"), {})
        yield Place(
            exact,
            source[0],
            prefix=str(quote.get("prefix") or ""),
            suffix=str(quote.get("suffix") or ""),
            version=_version(target),
            start=whole_of(position.get("start")),
        )


def whole_of(value: Any) -> int | None:
    return value if type(value) is int and value >= 0 else None


def _version(target: Object) -> str:
    """The id in the address of the version that a target says it points into."""
    cached = text(thing(target.get("state")).get("cached")).rstrip("/")
    path, _, ident = cached.rpartition("/")
    return ident if path.endswith("/versions") else ""


def _is_for(body: Any, purpose: str) -> bool:
    return isinstance(body, dict) and purpose in many(body.get("purpose"))


def _first(bodies: list[Any], purpose: str) -> str:
    return next((text(body) for body in bodies if _is_for(body, purpose)), "")


def _judged(bodies: list[Any]) -> Judged | None:
    """The verdict, with the reasons of those who held the same."""
    verdict = next((body for body in bodies if _is_for(body, "assessing")), None)
    if verdict is None:
        return None
    rating = thing(verdict.get("rating"))
    why = [
        text(body)
        for body in bodies
        if _is_for(body, "commenting") and rating and thing(body.get("rating")) == rating
    ]
    return Judged(
        label=text(rating.get("label")) or text(verdict),
        key=text(rating.get("key")),
        averitec_label=text(rating.get("averitecLabel")),
        reasons="\n\n".join(dict.fromkeys(why)),
    )


def _said(bodies: list[Any], value: Object) -> Iterator[Said]:
    """What was written about the words, by whom; reasons of assessments are no comments."""
    by = text(thing(value.get("creator")).get("name")) or text(value.get("creator"))
    for body in bodies:
        if isinstance(body, str):
            continue
        is_comment = _is_for(body, "commenting") or _is_for(body, "replying")
        is_plain = "purpose" not in body and "source" not in body and "value" in body
        if (is_comment or is_plain) and "rating" not in body and text(body):
            named = thing(body.get("creator"))
            yield Said(text(body), by=text(named.get("name")) or by)


def _cited(body: Object) -> Cited | None:
    """A source that a body links to, ours with what it says, another's by its address alone."""
    known = thing(body.get("source"))
    url = next(iter(addresses(body.get("source"))), "")
    if not _is_for(body, "linking") or not (known or url):
        return None
    is_ours = "stance" in body
    note, quote = text(body.get("note")), text(thing(body.get("selector")).get("exact"))
    return Cited(
        title=text(known.get("title")) or url[:300],
        url="" if is_ours and _is_ours(url, known) else url,
        source_kind=text(known.get("sourceKind")) or "web_page",
        publisher=text(known.get("publisher")),
        author=text(known.get("author")),
        published_on=day(known.get("publishedOn")),
        stance=text(body.get("stance")) or "context",
        quote=quote,
        locator=text(body.get("locator")),
        note=note or ("" if quote else "Linked to in an annotation."),
    )


def _is_ours(url: str, source: Object) -> bool:
    """The address of a source that has none of its own is that of its row with us."""
    return address(text(source.get("id"))) == url and "/api/v1/newsrooms/" in url
