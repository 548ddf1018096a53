"""A span and the words by which it can be recognised."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.anchoring.selectors import (
    CONTEXT,
    NotInTheText,
    Quote,
    TextDiffers,
    lead_in,
    lead_out,
    places,
    point,
    quote,
)

TEXT = st.text(st.sampled_from("ab \n😀İ́ع\u200d"), min_size=1, max_size=120)


@st.composite
def spans(draw: st.DrawFn) -> tuple[str, int, int]:
    text = draw(TEXT)
    start = draw(st.integers(0, len(text)))
    return text, start, draw(st.integers(start, len(text)))


@given(spans())
def test_prefix_exact_and_suffix_stand_side_by_side_in_the_text(
    span: tuple[str, int, int],
) -> None:
    text, start, end = span
    found = quote(text, start, end)

    assert found.exact == text[start:end]
    assert text[: end + CONTEXT].endswith(found.prefix + found.exact + found.suffix)
    assert (len(found.prefix), len(found.suffix)) == (
        min(start, CONTEXT),
        min(len(text) - end, CONTEXT),
    )


@given(spans())
def test_pointing_gives_the_quote_or_a_refusal(span: tuple[str, int, int]) -> None:
    text, start, end = span
    if text[start:end].strip():
        assert point(text, start, end, text[start:end]) == quote(text, start, end)
    else:
        with pytest.raises(NotInTheText):
            point(text, start, end, text[start:end])


def test_an_offset_in_utf_16_units_is_noticed() -> None:
    text = "😀😀 He said no."
    in_utf_16 = len("😀😀 ".encode("utf-16-le")) // 2

    with pytest.raises(TextDiffers) as refusal:
        point(text, in_utf_16, in_utf_16 + 2, "He")

    assert refusal.value.details == {"start": 5, "end": 7, "found": " s"}
    assert point(text, 3, 5, "He") == Quote("He", "😀😀 ", " said no.")


def test_letters_that_look_alike_are_different_words() -> None:
    with pytest.raises(TextDiffers):
        point("e\u0301t\u00e9", 0, 2, "\u00e9")
    with pytest.raises(TextDiffers):
        point("İzmir", 0, 5, "Izmir")


@given(TEXT, st.text(st.sampled_from("ab 😀"), min_size=1, max_size=3))
def test_every_place_of_the_words_is_found_in_order(text: str, exact: str) -> None:
    starts = [at for at in range(len(text)) if text.startswith(exact, at)]

    assert places(text, exact, limit=1000) == [(at, at + len(exact)) for at in starts]


def test_no_words_stand_nowhere_and_many_places_are_cut_off() -> None:
    assert places("abc", "") == []
    assert places("a" * 50, "a") == [(at, at + 1) for at in range(20)]


@pytest.mark.parametrize(
    ("prefix", "shown"),
    [
        ("", ""),
        ("He said ", "He said "),
        ("end of it.\n\nHe said ", "He said "),
        ("dreds of people who had come to ", "… of people who had come to "),
        ("x" * CONTEXT, "…"),
    ],
)
def test_words_before_a_passage_begin_whole(prefix: str, shown: str) -> None:
    assert lead_in(prefix) == shown


@pytest.mark.parametrize(
    ("suffix", "shown"),
    [
        ("", ""),
        (", he said.", ", he said."),
        (", he said.\n\nThen", ", he said."),
        (" to the hundreds of people who h", " to the hundreds of people who …"),
        ("x" * CONTEXT, "…"),
    ],
)
def test_words_after_a_passage_end_whole(suffix: str, shown: str) -> None:
    assert lead_out(suffix) == shown
