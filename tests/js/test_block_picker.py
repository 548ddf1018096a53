"""Choosing which blocks of a document are taken in: eleven rows, nine of them at first."""

import pytest
from playwright.sync_api import Page, expect


@pytest.fixture
def preview(page: Page) -> Page:
    page.goto("/preview")
    return page


def taken(page: Page) -> list[int]:
    return page.evaluate(
        "[...document.querySelectorAll('[data-block] input:checked')].map((box) => +box.value)"
    )


def test_the_count_tells_what_is_taken_in(preview: Page) -> None:
    count = preview.locator("[data-count]")
    expect(count).to_have_text("9 of 11 blocks, 227 words")
    preview.get_by_text("In April the temporary supports are put in.").click()
    expect(count).to_have_text("10 of 11 blocks, 235 words")


def test_a_press_anywhere_on_a_row_switches_it_and_again_back(preview: Page) -> None:
    row = preview.locator("[data-block]").nth(1)
    row.click(position={"x": 200, "y": 20})
    assert taken(preview) == [0, 2, 3, 4, 5, 6, 7, 10]
    row.get_by_role("checkbox").click()
    assert taken(preview) == [0, 1, 2, 3, 4, 5, 6, 7, 10]


def test_keys_walk_and_switch(preview: Page) -> None:
    preview.get_by_role("checkbox").first.focus()
    for key in ("j", "ArrowDown", "Space", "k", "x", "End", "x", "Home"):
        preview.keyboard.press(key)
    assert taken(preview) == [0, 3, 4, 5, 6, 7]
    expect(preview.get_by_role("checkbox").first).to_be_focused()
    expect(preview.locator("[data-count]")).to_contain_text("6 of 11 blocks")


def test_the_rows_are_one_stop_for_tab(preview: Page) -> None:
    preview.get_by_role("checkbox").first.focus()
    preview.keyboard.press("Tab")
    expect(preview.get_by_role("button", name="Take in")).to_be_focused()


def test_shift_switches_every_row_since_the_last_press(preview: Page) -> None:
    rows = preview.locator("[data-block]")
    rows.nth(2).click()
    rows.nth(6).click(modifiers=["Shift"])
    assert taken(preview) == [0, 1, 7, 10]
    rows.nth(4).click(modifiers=["Shift"])
    assert taken(preview) == [0, 1, 4, 5, 6, 7, 10]


def test_what_is_left_out_is_struck_through_and_says_why(preview: Page) -> None:
    row = preview.locator("[data-block]").nth(8)
    expect(row.locator("[data-block-text]")).to_have_css("text-decoration-line", "line-through")
    expect(row.get_by_text("Looks like a list of links.")).to_be_visible()
    row.get_by_role("checkbox").check()
    expect(row.locator("[data-block-text]")).to_have_css("text-decoration-line", "none")
    expect(row.get_by_text("Looks like a list of links.")).to_be_hidden()
