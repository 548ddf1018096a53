"""AVeriTeC (Schlichtkrull et al., 2023): an array of claims with questions and answers."""

from collections.abc import Iterator
from typing import IO, Any
from urllib.parse import urlsplit

from annotations.errors import gettext_noop
from annotations.exports.averitec import CLAIM_TYPES
from annotations.imports.items import Cited, Fault, Item, Judged, Place, Read, key
from annotations.imports.loose import Object, addresses, day, many, objects, text
from annotations.imports.pieces import Piece, pieces
from annotations.imports.sentences import sentence

KINDS = {label: kind.value for kind, label in CLAIM_TYPES.items()}
MADE_QUESTION = "Is this true? "  # that our own export asks where there is none


def read(file: IO[bytes]) -> Iterator[Read]:
    for piece in pieces(file, {"claims", "data"}):
        yield item(piece) if isinstance(piece, Piece) else piece


def item(piece: Piece) -> Read:
    value = piece.value
    statement = text(value.get("claim"))
    if not statement:
        return Fault(
            piece.number,
            piece.line,
            gettext_noop("It is no claim of AVeriTeC: `claim` is missing."),
        )
    kinds = [KINDS.get(text(kind), "") for kind in many(value.get("claim_types"))]
    page = next(iter(addresses(value.get("fact_checking_article"))), "")
    appearances = tuple(addresses(value.get("original_claim_url")))
    return Item(
        number=piece.number,
        line=piece.line,
        key=key("averitec", page, statement),
        statement=statement,
        claimant=text(value.get("speaker")),
        claimed_on=day(value.get("claim_date")),
        kind=kinds[0] if kinds else "",
        places=tuple(Place(statement, address) for address in appearances),
        appearances=appearances,
        cited=tuple(_cited(value)),
        judged=_judged(value, page),
        notes=tuple(_notes(value, kinds)),
    )


def _judged(value: Object, page: str) -> Judged | None:
    label = text(value.get("label"))
    if not label:
        return None
    why = text(value.get("justification"))
    note = f"{label}: {why}" if why else label
    review = Cited(title=page[:300], url=page, note=note) if page else None
    return Judged(averitec_label=label, reasons=why, review=review)


def _cited(value: Object) -> Iterator[Cited]:
    for question in objects(value.get("questions")):
        asked = text(question.get("question"))
        asked = "" if asked.startswith(MADE_QUESTION) else asked
        for answer in objects(question.get("answers")):
            url = next(iter(addresses(answer.get("source_url"))), "")
            if url:
                yield _answer(answer, asked, url)


def _answer(answer: Object, asked: str, url: str) -> Cited:
    said = text(answer.get("answer"))
    is_quote = answer.get("answer_type") == "Extractive"
    note = [asked, "" if is_quote else said, text(answer.get("boolean_explanation"))]
    written = "\n".join(filter(None, note))
    return Cited(
        title=_title(url),
        url=url,
        source_kind="dataset" if answer.get("source_medium") == "Web table" else "web_page",
        quote=said if is_quote else "",
        note=written if written or (is_quote and said) else "Named as a source.",
    )


def _title(url: str) -> str:
    """What a source is called whose title is not told: its address without the scheme."""
    parts = urlsplit(url)
    return f"{parts.netloc}{parts.path}".rstrip("/")[:300]


def _notes(value: Object, kinds: list[str]) -> Iterator[str]:
    if text(value.get("claim_date")) and day(value["claim_date"]) is None:
        says = gettext_noop("The date “%(date)s” was not understood.")
        yield sentence(says, date=text(value["claim_date"])[:40])
    if len(kinds) > 1:
        yield "It is of several types; the first was taken."
    answers: list[Any] = [
        answer
        for question in objects(value.get("questions"))
        for answer in objects(question.get("answers"))
    ]
    without = sum(not addresses(answer.get("source_url")) for answer in answers)
    if without:
        says = gettext_noop("%(without)s of %(all)s answers name no source and were left out.")
        yield sentence(says, without=without, all=len(answers))
