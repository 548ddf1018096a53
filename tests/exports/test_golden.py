"""Each format, byte for byte. After a change that is meant: `python -m tests.exports.test_golden`
writes the files anew, and the difference is read."""

import re
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest

from annotations.exports.formats import FORMATS
from annotations.exports.parts import verdict
from tests.exports import example

GOLDEN = Path(__file__).parent / "golden"
TEXTS = [name for name in FORMATS if name != "xlsx"]
SHEET = "xl/worksheets/sheet1.xml"


def written(name: str) -> bytes:
    kind = FORMATS[name]
    claims = [claim for claim in example.claims() if verdict(claim) or not kind.is_of_verdicts]
    return b"".join(kind.write(iter(claims), example.OCCASION))


def file_name(what: str, name: str) -> str:
    ending = FORMATS[name].ending
    return f"{what}.{name}" if name == ending else f"{what}.{name}.{ending}"


def files() -> dict[str, bytes]:
    """What is kept of each format, and of those that take a single claim."""
    found = {file_name("claims", name): written(name) for name in TEXTS}
    for name, kind in FORMATS.items():
        if kind.one:
            found[file_name("claim", name)] = kind.one(example.settled(), example.OCCASION)
    with ZipFile(BytesIO(written("xlsx"))) as book:
        found["claims.xlsx.sheet1.xml"] = book.read(SHEET)
    return found


@pytest.mark.parametrize("name", files())
def test_a_format_is_written_as_it_was_agreed(name: str) -> None:
    assert files()[name] == (GOLDEN / name).read_bytes()


def test_no_file_is_kept_for_nothing() -> None:
    assert {path.name for path in GOLDEN.iterdir()} == set(files())


def test_a_workbook_holds_no_formula_and_no_link() -> None:
    with ZipFile(BytesIO(written("xlsx"))) as book:
        sheet = book.read(SHEET).decode()
    assert re.findall("<(f|hyperlink)[ >]", sheet) == []


if __name__ == "__main__":
    for name, content in files().items():
        (GOLDEN / name).write_bytes(content)
