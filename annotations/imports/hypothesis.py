"""Annotations from the API of Hypothesis: one object each, or pages of them under `rows`.

Their offsets count UTF-16 units of a page that is not our text, so only the quote and the words
around it are kept. The words marked become the statement; what was written about them, and the
replies, become comments.
"""

from collections import defaultdict
from collections.abc import Iterator
from typing import IO

from annotations.errors import gettext_noop
from annotations.imports.items import Fault, Item, Place, Read, Said, key
from annotations.imports.loose import Object, addresses, many, objects, text
from annotations.imports.pieces import Piece, pieces

LISTS = {"rows", "annotations", "replies"}


def read(file: IO[bytes]) -> Iterator[Read]:
    """Every annotation; replies come with the one that they answer, in the order of their time."""
    replies = _replies(file)
    for piece in pieces(file, LISTS):
        if isinstance(piece, Fault):
            yield piece
        elif not piece.value.get("references"):
            yield item(piece, replies)


def _replies(file: IO[bytes]) -> dict[str, list[Object]]:
    """The replies to each annotation, under the id of the first of its thread."""
    found: dict[str, list[Object]] = defaultdict(list)
    for piece in pieces(file, LISTS):
        if isinstance(piece, Piece) and piece.value.get("references"):
            found[text(piece.value["references"])].append(piece.value)
    return found


def item(piece: Piece, replies: dict[str, list[Object]]) -> Read:
    value = piece.value
    ident = text(value.get("id"))
    quote = _quote(value)
    address = next(iter(addresses([value.get("uri"), value.get("target")])), "")
    if not ident or not quote or not text(quote.get("exact")):
        says = gettext_noop(
            "It marks no words: a note on the whole page, or no annotation of Hypothesis."
        )
        return Fault(piece.number, piece.line, says)
    answers = sorted(replies.get(ident, []), key=lambda reply: text(reply.get("created")))
    exact = str(quote["exact"])
    return Item(
        number=piece.number,
        line=piece.line,
        key=key("hypothesis", ident),
        statement=exact.strip(),
        tags=tuple(text(tag) for tag in many(value.get("tags"))),
        places=(
            Place(
                exact,
                address,
                prefix=str(quote.get("prefix") or ""),
                suffix=str(quote.get("suffix") or ""),
            ),
        ),
        said=tuple(_said(one) for one in [value, *answers] if text(one.get("text"))),
        needs_place=True,
    )


def _quote(value: Object) -> Object | None:
    selectors = [
        selector
        for target in objects(value.get("target"))
        for selector in objects(target.get("selector"))
    ]
    return next((one for one in selectors if one.get("type") == "TextQuoteSelector"), None)


def _said(value: Object) -> Said:
    """`acct:ada@hypothes.is` is called by the name that is shown, or else by `ada`."""
    shown = text(
        value.get("user_info", {}).get("display_name")
        if isinstance(value.get("user_info"), dict)
        else ""
    )
    account = text(value.get("user")).removeprefix("acct:").partition("@")[0]
    return Said(text(value["text"]), by=shown or account)
