"""CSV of claims: a header that names the columns, then a row for each claim.

The columns are those of our own export; what those count or repeat is not read again. Where a
claim has several of a thing, they stand in one cell, one to a line.
"""

import csv
from collections.abc import Callable, Iterator
from io import TextIOWrapper
from typing import IO

from annotations.errors import gettext_noop
from annotations.exports.csv_table import FORMULA_STARTS
from annotations.exports.table import COLUMNS as EXPORTED
from annotations.imports.items import Cited, Fault, Item, Judged, Place, Read, key
from annotations.imports.loose import addresses, day, whole
from annotations.imports.pieces import refuse_packed
from annotations.imports.refusals import Unreadable
from annotations.imports.sentences import sentence, together

LONGEST_LINE = 1024 * 1024  # code points
READ = {
    "id": "what you call the claim, so that it is known when it comes again",
    "statement": "what is claimed; no row can do without",
    "claimant": "who says it",
    "claimed_on": "when, as YYYY-MM-DD or DD-MM-YYYY",
    "kind": "event, number, quote, cause or position",
    "tags": "one to a line",
    "rating": "the key of a rating here",
    "rating_label": "or its label",
    "claim_review_number": "or its number",
    "averitec_label": "or its AVeriTeC label",
    "reasons": "for the rating",
    "sources": "addresses (or titles) of what was found, one to a line",
    "quotes": "the words in each source, one to a line; needs as many lines as there are sources",
    "passages": "the words that make the claim, one passage to a line",
    "article_urls": "addresses where it was made, one to a line",
}
IGNORED = set(EXPORTED) - set(READ)
Row = dict[str, str]


def read(file: IO[bytes]) -> Iterator[Read]:
    """A claim for each row. Raises Unreadable for a header that does not name the columns."""
    refuse_packed(file.read(8))
    file.seek(0)
    text = TextIOWrapper(file, encoding="utf-8-sig", newline="")
    try:
        yield from _rows(text)
    except UnicodeDecodeError as error:
        says = gettext_noop("The file is not UTF-8: byte %(byte)s fits nowhere. Save it as UTF-8.")
        raise Unreadable(sentence(says, byte=error.start)) from error
    except csv.Error as error:
        says = gettext_noop("The file is not CSV: %(trouble)s.")
        raise Unreadable(sentence(says, trouble=str(error))) from error
    finally:
        text.detach()


def _rows(text: TextIOWrapper) -> Iterator[Read]:
    header = text.readline(LONGEST_LINE)
    table = csv.reader(_lines(header, text), delimiter=_delimiter(header), strict=True)
    names = [name.strip().lower().replace(" ", "_") for name in next(table, [])]
    _refuse_header(names)
    for number, cells in enumerate(filter(any, table), start=1):
        line = table.line_num - sum(cell.count("\n") for cell in cells)
        if len(cells) > len(names):
            says = gettext_noop("It has %(cells)s cells; the header names %(names)s.")
            yield Fault(number, line, sentence(says, cells=len(cells), names=len(names)))
        else:
            yield _item(number, line, dict(zip(names, map(_plain, cells), strict=False)))


def _lines(header: str, text: TextIOWrapper) -> Iterator[str]:
    yield header
    while line := text.readline(LONGEST_LINE):
        if len(line) == LONGEST_LINE:
            says = gettext_noop("A line is longer than %(limit)s characters.")
            raise Unreadable(sentence(says, limit=LONGEST_LINE))
        yield line


def _delimiter(header: str) -> str:
    return max(",;\t", key=header.count)


def _refuse_header(names: list[str]) -> None:
    unknown = [name for name in names if name not in READ and name not in IGNORED]
    known = ", ".join(READ)
    if "statement" not in names:
        says = gettext_noop("The first line must name a column `statement`. There are: %(names)s.")
        raise Unreadable(sentence(says, names=known))
    if unknown:
        says = gettext_noop("There is no column “%(name)s”. There are: %(names)s.")
        raise Unreadable(sentence(says, name=unknown[0][:60], names=known))
    if len(set(names)) < len(names):
        raise Unreadable(gettext_noop("The first line names a column twice."))


def _plain(cell: str) -> str:
    """The cell without the quote mark that our export puts before what looks like a formula.

    >>> _plain("'=1+1"), _plain("'tis so")
    ('=1+1', "'tis so")
    """
    return cell[1:] if cell[:1] == "'" and cell[1:].startswith(FORMULA_STARTS) else cell


def _item(number: int, line: int, row: Row) -> Read:
    def cell(name: str) -> str:
        return row.get(name, "").strip()

    statement = cell("statement")
    if not statement:
        return Fault(number, line, gettext_noop("It has no statement."))
    faults = [says for says in (check(cell) for check in _CHECKS) if says]
    if faults:
        return Fault(number, line, together(faults), statement)
    appearances = tuple(addresses(_listed(cell("article_urls"))))
    return Item(
        number=number,
        line=line,
        key=_key(cell, statement),
        statement=statement,
        claimant=cell("claimant"),
        claimed_on=day(cell("claimed_on")),
        kind=cell("kind"),
        tags=tuple(_listed(cell("tags"))),
        places=tuple(_places(_listed(cell("passages")) or [statement], appearances)),
        appearances=appearances,
        cited=tuple(_cited(_listed(cell("sources")), _listed(cell("quotes")))),
        judged=_judged(cell),
    )


Cell = Callable[[str], str]


def _key(cell: Cell, statement: str) -> str:
    return key("csv", cell("id")) if cell("id") else key("csv", statement, cell("claimant"))


def _bad_day(cell: Cell) -> str:
    given = cell("claimed_on")
    if not given or day(given):
        return ""
    return sentence(gettext_noop("claimed_on is no day: “%(day)s”."), day=given[:40])


def _bad_address(cell: Cell) -> str:
    given = _listed(cell("article_urls"))
    bad = next((one for one in given if not addresses(one)), "")
    if not bad:
        return ""
    says = gettext_noop("article_urls holds what is no web address: “%(address)s”.")
    return sentence(says, address=bad[:80])


def _bad_quotes(cell: Cell) -> str:
    sources, quotes = _listed(cell("sources")), _listed(cell("quotes"))
    if quotes and not sources:
        return gettext_noop("quotes needs sources.")
    return ""


_CHECKS = (_bad_day, _bad_address, _bad_quotes)


def _listed(cell: str) -> list[str]:
    return [line.strip() for line in cell.splitlines() if line.strip()]


def _places(passages: list[str], articles: tuple[str, ...]) -> Iterator[Place]:
    """A row does not say which of its articles holds which passage: each is looked for in all."""
    for address in articles:
        for exact in passages:
            yield Place(exact, address)


def _cited(sources: list[str], quotes: list[str]) -> Iterator[Cited]:
    """Sources with their quotes, where there are as many; else each by itself."""
    paired = quotes if len(quotes) == len(sources) else [""] * len(sources)
    for source, quote in zip(sources, paired, strict=True):
        url = next(iter(addresses(source)), "")
        yield Cited(
            title=source[:300],
            url=url,
            source_kind="web_page" if url else "document",
            quote=quote,
            note="" if quote else "Named as a source.",
        )


def _judged(cell: Cell) -> Judged | None:
    judged = Judged(
        label=cell("rating_label"),
        key=cell("rating"),
        number=whole(cell("claim_review_number")),
        averitec_label=cell("averitec_label"),
        reasons=cell("reasons"),
    )
    is_given = judged.label or judged.key or judged.number is not None or judged.averitec_label
    return judged if is_given else None
