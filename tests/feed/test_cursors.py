from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.feed.cursors import Position, read, write

POSITIONS = st.builds(
    Position,
    number=st.integers(0, 2**63 - 1),
    mark=st.binary(min_size=8, max_size=8),
    through=st.none() | st.uuids(),
)


@given(st.binary(min_size=8, max_size=8), POSITIONS)
def test_a_cursor_leads_back_to_its_place(epoch: bytes, position: Position) -> None:
    assert read(write(epoch, position)) == (epoch, position)


@given(st.text())
def test_no_other_text_is_a_cursor(text: str) -> None:
    try:
        epoch, position = read(text)
    except ValueError:
        return
    assert write(epoch, position) == text


@pytest.mark.parametrize(
    "harm", [lambda c: c[:-1], lambda c: c + "A", lambda c: f" {c}", str.lower]
)
def test_a_cursor_that_was_cut_or_changed_in_shape_is_none(harm: object) -> None:
    cursor = write(b"DATABASE", Position(7, b"an event", UUID(int=3)))
    assert callable(harm)
    with pytest.raises(ValueError, match=r".*"):
        read(harm(cursor))
