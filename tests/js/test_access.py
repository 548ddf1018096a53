"""Everybody can use the pages: contrast, names, roles, also without script and in other colours."""

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.js.samples import BRIDGE

RATINGS = [
    *("true", "mostly-true", "half-true", "misleading"),
    *("mostly-false", "false", "unverifiable", "open"),
]
CONTRASTS = "async (ratings) => (await import('/pages/contrast.js')).contrasts(ratings)"
LINES = "async (ratings) => (await import('/pages/contrast.js')).lines(ratings)"


@pytest.fixture(params=["light", "dark"])
def schemed(browser: Browser, base_url: str, request: pytest.FixtureRequest) -> Iterator[Page]:
    page = browser.new_page(base_url=base_url, color_scheme=request.param)
    yield page
    page.close()


def faults(page: Page) -> list[tuple[str, list[str]]]:
    found = Axe().run(page).response["violations"]
    return [(it["id"], [node["html"] for node in it["nodes"]]) for it in found]


@pytest.mark.parametrize("path", ["/read", "/rtl", "/preview", "/parts"])
def test_axe_finds_nothing(schemed: Page, path: str) -> None:
    schemed.goto(path)
    if path == "/read":
        for key in "jsP":  # an active claim with its handles, the cursor, the choice of a claim
            schemed.keyboard.press(key)
            assert faults(schemed) == []
        schemed.keyboard.press("Escape")
        for key in ("Control+k", "?"):  # the palette, and the keys
            schemed.keyboard.press(key)
            assert faults(schemed) == []
            schemed.keyboard.press("Escape")
    assert faults(schemed) == []


def test_every_rating_can_be_read_on_every_ground(schemed: Page) -> None:
    schemed.goto("/read")
    contrasts = schemed.evaluate(CONTRASTS, RATINGS)
    assert {look: ratio for look, ratio in contrasts.items() if ratio < 4.5} == {}
    assert set(contrasts) == {*RATINGS, "hover", "active", "draft", "cursor"}


def test_every_look_has_a_line_of_its_own(read: Page) -> None:
    lines = read.evaluate(LINES, RATINGS)
    assert len(set(lines)) == len(RATINGS)


def test_without_script_every_claim_is_there_to_read(browser: Browser, base_url: str) -> None:
    page = browser.new_page(base_url=base_url, java_script_enabled=False)
    page.goto("/read")
    for quote, _, statement in BRIDGE.marks:
        expect(page.get_by_text(statement, exact=True)).to_be_visible()
        expect(page.locator(".claim-quote", has_text=quote).first).to_be_visible()
    page.locator("a.ref").first.click()
    assert "#claim-" in page.url
    page.close()


def test_menus_close_with_escape_and_give_the_focus_back(read: Page) -> None:
    menu = read.locator("details.account")
    menu.locator("summary").click()
    expect(menu.get_by_text("Sign out")).to_be_visible()
    read.keyboard.press("Escape")
    expect(menu.get_by_text("Sign out")).to_be_hidden()
    expect(menu.locator("summary")).to_be_focused()


def test_on_paper_the_cards_follow_the_text(read: Page) -> None:
    read.keyboard.press("j")
    read.emulate_media(media="print")
    article = read.locator("article").bounding_box()
    first, last = (read.locator(".claim").nth(at).bounding_box() for at in (0, -1))
    assert article
    assert first
    assert last
    assert article["y"] + article["height"] <= first["y"] < last["y"]
    expect(read.locator(".site-head")).to_be_hidden()
