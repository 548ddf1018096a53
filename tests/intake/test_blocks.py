from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from annotations.intake.blocks import Block, Kind, Span, clean, compose

ANY_TEXT = st.text(
    alphabet=st.one_of(
        st.characters(),
        st.characters(categories=["Cs"]),
        st.sampled_from("\0\r\n\t \u00a0\u200d\u200f\u2028\u2029\u0085\x0b\x0c\ufeff"),
    )
)
ANY_BLOCKS = st.lists(st.builds(Block, kind=st.sampled_from(Kind), text=ANY_TEXT), max_size=8)


@given(ANY_BLOCKS)
def test_every_span_holds_its_block_and_one_blank_line_stands_between(blocks: list[Block]) -> None:
    text, spans = compose(blocks)
    cleaned = [part for part in (clean(block.text) for block in blocks) if part]
    assert [text[span.start : span.end] for span in spans] == cleaned
    edges = pairwise(spans)
    assert all(text[left.end : right.start] == "\n\n" for left, right in edges)
    assert text.split("\n\n") == (cleaned or [""])
    text.encode("utf-8")
    assert "\0" not in text
    assert "\r" not in text


@given(ANY_BLOCKS)
def test_composing_what_was_composed_changes_nothing(blocks: list[Block]) -> None:
    text, spans = compose(blocks)
    again = [Block(span.kind, text[span.start : span.end], span.level) for span in spans]
    assert compose(again) == (text, spans)


@given(ANY_TEXT)
def test_cleaning_twice_is_cleaning_once(text: str) -> None:
    assert clean(clean(text)) == clean(text)


def test_what_the_publisher_wrote_is_kept() -> None:
    as_written = (
        "\u201cİ\u0307\u201d \u2013 e\u0301\u00a0\u200f\u202bשלום\u202c 👩\u200d🚒\ufb01 a\u2028b"
    )
    assert clean(as_written) == as_written


def test_what_no_database_can_hold_is_shown_as_missing() -> None:
    assert clean("a\0b \ud83d\ude00 \ud83d x") == "a\ufffdb 😀 \ufffd x"


def test_blocks_are_joined_and_counted_in_code_points() -> None:
    blocks = [
        Block(Kind.HEADING, "😀 Title\r\n", 1),
        Block(Kind.PARAGRAPH, " \n\t"),
        Block(Kind.LIST_ITEM, "one\n \n\ntwo"),
    ]
    assert compose(blocks) == (
        "😀 Title\n\none\ntwo",
        [Span(Kind.HEADING, 1, 0, 7), Span(Kind.LIST_ITEM, None, 9, 16)],
    )
