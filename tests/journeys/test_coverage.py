"""Not a claim: words are read without one, by pointer, keys or words; the article shows how far it
was read, to everybody who has it open."""

import pytest
from playwright.sync_api import Page, expect

from annotations.articles.models import Article
from annotations.coverage.models import Reading
from annotations.newsrooms.models import Member
from tests import factories
from tests.journeys.conftest import SignIn
from tests.journeys.reader import Reader
from tests.journeys.test_everyone import PHONE, faults
from tests.journeys.test_keeping import nothing_kept
from tests.journeys.test_live import is_live
from tests.journeys.test_undoing import said

TEXT = ["The bridge", "It rained on Monday. Who knew? The town spent nothing.", "So it is."]
ARABIC = ["الجسر", "قالت المدينة إنها لم تنفق المال بعد. هل هذا صحيح؟"]


@pytest.fixture
def article(ada: Member) -> Article:
    article = factories.article(ada, TEXT)
    factories.claim(ada, article.latest, "The town spent nothing.")
    return article


def counts(page: Page, read: int, of: int) -> None:
    expect(page.locator("text-coverage [data-part=read]")).to_have_text(
        f"{read} of {of} sentences read"
    )


def announced(page: Page, words: str) -> None:
    expect(page.locator("#announce")).to_have_text(words)


def exacts() -> list[str]:
    standing = Reading.objects.standing().select_related("version").order_by("start")
    return [one.version.text[one.start : one.end] for one in standing]


def test_by_keys_from_one_unread_sentence_to_the_next(
    desk: SignIn, ada: Member, article: Article
) -> None:
    page = desk(ada)
    page.goto(article.get_absolute_url())
    reader, keys = Reader(page), page.keyboard
    keys.press("u")
    announced(page, "Unread. The bridge")
    keys.press("n")
    announced(page, "No claim. Unread. It rained on Monday.")
    keys.press("ArrowDown")
    keys.press("n")
    announced(page, "No claim. Unread. So it is.")
    counts(page, 3, 5)
    assert reader.highlighted("read") == ["The bridge", "Who knew?"]
    keys.press("ArrowUp")
    announced(page, "Has a claim. The town spent nothing.")
    keys.press("ArrowUp")
    announced(page, "Read, no claim. Who knew?")

    keys.press("U")
    announced(page, "Unread is shown. 2 sentences unread.")
    assert reader.highlighted("unread") == ["It rained on Monday.", "So it is."]
    keys.press("z")
    said(page, "Undone: words read without a claim.")
    counts(page, 2, 5)
    assert reader.highlighted("unread") == ["It rained on Monday. Who knew?", "So it is."]
    keys.press("Z")
    said(page, "Done again: words read without a claim.")

    counts(page, 3, 5)


def test_after_a_reload_one_goes_on_to_the_end(desk: SignIn, ada: Member, article: Article) -> None:
    page = desk(ada)
    page.goto(article.get_absolute_url())
    reader, keys = Reader(page), page.keyboard
    keys.press("U")
    for key in "unn":
        keys.press(key)
    expect(page.locator("#readers")).to_contain_text("Read by Ada Admin, last on")

    page.reload()
    counts(page, 3, 5)
    assert reader.highlighted("unread") == ["Who knew?", "So it is."]
    for key in "unn":
        keys.press(key)
    announced(page, "No claim. Every sentence was read.")
    counts(page, 5, 5)
    expect(page.locator("#steps button").first).to_be_enabled()


