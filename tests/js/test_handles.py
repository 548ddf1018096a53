"""The edges of a passage: dragged with mouse and finger, moved with keys, saved, put back."""

import time
from collections.abc import Iterator
from dataclasses import replace
from email.message import Message

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.js.articles import Article, part
from tests.js.samples import BRIDGE, WELL
from tests.js.selecting import words
from tests.js.server import Answer, Fields, Site
from tests.patience import wait_for

QUOTE, LOOK, STATEMENT = BRIDGE.marks[2]  # the third claim: "not a cent of it is borrowed"
START = BRIDGE.text.index(QUOTE)
PATH = f"/passages/p{START}-{START + len(QUOTE)}/move/"
SHORTER = "a cent of it is borrowed"


def with_quote(quote: str) -> Article:
    """The article as it is after the passage was moved."""
    marks = [(quote, *mark[1:]) if mark[0] == QUOTE else mark for mark in BRIDGE.marks]
    return replace(BRIDGE, marks=tuple(marks))


def moved(quote: str) -> str:
    """What the site answers: ids stay, so the test's own, made of offsets, are put back."""
    start = BRIDGE.text.index(quote)
    html = part(with_quote(quote), STATEMENT)
    return html.replace(f"{start}-{start + len(quote)}", f"{START}-{START + len(QUOTE)}")


@pytest.fixture
def posted(site: Site) -> Iterator[list[Fields]]:
    """What is posted to move the passage; the site answers that it has other words now."""
    came: list[Fields] = []

    def door(fields: Fields, _: Message) -> Answer:
        came.append(fields)
        return 201, "text/html", moved(fields["exact"])

    site.doors[PATH] = door
    yield came
    del site.doors[PATH]


@pytest.fixture
def third(read: Page) -> Page:
    """The page with the third claim active."""
    x, y, _, _ = words(read, QUOTE)
    read.mouse.click(x, y)
    expect(read.get_by_role("slider", name="Start of the passage")).to_be_visible()
    return read


def handle(page: Page, side: str) -> tuple[float, float]:
    box = page.locator(f".handle.{side}").bounding_box()
    assert box
    assert (box["width"], box["height"]) == (24, 24)
    return box["x"] + 12, box["y"] + 12


def active(page: Page) -> list[str]:
    return list(page.evaluate("[...CSS.highlights.get('active')].map(String)"))


def drag(page: Page, side: str, to: str, *, at_end: bool = False) -> None:
    """Pull a handle as far as its edge has to go to stand at the words."""
    x, y = handle(page, side)
    edge = "left" if side == "start" else "right"
    line = page.evaluate(
        """([words, atEnd, here]) => {
          const { map } = document.querySelector("article-text");
          const box = (start, end) => map.range({ start, end }).getBoundingClientRect();
          const start = map.points.fromUnit(map.text.indexOf(words));
          const end = start + Array.from(words).length;
          const to = atEnd ? box(end - 1, end) : box(start, start + 1);
          return [atEnd ? to.right : to.left, (to.top + to.bottom) / 2];
        }""",
        [to, at_end, edge],
    )
    height = float(
        page.locator(f".handle.{side}").evaluate(
            "(e) => parseFloat(e.style.getPropertyValue('--line'))"
        )
    )
    from_line = y + 12 + height / 2 if side == "start" else y - 12 - height / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(line[0], line[1] + (y - from_line), steps=6)
    page.mouse.up()


def test_a_drag_moves_the_start_and_saves_it(third: Page, posted: list[Fields]) -> None:
    drag(third, "start", SHORTER)
    expect(third.locator("#announce")).to_have_text("Saved.")
    start = BRIDGE.text.index(SHORTER)
    end = START + len(QUOTE)
    assert posted == [
        {"start": str(start), "end": str(end), "exact": SHORTER, "revision": "1"},
    ]
    assert active(third) == [SHORTER]
    expect(third.locator(".claim[aria-current=true] .claim-quote")).to_have_text(SHORTER)


def test_the_number_follows_the_end_of_its_passage(third: Page, posted: list[Fields]) -> None:
    drag(third, "end", "not a cent", at_end=True)
    expect(third.locator("#announce")).to_have_text("Saved.")
    ref = f"ref-p{START}-{START + len(QUOTE)}"
    before = third.evaluate("(id) => document.getElementById(id).previousSibling.data", ref)
    assert before.endswith("not a cent")
    expect(third.locator("a.ref .number").nth(2)).to_have_text("3")
    assert third.evaluate("document.querySelector('article-text').map.text") == BRIDGE.text


def test_it_moves_at_once_and_goes_back_when_the_site_refuses(page: Page, site: Site) -> None:
    def slow(_: Fields, __: Message) -> Answer:
        time.sleep(0.4)
        return (
            409,
            "text/html",
            f'<p role="alert">Somebody was faster.</p>{part(BRIDGE, STATEMENT)}',
        )

    site.doors[PATH] = slow
    page.goto("/read")
    x, y, _, _ = words(page, QUOTE)
    page.mouse.click(x, y)
    drag(page, "start", SHORTER)
    assert active(page) == [SHORTER]
    expect(page.get_by_role("alert")).to_have_text("Not saved. Somebody was faster.")
    assert active(page) == [QUOTE]
    expect(page.get_by_role("slider", name="Start")).to_have_attribute("aria-valuenow", str(START))


