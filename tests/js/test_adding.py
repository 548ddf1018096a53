"""Adding selected words to a claim: the active one, one that is chosen, or the one in hand."""

from collections.abc import Iterator
from email.message import Message

import pytest
from playwright.sync_api import Page, expect

from tests.js.articles import Article, render
from tests.js.samples import BRIDGE
from tests.js.selecting import LISTEN, at, selects
from tests.js.server import Answer, Fields, Site

QUOTE = "In April the temporary supports are put in."
SECOND = BRIDGE.cards[1]
IN_HAND = """<aside id="in-hand" class="notice" data-claim="elsewhere" data-passages="/passages">
  <p>Where does this article make the claim?</p></aside><article-text>"""


def with_passage(article: Article, claim: str, number: int) -> str:
    """The page with one more passage, of the claim with this id and number."""
    start = article.text.index(QUOTE)
    end = start + len(QUOTE)
    passage = (
        f'{{"id": "more", "claim": "{claim}", "number": {number}, "start": {start}, '
        f'"end": {end}, "look": "open", "revision": 1}}'
    )
    ref = (
        f'<a class="ref rating-open" id="ref-more" href="#claim-{claim}" data-not-text>'
        f'<span class="number">{number}</span></a>'
    )
    html = render(article)
    return html.replace("</script>\n  <template", f"</script>{ref}<template").replace(
        '"revision": 1}]', f'"revision": 1}}, {passage}]'
    )


@pytest.fixture
def posted(site: Site) -> Iterator[list[Fields]]:
    """What is posted; the site answers that the claim has the passage."""
    came: list[Fields] = []

    def door(fields: Fields, _: Message) -> Answer:
        came.append(fields)
        return 201, "text/html", with_passage(BRIDGE, SECOND.placed.claim, 2)

    site.doors["/passages"] = door
    yield came
    del site.doors["/passages"]


def select(page: Page) -> None:
    page.evaluate(LISTEN)
    page.locator("li[data-start]").first.click(click_count=3)
    selects(page, at(QUOTE))


SENT = {"version": "v1", **{name: str(value) for name, value in at(QUOTE).items()}}


def test_p_adds_to_the_active_claim(read: Page, posted: list[Fields]) -> None:
    read.keyboard.press("j")
    read.keyboard.press("j")
    select(read)
    expect(read.locator("selection-bar")).to_contain_text("Add to claim 2")
    read.keyboard.press("p")
    expect(read.locator("#announce")).to_have_text("Saved.")
    assert posted == [SENT]
    expect(read.locator(".claim[aria-current=true] .number")).to_have_text("2")
    assert QUOTE in read.evaluate("[...CSS.highlights.get('active')].map(String)")
    assert read.evaluate("CSS.highlights.get('draft').size") == 0
    expect(read.locator("selection-bar")).to_be_hidden()


def test_without_an_active_claim_one_is_asked_which(read: Page, posted: list[Fields]) -> None:
    select(read)
    expect(read.locator("selection-bar")).to_contain_text("Add to a claim…")
    read.keyboard.press("p")
    dialog = read.get_by_role("dialog", name="Add to which claim?")
    expect(dialog.get_by_role("searchbox")).to_be_focused()
    assert read.evaluate("[...CSS.highlights.get('draft')].map(String)") == [QUOTE]
    read.keyboard.type("lorries deck")
    expect(dialog.get_by_role("button")).to_have_count(1)
    read.keyboard.press("ArrowDown")
    read.keyboard.press("Enter")
    expect(read.locator("#announce")).to_have_text("Saved.")
    assert posted == [SENT]


def test_the_active_claim_is_offered_first_and_escape_adds_nothing(
    read: Page, posted: list[Fields]
) -> None:
    read.keyboard.press("j")
    read.keyboard.press("j")
    read.keyboard.press("j")
    select(read)
    read.keyboard.press("P")
    dialog = read.get_by_role("dialog", name="Add to which claim?")
    expect(dialog.get_by_role("button").first).to_contain_text("3")
    read.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    read.wait_for_timeout(100)
    assert posted == []
    assert read.evaluate("CSS.highlights.get('draft').size") == 0


def test_the_claim_in_hand_takes_what_the_cursor_is_on(
    page: Page, site: Site, posted: list[Fields]
) -> None:
    site.pages["/in-hand"] = render(BRIDGE).replace("<article-text>", IN_HAND, 1)
    page.goto("/in-hand?claim=elsewhere")
    page.keyboard.press("s")
    expect(page.locator("selection-bar")).to_contain_text("Add to the claim")
    page.keyboard.press("p")
    expect(page.locator("#announce")).to_have_text("Saved.")
    assert [fields["exact"] for fields in posted] == [BRIDGE.paragraphs[0][1]]
    expect(page.locator("#in-hand")).to_have_count(0)
    assert page.url.endswith("/in-hand#claim-elsewhere")


def test_a_refusal_is_said_where_the_claim_is(page: Page, site: Site) -> None:
    refusal = '<p role="alert">There is one like this already.</p>'
    site.doors["/passages"] = lambda *_: (409, "text/html", refusal + render(BRIDGE))
    page.goto("/read")
    page.keyboard.press("j")
    select(page)
    page.keyboard.press("p")
    expect(page.locator(".claim[aria-current=true] [role=alert]")).to_have_text(
        "Not saved. There is one like this already."
    )
    assert page.evaluate("CSS.highlights.get('draft').size") == 0


def test_without_words_p_says_what_to_do(read: Page) -> None:
    read.keyboard.press("p")
    expect(read.locator("#announce")).to_have_text(
        "First select the words, or walk through the sentences."
    )


def test_both_passages_of_a_split_quotation_are_walked_and_lit(
    read: Page, posted: list[Fields]
) -> None:
    read.keyboard.press("j")
    read.keyboard.press("j")
    select(read)
    read.keyboard.press("p")
    expect(read.locator("#announce")).to_have_text("Saved.")
    read.keyboard.press("Escape")
    read.locator("#ref-more").focus()
    read.keyboard.press("Enter")
    expect(read.locator(".claim[aria-current=true] .number")).to_have_text("2")
    held = int(read.locator(".handle.start").get_attribute("aria-valuenow") or 0)
    assert held == at(QUOTE)["start"]
    assert set(read.evaluate("[...CSS.highlights.get('active')].map(String)")) == {
        QUOTE,
        SECOND.quote,
    }
