"""The queue, walked by keys."""

from playwright.sync_api import Page, expect

from annotations.newsrooms.models import Member
from annotations.teamwork.actions import assign
from tests import factories
from tests.journeys.conftest import SignIn


def in_focus(page: Page) -> str:
    return str(page.evaluate("document.activeElement.textContent"))


def test_keys_walk_the_queue_and_open_a_claim(desk: SignIn, ada: Member) -> None:
    claims = [factories.claim(ada, statement=f"Claim {number}") for number in (1, 2, 3)]
    for claim in claims:
        assign(work=claim, revision=0, assignee=ada, by=ada)
    page = desk(ada)
    page.goto(f"/newsrooms/{ada.newsroom.slug}/")

    seen = []
    for key in "jjjjkk":
        page.keyboard.press(key)
        seen.append(in_focus(page))
    assert seen == ["Claim 3", "Claim 2", "Claim 1", "Claim 1", "Claim 2", "Claim 3"]
    page.keyboard.press("Enter")

    expect(page.get_by_role("heading", name="Claim 3", level=1)).to_be_visible()


def test_the_list_of_keys_names_those_of_the_page_alone(desk: SignIn, ada: Member) -> None:
    factories.claim(ada)
    page = desk(ada)
    page.goto(f"/newsrooms/{ada.newsroom.slug}/?tab=unassessed")

    page.keyboard.press("?")

    keys = page.get_by_role("dialog").locator("dt")
    assert keys.all_text_contents() == ["j", "k", "Enter", "?"]
