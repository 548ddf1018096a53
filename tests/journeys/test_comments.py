"""Two members who talk about a claim: a mention, the inbox, an answer, and the end of it."""

from playwright.sync_api import Page, expect

from annotations.newsrooms.models import Member
from tests import factories
from tests.journeys.conftest import SignIn


def write(page: Page, opened_by: str, words: str) -> None:
    """Open the form behind a summary, write into it and send it."""
    comments = page.locator("#comments")
    comments.locator("summary").filter(has_text=opened_by).last.click()
    form = comments.locator("form").filter(has=page.locator("textarea:visible"))
    form.locator("textarea").fill(words)
    form.get_by_role("button", name=opened_by).click()


def test_who_is_mentioned_finds_the_claim_answers_and_closes_the_thread(
    desk: SignIn, ada: Member, bea: Member
) -> None:
    claim = factories.claim(ada, statement="The pier is old.")
    asking, asked = desk(ada), desk(bea)
    asking.goto(claim.get_absolute_url())
    write(asking, "Comment", "@Bea Berg, do you have the survey?")
    expect(asking.locator("#comments")).to_contain_text("do you have the survey?")

    asked.goto(f"/newsrooms/{ada.newsroom.slug}/inbox/")
    asked.get_by_role("link", name="The pier is old.").click()
    expect(asked.get_by_role("heading", name="The pier is old.", level=1)).to_be_visible()
    write(asked, "Reply", "Yes: it is of 1904.")
    expect(asking.locator("#comments")).to_contain_text("Yes: it is of 1904.")

    with asking.expect_navigation():
        asking.get_by_role("button", name="Resolve").click()
    expect(asking.locator("#comments .resolved")).to_contain_text("do you have the survey?")
    # The address leads to the thread, so it stands open: a click on its summary would close it.
    asking.get_by_role("button", name="Reopen").click()
    expect(asking.get_by_role("button", name="Resolve")).to_be_visible()
