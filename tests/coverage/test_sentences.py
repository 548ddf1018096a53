"""Which sentences were looked at."""

import json
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.coverage.sentences import (
    Coverage,
    Span,
    coverage,
    merged,
    over_blanks,
    sentences_of,
)
from annotations.intake.blocks import Block, Kind, compose

SENTENCES = [Span(0, 10), Span(11, 20), Span(22, 30)]
SPANS = st.lists(
    st.tuples(st.integers(0, 40), st.integers(1, 12)).map(lambda p: Span(p[0], p[0] + p[1])),
    max_size=8,
)


CASES = json.loads(Path(__file__).with_name("cases.json").read_text(encoding="utf-8"))
"""What tests/js/pure/coverage.test.js reads as well: pages count as we do."""


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_we_and_our_pages_count_alike(case: dict[str, Any]) -> None:
    sentences, claims, readings, unread = (
        [Span(*pair) for pair in case[name]]
        for name in ("sentences", "claims", "readings", "unread")
    )
    read = over_blanks(case["text"], readings)

    expected = Coverage(len(sentences), case["with_claims"], case["without"], tuple(unread))
    assert coverage(sentences, claims, read) == expected


def test_a_sentence_is_read_once_a_claim_is_marked_anywhere_in_it() -> None:
    assert coverage(SENTENCES, [Span(14, 16)], []) == Coverage(3, 1, 0, (Span(0, 10), Span(22, 30)))


def test_a_sentence_is_free_of_claims_only_as_a_whole() -> None:
    assert coverage(SENTENCES, [], [Span(0, 19)]) == Coverage(3, 0, 1, (Span(11, 20), Span(22, 30)))


def test_readings_that_meet_count_as_one() -> None:
    assert coverage(SENTENCES, [], [Span(11, 15), Span(15, 20)]).without == 1


def test_a_claim_in_words_that_were_called_free_of_claims_counts_as_a_claim() -> None:
    assert coverage(SENTENCES, [Span(0, 4)], [Span(0, 30)]) == Coverage(3, 1, 2, ())


def test_a_text_is_read_when_all_of_it_is_and_not_before() -> None:
    many = [Span(n, n + 1) for n in range(1000)]
    assert coverage(many, many[1:], []).percent == 99
    assert coverage(many, many, []).percent == 100
    assert coverage([], [], []).percent == 100


def test_sentences_end_with_their_blocks_and_keep_their_marks() -> None:
    text, blocks = compose(
        [
            Block(Kind.HEADING, "Nobody drinks it", 1),
            Block(Kind.PARAGRAPH, "😀 The U.S. sold 2.5 million.  “Really?” he said."),
            Block(Kind.PARAGRAPH, "لم تستخدم تركيا النظام. هل هذا صحيح؟"),
        ]
    )

    assert [text[start:end] for start, end in sentences_of(text, blocks, "en")] == [
        "Nobody drinks it",
        "😀 The U.S. sold 2.5 million.",
        "“Really?” he said.",
        "لم تستخدم تركيا النظام.",
        "هل هذا صحيح؟",
    ]


@given(SPANS)
def test_merged_spans_hold_the_same_words_and_never_meet(spans: list[Span]) -> None:
    found = merged(spans)

    assert letters(found) == letters(spans)
    assert all(a.end < b.start for a, b in pairwise(found))


@given(SPANS, SPANS)
def test_every_sentence_is_counted_as_a_slow_reader_would(
    claims: list[Span], readings: list[Span]
) -> None:
    marked = [s for s in SENTENCES if letters([s]) & letters(claims)]
    free = [s for s in SENTENCES if s not in marked and letters([s]) <= letters(readings)]
    unread = tuple(s for s in SENTENCES if s not in marked and s not in free)

    assert coverage(SENTENCES, claims, readings) == Coverage(3, len(marked), len(free), unread)


def letters(spans: list[Span]) -> set[int]:
    return {at for span in spans for at in range(span.start, span.end)}
