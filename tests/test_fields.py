"""Text as people type it, in one spelling."""

import unicodedata
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from annotations import limits
from annotations.fields import LineField, ProseField, prose, tidy


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Ankara \n says\t", "Ankara says"),
        ("Zu\u0308rich", "Zürich"),
        ("safe\u202egpj.exe", "safegpj.exe"),
        ("\u2066Ankara\u2069", "Ankara"),
        ("\ufeffAnkara\u200b", "Ankara"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("👩\u200d👩\u200d👧", "👩\u200d👩\u200d👧"),
        ("\u200b \u00a0", ""),
    ],
)
def test_a_line_is_tidied(typed: str, kept: str) -> None:
    assert tidy(typed) == kept


@given(st.text())
def test_tidying_again_changes_nothing_more(text: str) -> None:
    assert tidy(tidy(text)) == tidy(text)


@given(st.text())
def test_a_tidied_line_is_one_line_in_nfc_without_blank_ends(text: str) -> None:
    line = tidy(text)
    assert len(line.splitlines()) <= 1
    assert line == line.strip()
    assert unicodedata.is_normalized("NFC", line)


def test_prose_keeps_its_lines() -> None:
    assert prose(" One\r\nTwo\rThree\n\n  Four ") == "One\nTwo\nThree\n\n  Four"


def clean(field: Any, value: str) -> Any:
    return field.clean(value, None)


@pytest.mark.parametrize("field", [LineField(), ProseField()])
@pytest.mark.parametrize("text", ["a\x00b", "a\x07b", "a\ud800b", "a\x7fb"])
def test_what_cannot_be_stored_is_refused(field: Any, text: str) -> None:
    with pytest.raises(ValidationError) as refused:
        clean(field, text)
    assert "broken-text" in {error.code for error in refused.value.error_list}


def test_fields_clean_what_they_are_given() -> None:
    assert clean(LineField(), "  The\nminutes ") == "The minutes"
    assert clean(ProseField(), " The\r\nminutes ") == "The\nminutes"


@pytest.mark.parametrize(
    ("field", "most"),
    [(LineField(), limits.LINE), (LineField(max_length=10), 10), (ProseField(), limits.PROSE)],
)
def test_a_limit_counts_code_points(field: Any, most: int) -> None:
    assert clean(field, "😀" * most) == "😀" * most
    with pytest.raises(ValidationError):
        clean(field, "😀" * (most + 1))


def test_the_limit_is_looked_at_after_tidying() -> None:
    assert clean(LineField(max_length=3), "  abc  ") == "abc"
