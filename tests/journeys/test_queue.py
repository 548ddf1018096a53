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
    assert keys.all_text_contents() == ["j", "k", "Enter", "/", "?"]


def test_keys_walk_the_inbox_and_what_is_opened_is_read(desk: SignIn, ada: Member) -> None:
    bea = factories.member(ada.newsroom, name="Bea Berg")
    for number in (1, 2):
        factories.comment(factories.claim(ada, statement=f"Claim {number}"), bea)
    page = desk(ada)
    page.goto(f"/newsrooms/{ada.newsroom.slug}/")
    page.get_by_role("link", name="Inbox 2 unread").click()
    page.wait_for_load_state()

    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Claim 1", level=1)).to_be_visible()
    page.get_by_role("link", name="Inbox 1 unread").click()
    page.wait_for_url("**/inbox/")

    expect(page.locator("row-walk h2")).to_have_text("Unread: Claim 2")
    page.get_by_role("button", name="Mark as read").click()
    expect(page.get_by_role("heading", name="Nothing unread")).to_be_visible()
