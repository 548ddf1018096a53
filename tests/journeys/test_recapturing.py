"""An article that changed: captured again, compared, its claims found on the right words, and
decided about where the words are others."""

from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from annotations.articles.models import Article
from annotations.newsrooms.models import Member
from tests import factories
from tests.journeys.conftest import SignIn
from tests.journeys.reader import Reader
from tests.journeys.test_everyone import PHONE, faults
from tests.journeys.test_live import is_live
from tests.journeys.test_undoing import said

COST = "The lamp costs 12 million crowns."
SHINE = "It will shine 40 kilometres far."
AGE = "The tower has stood since 1871."
ASKED = "Nobody asked the fishermen."
RAIN = "It rained all evening. The band played on."
OLD = [
    "The lighthouse of Sandvik gets a lamp",
    f"{RAIN} {COST} {SHINE}",
    f"{AGE} {ASKED} The mayor thanked the keeper’s family.",
]
NEW = """The lighthouse of Sandvik gets a lamp

A committee of five will watch over the work. It rained all evening. The band fell silent. \
The lamp costs 21 million crowns. It will shine 40 kilometres far.

The tower has stood since 1817. Six captains were heard, 💡 and said so. The mayor thanked the \
keeper’s family.
"""
AR_COST = "كلف المشروع 12 مليون دينار."
AR_OPEN = "ستفتح المحطة في الربيع."
AR_RAIN = "هطل المطر طوال المساء."
AR_OLD = ["محطة جديدة في ميناء مرسين (Mersin)", f"{AR_RAIN} {AR_COST} {AR_OPEN}"]


@pytest.fixture
def article(ada: Member) -> Article:
    article = factories.article(ada, OLD)
    for exact in (COST, SHINE, AGE, ASKED):
        factories.claim(ada, article.latest, exact)
    factories.reading(article.latest, ada, RAIN)
    return article


def captured_again(page: Page, article: Article) -> None:
    page.goto(article.get_absolute_url())
    page.get_by_role("link", name="Capture again").click()
    expect(page.get_by_role("heading", name="Capture the article again")).to_be_visible()


def row(page: Page, statement: str) -> Locator:
    return page.locator(".rows > li").filter(has=page.get_by_role("link", name=statement))


def waiting(page: Page, member: Member) -> list[str]:
    """What the queue says of claims whose text changed, and of how many."""
    page.goto(f"/newsrooms/{member.newsroom.slug}/?tab=text-changed")
    tab = page.get_by_role("link", name="Text changed").inner_text()
    return [tab, *page.locator("row-walk h2").all_inner_texts()]


def test_from_a_pasted_text_to_the_last_decision(
    desk: SignIn, ada: Member, article: Article
) -> None:
    page = desk(ada)
    reader = Reader(page)
    assert waiting(page, ada) == ["Text changed 0"]

    captured_again(page, article)
    page.get_by_label("Text").fill(NEW)
    page.get_by_role("button", name="Compare").click()
    standings = page.locator(".standings li")
    expect(standings).to_have_text(
        [
            "1 passage is carried over",
            "2 passages read differently",
            "1 passage is gone",
            "1 sentence stays read without a claim",
            "1 sentence without a claim is to be read again",
        ]
    )
    comparison = page.locator(".difference")
    expect(comparison.locator("del").filter(has_text="12")).to_have_text("12")
    expect(comparison.locator("ins").filter(has_text="21")).to_have_text("21")
    page.get_by_role("button", name="Save as version 2").click()

    expect(page.locator("#messages")).to_contain_text("This is version 2 now. In 3 places")
    assert reader.highlighted("open") == [SHINE]
    assert reader.highlighted("changed") == [
        "The lamp costs 21 million crowns.",
        "The tower has stood since 1817.",
    ]
    assert reader.highlighted("read") == ["It rained all evening."]
    assert waiting(page, ada) == ["Text changed 3", COST, AGE, ASKED]
    decide_about_each(page, reader, article)
    assert waiting(page, ada) == ["Text changed 0"]
    expect(page.get_by_role("main")).to_contain_text("No text has changed")


