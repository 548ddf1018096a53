"""What an admin settles for a newsroom: who is in it, how it rates, which programs read it."""

import json
import re
import urllib.request

from playwright.sync_api import expect

from annotations.newsrooms.models import Member
from tests import factories
from tests.journeys.conftest import SignIn


def test_somebody_new_is_invited_and_works_a_minute_later(desk: SignIn, ada: Member) -> None:
    page, newcomer = desk(ada), desk(None)
    page.goto(f"/newsrooms/{ada.newsroom.slug}/settings/members/")
    page.get_by_role("link", name="Invite somebody").click()
    page.get_by_label("E-mail address").fill("nora@desk.example")
    page.get_by_role("radio", name="Checker: ").check()
    page.locator("main form button").click()
    link = page.locator("code.secret").inner_text()

    newcomer.goto(link)
    newcomer.get_by_label("Your name").fill("Nora Neu")
    newcomer.get_by_label("A password").fill("a long enough sentence of hers")
    newcomer.get_by_role("button", name="Join").click()

    expect(newcomer.get_by_role("heading", name="Queue")).to_be_visible()
    page.goto(f"/newsrooms/{ada.newsroom.slug}/settings/members/")
    expect(page.get_by_role("link", name="Nora Neu")).to_be_visible()


def test_a_retired_rating_stays_where_it_was_given_and_is_offered_no_more(
    desk: SignIn, ada: Member
) -> None:
    rated, other = factories.claim(ada), factories.claim(ada)
    factories.assessment(rated, ada, "false")
    page = desk(ada)
    offered = page.get_by_role("radio", name=re.compile(r"^\W*False\b"))
    page.goto(f"{other.get_absolute_url()}assessment/")
    expect(offered).to_have_count(1)
    page.goto(f"/newsrooms/{ada.newsroom.slug}/settings/ratings/")
    rating = page.locator(".scale-list li").filter(has=page.get_by_text("False", exact=True))
    rating.get_by_role("button", name="Retire").click()
    expect(page.locator("section", has_text="Retired").last).to_contain_text("False")

    page.goto(rated.get_absolute_url())
    expect(page.locator("main .verdict").first).to_contain_text("False")
    page.goto(f"{other.get_absolute_url()}assessment/")
    expect(page.get_by_role("radio")).not_to_have_count(0)
    expect(offered).to_have_count(0)


def test_a_program_reads_with_the_token_that_is_shown_once(
    desk: SignIn, ada: Member, base_url: str
) -> None:
    claim = factories.claim(ada)
    page = desk(ada)
    page.goto(f"/newsrooms/{ada.newsroom.slug}/settings/tokens/")
    page.get_by_label("Name").fill("Dashboard")
    page.get_by_role("button", name="Make the token").click()
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="Copy", exact=True).click()
    expect(page.get_by_text("Copied.")).to_be_visible()
    secret = page.evaluate("navigator.clipboard.readText()")
    assert secret == page.locator("code.secret").inner_text()

    asking = urllib.request.Request(
        f"{base_url}/api/v1/newsrooms/{ada.newsroom.slug}/claims/",
        headers={"Authorization": f"Bearer {secret}"},
    )
    with urllib.request.urlopen(asking) as answer:
        assert [row["id"] for row in json.load(answer)["results"]] == [str(claim.pk)]

    page.reload()
    expect(page.locator("code.secret")).to_have_count(0)
    page.get_by_role("button", name="Revoke: Dashboard", exact=True).click()
    expect(page.get_by_text("No program has access in your name.")).to_be_visible()
