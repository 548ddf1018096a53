"""Whatever a file holds, it is refused in words, and nothing of it comes in."""

import json
from contextlib import suppress
from tempfile import TemporaryFile
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations import limits
from annotations.claims.models import Claim
from annotations.errors import OverLimit
from annotations.history.models import Event
from annotations.imports.formats import FORMATS
from annotations.imports.models import ImportPiece, State
from annotations.imports.refusals import FileTooLarge, Unreadable
from tests import factories
from tests.imports.importing import imported, items, outcomes

pytestmark = pytest.mark.django_db

JSON_FORMATS = ["claimreview", "webannotation", "hypothesis", "averitec", "archive"]

HOSTILE: dict[str, tuple[bytes, str]] = {
    "deep": (b'{"a":' * 70 + b"1" + b"}" * 70, "nested more than 64 deep"),
    "very deep": (b"[" * 1_000_000, "nested more than 64 deep"),
    "cut off": (b'[{"claim": "So."}, {"claim": "So', "ends in the middle"),
    "a string without an end": (b'{"claim": "' + b"x" * 100_000, "ends in the middle"),
    "brackets that do not match": (b'[{"claim": "So."]}', "brackets do not match"),
    "no JSON": (b"<html></html>", "no JSON objects"),
    "UTF-16": ('[{"claim": "So."}]'.encode("utf-16"), ""),
    "packed": (b"\x1f\x8b\x08\x00", "compressed"),
}


@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.parametrize("format_name", ["averitec", "archive"])
def test_a_file_that_is_no_json_is_refused_as_a_whole(name: str, format_name: str) -> None:
    content, says = HOSTILE[name]
    done = imported(factories.newsroom()[1], format_name, content)
    assert done.state == State.REFUSED
    assert says in done.says
    assert not Claim.objects.exists()


ITEMS: dict[str, tuple[str, str]] = {
    "many keys": (json.dumps({f"k{n}": n for n in range(20_000)}), "more than 10,000 values"),
    "a NUL": (r'{"claim": "a\u0000b"}', "U+0000 or half of a surrogate pair"),
    "half a surrogate pair": (r'{"claim": "\ud800"}', "U+0000 or half of a surrogate pair"),
    "a number without end": ('{"claim": 1e400}', "too large a number"),
    "not a number": ('{"claim": NaN}', "NaN is not a number"),
    "a name twice": ('{"claim": "So.", "claim": "Not so."}', "stands twice"),
    "a list for a text": ('{"claim": [[[]]]}', "`claim` is missing"),
    "too long a text": (json.dumps({"claim": "x" * 50_001}), "at most 50000 characters"),
}


@pytest.mark.parametrize("name", ITEMS)
def test_an_item_that_nobody_could_store_is_refused_with_its_line(name: str) -> None:
    content, says = ITEMS[name]
    done = imported(factories.newsroom()[1], "averitec", f'{{"claim": "So."}}\n{content}')
    assert done.state == State.REFUSED
    [(line, outcome, why)] = outcomes(done)[1:]
    assert (line, outcome) == (2, "error")
    assert says in why
    assert not Claim.objects.exists()


NAMES = [
    "claim",
    "claimReviewed",
    "itemReviewed",
    "target",
    "selector",
    "exact",
    "id",
    "body",
    "value",
    "url",
    "uri",
    "type",
    "source",
    "questions",
    "answers",
    "reviewRating",
]

json_values = st.recursive(
    st.none() | st.booleans() | st.integers(-9, 9) | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(NAMES), inner, max_size=4)
    ),
    max_leaves=12,
)


def read(format_name: str, content: bytes) -> list[Any]:
    """The items of a file; none of one that cannot be read."""
    with TemporaryFile() as file:
        file.write(content)
        file.flush()
        file.seek(0)
        with suppress(Unreadable):
            return list(FORMATS[format_name].read(file))
    return []


@given(st.sampled_from(JSON_FORMATS), st.lists(json_values, min_size=1, max_size=3))
def test_no_shape_of_json_is_more_than_an_error(format_name: str, values: list[object]) -> None:
    found = read(format_name, "\n".join(map(json.dumps, values)).encode())
    assert [one.number for one in found] == sorted(one.number for one in found)


lines = st.text(max_size=100).map(lambda text: f"statement\n{text}".encode())


@given(st.binary(max_size=200) | lines)
def test_no_table_is_more_than_an_error(content: bytes) -> None:
    assert all(one.line > 1 for one in read("csv", content))


def test_a_file_that_is_too_large_is_not_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    _, ada = factories.newsroom()
    monkeypatch.setattr(limits, "IMPORT", 100)
    with pytest.raises(FileTooLarge):
        imported(ada, "csv", "statement\n" + "So.\n" * 100)
    assert not ImportPiece.objects.exists()


def test_too_many_claims_are_refused_before_any_work(monkeypatch: pytest.MonkeyPatch) -> None:
    _, ada = factories.newsroom()
    monkeypatch.setattr(limits, "IMPORT_ITEMS", 3)
    done = imported(ada, "csv", "statement\n" + "".join(f"So {n}.\n" for n in range(4)))
    assert (done.state, items(done)) == (State.REFUSED, [])
    assert "at most 100,000 claims" in done.says


def test_an_empty_file_is_not_taken() -> None:
    with pytest.raises(Unreadable, match="empty"):
        imported(factories.newsroom()[1], "csv", "")


def test_a_fault_at_the_end_of_ten_thousand_bytes_leaves_nothing() -> None:
    _, ada = factories.newsroom()
    events = Event.objects.count()
    rows = "".join(f"The town spent {n} euros.,\n" for n in range(400))
    done = imported(ada, "csv", f"statement,claimed_on\n{rows}So.,never\n")
    assert done.counts["outcomes"] == {"new": 400, "error": 1}
    assert (Claim.objects.count(), Event.objects.count()) == (0, events)
    assert outcomes(done)[-1] == (402, "error", "claimed_on is no day: “never”.")


def test_only_so_many_imports_wait_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    _, ada = factories.newsroom()
    monkeypatch.setattr(limits, "IMPORTS_AT_WORK", 0)
    with pytest.raises(OverLimit, match="wait at once"):
        imported(ada, "csv", "statement\nSo.\n")
