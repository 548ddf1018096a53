"""Files and functions stay short enough to be read in one go."""

import ast
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
LONGEST_FILE = 300
LONGEST_FUNCTION = 40
KINDS = {".py", ".js", ".css", ".html"}


def kept_files() -> list[Path]:
    """Everything we write by hand."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout.splitlines()
    files = [ROOT / name for name in listed if "/migrations/" not in name]
    return [file for file in files if file.suffix in KINDS and file.exists()]


def test_no_file_is_longer_than_we_can_read_at_once() -> None:
    lengths = {
        str(file.relative_to(ROOT)): len(file.read_text(encoding="utf-8").splitlines())
        for file in kept_files()
    }
    assert {name: length for name, length in lengths.items() if length > LONGEST_FILE} == {}


def test_no_function_is_longer_than_a_screen() -> None:
    lengths = {
        f"{file.relative_to(ROOT)}: {function.name}": (function.end_lineno or 0)
        - function.lineno
        + 1
        for file in kept_files()
        if file.suffix == ".py"
        for function in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef)
    }
    assert {name: length for name, length in lengths.items() if length > LONGEST_FUNCTION} == {}


@pytest.mark.parametrize("script", ["inline <script>", "style attribute", "event attribute"])
def test_no_template_holds_a_script_or_a_style(script: str) -> None:
    signs = {
        "inline <script>": ("<script>",),
        "style attribute": (" style=",),
        "event attribute": (" onclick=", " onload=", " onsubmit=", " onchange="),
    }[script]
    found = [
        str(file.relative_to(ROOT))
        for file in kept_files()
        if file.suffix == ".html" and "templates" in file.parts
        if any(sign in file.read_text(encoding="utf-8") for sign in signs)
    ]
    assert found == []
