"""How passages lie over blocks."""

from collections.abc import Callable

from hypothesis import given
from hypothesis import strategies as st

from annotations.anchoring.layout import Placed, Stretch, in_reading_order, lay_out
from annotations.intake.blocks import Block, Kind, Span, compose

LETTERS = st.sampled_from("abc é😀İ́ع\u200d")
TEXTS = st.lists(st.text(LETTERS, min_size=1, max_size=12), min_size=1, max_size=5)


def placed(start: int, end: int, number: int = 1, claim: str = "") -> Placed:
    return Placed(f"passage-{number}", claim or f"claim-{number}", number, start, end, "open")


@st.composite
def pages(draw: Callable) -> tuple[str, list[Span], list[Placed]]:
    """A text in blocks, with passages anywhere in it that hold something visible."""
    text, spans = compose(Block(Kind.PARAGRAPH, part) for part in draw(TEXTS))
    if not text:
        return "", [], []
    places = st.integers(0, len(text))
    pairs = draw(st.lists(st.tuples(places, places), max_size=8))
    passages = [
        placed(min(pair), max(pair), number)
        for number, pair in enumerate(pairs, start=1)
        if text[min(pair) : max(pair)].strip()
    ]
    return text, spans, passages


def test_claims_are_numbered_by_their_first_passage() -> None:
    assert in_reading_order(["c", "a", "c", "b"]) == {"c": 1, "a": 2, "b": 3}


def test_a_reference_stands_behind_the_last_words_of_its_passage() -> None:
    text, spans = compose([Block(Kind.PARAGRAPH, "One two three")])
    two = placed(4, 7)

    assert list(lay_out(text, spans, [two])) == [
        [
            Stretch("One ", None, 0, ()),
            Stretch("two", two, 1, (two,)),
            Stretch(" three", None, 0, ()),
        ]
    ]


def test_where_passages_overlap_the_shorter_one_lies_on_top() -> None:
    text, spans = compose([Block(Kind.PARAGRAPH, "abcdef")])
    long, short = placed(0, 5, 1), placed(3, 6, 2)

    assert list(lay_out(text, spans, [short, long])) == [
        [
            Stretch("abc", long, 1, ()),
            Stretch("de", short, 2, (long,)),
            Stretch("f", short, 1, (short,)),
        ]
    ]


def test_a_passage_across_paragraphs_has_one_reference_at_its_end() -> None:
    text, spans = compose([Block(Kind.PARAGRAPH, "one"), Block(Kind.PARAGRAPH, "two")])
    both = placed(1, 7)

    assert list(lay_out(text, spans, [both])) == [
        [Stretch("o", None, 0, ()), Stretch("ne", both, 1, ())],
        [Stretch("tw", both, 1, (both,)), Stretch("o", None, 0, ())],
    ]


def test_a_passage_that_ends_between_paragraphs_is_referred_to_before_the_gap() -> None:
    text, spans = compose([Block(Kind.PARAGRAPH, "one"), Block(Kind.PARAGRAPH, "two")])
    with_gap = placed(0, 5)

    assert list(lay_out(text, spans, [with_gap])) == [
        [Stretch("one", with_gap, 1, (with_gap,))],
        [Stretch("two", None, 0, ())],
    ]


def test_references_at_one_place_stand_by_number() -> None:
    text, spans = compose([Block(Kind.PARAGRAPH, "abcd")])
    outer, inner = placed(0, 4, 1), placed(2, 4, 2)

    (block,) = lay_out(text, spans, [inner, outer])

    assert block[-1] == Stretch("cd", inner, 2, (outer, inner))


@given(pages())
def test_stretches_are_the_text_and_tell_what_lies_over_it(
    page: tuple[str, list[Span], list[Placed]],
) -> None:
    text, spans, passages = page
    laid_out = list(lay_out(text, spans, passages))

    assert len(laid_out) == len(spans)
    for span, stretches in zip(spans, laid_out, strict=True):
        assert "".join(stretch.text for stretch in stretches) == text[span.start : span.end]
        assert all(stretch.text for stretch in stretches)
        at = span.start
        for stretch in stretches:
            over = [p for p in passages if p.start <= at < p.end]
            assert all(p.end >= at + len(stretch.text) or p.end >= span.end for p in over)
            shortest = min(over, key=lambda p: (p.end - p.start, p.number), default=None)
            assert (stretch.inmost, stretch.depth) == (shortest, len(over))
            at += len(stretch.text)


@given(pages())
def test_every_passage_has_exactly_one_reference(
    page: tuple[str, list[Span], list[Placed]],
) -> None:
    text, spans, passages = page
    referred = [p.id for block in lay_out(text, spans, passages) for s in block for p in s.ending]

    assert sorted(referred) == sorted(p.id for p in passages)
