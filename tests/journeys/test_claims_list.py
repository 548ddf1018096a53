"""The list of claims: narrowed, kept as a view, worked on together, and exported as it stands."""

import json

import pytest
from playwright.sync_api import Page, expect

from annotations.newsrooms.models import Member
from annotations.teamwork.actions import assign
from tests import factories
from tests.journeys.conftest import SignIn


@pytest.fixture
def page(desk: SignIn, ada: Member, bea: Member) -> Page:
    """Three claims; Bea works on the last."""
    version = factories.version(ada, ["One pier. Two piers. Three boats."])
    claims = [
        factories.claim(ada, version, exact, statement=exact)
        for exact in ("One pier.", "Two piers.", "Three boats.")
    ]
    assign(work=claims[2], revision=0, assignee=bea, by=ada)
    page = desk(ada)
    page.goto(f"/newsrooms/{ada.newsroom.slug}/claims/")
    return page


def statements(page: Page) -> list[str]:
    return page.locator(".claims-list h2").all_inner_texts()


def test_what_was_searched_for_is_kept_as_a_view_that_others_open(
    page: Page, desk: SignIn, ada: Member, bea: Member
) -> None:
    page.get_by_label("Search").fill("pier")
    page.get_by_label("Order").select_option("oldest first")
    page.get_by_role("button", name="Show").click()
    assert statements(page) == ["One pier.", "Two piers."]

    page.get_by_role("link", name="Save as a view…").click()
    page.get_by_label("Name").fill("Harbour")
    page.get_by_label("Share it with the newsroom").check()
    page.locator("main form button").first.click()
    tab = page.get_by_role("link", name="Harbour 2 claims shared")
    expect(tab).to_have_attribute("aria-current", "page")

    colleague = desk(bea)
    colleague.goto(f"/newsrooms/{ada.newsroom.slug}/claims/")
    assert statements(colleague) == ["Three boats.", "Two piers.", "One pier."]
    colleague.keyboard.press("v")
    expect(colleague.locator(".claims-list h2")).to_have_text(["One pier.", "Two piers."])


def test_many_are_assigned_tagged_and_set_aside_at_once(page: Page, bea: Member) -> None:
    assign_to = page.get_by_role("button", name="Assign…")
    expect(assign_to).to_be_disabled()
    for statement in ("One pier.", "Two piers."):
        page.get_by_label(f"Select: {statement}").check()
    assign_to.click()
    page.get_by_label("Assign to").select_option(str(bea))
    page.get_by_role("button", name="Assign").click()
    expect(page.get_by_text("2 claims were changed.")).to_be_visible()
    expect(page.get_by_text(f"assigned to {bea}")).to_have_count(3)

    page.get_by_label("All on this page").check()
    page.get_by_role("button", name="Add tags…").click()
    page.get_by_label("Tags to add").fill("harbour")
    page.locator("main form button").first.click()
    page.get_by_label("Select: Three boats.").check()
    page.get_by_role("button", name="Set aside…").click()
    page.get_by_label("Reasons").fill("A satire.")
    page.locator("main form button").first.click()

    expect(page.get_by_text("1 claim was changed.")).to_be_visible()
    page.goto(f"{page.url.partition('?')[0]}?stage=set_aside&tag=harbour")
    assert statements(page) == ["Three boats."]


def test_the_export_is_the_address_of_what_is_on_the_screen(page: Page) -> None:
    page.goto(f"{page.url}?q=pier&order=marked_at")
    page.get_by_text("Export", exact=True).click()
    link = page.get_by_role("link", name="JSON lines", exact=True)
    assert "/api/v1/" in str(link.get_attribute("href"))
    with page.expect_download() as started:
        link.click()
    lines = started.value.path().read_text(encoding="utf-8").splitlines()
    assert [json.loads(line)["statement"] for line in lines] == ["One pier.", "Two piers."]
