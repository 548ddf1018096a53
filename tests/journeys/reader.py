"""What a person does on the article page, and what they see there."""

import json
from typing import Any

from playwright.sync_api import Locator, Page, expect

PLACE = """async (words) => {
  await customElements.whenDefined("article-text");
  const { map } = document.querySelector("article-text");
  const start = map.points.fromUnit(map.text.indexOf(words));
  const end = start + Array.from(words).length;
  const middle = (start, end) => {
    const { left, right, top, bottom } = map.range({ start, end }).getBoundingClientRect();
    return { left, right, y: (top + bottom) / 2 };
  };
  map.range({ start, end }).startContainer.parentElement.scrollIntoView({ block: "center" });
  return [middle(start, start + 1), middle(end - 1, end)];
}"""
SELECT = """async (words) => {
  await customElements.whenDefined("article-text");
  const { map } = document.querySelector("article-text");
  const start = map.points.fromUnit(map.text.indexOf(words));
  const range = map.range({ start, end: start + Array.from(words).length });
  range.startContainer.parentElement.scrollIntoView({ block: "start" });
  const { startContainer, startOffset, endContainer, endOffset } = range;
  document.getSelection().setBaseAndExtent(startContainer, startOffset, endContainer, endOffset);
}"""
HIGHLIGHTED = """async (look) => {
  await customElements.whenDefined("article-text");
  const { map } = document.querySelector("article-text");
  return [...CSS.highlights.get(look)].map((range) => map.exact(map.span(range)));
}"""


class Reader:
    """A person before the article page."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def drag_over(self, words: str) -> None:
        """Select with the mouse, from the first letter to the last, as text runs."""
        first, last = self.page.evaluate(PLACE, words)
        rtl = self.page.locator("#text").get_attribute("dir") == "rtl"
        begin, end = ("right", "left") if rtl else ("left", "right")
        inwards = -1 if rtl else 1
        self.page.mouse.move(first[begin] + inwards, first["y"])
        self.page.mouse.down()
        self.page.mouse.move(last[end] - inwards, last["y"], steps=6)
        self.page.mouse.up()
        expect(self.page.locator("selection-bar")).to_be_visible()

    def select(self, words: str) -> None:
        """Select as handles of a phone do: without a mouse."""
        self.page.evaluate(SELECT, words)
        expect(self.page.locator("selection-bar")).to_be_visible()

    @property
    def active(self) -> Locator:
        """The card one works on."""
        return self.page.locator("claim-margin li[aria-current=true]")

    @property
    def form(self) -> Locator:
        """The form that is open on it."""
        return self.active.locator("claim-form form")

    @property
    def verdict(self) -> Locator:
        """What it says of the verdict or, without one, of the stage."""
        return self.active.locator(".claim-state .verdict")

    def card(self, statement: str) -> Locator:
        return self.page.locator("claim-margin li[data-claim]").filter(has_text=statement)

    def highlighted(self, look: str) -> list[str]:
        """The words that the browser itself paints in this look."""
        words: list[str] = self.page.evaluate(HIGHLIGHTED, look)
        return words

    def references(self) -> list[str]:
        """The numbers in the text with their signs, in reading order."""
        found: list[str] = self.page.locator("a.ref").evaluate_all(
            "(refs) => refs.map((ref) => "
            "['number', 'sign'].map((part) => ref.querySelector(`.${part}`).textContent).join(''))"
        )
        return found

    def passages(self) -> list[dict[str, Any]]:
        content = self.page.locator("script#passages").text_content()
        return list(json.loads(content or "[]"))
