"""Marking claims and writing on their cards: nothing typed is lost, whatever the site answers."""

import json
import time
from dataclasses import replace
from email.message import Message
from html import escape

import pytest
from playwright.sync_api import Page, expect

from tests.js.articles import Article, part, render
from tests.js.samples import BRIDGE
from tests.js.selecting import LISTEN, at, selects
from tests.js.server import Answer, Fields, Site

QUOTE = "In April the temporary supports are put in."
STATEMENT = "The supports are put in during April."
MARKED = replace(BRIDGE, marks=(*BRIDGE.marks, (QUOTE, "open", STATEMENT)))


def select_and_press_c(page: Page) -> None:
    """Select the whole block; what counts is what the page says last."""
    page.evaluate(LISTEN)
    page.locator("li[data-start]").first.click(click_count=3)
    selects(page, at(QUOTE))
    page.keyboard.press("c")


def answer(article: Article) -> Answer:
    return 201, "text/html", render(article)


@pytest.fixture
def posted(site: Site) -> list[Fields]:
    """What is posted to /claims; the site answers with the page that has the claim."""
    came: list[Fields] = []

    def door(fields: Fields, _: Message) -> Answer:
        came.append(fields)
        return answer(MARKED)

    site.doors["/claims"] = door
    return came


def test_two_keys_mark_a_claim(read: Page, posted: list[Fields]) -> None:
    select_and_press_c(read)
    field = read.get_by_label("The claim in one sentence")
    expect(field).to_be_focused()
    expect(field).to_have_value(QUOTE)
    assert read.evaluate("[...CSS.highlights.get('draft')].map(String)") == [QUOTE]
    field.fill(STATEMENT)
    read.keyboard.press("Control+Enter")
    expect(read.locator(".claim[aria-current=true] .statement")).to_have_text(STATEMENT)
    start = BRIDGE.text.index(QUOTE)
    assert posted == [
        {
            "start": str(start),
            "end": str(start + len(QUOTE)),
            "exact": QUOTE,
            "version": "v1",
            "statement": STATEMENT,
            "claimant": "",
            "date": "",
        }
    ]


def test_the_key_is_heard_however_soon_it_follows_the_selection(read: Page) -> None:
    read.evaluate(
        """(quote) => {
          const { map } = document.querySelector("article-text");
          const start = map.points.fromUnit(map.text.indexOf(quote));
          const range = map.range({ start, end: start + Array.from(quote).length });
          getSelection().setBaseAndExtent(
            range.startContainer, range.startOffset, range.endContainer, range.endOffset);
          document.dispatchEvent(new Event("selectionchange"));
          document.body.dispatchEvent(new KeyboardEvent("keydown", { key: "c", bubbles: true }));
        }""",
        QUOTE,
    )
    field = read.get_by_label("The claim in one sentence")
    expect(field).to_be_focused()
    expect(field).to_have_value(QUOTE)


def test_a_new_claim_renumbers_those_behind_it(read: Page, posted: list[Fields]) -> None:
    select_and_press_c(read)
    read.get_by_role("button", name="Save claim").click()
    expect(read.locator(".claim[data-claim]")).to_have_count(9)
    numbered = "[...document.querySelectorAll('{}')].map((e) => e.textContent)"
    in_order = [str(number) for number in range(1, 10)]
    assert sorted(read.evaluate(numbered.format("a.ref .number"))) == in_order
    assert read.evaluate(numbered.format(".claim .number")) == in_order
    ref = read.locator("li[data-start]").first.locator("a.ref")
    expect(ref).to_have_text("8○")
    assert read.evaluate("document.querySelector('article-text').map.text") == BRIDGE.text
    assert read.evaluate("CSS.highlights.get('open').size") == 2
    assert read.evaluate("CSS.highlights.get('draft').size") == 0


def test_sending_twice_marks_one_claim(read: Page, site: Site) -> None:
    came: list[Fields] = []

    def slow(fields: Fields, _: Message) -> Answer:
        came.append(fields)
        time.sleep(0.3)
        return answer(MARKED)

    site.doors["/claims"] = slow
    select_and_press_c(read)
    read.keyboard.press("Control+Enter")
    read.keyboard.press("Control+Enter")
    expect(read.locator(".claim[data-claim]")).to_have_count(9)
    assert len(came) == 1


def test_the_part_that_changed_is_answer_enough(read: Page, site: Site) -> None:
    """As the site does for our own script: the new card, its number and all passages."""
    site.doors["/claims"] = lambda *_: (201, "text/html", part(MARKED, STATEMENT))
    select_and_press_c(read)
    read.get_by_role("button", name="Save claim").click()
    expect(read.locator(".claim[aria-current=true] .number")).to_have_text("8")
    expect(read.locator(".claim").last.locator(".number")).to_have_text("9")


