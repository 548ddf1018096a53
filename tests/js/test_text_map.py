"""Pointing into a text in a real browser: what must hold for any text and any selection."""

import random
from html import escape

import pytest
from playwright.sync_api import Page

from tests.js.server import Site

LETTERS = [
    *("a", "Z", " ", "  ", ".", "\u00a0", "İ", "ı", "ß", "é", "e\u0301", "\u0323", "語", "한"),
    *("👩\u200d🚒", "🇹🇷", "👍🏽", "𝒳", "𐐷", "عَامٌ", "سوق", "שָׁלוֹם", "ไม่", "क्षि", "\u200d", "\u2067"),
]
MAP = """async () => {
  const { TextMap } = await import("/static/annotations/js/anchoring/text-map.js");
  window.map = new TextMap(document.getElementById("text"));
}"""
SLICES = """spans => spans.map(([start, end]) => {
  const exact = map.exact({ start, end });
  const selected = map.span(map.range({ start, end }));
  return [exact, selected && [selected.start, selected.end, map.exact(selected)]];
})"""


def test_every_property_of_pointing_holds(page: Page) -> None:
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto("/pages/properties.html", wait_until="commit")
    page.wait_for_function("window.outcomes", timeout=300_000)
    outcomes = page.evaluate("window.outcomes")
    assert errors == []
    assert [it["failure"] for it in outcomes if it["failure"]] == []
    assert len(outcomes) == 8


@pytest.mark.parametrize("seed", range(12))
def test_python_and_the_browser_cut_the_same_words(page: Page, site: Site, seed: int) -> None:
    """A version's text[start:end] is the browser's, for any text the intake lets through."""
    chance = random.Random(seed)
    blocks = ["".join(chance.choices(LETTERS, k=chance.randint(1, 40))) for _ in range(6)]
    text = "\n\n".join(blocks)
    site.pages["/random"] = _article(blocks)
    page.goto("/random")
    page.evaluate(MAP)
    assert page.evaluate("[map.text, map.points.length]") == [text, len(text)]

    spans = [sorted(chance.sample(range(len(text) + 1), 2)) for _ in range(200)]
    spans = [span for span in spans if text[slice(*span)].strip("\n")]
    cut = page.evaluate(SLICES, spans)
    assert [exact for exact, _ in cut] == [text[start:end] for start, end in spans]
    selections = [selected for _, selected in cut if selected]
    assert [exact for _, _, exact in selections] == [
        text[start:end] for start, end, _ in selections
    ]


def _article(blocks: list[str]) -> str:
    """Each block in pieces: some words are in elements, some elements are not of the text."""
    start, parts = 0, []
    for block in blocks:
        middle = len(block) // 2
        parts.append(
            f'<p data-start="{start}" data-end="{start + len(block)}">'
            f"{escape(block[:middle])}<a data-not-text>7✗</a><!-- -->"
            f"<em>{escape(block[middle:])}</em></p>"
        )
        start += len(block) + 2
    return (
        '<!doctype html><meta charset="utf-8">'
        '<link rel="stylesheet" href="/static/annotations/css/reader.css">'
        f'<article id="text">{"".join(parts)}</article>'
    )
