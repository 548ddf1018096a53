"""On a phone the filters of a list are one line, which opens, and says what is in use."""

import pytest
from playwright.sync_api import Page, expect

from annotations.newsrooms.models import Member
from tests import factories
from tests.journeys.conftest import SignIn

PHONE = {"width": 390, "height": 844}


@pytest.mark.parametrize("with_scripts", [True, False])
def test_filters_open_on_a_phone_and_leave_one_by_one(
    desk: SignIn, ada: Member, with_scripts: bool
) -> None:
    version = factories.version(ada)
    for words in ("The council voted", factories.SENTENCE, "the mayor"):
        factories.claim(ada, version, words, tags=["money"])
    page = desk(ada, viewport=PHONE, java_script_enabled=with_scripts)
    claims = page.locator(".claims-list > li")

    page.goto(f"/newsrooms/{ada.newsroom.slug}/claims/")
    expect(claims).to_have_count(3)
    assert top_of(page, ".claims-list") < PHONE["height"] / 2
    expect(page.get_by_label("Stage")).to_be_hidden()

    page.get_by_text("Filters", exact=True).click()
    page.get_by_label("Stage").select_option("Open")
    page.get_by_label("Search").fill("mayor")
    page.get_by_role("button", name="Show").click()
    expect(claims).to_have_count(1)
    expect(page.get_by_text("Filters · 1")).to_be_visible()

    page.get_by_role("link", name="Search: mayor").click()
    expect(claims).to_have_count(3)
    page.get_by_role("link", name="Clear all").click()
    expect(page.get_by_role("list", name="Filters in use")).to_have_count(0)

    page.set_viewport_size({"width": 1280, "height": 844})
    expect(page.get_by_label("Stage")).to_be_visible()
    expect(page.get_by_text("Filters", exact=True)).to_be_hidden()


def top_of(page: Page, selector: str) -> float:
    box = page.locator(selector).bounding_box()
    assert box
    return box["y"]
