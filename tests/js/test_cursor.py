"""The sentence cursor: selecting without a pointer, and hearing what one is on."""

import pytest
from playwright.sync_api import Page, expect

from tests.js.samples import BRIDGE, WELL
from tests.js.selecting import LISTEN, at, selects

HEADLINE = BRIDGE.paragraphs[0][1]


@pytest.fixture(autouse=True)
def listening(read: Page) -> None:
    read.evaluate(LISTEN)


PAINTED = """() => {
  const { map } = document.querySelector("article-text");
  return [...CSS.highlights.get("cursor")].map((range) => map.exact(map.span(range))).join("|");
}"""


def on(page: Page) -> str:
    """The words that the cursor is painted on."""
    return str(page.evaluate(PAINTED))


def hears(page: Page, words: str) -> None:
    expect(page.locator("#announce")).to_have_text(words)


def press(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def test_it_needs_no_selection_and_says_what_it_is_on(read: Page) -> None:
    press(read, "s")
    selects(read, at(HEADLINE))
    hears(read, HEADLINE)
    assert on(read) == HEADLINE
    assert read.evaluate("document.getSelection().isCollapsed")
    assert read.evaluate("document.activeElement.getAttribute('role')") == "application"
    expect(read.locator("selection-bar")).to_be_visible()


def test_arrows_lead_from_sentence_to_sentence_and_word_to_word(read: Page) -> None:
    press(read, "s", "ArrowDown")
    second = str(read.evaluate("window.selected.exact"))
    assert BRIDGE.paragraphs[1][1].startswith(second)
    press(read, "ArrowUp")
    hears(read, HEADLINE)
    press(read, "ArrowUp")
    hears(read, "No further sentence.")
    press(read, "ArrowRight", "ArrowRight")
    hears(read, HEADLINE.split()[1])
    press(read, "ArrowLeft")
    hears(read, HEADLINE.split()[0])
    press(read, "ArrowDown")
    hears(read, second)


def test_shift_grows_and_shrinks_it_and_says_by_what(read: Page) -> None:
    first, second, *_ = HEADLINE.split()
    press(read, "s", "ArrowRight", "Shift+ArrowRight")
    selects(read, at(f"{first} {second}"))
    hears(read, f"{second} selected")
    press(read, "Shift+ArrowLeft")
    hears(read, f"{second} not selected")
    press(read, "Control+Shift+ArrowRight", "Shift+ArrowDown")
    selects(read, at(HEADLINE))
    press(read, "Shift+ArrowDown")
    across = str(read.evaluate("window.selected.exact"))
    assert across.startswith(f"{HEADLINE}\n\n")


def test_enter_makes_a_claim_of_it(read: Page) -> None:
    press(read, "s", "s", "Enter")
    field = read.get_by_label("The claim in one sentence")
    expect(field).to_be_focused()
    assert BRIDGE.paragraphs[1][1].startswith(field.input_value())
    assert on(read) == ""


def test_escape_leaves_and_gives_the_focus_back(read: Page) -> None:
    link = read.locator("a.ref").first
    link.focus()
    press(read, "s", "Escape")
    selects(read, None)  # type: ignore[arg-type]
    assert on(read) == ""
    expect(read.locator("selection-bar")).to_be_hidden()
    expect(link).to_be_focused()


def test_it_starts_with_what_can_be_seen(read: Page) -> None:
    read.evaluate("document.querySelectorAll('[data-start]')[6].scrollIntoView()")
    press(read, "s")
    start = int(read.evaluate("window.selected.start"))
    top = """(start) => {
      const [line] = document.querySelector("article-text").lines({ start, end: start + 1 });
      return line.top;
    }"""
    assert 0 <= float(read.evaluate(top, start)) < 500


def test_it_starts_where_words_are_selected_and_a_pointer_takes_over(read: Page) -> None:
    read.locator("blockquote[data-start]").dblclick(position={"x": 60, "y": 12})
    expect(read.locator("selection-bar")).to_be_visible()
    press(read, "s")
    assert BRIDGE.paragraphs[5][1].startswith(on(read))
    read.locator("[data-start]").nth(4).click(position={"x": 5, "y": 5})
    assert on(read) == ""
    expect(read.locator("selection-bar")).to_be_hidden()


def test_without_letters_a_button_starts_it(read: Page) -> None:
    read.evaluate("document.documentElement.dataset.keys = 'off'")
    button = read.get_by_role("button", name="Walk through the sentences")
    button.focus()
    press(read, "Enter", "ArrowDown")
    assert BRIDGE.paragraphs[1][1].startswith(on(read))
    press(read, "Escape")
    expect(button).to_be_focused()


def test_from_right_to_left_the_left_arrow_leads_on(page: Page) -> None:
    page.goto("/rtl")
    page.evaluate(LISTEN)
    first = WELL.paragraphs[0][1].split()
    press(page, "s", "ArrowLeft", "ArrowLeft")
    hears(page, first[1])
    press(page, "ArrowRight")
    hears(page, first[0])
    press(page, "Shift+ArrowLeft")
    selects(page, at(" ".join(first[:2]), WELL.text))


def test_the_list_of_keys_names_those_of_the_cursor(read: Page) -> None:
    press(read, "?")
    dialog = read.get_by_role("dialog", name="Keys")
    expect(dialog.get_by_role("heading", name="At the sentence cursor")).to_be_visible()
    expect(dialog).to_contain_text("Select on by a sentence")
