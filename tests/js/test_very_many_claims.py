"""A text with very many claims: what is far from the window is there, and costs nothing."""

import re
from urllib.parse import parse_qs, urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, Route, expect

from tests.js.articles import Article, render
from tests.js.server import Site

CARD = re.compile(r'<li class="claim [^>]*id="claim-(?P<claim>[^"]+)".*?</li>', re.DOTALL)
SENTENCES = [
    f"In the year {number} the bridge over the river was paid for." for number in range(600)
]
MANY = Article(
    language="en",
    direction="ltr",
    paragraphs=tuple(("p", sentence) for sentence in SENTENCES),
    marks=tuple((sentence, "open", f"Claim of {sentence[:16]}") for sentence in SENTENCES),
)
CARDS = MANY.cards
WHOLE = {card["claim"]: card[0] for card in CARD.finditer(render(MANY))}
PAINTED = "[...CSS.highlights.get('open')].map(String)"
SHOWN = "[...document.querySelectorAll('.claim:not([hidden])')].map(({ id }) => id)"


def card_of(number: int) -> str:
    return f"claim-{CARDS[number - 1].placed.claim}"


@pytest.fixture
def read(read: Page, site: Site) -> Page:
    """The page of an article with 600 claims, whose cards come in brief."""
    site.pages["/many"] = render(MANY, brief=True)
    read.route("**/many?claims=*", whole_cards)
    read.goto("/many")
    return read


def whole_cards(route: Route) -> None:
    """As the site answers: the cards that are asked for, whole."""
    (wanted,) = parse_qs(urlsplit(route.request.url).query)["claims"]
    found = "".join(WHOLE[claim] for claim in wanted.split(","))
    route.fulfill(content_type="text/html", body=f"<ol>{found}</ol>")


def test_passages_are_drawn_near_the_window_and_all_of_them_on_paper(read: Page) -> None:
    near = read.evaluate(PAINTED)
    assert near[0] == SENTENCES[0]
    assert len(near) < 200
    read.evaluate("scrollTo(0, document.documentElement.scrollHeight)")
    read.wait_for_function(f"{PAINTED}.at(-1) === {SENTENCES[-1]!r}")
    assert SENTENCES[0] not in read.evaluate(PAINTED)
    read.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert read.evaluate(PAINTED) == SENTENCES
    read.evaluate("dispatchEvent(new Event('afterprint'))")
    assert SENTENCES[0] not in read.evaluate(PAINTED)


def test_only_cards_near_the_window_take_part(read: Page) -> None:
    first = read.evaluate(SHOWN)
    assert first[0] == card_of(1)
    assert len(first) < 200
    assert read.get_by_role("listitem").filter(has_text="Claim of").count() == len(first)
    read.evaluate("scrollTo(0, document.documentElement.scrollHeight)")
    read.wait_for_function(f"{SHOWN}.at(-1) === '{card_of(600)}'")
    assert card_of(1) not in read.evaluate(SHOWN)


def test_axe_finds_nothing_wrong_with_what_is_far_away(read: Page) -> None:
    assert Axe().run(read, context="claim-margin").response["violations"] == []


def test_one_walks_to_claims_that_are_far_away(read: Page) -> None:
    read.keyboard.press("k")
    last = read.locator(f"#{card_of(600)}")
    expect(last).to_be_focused()
    expect(last).to_be_in_viewport()
    read.keyboard.press("j")
    expect(read.locator(f"#{card_of(1)}")).to_be_in_viewport()


def test_words_of_a_card_far_away_are_found(read: Page) -> None:
    card = read.locator(f"#{card_of(300)}")
    assert card.get_attribute("hidden") == "until-found"
    card.dispatch_event("beforematch", {"bubbles": True})
    expect(card).to_have_attribute("aria-current", "true")
    assert card.get_attribute("aria-hidden") is None
    expect(card).to_be_in_viewport()


def test_a_link_to_a_claim_far_away_leads_there(read: Page) -> None:
    read.goto(f"/many#{card_of(300)}")
    expect(read.locator(f"#{card_of(300)}")).to_be_in_viewport()


def test_all_of_a_card_comes_when_it_is_opened(read: Page) -> None:
    card = read.locator(f"#{card_of(1)}")
    expect(card.locator(".claim-quote")).to_have_count(0)
    read.keyboard.press("j")
    expect(card.locator(".claim-quote")).to_have_text(SENTENCES[0])
    expect(read.locator("[data-brief]")).to_have_count(597)  # its neighbours came with it


def test_a_key_waits_for_what_it_presses(read: Page, site: Site) -> None:
    site.pages["/source"] = (
        "<main><form action='/source'><textarea name=quote></textarea></form></main>"
    )
    read.keyboard.press("j")
    read.keyboard.press("e")
    expect(read.locator(f"#{card_of(1)} claim-form textarea")).to_be_focused()


def test_a_card_says_why_the_rest_of_it_does_not_come_and_asks_again(
    page: Page, site: Site
) -> None:
    site.pages["/many"] = render(MANY, brief=True)
    page.route("**/many?claims=*", lambda route: route.abort())
    page.goto("/many")
    card = page.locator(f"#{card_of(1)}")
    page.keyboard.press("j")
    expect(card.get_by_role("alert")).to_be_visible()
    page.route("**/many?claims=*", whole_cards)
    page.keyboard.press("k")
    page.keyboard.press("j")
    expect(card.locator(".claim-quote")).to_have_text(SENTENCES[0])
    expect(card.get_by_role("alert")).to_have_count(0)


def test_a_swipe_finds_the_next_card(read: Page) -> None:
    read.set_viewport_size({"width": 390, "height": 844})
    read.keyboard.press("j")
    expect(read.locator(f"#{card_of(1)}")).to_be_in_viewport()
    assert read.evaluate(SHOWN) == [card_of(number) for number in range(1, 5)]
    read.locator("claim-margin ol").evaluate("list => list.scrollBy({ left: list.clientWidth })")
    expect(read.locator(f"#{card_of(2)}")).to_have_attribute("aria-current", "true")
    assert card_of(5) in read.evaluate(SHOWN)
