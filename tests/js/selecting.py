"""Selecting words on a page, and hearing what the page says of it."""

import json

from playwright.sync_api import Page

from tests.js.samples import BRIDGE

LISTEN = """() => {
  window.selected = null;
  document.addEventListener("passage-selected", (event) => { window.selected = event.detail; });
}"""
WAIT = """async (wanted) => {
  const told = () => JSON.stringify(window.selected ?? null);
  const pause = () => new Promise((go) => setTimeout(go, 20));
  for (let i = 0; i < 250 && told() !== wanted; i += 1) await pause();
  return window.selected ?? null;
}"""


def words(page: Page, quote: str) -> tuple[float, float, float, float]:
    """Where the first and the last letter of words stand: x, y, x, y of their middles."""
    return page.evaluate(
        """(quote) => {
          const { map } = document.querySelector("article-text");
          const start = map.points.fromUnit(map.text.indexOf(quote));
          const end = start + Array.from(quote).length;
          const middle = ({ left, right, top, bottom }) => [(left + right) / 2, (top + bottom) / 2];
          return [[start, start + 1], [end - 1, end]].flatMap(([start, end]) =>
            middle(map.range({ start, end }).getBoundingClientRect()));
        }""",
        quote,
    )


def selects(page: Page, wanted: dict[str, object]) -> None:
    """The page comes to say that these words are selected."""
    told = page.evaluate(WAIT, json.dumps(wanted, ensure_ascii=False, separators=(",", ":")))
    assert told == wanted


def at(quote: str, text: str = BRIDGE.text) -> dict[str, object]:
    start = text.index(quote)
    return {"start": start, "end": start + len(quote), "exact": quote}
