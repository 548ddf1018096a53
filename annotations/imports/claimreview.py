"""ClaimReview (schema.org): the feeds of fact-checkers, as they really are.

Objects where texts belong and the other way round, lists of one, old terms, numbers in quotes:
all of that is understood. A review without a claim is not.
"""

import html
from collections.abc import Iterator
from typing import IO, Any

from annotations.errors import gettext_noop
from annotations.imports import loose
from annotations.imports.items import Cited, Fault, Item, Judged, Place, Read, key
from annotations.imports.loose import Object, addresses, day, many, objects, thing, whole
from annotations.imports.pieces import Piece, pieces
from annotations.imports.sentences import sentence


def text(value: Any) -> str:
    """The first text that stands there; many feeds write &quot; where they mean a quote mark."""
    return html.unescape(loose.text(value))


LISTS = {"dataFeedElement", "itemListElement", "@graph", "items", "claimReviews"}


def read(file: IO[bytes]) -> Iterator[Read]:
    for piece in pieces(file, LISTS):
        yield item(piece) if isinstance(piece, Piece) else piece


def item(piece: Piece) -> Read:
    """The claim of a review, or of a feed's element around it."""
    review = _review(piece.value)
    reviewed = thing(review.get("itemReviewed"))
    statement = text(review.get("claimReviewed")) or text(
        [reviewed.get(name) for name in ("text", "name", "headline")]
    )
    if not statement:
        return Fault(
            piece.number, piece.line, gettext_noop("It is no ClaimReview: it reviews no claim.")
        )
    page = next(iter(addresses([review.get("url"), review.get("@id")])), "")
    appearances = tuple(
        addresses([reviewed.get("appearance"), reviewed.get("firstAppearance")])
        or addresses(reviewed.get("url"))
    )
    return Item(
        number=piece.number,
        line=piece.line,
        key=key("claimreview", page, statement),
        statement=statement,
        claimant=text(thing(reviewed.get("author")) or reviewed.get("author")),
        claimed_on=day(reviewed.get("datePublished")),
        tags=tuple(_tags(review.get("keywords"))),
        places=tuple(Place(statement, address) for address in appearances),
        appearances=appearances,
        cited=tuple(filter(None, map(_source, many(review.get("citation"))))),
        judged=_judged(review, page, statement),
        notes=tuple(_notes(review, reviewed)),
    )


def _review(value: Object) -> Object:
    """The ClaimReview in an item of a feed, or in a page's graph."""
    inner = thing(value.get("item"))
    if inner and not value.get("claimReviewed"):
        return _review(inner)
    return value


def _tags(keywords: Any) -> Iterator[str]:
    for one in many(keywords):
        yield from (tag.strip() for tag in text(one).split(",") if tag.strip())


def _judged(review: Object, page: str, statement: str) -> Judged | None:
    rating = thing(review.get("reviewRating"))
    label = text([rating.get("alternateName"), rating.get("name"), review.get("reviewRating")])
    why = text([review.get("reviewBody"), rating.get("ratingExplanation")])
    if not label and whole(rating.get("ratingValue")) is None:
        return None
    return Judged(
        label=label,
        number=whole(rating.get("ratingValue")),
        worst=whole(rating.get("worstRating")),
        best=whole(rating.get("bestRating")),
        reasons=why,
        review=_cited_review(review, page, label, why or statement) if page else None,
    )


def _cited_review(review: Object, page: str, label: str, words: str) -> Cited:
    publisher = text(review.get("author"))
    title = text([review.get("name"), review.get("headline")]) or f"{publisher}: {words}"
    return Cited(
        title=_shortened(title),
        url=page,
        publisher=_shortened(publisher),
        published_on=day(review.get("datePublished")),
        note=f"{publisher or page}: {label}".strip(),
    )


def _source(citation: Any) -> Cited | None:
    """What a review cites; it does not say what for."""
    url = next(iter(addresses(citation)), "")
    known = thing(citation)
    title = text([known.get("name"), known.get("headline")]) or url or text(citation)
    if not title:
        return None
    return Cited(
        title=_shortened(title),
        url=url,
        source_kind="web_page" if url else "document",
        publisher=_shortened(text(known.get("publisher"))),
        author=_shortened(text(known.get("author"))),
        published_on=day(known.get("datePublished")),
        note="Cited by the review.",
    )


def _shortened(line: str, most: int = 300) -> str:
    return line if len(line) <= most else f"{line[: most - 1]}…"


def _notes(review: Object, reviewed: Object) -> Iterator[str]:
    if reviewed.get("datePublished") and day(reviewed["datePublished"]) is None:
        says = gettext_noop("The date “%(date)s” was not understood.")
        yield sentence(says, date=text(reviewed["datePublished"])[:40])
    if len(objects(review.get("itemReviewed"))) > 1:
        yield gettext_noop("It reviews several things; only the first was taken.")
