"""Claims of several passages: a split quotation, a second article, better bounds; and the sentence
cursor, by keys alone."""

import pytest
from playwright.sync_api import Page, expect

from annotations.articles.models import Article
from annotations.claims.models import Claim
from annotations.claims.passages import move_passage
from annotations.history.models import Event
from annotations.newsrooms.models import Member
from tests import factories
from tests.journeys.conftest import SignIn
from tests.journeys.reader import Reader

FIRST, SECOND = "We will wait", "and then we will see"
ELSEWHERE = ["A leaflet of the harbour", "They write that the town will wait and see. So be it."]


@pytest.fixture
def article(ada: Member) -> Article:
    return factories.article(ada)


@pytest.fixture
def claim(ada: Member, article: Article) -> Claim:
    return factories.claim(ada, article.latest, FIRST, statement="The mayor will wait.")


def saved(page: Page) -> None:
    expect(page.locator("#announce")).to_have_text("Saved.")


def exacts(claim: Claim) -> list[str]:
    return [passage.exact for passage in claim.passages.standing().order_by("id")]


def test_a_split_quotation_and_a_second_appearance(
    desk: SignIn, ada: Member, article: Article, claim: Claim
) -> None:
    factories.article(ada, ELSEWHERE)
    page = desk(ada)
    page.goto(article.get_absolute_url())
    reader = Reader(page)

    page.keyboard.press("j")
    reader.drag_over(SECOND)
    page.get_by_role("button", name="Add to claim 1").click()
    saved(page)
    assert reader.references() == ["1○", "1○"]
    assert sorted(reader.highlighted("open")) == [FIRST, SECOND]
    expect(reader.active.locator(".claim-quote")).to_have_text([FIRST, SECOND])

    reader.active.get_by_role("link", name="Details").click()
    page.get_by_role("link", name="Another appearance").click()
    page.get_by_label("Search").fill("leaflet")
    page.get_by_role("button", name="Show").click()
    page.get_by_role("link", name="A leaflet of the harbour").click()
    expect(page.locator("#in-hand")).to_contain_text("The mayor will wait.")
    reader.drag_over("will wait and see")
    page.keyboard.press("p")
    saved(page)
    expect(page.locator("#in-hand")).to_have_count(0)
    expect(reader.card("The mayor will wait.")).to_be_focused()
    assert exacts(claim) == [FIRST, SECOND, "will wait and see"]

    reader.active.get_by_role("link", name="Details").click()
    page.locator(".passages li", has_text=SECOND).get_by_role("button", name="Withdraw").click()
    expect(page.locator(".passages .withdrawn")).to_contain_text(SECOND)
    page.get_by_role("button", name="Restore").click()
    expect(page.locator(".passages .withdrawn")).to_have_count(0)
    assert exacts(claim) == [FIRST, SECOND, "will wait and see"]


def test_the_edges_of_a_passage_are_dragged_and_everything_stays(
    desk: SignIn, ada: Member, article: Article, claim: Claim
) -> None:
    factories.evidence(claim, ada)
    factories.assessment(claim, ada, "false")
    page = desk(ada)
    page.goto(article.get_absolute_url())
    reader = Reader(page)

    page.locator("a.ref .number").click()
    end = page.get_by_role("slider", name="End of the passage").bounding_box()
    words = page.evaluate(
        """() => {
          const { map } = document.querySelector("article-text");
          const start = map.points.fromUnit(map.text.indexOf("mayor"));
          const { right } = map.range({ start, end: start + 5 }).getBoundingClientRect();
          return right;
        }"""
    )
    assert end
    page.mouse.move(end["x"] + 12, end["y"] + 12)
    page.mouse.down()
    page.mouse.move(words, end["y"] + 12, steps=8)
    page.mouse.up()
    saved(page)

    longer = "We will wait,” said the mayor"
    assert exacts(claim) == [longer]
    assert reader.highlighted("false") == [longer]
    expect(reader.verdict).to_contain_text("False")
    assert (claim.evidence.count(), claim.assessments.count()) == (1, 1)
    assert Event.objects.latest("number").changes["exact"] == [FIRST, longer]


def test_who_moves_what_a_colleague_moved_sees_theirs_and_why(
    desk: SignIn, ada: Member, article: Article, claim: Claim
) -> None:
    page = desk(ada)
    page.goto(article.get_absolute_url())
    page.evaluate("document.querySelector('live-line')?.remove()")  # as if no news came
    reader = Reader(page)
    page.keyboard.press("j")
    passage = claim.passages.get()
    start = passage.start
    move_passage(passage=passage, revision=1, start=start, end=start + 7, exact="We will", by=ada)

    for key in ("m", "ArrowRight", "Enter"):
        page.keyboard.press(key)

    expect(page.get_by_role("alert")).to_contain_text("changed by somebody else")
    assert reader.highlighted("open") == ["We will"]
    for key in ("ArrowRight", "Enter"):
        page.keyboard.press(key)
    saved(page)
    assert exacts(claim) == ["will"]


def walk_to_the_cursor(page: Page) -> None:
    """Tab to the button that every page with a text has, and press it."""
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.matches('.walk')"):
            return page.keyboard.press("Enter")
    pytest.fail("nothing led to the sentence cursor")


