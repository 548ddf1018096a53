"""Reading an article with claims in it: selecting, pointing, walking, in a real browser."""

import pytest
from playwright.sync_api import Page, expect

from tests.js.samples import BRIDGE, WELL
from tests.js.selecting import LISTEN, at, selects, words
from tests.patience import wait_for


@pytest.fixture(autouse=True)
def listening(read: Page) -> None:
    read.evaluate(LISTEN)


def test_dragging_over_words_selects_them(read: Page) -> None:
    x1, y1, x2, y2 = words(read, "The report counts")
    read.mouse.move(x1 - 4, y1)
    read.mouse.down()
    read.mouse.move(x2 + 4, y2, steps=4)
    read.wait_for_timeout(250)
    expect(read.locator("selection-bar")).to_be_hidden()  # it would lie under the pen
    read.mouse.up()
    selects(read, at("The report counts"))
    expect(read.locator("selection-bar")).to_be_visible()


def test_three_clicks_select_the_block_and_nothing_of_the_next(read: Page) -> None:
    quote = BRIDGE.paragraphs[5][1]
    read.locator("blockquote[data-start]").click(click_count=3, position={"x": 60, "y": 12})
    selects(read, at(quote))


def test_two_clicks_behind_an_emoji_select_the_word(read: Page) -> None:
    read.evaluate("window.scrollTo(0, 600)")
    x1, y1, x2, y2 = words(read, "surprised")
    read.mouse.dblclick((x1 + x2) / 2, (y1 + y2) / 2)
    selects(read, at("surprised"))


def test_everything_selected_is_the_whole_text(read: Page) -> None:
    read.keyboard.press("Control+A")
    selects(read, at(BRIDGE.text))


def test_keys_alone_select_sentence_and_word(read: Page) -> None:
    read.keyboard.press("s")
    read.keyboard.press("s")
    read.keyboard.press("S")
    selects(read, at(BRIDGE.paragraphs[0][1]))
    read.keyboard.press("Control+Shift+ArrowLeft")
    selects(read, at(BRIDGE.paragraphs[0][1].rpartition(" ")[0]))


def test_dragging_backwards_from_right_to_left_text(page: Page) -> None:
    page.goto("/rtl")
    page.evaluate(LISTEN)
    first, last = WELL.paragraphs[1][1], WELL.paragraphs[2][1]
    x1, y1, _, _ = words(page, "يوم الأحد")
    _, _, x2, y2 = words(page, "السكان")
    page.mouse.move(x2 - 3, y2)
    page.mouse.down()
    page.mouse.move(x1 + 3, y1, steps=4)
    page.mouse.up()
    quote = f"{first[first.index('يوم الأحد') :]}\n\n{last[: last.index('السكان') + 6]}"
    selects(page, at(quote, WELL.text))


def test_a_selection_outside_of_the_text_offers_nothing(read: Page) -> None:
    read.locator(".article-about time").dblclick()
    read.wait_for_timeout(250)
    expect(read.locator("selection-bar")).to_be_hidden()


def test_j_and_k_walk_through_the_claims_and_say_so(read: Page) -> None:
    read.keyboard.press("j")
    read.keyboard.press("j")
    read.keyboard.press("j")
    expect(read.locator("#announce")).to_have_text(
        "Claim 3 of 8. False. None of the twelve million for the bridge is borrowed."
    )
    assert read.evaluate("document.activeElement.matches('.claim[aria-current=true]')")
    read.keyboard.press("k")
    expect(read.locator(".claim[aria-current=true] .number")).to_have_text("2")
    read.keyboard.press("Escape")
    expect(read.locator(".claim[aria-current=true]")).to_have_count(0)


def test_pressing_overlapping_words_walks_outwards(read: Page) -> None:
    x, y, _, _ = words(read, "deck would not carry them")
    active = read.locator(".claim[aria-current=true] .number")
    read.mouse.click(x, y)
    expect(active).to_have_text("2")
    read.mouse.click(x, y)
    expect(active).to_have_text("1")
    read.mouse.click(x, y)
    expect(active).to_have_text("2")


