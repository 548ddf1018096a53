"""What changed between two wordings."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.history.words import MOST_WORDS, Piece, changed_text, changed_words

WORDINGS = st.lists(st.sampled_from(["no ", "not ", "12 ", "ما ", "İ\n", " "]), max_size=12)

NUMBERED = st.lists(st.sampled_from(["1", "2", ".", ",", " ", "It ", "\n\n"]), max_size=20)


def test_only_the_words_that_changed_are_told() -> None:
    assert changed_words("It cost 12 million.", "It cost 21 million.") == [
        Piece("kept", "It cost "),
        Piece("gone", "12"),
        Piece("new", "21"),
        Piece("kept", " million."),
    ]


def test_what_was_empty_before_is_all_new() -> None:
    assert changed_words("", "The council") == [Piece("new", "The council")]
    assert changed_words("The council", "") == [Piece("gone", "The council")]
    assert changed_words("", "") == []


@given(WORDINGS, WORDINGS)
def test_both_wordings_can_be_read_from_the_pieces(before: list[str], after: list[str]) -> None:
    old, new = "".join(before), "".join(after)
    pieces = changed_words(old, new)

    assert "".join(p.words for p in pieces if p.what != "gone") == new
    assert "".join(p.words for p in pieces if p.what != "new") == old


def test_what_was_added_at_the_end_is_all_that_is_told() -> None:
    assert changed_words("It cost 12.", "It cost 12. Indeed.") == [
        Piece("kept", "It cost 12."),
        Piece("new", " Indeed."),
    ]


@pytest.mark.parametrize(
    ("before", "after"),
    [("2.5", "2.9"), ("12", "12.5"), ("1,200", "1,300"), ("1,200", "2,200"), ("9:30", "10:30")],
)
def test_in_a_text_a_number_that_changed_is_told_whole(before: str, after: str) -> None:
    assert changed_text(f"It cost {before} crowns.", f"It cost {after} crowns.") == [
        Piece("kept", "It cost "),
        Piece("gone", before),
        Piece("new", after),
        Piece("kept", " crowns."),
    ]


def test_a_number_beside_what_changed_is_kept() -> None:
    assert changed_text("In 2019. Five left.", "In 2019. Six left.") == [
        Piece("kept", "In 2019. "),
        Piece("gone", "Five"),
        Piece("new", "Six"),
        Piece("kept", " left."),
    ]


@given(NUMBERED, NUMBERED)
def test_both_texts_can_be_read_from_the_pieces(before: list[str], after: list[str]) -> None:
    old, new = "".join(before), "".join(after)
    pieces = changed_text(old, new)

    assert "".join(p.words for p in pieces if p.what != "gone") == new
    assert "".join(p.words for p in pieces if p.what != "new") == old


def test_where_no_blanks_stand_signs_are_compared() -> None:
    assert changed_words("市は12億円を使った。", "市は21億円を使った。") == [
        Piece("kept", "市は"),
        Piece("gone", "12"),
        Piece("new", "21"),
        Piece("kept", "億円を使った。"),
    ]


def test_very_long_wordings_are_told_whole() -> None:
    old, new = "a " * (MOST_WORDS + 1), "b " * 3

    assert changed_words(old, new) == [Piece("gone", old), Piece("new", new)]
