"""Offsets count code points, whatever the script; through the API nothing shifts."""

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotations.claims.models import Passage
from annotations.intake.blocks import clean
from tests.api import shapes
from tests.api.caller import Caller

TEXTS = {
    "an emoji of one code point": ("😀 said the mayor, 😀 again.", "said the mayor"),
    "a family of seven code points": ("A 👨‍👩‍👧‍👦 lives here.", "👨‍👩‍👧‍👦 lives"),
    "a flag": ("The 🇹🇷 flag.", "🇹🇷"),
    "a combining accent": ("Cafe\u0301 closed.", "e\u0301 closed"),
    "half of a grapheme": ("Cafe\u0301 closed.", "\u0301 c"),
    "Turkish dotted I": ("İSTANBUL ve ığdır", "STANBUL ve ı"),
    "Arabic": ("قالت الوزيرة إن السد لم يُبنَ بعد.", "السد لم يُبنَ بعد"),
    "right to left and back": ("The word سد (dam) stands.", "سد (dam)"),
    "the end of a block and the start of the next": ("One.\n\nTwo.", "One.\n\nT"),
    "no-break spaces and soft hyphens": ("10\u00a0000 Eu\u00adro", "10\u00a0000 Eu\u00adro"),
    "the astral end of a text": ("It rained 🌧", "🌧"),
}


def marked(program: Caller, text: str, start: int, end: int) -> Any:
    article = program.post("articles/", {"title": "T", "text": text}).json()
    version = article["latest_version"]["id"]
    stored = program.get(f"versions/{version}/").json()["text"]
    body = {"version": version, "start": start, "end": end, "exact": stored[start:end]}
    answer = program.post("claims/", {**body, "statement": "So it is."})
    return stored, answer


@pytest.mark.parametrize(("text", "exact"), TEXTS.values(), ids=TEXTS.keys())
def test_a_passage_stands_where_python_counts_it(program: Caller, text: str, exact: str) -> None:
    start = text.index(exact)
    stored, answer = marked(program, text, start, start + len(exact))
    assert stored == text
    assert answer.status_code == 201
    passage = answer.json()["passages"][0]
    assert (passage["start"], passage["end"]) == (start, start + len(exact))
    assert passage["exact"] == exact
    assert passage["prefix"] == text[max(0, start - 32) : start]
    assert passage["suffix"] == text[start + len(exact) :][:32]
    assert answer.json()["passages"] == [shapes.passage(Passage.objects.get())]


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1), data=st.data())
def test_any_span_of_any_text_comes_back_as_it_was(
    program: Caller, text: str, data: st.DataObject
) -> None:
    text = clean(text)
    if not text.strip():
        return
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    # an article comes in once; its number keeps the same drawn text apart
    text += f"\n\n{Passage.objects.count()} {data.draw(st.uuids())}"
    stored, answer = marked(program, text, start, end)
    assert stored == text
    if text[start:end].strip():
        passage = answer.json()["passages"][0]
        assert (passage["start"], passage["end"], passage["exact"]) == (start, end, text[start:end])
    else:
        assert answer.status_code == 400


def test_utf16_offsets_are_refused_where_they_differ(program: Caller) -> None:
    text = "😀 said the mayor."
    marked(program, text, 2, 6)
    version = program.get("articles/").json()["results"][0]["latest_version"]["id"]
    body = {"version": version, "start": 3, "end": 7, "exact": "said", "statement": "So."}
    answer = program.post("claims/", body)
    assert (answer.status_code, answer.json()["found"]) == (409, "aid ")