def test_with_a_pointer_and_back_in_the_list(desk: SignIn, ada: Member, article: Article) -> None:
    page = desk(ada)
    page.goto(article.get_absolute_url())
    reader = Reader(page)

    reader.drag_over("Monday. Who knew?")
    page.get_by_role("button", name="No claim").click()
    said(page, "Words read without a claim.")
    counts(page, 2, 5)
    assert (exacts(), reader.highlighted("read")) == (["Monday. Who knew?"], ["Monday. Who knew?"])

    reader.drag_over("Who knew?")
    page.keyboard.press("n")
    refusal = page.locator("text-coverage [role=alert]")
    expect(refusal).to_have_text("Not marked as read. These words are marked as read already.")

    page.get_by_role("link", name="sentences read").click()
    unread = page.get_by_role("listitem").filter(has_text="So it is.")
    unread.get_by_role("button", name="No claim").click()
    said(page, "Words read without a claim.")
    read = page.get_by_role("listitem").filter(has_text="Monday. Who knew?")
    read.get_by_role("button", name="Withdraw").click()
    said(page, "Reading withdrawn.")
    assert exacts() == ["So it is."]
    read.get_by_role("button", name="Restore").click()
    said(page, "Reading restored.")
    assert exacts() == ["Monday. Who knew?", "So it is."]


def test_without_the_network_it_stays_and_is_sent_later(
    desk: SignIn, ada: Member, article: Article
) -> None:
    page = desk(ada)
    page.goto(article.get_absolute_url())
    page.route("**/readings/", lambda route: route.abort())
    reader = Reader(page)

    reader.select("Who knew?")
    page.keyboard.press("n")
    counts(page, 2, 5)
    expect(page.locator("text-coverage [role=alert]")).to_contain_text(
        "1 reading is not saved yet. The site cannot be reached."
    )
    assert (exacts(), reader.highlighted("read")) == ([], ["Who knew?"])
    assert faults(page) == []

    page.unroute("**/readings/")
    page.reload()
    said(page, "Words read without a claim.")
    counts(page, 2, 5)
    assert exacts() == ["Who knew?"]
    nothing_kept(page)


def test_what_one_reads_the_other_sees(desk: SignIn, ada: Member, article: Article) -> None:
    cem = factories.member(ada.newsroom)
    hers, his = Reader(desk(ada)), Reader(desk(cem))
    for reader in (hers, his):
        reader.page.goto(article.get_absolute_url())
        is_live(reader.page)

    his.select("Who knew?")
    his.page.keyboard.press("n")

    counts(hers.page, 2, 5)
    assert hers.highlighted("read") == ["Who knew?"]
    expect(hers.page.locator("#readers")).to_contain_text("Cem Checker")
    announced(hers.page, "Readings changed by Cem Checker: 2 of 5 sentences read.")
    his.page.keyboard.press("z")
    counts(hers.page, 1, 5)
    assert hers.highlighted("read") == []


def test_without_script(desk: SignIn, ada: Member, article: Article) -> None:
    page = desk(ada, java_script_enabled=False)
    page.goto(article.get_absolute_url())
    page.get_by_text("Say of words that they hold no claim").click()
    form = page.locator("details[open] form")
    form.get_by_label("The exact words").fill("Who knows?")
    form.get_by_role("button", name="No claim").click()
    expect(page.locator("details[open]")).to_contain_text("These words do not stand")
    form.get_by_label("The exact words").fill("Who knew?")
    form.get_by_role("button", name="No claim").click()
    expect(page.locator("#messages")).to_contain_text("Words read without a claim.")
    page.locator("#messages").get_by_role("button", name="Undo").click()
    expect(page.locator("#messages")).to_contain_text("Undone: words read without a claim.")
    counts(page, 1, 5)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [{"width": 1280, "height": 800}, PHONE])
def test_everyone_can_use_it(desk: SignIn, ada: Member, scheme: str, size: dict[str, int]) -> None:
    article = factories.article(ada, ARABIC)
    factories.reading(article.latest, ada, ARABIC[0])
    page = desk(ada, color_scheme=scheme, viewport=size)
    page.goto(article.get_absolute_url())
    reader = Reader(page)
    page.get_by_role("button", name="Show unread").click()
    assert reader.highlighted("unread") == [ARABIC[1]]
    page.get_by_role("button", name="Next unread").click()
    expect(page.locator("selection-bar")).to_be_visible()
    assert faults(page) == []
    page.get_by_role("button", name="No claim").click()
    said(page, "Words read without a claim.")
    counts(page, 2, 3)
    page.get_by_role("link", name="sentences read").click()
    expect(page.get_by_role("heading", name="Coverage")).to_be_visible()
    assert faults(page) == []
