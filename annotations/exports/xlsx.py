"""XLSX: the table of CSV as a workbook. Every cell is a text or a number, never a formula.

The format is a ZIP archive whose directory stands at its end, so it is put together on disk,
row by row in constant memory, and sent when it is complete.
"""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from tempfile import TemporaryFile

import xlsxwriter

from annotations.claims.models import Claim
from annotations.exports.occasion import Occasion
from annotations.exports.table import COLUMNS, Cell, row

ROWS = 1_048_575  # that a sheet holds below its header
CELL = 32_767  # characters; the rest of a longer text is left out
PIECE = 256 * 1024  # bytes
AS_IT_IS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
}
EPOCH = datetime(1980, 1, 1, tzinfo=UTC)  # so that the same claims give the same bytes


def workbook(claims: Iterable[Claim], occasion: Occasion) -> Iterator[bytes]:
    with TemporaryFile() as file:
        with xlsxwriter.Workbook(file, AS_IT_IS) as book:
            book.set_properties({"title": occasion.newsroom, "created": EPOCH})
            bold = book.add_format({"bold": True})
            sheet = book.add_worksheet("Claims")
            sheet.freeze_panes(1, 2)
            sheet.set_column(1, 1, 60)
            sheet.write_row(0, 0, list(COLUMNS), bold)
            for number, claim in enumerate(claims, start=1):
                sheet.write_row(number, 0, [_fitting(cell) for cell in row(claim, occasion)])
        file.seek(0)
        while piece := file.read(PIECE):
            yield piece


def _fitting(cell: Cell) -> Cell:
    return cell[:CELL] if isinstance(cell, str) else cell
