"""Words are found again where they stand, and never put on others without saying so."""

import re

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from annotations.anchoring.likeness import likeness
from annotations.anchoring.relocating import How, Placing, relocate
from annotations.anchoring.selectors import Quote, quote

TEXT = """The council voted on Monday. The town has not yet spent the money. Nobody minded.

“We will wait,” said the mayor – for 12 weeks. The council of Lindau voted on Tuesday.

In 2024 the town spent 1,300 euros on the harbour. In 2025 the town spent 2,600 euros."""


def found(exact: str, prefix: str = "", suffix: str = "", text: str = TEXT) -> tuple[How, str]:
    placing = relocate(text, Quote(exact, prefix, suffix))
    return placing.how, text[placing.start : placing.end]


def test_words_that_stand_there_once_are_found_exactly() -> None:
    sentence = "The town has not yet spent the money."
    assert found(sentence) == (How.EXACTLY, sentence)
    assert found(f"\n {sentence} ") == (How.EXACTLY, sentence)


def test_of_the_same_words_the_ones_between_the_same_words_are_meant() -> None:
    assert found("the town spent", "In 2025 ", " 2,600") == (How.BY_CONTEXT, "the town spent")
    placing = relocate(TEXT, Quote("the town spent", "In 2025 ", " 2,600"))
    assert TEXT[placing.start - 8 : placing.start] == "In 2025 "


@pytest.mark.parametrize(
    ("exact", "prefix", "suffix"),
    [
        ("the town spent", "", ""),
        ("the town spent", "quite another text ", " that says other things"),
        ("voted on", "", " Wednesday."),
        ("weeks", "The apples will be ripe in a few ", " if the sun shines"),
    ],
)
def test_where_the_words_around_leave_a_doubt_nothing_is_placed(
    exact: str, prefix: str, suffix: str
) -> None:
    assert found(exact, prefix, suffix) == (How.AMBIGUOUS, "")


def test_other_quote_marks_dashes_and_spaces_are_the_same_words() -> None:
    assert found('"We will  wait," said the mayor - for 12 weeks') == (
        How.RESPELLED,
        "“We will wait,” said the mayor – for 12 weeks",
    )
    assert found("Nobody minded.“We will wait") == (
        How.RESPELLED,
        "Nobody minded.\n\n“We will wait",
    )


def test_nearly_the_same_words_are_found_and_how_alike_they_are_is_told() -> None:
    placing = relocate(TEXT, Quote("The town has not yet spent all the money.", "", ""))
    assert placing == Placing(How.APPROXIMATELY, start=29, end=66, score=0.902)
    assert not placing.is_certain


@pytest.mark.parametrize(
    "exact",
    [
        "In 2024 the town spent 1,400 euros on the harbour.",  # another number
        "The town had hardly any debts before the money came.",  # other words
        "The town has spent the money",  # too short to be told from others
        "coun",  # inside a word
        "   ",
        "",
    ],
)
def test_what_does_not_stand_there_is_not_placed(exact: str) -> None:
    assert found(exact) == (How.NOT_FOUND, "")


def test_a_lookalike_is_not_taken_for_the_sentence_that_is_gone() -> None:
    twins = "In May the town spent 100 euros on trees. In June the town spent 900 euros on trees."
    gone = "In July the town spent 500 euros on trees."
    assert found(gone, text=twins) == (How.NOT_FOUND, "")


def test_half_a_word_is_found_where_half_a_word_was_marked() -> None:
    assert found("counc", "The ", "il voted on Monday") == (How.BY_CONTEXT, "counc")


def test_words_without_spaces_between_them_are_found() -> None:
    text = "市議会は月曜日に採決した。町はまだお金を使っていない。誰も驚かなかった。"
    assert found("町はまだお金を使っていない", text=text) == (
        How.EXACTLY,
        "町はまだお金を使っていない",
    )


def test_words_with_emoji_are_counted_in_code_points() -> None:
    text = "💶💶 spent the money. 💶 spent the money."
    placing = relocate(text, Quote("spent the money", "money. 💶 ", "."))
    assert (placing.start, placing.end) == (22, 37)


words = st.sampled_from(
    ["the", "town", "has", "not", "yet", "spent", "12", "13", "euros", "on", "„so“", "–", "money"]
)
sentences = st.lists(words, min_size=3, max_size=12).map(" ".join)
texts = st.lists(sentences, min_size=1, max_size=8).map(". ".join)


def numbers(text: str) -> list[str]:
    return re.findall(r"\d+", text)


@given(texts, sentences, sentences, sentences)
@example("12 euros", "13 euros", "", "")
def test_what_is_placed_for_certain_says_the_same_words(
    text: str, exact: str, prefix: str, suffix: str
) -> None:
    placing = relocate(text, Quote(exact, prefix, suffix))
    there = text[placing.start : placing.end]
    if placing.how in {How.EXACTLY, How.BY_CONTEXT}:
        assert there == exact
    elif placing.how is How.RESPELLED:
        assert re.sub(r"\W", "", there) == re.sub(r"\W", "", exact)
    elif placing.how is How.APPROXIMATELY:
        assert placing.score >= 0.75
        assert placing.score == pytest.approx(likeness(exact, there), abs=0.001)
        assert numbers(there) == numbers(exact)
    else:
        assert placing == Placing(placing.how)


@given(st.data(), texts)
def test_a_passage_of_the_text_itself_is_found_or_left_open_never_elsewhere(
    data: st.DataObject, text: str
) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    assume(text[start:end].strip() == text[start:end])
    wanted = quote(text, start, end)
    placing = relocate(text, wanted)
    assert placing.how in {How.EXACTLY, How.BY_CONTEXT, How.AMBIGUOUS}
    if placing.is_certain:
        assert text[placing.start : placing.end] == text[start:end]
        around = quote(text, placing.start, placing.end)
        alike_around = likeness(around.prefix + around.suffix, wanted.prefix + wanted.suffix)
        assert (placing.start, placing.end) == (start, end) or alike_around > 0.8


@given(texts, sentences)
def test_when_the_sentence_is_gone_its_twin_is_not_taken_for_the_same(
    text: str, sentence: str
) -> None:
    assume(sentence not in text)
    assert relocate(text, Quote(sentence, "", "")).how not in {How.EXACTLY, How.BY_CONTEXT}