def test_when_the_site_cannot_be_reached_every_word_stays(page: Page) -> None:
    page.goto("/read")
    select_and_press_c(page)
    field = page.get_by_label("The claim in one sentence")
    field.fill("My own words")
    page.route("**/claims", lambda route: route.abort())
    page.keyboard.press("Control+Enter")
    expect(page.get_by_role("alert")).to_have_text(
        "Not saved yet. The site cannot be reached. What you wrote is kept."
    )
    expect(field).to_have_value("My own words")
    page.keyboard.press("Escape")
    expect(field).to_be_visible()


@pytest.mark.parametrize(
    ("status", "kind", "body", "says"),
    [
        (409, "application/problem+json", '{"detail": "The text was read anew."}', "read anew"),
        (500, "text/html", "<h1>Oh</h1>", "an error (500)"),
        (200, "text/html", '<main><form action="/sign-in"></form></main>', "signed out"),
    ],
)
def test_refusals_are_said_on_the_card(
    page: Page, site: Site, status: int, kind: str, body: str, says: str
) -> None:
    page.goto("/read")
    site.doors["/claims"] = lambda *_: (status, kind, body)
    select_and_press_c(page)
    page.get_by_role("button", name="Save claim").click()
    expect(page.get_by_role("alert")).to_contain_text(says)
    expect(page.get_by_label("The claim in one sentence")).to_have_value(QUOTE)


def test_the_form_comes_back_with_its_errors(page: Page, site: Site) -> None:
    fields = {"action": "/source", "error": "Quote the source exactly.", "quote": "so & so"}
    site.pages["/source"] = render(BRIDGE, "fields.html", action="/source")
    site.doors["/source"] = lambda *_: (422, "text/html", render(BRIDGE, "fields.html", **fields))
    page.goto("/read")
    page.keyboard.press("j")
    page.keyboard.press("e")
    quote = page.get_by_label("Exact quote")
    expect(quote).to_be_focused()
    quote.fill("so & so")
    page.keyboard.press("Control+Enter")
    expect(page.get_by_text("Quote the source exactly.")).to_be_visible()
    expect(quote).to_have_value("so & so")
    expect(quote).to_be_focused()


def test_who_is_signed_out_is_led_to_sign_in_not_shown_it_on_a_card(read: Page, site: Site) -> None:
    site.pages["/sign-in"] = render(BRIDGE, "parts.html")
    site.moved["/assess"] = "/sign-in"
    read.keyboard.press("j")
    read.keyboard.press("a")
    read.wait_for_url("**/sign-in")
    del site.moved["/assess"]


def test_a_verdict_changes_card_number_and_highlight(read: Page, site: Site) -> None:
    rated = replace(BRIDGE, marks=(*BRIDGE.marks[:-1], (*BRIDGE.marks[-1][:1], "false", "Told.")))
    site.pages["/assess"] = render(BRIDGE, "fields.html", action="/assess")
    site.doors["/assess"] = lambda *_: answer(rated)
    read.keyboard.press("k")
    read.get_by_role("link", name="Assess").last.click()
    read.get_by_role("button", name="Save").click()
    expect(read.locator(".claim").last.locator(".verdict")).to_have_text("✗False")
    expect(read.locator("a.ref").last).to_have_text("8✗")
    assert read.evaluate("[CSS.highlights.get('open').size, CSS.highlights.get('false').size]") == [
        0,
        2,
    ]


def test_a_draft_nobody_wrote_in_goes_with_escape(read: Page) -> None:
    select_and_press_c(read)
    expect(read.get_by_label("The claim in one sentence")).to_be_focused()
    read.keyboard.press("Escape")
    expect(read.locator(".claim")).to_have_count(8)
    assert read.evaluate("CSS.highlights.get('draft').size") == 0


def test_the_same_words_again_lead_to_the_draft_there_is(read: Page) -> None:
    select_and_press_c(read)
    read.get_by_label("The claim in one sentence").fill("Half a sentence")
    select_and_press_c(read)
    expect(read.locator(".claim:not([data-claim])")).to_have_count(1)
    expect(read.get_by_label("The claim in one sentence")).to_have_value("Half a sentence")


def test_markup_in_an_answer_runs_nothing(read: Page, site: Site) -> None:
    evil = '<img src="/no" onerror="window.ran = 1"><script>window.ran = 2</script>'
    problem = json.dumps({"detail": evil})
    site.doors["/claims"] = lambda *_: (200, "application/problem+json", problem)
    select_and_press_c(read)
    read.get_by_role("button", name="Save claim").click()
    expect(read.get_by_role("alert")).to_contain_text(evil)
    assert escape(evil) in read.get_by_role("alert").inner_html().replace('"', "&quot;")
    assert read.evaluate("window.ran ?? 0") == 0
