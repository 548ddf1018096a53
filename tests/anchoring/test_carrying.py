"""Passages on their way into a newer version of the text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.anchoring.carrying import Carried, Standing, Successor
from annotations.anchoring.survival import Kept, survivors

OLD = """The bridge opened in spring.

It cost 12 million crowns, the mayor said. Nobody was hurt.

The ferry still runs on Sundays. Nobody was asked."""


def carried(quote: str, new: str, old: str = OLD) -> tuple[Standing, str, bool]:
    """How the first such quote of the old text stands in the new one: standing, words, moved."""
    start = old.index(quote)
    found = Successor(old, new).carry(start, start + len(quote))
    return found.standing, new[found.start : found.end], found.has_moved


def test_words_that_stayed_are_the_same_wherever_they_were_pushed_to() -> None:
    new = f"Corrected on Monday.\n\n{OLD}"

    assert carried("It cost 12 million crowns", new) == (
        Standing.SAME,
        "It cost 12 million crowns",
        False,
    )


def test_typography_alone_respells() -> None:
    old = 'He said: "The well - the old one - is dry."'
    new = "He said: “The well – the old one – is dry.”"

    assert carried('"The well - the old one - is dry."', new, old) == (
        Standing.RESPELLED,
        "“The well – the old one – is dry.”",
        False,
    )


@pytest.mark.parametrize(
    ("before", "after"),
    [("12 million", "21 million"), ("was hurt", "was not hurt"), ("opened", "will open")],
)
def test_a_number_or_a_negation_that_changed_is_a_change(before: str, after: str) -> None:
    sentence = next(one for one in OLD.replace("\n\n", " ").split(". ") if before in one)

    standing, words, _ = carried(sentence, OLD.replace(before, after))

    assert (standing, words) == (Standing.CHANGED, sentence.replace(before, after))


def test_a_deleted_passage_is_gone_and_its_place_is_told() -> None:
    new = OLD.replace(" Nobody was hurt.", "")
    start = OLD.index("Nobody was hurt.")

    found = Successor(OLD, new).carry(start, start + len("Nobody was hurt."))

    assert found == Carried(
        Standing.GONE, new.index("\n\nThe ferry"), new.index("\n\nThe ferry"), found.likeness
    )


def test_a_deleted_passage_is_never_put_on_another_that_reads_alike() -> None:
    old = (
        "Ten people came to the well. More words between.\n\nTen people came to the well. The end."
    )
    new = "More words between.\n\nTen people came to the well. The end."

    assert carried("Ten people came to the well.", new, old)[0] is Standing.GONE


def test_a_paragraph_that_moved_takes_its_passages_along() -> None:
    first, second, third = OLD.split("\n\n")

    assert carried("The bridge opened in spring.", f"{second}\n\n{third}\n\n{first}") == (
        Standing.SAME,
        "The bridge opened in spring.",
        True,
    )


def test_short_words_are_not_recognised_by_likeness_elsewhere() -> None:
    new = OLD.replace("Nobody was asked.", "").replace(
        "The bridge", "Nobody was asking. The bridge"
    )

    assert carried("Nobody was asked.", new)[0] is Standing.GONE


def test_a_text_written_without_spaces_survives_by_the_character() -> None:
    old, new = "土耳其尚未使用该导弹系统。", "据报道,土耳其尚未使用该导弹系统。"

    assert carried("土耳其尚未使用", new, old) == (Standing.SAME, "土耳其尚未使用", False)


def test_a_long_quote_of_very_many_different_letters_is_still_found() -> None:
    old = "".join(map(chr, range(0x4E00, 0x4E00 + 600)))
    new = old[:300] + "新" + old[301:]

    standing, words, _ = carried(old, new, old)

    assert (standing, words) == (Standing.CHANGED, new)


WORDS = st.lists(
    st.sampled_from(["no", "well", "12", "towns", "\n\n", "ص", "雨", "😀."]), max_size=40
)


@given(WORDS, WORDS)
def test_survivors_are_in_both_texts_and_in_their_order(
    before: list[str], after: list[str]
) -> None:
    old, new = " ".join(before), " ".join(after)

    kept = survivors(old, new)

    assert [old[k.old : k.old_end] for k in kept] == [new[k.new : k.new_end] for k in kept]
    edges = [(Kept(0, 0, 0), *kept)[n : n + 2] for n in range(len(kept))]
    assert all(a.old_end <= b.old and a.new_end <= b.new for a, b in edges)


@given(WORDS, WORDS, st.data())
def test_what_is_called_the_same_reads_the_same(
    before: list[str], after: list[str], data: st.DataObject
) -> None:
    old, new = " ".join(["a", *before]), " ".join(after)
    start = data.draw(st.integers(0, len(old) - 1))
    end = data.draw(st.integers(start + 1, len(old)))

    found = Successor(old, new).carry(start, end)

    assert (found.standing is Standing.SAME) == (new[found.start : found.end] == old[start:end])
    assert 0 <= found.start <= found.end <= len(new)


@given(WORDS, st.data())
def test_nothing_changes_when_nothing_changed(words: list[str], data: st.DataObject) -> None:
    text = " ".join(["a", *words])
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))

    assert Successor(text, text).carry(start, end) == Carried(Standing.SAME, start, end, 1.0)