def test_who_reads_meanwhile_keeps_the_text_with_its_claims_and_is_led_to_the_newer(
    desk: SignIn, ada: Member, bea: Member, article: Article
) -> None:
    page = desk(bea)
    reader = Reader(page)
    page.goto(article.get_absolute_url())
    is_live(page)
    claims = [COST, SHINE, AGE, ASKED]
    assert reader.highlighted("open") == claims

    factories.recaptured(article, ada, (RAIN, "It snowed."), ("12", "21"))

    notice = page.locator("#newer-version")
    expect(notice).to_contain_text("You still see version 1.")
    expect(page.locator("#announce")).to_contain_text("was captured again just now")
    reader.select("The mayor thanked")
    page.keyboard.press("c")
    reader.form.get_by_role("button", name="Mark the claim").click()
    expect(reader.card("The mayor thanked")).to_contain_text("Open")
    assert reader.highlighted("open") == [*claims, "The mayor thanked"]
    notice.get_by_role("link", name="To the newest version").click()
    expect(page.locator("#text")).to_contain_text("It snowed.")
    assert reader.highlighted("open") == [SHINE, AGE, ASKED, "The mayor thanked"]
    assert reader.highlighted("changed") == ["The lamp costs 21 million crowns."]


def decide_about_each(page: Page, reader: Reader, article: Article) -> None:
    """One is to be checked again, in the queue; one still holds, beside the text; one stands
    elsewhere."""
    row(page, COST).get_by_role("button", name="Check again").click()
    said(page, "Changed passage to be checked again.")
    page.goto(article.get_absolute_url())
    reader.card(AGE).locator("h3").click()
    reader.card(AGE).get_by_role("button", name="Still holds").click()
    said(page, "Changed passage confirmed.")
    gone = page.locator("#gone")
    gone.get_by_role("button", name="No longer there").click()
    said(page, "Passage no longer in the article.")
    expect(gone).to_be_empty()
    page.keyboard.press("z")
    said(page, "Undone: passage no longer in the article.")
    gone.get_by_role("link", name="It stands elsewhere…").click()
    form = page.locator("main form")
    form.get_by_label("The exact words").fill("Six captains were heard, 💡 and said so.")
    form.get_by_label("The claim still holds").check()
    form.get_by_role("button").first.click()
    said(page, "Changed passage confirmed.")
    assert sorted(reader.highlighted("open")) == sorted(
        [
            "The lamp costs 21 million crowns.",
            SHINE,
            "The tower has stood since 1817.",
            "Six captains were heard, 💡 and said so.",
        ]
    )


def test_an_uploaded_text_from_right_to_left_on_a_phone(
    desk: SignIn, ada: Member, tmp_path: Path
) -> None:
    article = factories.article(ada, AR_OLD, language="ar")
    for exact in (AR_COST, AR_OPEN):
        factories.claim(ada, article.latest, exact)
    factories.reading(article.latest, ada, AR_RAIN)
    newer = "\n\n".join(AR_OLD).replace("12", "21").replace(AR_RAIN, f"قيل: نعم. {AR_RAIN}")
    file = tmp_path / "again.txt"
    file.write_text(newer, encoding="utf-8")
    page = desk(ada, viewport=PHONE, color_scheme="dark")
    reader = Reader(page)

    captured_again(page, article)
    page.get_by_label("File").set_input_files(file)
    page.get_by_role("button", name="Compare").click()
    expect(page.locator(".difference del")).to_have_text(["12"])
    expect(page.locator(".difference ins").filter(has_text="21")).to_have_count(1)
    assert faults(page) == []
    page.get_by_role("button", name="Save as version 2").click()

    assert reader.highlighted("open") == [AR_OPEN]
    assert reader.highlighted("read") == [AR_RAIN]
    assert reader.highlighted("changed") == [AR_COST.replace("12", "21")]
    assert waiting(page, ada) == ["Text changed 1", AR_COST]
    assert faults(page) == []
    page.get_by_role("button", name="No longer there").click()
    said(page, "Passage no longer in the article.")
    expect(page.get_by_role("main")).to_contain_text("No text has changed")
    page.locator("#messages").get_by_role("button", name="Undo").click()
    assert waiting(page, ada) == ["Text changed 1", AR_COST]