def test_without_an_answer_it_goes_back_and_says_why(page: Page) -> None:
    page.goto("/read")
    x, y, _, _ = words(page, QUOTE)
    page.mouse.click(x, y)
    page.route("**/move/", lambda route: route.abort())
    drag(page, "start", SHORTER)
    expect(page.get_by_role("alert")).to_have_text("Not saved. The site cannot be reached.")
    assert active(page) == [QUOTE]


def test_a_finger_drags_as_well(browser: Browser, base_url: str, posted: list[Fields]) -> None:
    page = browser.new_page(
        base_url=base_url, has_touch=True, is_mobile=True, viewport={"width": 390, "height": 844}
    )
    page.goto("/read")
    x, y, _, _ = words(page, QUOTE)
    page.touchscreen.tap(x, y)
    expect(page.locator(".handle.end")).to_be_visible()
    fx, fy = handle(page, "end")
    tx, ty, _, _ = words(page, "it is borrowed")
    line = float(
        page.locator(".handle.end").evaluate(
            "(e) => parseFloat(e.style.getPropertyValue('--line'))"
        )
    )
    touch = page.context.new_cdp_session(page)

    def send(kind: str, *points: tuple[float, float]) -> None:
        at = [{"x": px, "y": py} for px, py in points]
        touch.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": at})

    send("touchStart", (fx, fy))
    for step in range(1, 9):
        share = step / 8
        target = ty + 12 + line / 2
        send("touchMove", (fx + (tx - 8 - fx) * share, fy + (target - fy) * share))
    send("touchEnd")
    expect(page.locator("#announce")).to_have_text("Saved.")
    assert [fields["exact"] for fields in posted] == ["not a cent of"]
    page.close()


def test_keys_move_the_edges_and_enter_saves(third: Page, posted: list[Fields]) -> None:
    third.keyboard.press("m")
    start = third.get_by_role("slider", name="Start of the passage")
    expect(start).to_be_focused()
    third.keyboard.press("ArrowRight")
    expect(start).to_have_attribute("aria-valuetext", f"from “{SHORTER}”")
    third.keyboard.press("Shift+ArrowRight")
    assert active(third) == ["cent of it is borrowed"]
    third.keyboard.press("Shift+ArrowLeft")
    third.keyboard.press("Tab")
    end = third.get_by_role("slider", name="End of the passage")
    expect(end).to_be_focused()
    third.keyboard.press("ArrowLeft")
    expect(end).to_have_attribute("aria-valuetext", "to “a cent of it is”")
    assert posted == []
    third.keyboard.press("Enter")
    expect(third.locator("#announce")).to_have_text("Saved.")
    assert [fields["exact"] for fields in posted] == ["a cent of it is"]
    expect(end).to_be_focused()


def test_escape_puts_it_back_and_returns_to_the_card(third: Page, posted: list[Fields]) -> None:
    third.keyboard.press("m")
    third.keyboard.press("ArrowDown")
    third.keyboard.press("ArrowUp")
    third.keyboard.press("ArrowLeft")
    assert active(third) != [QUOTE]
    third.keyboard.press("Escape")
    assert active(third) == [QUOTE]
    expect(third.locator(".claim[aria-current=true]")).to_be_focused()
    assert posted == []


def test_an_edge_never_passes_the_other(third: Page) -> None:
    third.keyboard.press("m")
    for _ in range(12):
        third.keyboard.press("ArrowRight")
    assert active(third) == ["borrowed"]
    expect(third.locator("#announce")).to_have_text("The edge goes no further.")
    third.keyboard.press("Escape")


def test_m_without_a_claim_says_what_to_do(read: Page) -> None:
    read.keyboard.press("m")
    expect(read.locator("#announce")).to_have_text("First choose a claim; j goes to the next one.")


def test_the_link_on_the_card_leads_to_the_edges(third: Page) -> None:
    third.locator(".claim[aria-current=true]").get_by_role("link", name="Move").click()
    expect(third.get_by_role("slider", name="Start of the passage")).to_be_focused()


def test_from_right_to_left_the_start_stands_at_the_right(page: Page) -> None:
    page.goto("/rtl")
    page.keyboard.press("j")
    quote = min(WELL.text.index(mark[0]) for mark in WELL.marks)
    first, *_ = page.evaluate("document.querySelector('article-text').passages")
    assert first["start"] == quote
    expect(page.locator(".handle.start")).to_be_visible()
    text = WELL.text[first["start"] : first["end"]]
    x1, _, _, _ = words(page, text)
    assert handle(page, "start")[0] > x1
    page.keyboard.press("m")
    page.keyboard.press("ArrowLeft")
    assert int(page.locator(".handle.start").get_attribute("aria-valuenow") or 0) > first["start"]


def stand_at_the_letters(page: Page) -> bool:
    x1, _, x2, _ = words(page, QUOTE)
    return abs(handle(page, "start")[0] - x1) < 12 and abs(handle(page, "end")[0] - x2) < 12


def test_handles_stand_at_the_letters_also_after_the_window_changed(third: Page) -> None:
    for width in (1280, 700):
        third.set_viewport_size({"width": width, "height": 900})
        wait_for(lambda: stand_at_the_letters(third))