def test_pointing_at_words_lights_up_their_card_and_back(read: Page) -> None:
    x, y, _, _ = words(read, "forty-one cracks")
    read.mouse.move(x, y)
    expect(read.locator(".claim.linked .number")).to_have_text("5")
    read.locator(".claim", has_text="41 cracks").hover()
    assert read.evaluate("[...CSS.highlights.get('hover')].map(String)") == [
        "forty-one cracks, nine more than two years ago"
    ]


def test_beside_the_text_one_points_at_nothing(read: Page) -> None:
    """However near the end of a marked line is: only its letters are the passage."""
    offset_at = """async ([x, y]) => {
      const { offsetAt } = await import("/static/annotations/js/page/highlights.js");
      return offsetAt(document.querySelector("article-text").map, x, y);
    }"""
    x, y, _, _ = words(read, "engineers")
    assert read.evaluate(offset_at, [x, y]) == BRIDGE.text.index("engineers")
    for beside in ([20, y], [1260, y], [x, y + 15]):
        assert read.evaluate(offset_at, beside) is None


def test_a_number_leads_to_its_card_and_the_card_back(read: Page) -> None:
    read.locator("a.ref", has_text="3").focus()
    read.keyboard.press("Enter")
    expect(read.locator(".claim[aria-current=true] .number")).to_have_text("3")
    assert read.evaluate("document.activeElement.matches('.claim')")
    read.locator(".claim[aria-current=true] h3 a").press("Enter")
    assert read.evaluate("document.activeElement.matches('a.ref')")


def test_each_look_is_one_highlight_of_the_passages_that_have_it(read: Page) -> None:
    shown = read.evaluate(
        "Object.fromEntries([...CSS.highlights].map(([look, all]) => [look, [...all].map(String)]))"
    )
    marked = {look: [] for look in shown}
    for quote, look, _ in BRIDGE.marks:
        marked[look].append(quote)
    inner = "that the deck would not carry them"
    assert shown["true"][0].replace("2✓", "") == marked.pop("true")[0]
    del shown["true"]
    assert shown == {**marked, "overlap-2": [inner]}


def test_the_active_card_stands_level_with_its_passage(read: Page) -> None:
    read.keyboard.press("j")
    read.keyboard.press("j")
    active = read.locator(".claim[aria-current=true]")

    def level() -> bool:
        _, y, _, _ = words(read, "that the deck would not carry them")
        box = active.bounding_box()
        return box is not None and abs(box["y"] + 19 - y) <= 1

    wait_for(level)


def test_a_translated_page_is_noticed_and_marks_nothing(read: Page) -> None:
    read.evaluate(
        "document.querySelector('[data-start] ~ p').firstChild.data = 'Der Rat hat entschieden'"
    )
    x1, y1, x2, y2 = (round(place) for place in (300, 500, 500, 560))
    read.mouse.move(x1, y1)
    read.mouse.down()
    read.mouse.move(x2, y2, steps=3)
    read.mouse.up()
    expect(read.locator("#text-changed")).to_be_visible()
    expect(read.locator("selection-bar")).to_be_hidden()


def test_single_letters_can_be_turned_off_and_stay_off(read: Page) -> None:
    read.keyboard.press("?")
    read.get_by_label("Use single letters as keys").uncheck()
    read.get_by_role("button", name="Close").click()
    read.reload()
    read.keyboard.press("j")
    expect(read.locator(".claim[aria-current=true]")).to_have_count(0)


@pytest.mark.parametrize("width", [390, 1280])
def test_the_page_never_scrolls_sideways(read: Page, width: int) -> None:
    read.set_viewport_size({"width": width, "height": 844})
    assert read.evaluate("document.documentElement.scrollWidth") <= width


def test_on_a_phone_a_swipe_in_the_sheet_leads_to_the_next_claim(read: Page) -> None:
    read.set_viewport_size({"width": 390, "height": 844})
    expect(read.locator(".claims.beside")).to_have_count(0)
    read.evaluate("document.querySelector('.claims').scrollBy({ left: 390, behavior: 'instant' })")
    expect(read.locator(".claim[aria-current=true] .number")).to_have_text("2")
    expect(read.get_by_role("button", name="Claim 2 of 8")).to_have_attribute(
        "aria-expanded", "false"
    )
