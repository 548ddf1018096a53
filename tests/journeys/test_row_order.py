"""Evidence and views are put in another order by dragging, by keys and by buttons."""

import re

import pytest
from playwright.sync_api import Page, expect

from annotations.claims.models import Claim
from annotations.evidence.models import Evidence
from annotations.newsrooms.models import Member
from tests import factories
from tests.journeys.conftest import SignIn

REFUSAL = {
    "content_type": "application/problem+json",
    "body": '{"detail": "Somebody was faster."}',
}


@pytest.fixture
def claim(ada: Member) -> Claim:
    claim = factories.claim(ada)
    for title in ("First", "Second", "Third"):
        factories.evidence(claim, ada, factories.source(ada, title=title))
    return claim


def in_order(page: Page, *titles: str) -> None:
    expect(page.locator("row-order cite")).to_have_text(list(titles))


def kept(claim: Claim) -> list[str]:
    return list(Evidence.objects.filter(claim=claim).values_list("source__title", flat=True))


def test_with_keys_and_the_focus_stays_in_what_is_moved(
    desk: SignIn, ada: Member, claim: Claim
) -> None:
    page = desk(ada)
    page.goto(claim.get_absolute_url())
    page.get_by_role("link", name="Third", exact=True).focus()

    page.keyboard.press("Alt+ArrowUp")
    in_order(page, "First", "Third", "Second")
    page.keyboard.press("Alt+ArrowUp")
    in_order(page, "Third", "First", "Second")
    expect(page.get_by_text("Third: place 1 of 3.")).to_be_attached()
    expect(page.get_by_role("link", name="Third", exact=True)).to_be_focused()
    page.keyboard.press("Alt+ArrowUp")  # nowhere to go

    page.get_by_role("button", name=re.compile("Move down ?: First")).press("Enter")
    in_order(page, "Third", "Second", "First")
    expect(page.get_by_role("button", name=re.compile("Move up ?: First"))).to_be_focused()
    assert kept(claim) == ["Third", "Second", "First"]


def test_views_are_moved_by_keys_as_well(desk: SignIn, ada: Member) -> None:
    for name in ("First", "Second"):
        factories.view(ada, name)
    page = desk(ada)
    page.goto(f"/newsrooms/{ada.newsroom.slug}/claims/")
    page.get_by_role("link", name="Arrange…").click()
    expect(page.locator("row-order .grip")).to_have_count(2)
    page.get_by_role("link", name="Second", exact=True).focus()

    page.keyboard.press("Alt+ArrowUp")

    expect(page.locator("row-order [data-name]")).to_have_text(["Second", "First"])
    expect(page.get_by_text("Second: place 1 of 2.")).to_be_attached()
    expect(page.get_by_role("link", name="Second", exact=True)).to_be_focused()


def test_by_dragging(desk: SignIn, ada: Member, claim: Claim) -> None:
    page = desk(ada, viewport={"width": 1280, "height": 1200})
    page.goto(claim.get_absolute_url())
    grips, last = page.locator("row-order .grip"), page.locator("row-order li").last

    box = last.bounding_box()
    assert box
    grips.first.drag_to(last, target_position={"x": 40, "y": box["height"] - 4})

    in_order(page, "Second", "Third", "First")
    expect(page.get_by_text("First: place 3 of 3.")).to_be_attached()
    assert kept(claim) == ["Second", "Third", "First"]
    expect(grips).to_have_count(3)


def test_what_the_site_refuses_goes_back_to_its_place(
    desk: SignIn, ada: Member, claim: Claim
) -> None:
    page = desk(ada)
    page.goto(claim.get_absolute_url())
    page.route("**/move/", lambda route: route.fulfill(status=409, **REFUSAL))
    page.get_by_role("link", name="Third", exact=True).focus()

    page.keyboard.press("Alt+ArrowUp")

    expect(page.locator("#messages")).to_contain_text("Somebody was faster.")
    in_order(page, "First", "Second", "Third")
    assert kept(claim) == ["First", "Second", "Third"]


def test_without_script(desk: SignIn, ada: Member, claim: Claim) -> None:
    page = desk(ada, java_script_enabled=False)
    page.goto(claim.get_absolute_url())

    page.get_by_role("button", name=re.compile("Move up ?: Third")).click()

    in_order(page, "First", "Third", "Second")
    assert kept(claim) == ["First", "Third", "Second"]
