"""CSV (RFC 4180) in UTF-8: a header, then a row for each claim."""

import csv
from collections.abc import Iterable, Iterator
from io import StringIO

from annotations.claims.models import Claim
from annotations.exports.occasion import Occasion
from annotations.exports.table import COLUMNS, Cell, row

# With these a spreadsheet begins a formula, also behind a line end; the wide ones in East Asia.
FORMULA_STARTS = tuple("=+-@\t\r\n\0＝＋－＠")


def rows(claims: Iterable[Claim], occasion: Occasion) -> Iterator[bytes]:
    yield _line(list(COLUMNS))
    for claim in claims:
        yield _line([harmless(cell) for cell in row(claim, occasion)])


def harmless(cell: Cell) -> Cell:
    """The cell, with a quote mark in front of what a spreadsheet would calculate.

    >>> harmless('=HYPERLINK("https://evil.example")')
    '\\'=HYPERLINK("https://evil.example")'
    >>> harmless("1 = 1")
    '1 = 1'
    """
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(FORMULA_STARTS) else cell


def _line(cells: Iterable[Cell]) -> bytes:
    text = StringIO()
    csv.writer(text).writerow(cells)
    return text.getvalue().encode()