def test_by_keys_alone_a_sentence_is_found_and_marked(
    desk: SignIn, ada: Member, article: Article
) -> None:
    page = desk(ada)
    page.goto(article.get_absolute_url())
    reader, keys, said = Reader(page), page.keyboard, page.locator("#announce")

    walk_to_the_cursor(page)
    expect(said).to_have_text(f"Unread. {factories.HEADLINE}")
    keys.press("ArrowDown")
    expect(said).to_have_text("Unread. The council voted on Monday.")
    keys.press("ArrowDown")
    expect(said).to_have_text(f"Unread. {factories.SENTENCE}")
    keys.press("Shift+ArrowDown")
    expect(said).to_have_text("Nobody was surprised. selected")
    keys.press("Shift+ArrowUp")
    expect(said).to_have_text("Nobody was surprised. not selected")
    assert reader.highlighted("cursor") == [factories.SENTENCE]
    keys.press("Enter")
    keys.type("Nothing was spent.")
    keys.press("Control+Enter")
    expect(reader.card("Nothing was spent.")).to_be_focused()
    assert exacts(Claim.objects.get()) == [factories.SENTENCE]


def test_by_keys_alone_a_sentence_is_added_and_its_edge_moved(
    desk: SignIn, ada: Member, article: Article, claim: Claim
) -> None:
    page = desk(ada)
    page.goto(article.get_absolute_url())
    reader, keys = Reader(page), page.keyboard
    sentence, shorter = "Nobody was surprised.", "Nobody was surprised"

    for key in ("j", "s", "ArrowDown", "ArrowDown", "ArrowDown"):
        keys.press(key)
    expect(page.locator("#announce")).to_have_text(f"Unread. {sentence}")
    keys.press("p")
    expect(reader.active.locator(".claim-quote")).to_have_text([sentence, FIRST])
    assert exacts(claim) == [FIRST, sentence]

    for key in ("m", "Tab", "ArrowLeft", "Enter"):
        keys.press(key)
    expect(page.locator(".handle.end")).to_have_attribute("aria-valuetext", f"to “{shorter}”")
    expect(reader.active.locator(".claim-quote")).to_have_text([shorter, FIRST])
    assert exacts(claim) == [FIRST, shorter]


def test_overlapping_passages_are_reached_by_pointer_and_tab(
    desk: SignIn, ada: Member, article: Article
) -> None:
    outer = factories.claim(ada, article.latest, factories.SENTENCE, statement="Outer.")
    factories.claim(ada, article.latest, "not yet spent", statement="Inner.")
    factories.passage(outer, ada, exact="spent the money")
    page = desk(ada)
    page.goto(article.get_absolute_url())
    reader = Reader(page)
    x, y = page.evaluate(
        """() => {
          const { map } = document.querySelector("article-text");
          const start = map.points.fromUnit(map.text.indexOf("spent"));
          const box = map.range({ start, end: start + 5 }).getBoundingClientRect();
          return [(box.left + box.right) / 2, (box.top + box.bottom) / 2];
        }"""
    )
    met = []
    for _ in range(4):
        page.mouse.click(x, y)
        words = page.locator(".handle.start").get_attribute("aria-valuetext")
        met.append((reader.active.locator(".statement").text_content(), words))
    assert [statement for statement, _ in met] == ["Inner.", "Outer.", "Outer.", "Inner."]
    assert len(set(met[:3])) == 3

    assert reader.references() == ["2○", "1○", "1○"]
    page.locator("a.ref").first.focus()
    for number in ("2", "1", "1"):
        assert (
            page.evaluate("document.activeElement.querySelector('.number').textContent") == number
        )
        page.keyboard.press("Tab")


def test_on_a_phone_words_are_added_to_the_claim_in_hand(
    desk: SignIn, ada: Member, claim: Claim
) -> None:
    other = factories.article(ada, ELSEWHERE)
    page = desk(ada, viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    page.goto(f"{other.get_absolute_url()}?claim={claim.pk}")
    reader = Reader(page)
    reader.select("will wait and see")
    page.get_by_role("button", name="Add to the claim").tap()
    saved(page)
    assert exacts(claim) == [FIRST, "will wait and see"]
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def test_without_script_a_claim_is_brought_to_another_article(
    desk: SignIn, ada: Member, claim: Claim
) -> None:
    factories.article(ada, ELSEWHERE)
    page = desk(ada, java_script_enabled=False)
    page.goto(claim.get_absolute_url())
    page.get_by_role("link", name="Another appearance").click()
    page.get_by_role("link", name="A leaflet of the harbour").click()
    page.get_by_text("Add a passage by its words").click()
    page.get_by_label("The exact words in the article").fill("will wait and see")
    page.get_by_role("button", name="Add the passage").click()
    expect(page.locator("li[data-claim]")).to_contain_text("The mayor will wait.")

    page.locator("li[data-claim]").get_by_role("link", name="Move").click()
    page.get_by_label("The exact words in the article").fill("the town will wait and see")
    page.get_by_role("button", name="Save").click()
    expect(page.locator("li[data-claim] .claim-quote")).to_have_text("the town will wait and see")
    assert exacts(claim) == [FIRST, "the town will wait and see"]
