"""Nothing typed is lost: reload, lost network, an expired session, a second tab, a lost answer."""

from typing import Any

import pytest
from django.contrib.sessions.models import Session
from playwright.sync_api import BrowserContext, Page, expect

from annotations.claims.models import Claim
from annotations.newsrooms.models import Member
from annotations.teamwork.models import Comment
from tests import factories
from tests.journeys.conftest import SignIn, session_of
from tests.journeys.reader import Reader
from tests.journeys.test_live import is_live, reword
from tests.patience import wait_for


@pytest.fixture
def claim(ada: Member) -> Claim:
    return factories.claim(ada)


def address(claim: Claim) -> str:
    return f"{claim.passages.get().version.article.get_absolute_url()}#claim-{claim.pk}"


def at_claim(desk: SignIn, member: Member, claim: Claim, **kind: Any) -> Reader:
    reader = Reader(desk(member, **kind))
    reader.page.goto(address(claim))
    is_live(reader.page)
    return reader


def begun(reader: Reader, words: str = "The minutes s") -> None:
    """Begin to assess the claim at hand."""
    reader.page.keyboard.press("a")
    reader.form.get_by_label("Reasons").fill(words)
    kept(reader.page, words)


def kept(page: Page, words: str) -> None:
    """Wait until the browser keeps these words."""
    wait_for(lambda: words in stored(page))


def nothing_kept(page: Page) -> None:
    wait_for(lambda: "factcheck.draft" not in stored(page))


def stored(page: Page) -> str:
    content: str = page.evaluate("() => JSON.stringify(localStorage)")
    return content


def sign_in_again(context: BrowserContext, member: Member, base_url: str) -> None:
    context.add_cookies([{**session_of(member), "url": base_url}])  # type: ignore[list-item]


def test_a_reload_keeps_what_was_begun_on_cards(desk: SignIn, ada: Member, claim: Claim) -> None:
    reader = at_claim(desk, ada, claim)
    page = reader.page
    begun(reader)
    reader.form.locator("label.rating-false").click()
    page.keyboard.press("Escape")
    reader.select("Nobody was surprised.")
    page.keyboard.press("c")
    reader.form.get_by_label("Statement").fill("No one w")
    kept(page, "No one w")

    page.reload()
    drafts = page.locator("claim-margin li.rating-draft")
    expect(drafts.get_by_label("Statement")).to_have_value("No one w")
    card = reader.card(claim.statement)
    expect(card.get_by_label("Reasons")).to_have_value("The minutes s")
    expect(card.locator("label.rating-false input")).to_be_checked()
    assert reader.highlighted("draft") == ["Nobody was surprised."]
    expect(card.locator(".kept")).to_contain_text("were kept")

    drafts.get_by_label("Statement").click()
    drafts.get_by_role("button", name="Mark the claim").click()
    expect(drafts).to_have_count(0)
    card.get_by_label("Reasons").click()
    card.locator(".kept").get_by_role("button", name="Discard").click()
    expect(card.get_by_label("Reasons")).to_have_value("")
    nothing_kept(page)


def test_without_a_network_words_stay_and_go_when_it_is_back(
    desk: SignIn, ada: Member, claim: Claim
) -> None:
    reader = at_claim(desk, ada, claim)
    page = reader.page
    page.context.set_offline(True)
    expect(page.locator("live-line")).to_have_attribute("data-state", "offline")
    reader.drag_over("Nobody was surprised.")
    page.keyboard.press("c")
    page.keyboard.press("Control+Enter")
    expect(reader.form.locator("..").get_by_role("alert")).to_contain_text("Not saved yet.")
    assert reader.highlighted("draft") == ["Nobody was surprised."]
    kept(page, "Nobody was surprised.")

    page.context.set_offline(False)
    expect(reader.card("Nobody was surprised.")).to_be_visible()
    assert Claim.objects.count() == 2
    nothing_kept(page)


def test_an_answer_that_was_lost_makes_no_second_claim(
    desk: SignIn, ada: Member, claim: Claim
) -> None:
    reader = at_claim(desk, ada, claim)
    page = reader.page
    lost: list[int] = []

    def lose(route: Any) -> None:
        if route.request.method == "POST" and not lost:
            lost.append(route.fetch().status)
            route.abort()
        else:
            route.continue_()

    page.route("**/articles/*/claims/", lose)
    reader.drag_over("Nobody was surprised.")
    page.keyboard.press("c")
    page.keyboard.press("Control+Enter")
    alert = page.get_by_role("alert")
    expect(alert).to_contain_text("Not saved yet.")
    page.context.clear_cookies(name="factcheck-taken")  # it came with the answer that was lost
    page.reload()  # in doubt one reloads, too
    draft = page.locator("claim-margin li.rating-draft")
    expect(draft).to_have_count(1)
    draft.get_by_label("Statement").click()
    draft.get_by_role("button", name="Mark the claim").click()
    expect(draft).to_have_count(0)
    assert lost == [201]
    assert Claim.objects.filter(statement="Nobody was surprised.").count() == 1


def test_who_was_signed_out_signs_in_in_another_tab_and_goes_on(
    desk: SignIn, ada: Member, claim: Claim, base_url: str
) -> None:
    reader = at_claim(desk, ada, claim)
    begun(reader, "The minutes say so.")
    Session.objects.all().delete()
    reader.form.locator("label.rating-true").click()
    reader.page.keyboard.press("Control+Enter")
    alert = reader.page.locator("claim-form [role=alert]")
    expect(alert).to_contain_text("Not saved yet. You are signed out.")
    expect(alert.get_by_role("link")).to_have_attribute("target", "_blank")

    sign_in_again(reader.page.context, ada, base_url)
    expect(reader.verdict).to_contain_text("True")
    nothing_kept(reader.page)


def test_where_the_browser_forgot_everything_one_can_sign_in_and_send_it_again(
    desk: SignIn, ada: Member, claim: Claim, base_url: str, complaints: list[str]
) -> None:
    reader = at_claim(desk, ada, claim)
    begun(reader, "The minutes say so.")
    context = reader.page.context
    context.clear_cookies()
    reader.form.locator("label.rating-true").click()
    reader.page.keyboard.press("Control+Enter")
    alert = reader.page.locator("claim-form [role=alert]")
    expect(alert).to_contain_text("you were signed out meanwhile. What you wrote is kept.")
    assert "403" in complaints.pop()

    sign_in_again(context, ada, base_url)
    context.new_page().goto(alert.get_by_role("link").get_attribute("href") or "")
    reader.page.keyboard.press("Control+Enter")
    expect(reader.verdict).to_contain_text("True")
    nothing_kept(reader.page)


def test_who_was_signed_out_on_a_page_of_its_own_finds_the_words_again(
    desk: SignIn, ada: Member, claim: Claim, base_url: str
) -> None:
    page = desk(ada)
    page.goto(f"{claim.get_absolute_url()}edit/")
    page.get_by_label("Statement").fill("Nothing was spent.")
    Session.objects.all().delete()
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("heading", name="Sign in")).to_be_visible()

    sign_in_again(page.context, ada, base_url)
    page.goto(f"{claim.get_absolute_url()}edit/")
    expect(page.locator(".kept")).to_contain_text("were kept")
    expect(page.get_by_label("Statement")).to_have_value("Nothing was spent.")
    page.get_by_role("button", name="Save").click()
    expect(page.locator("h1")).to_have_text("Nothing was spent.")
    nothing_kept(page)


def test_kept_words_stand_beside_what_somebody_changed_meanwhile(
    desk: SignIn, ada: Member, claim: Claim
) -> None:
    page = desk(ada)
    page.goto(f"{claim.get_absolute_url()}edit/")
    page.get_by_label("Statement").fill("Nothing was spent.")
    kept(page, "Nothing was spent.")
    reword(claim, factories.member(ada.newsroom), "Not a cent was spent.")

    page.reload()
    expect(page.get_by_label("Statement")).to_have_value("Nothing was spent.")
    expect(page.locator(".as-it-stands")).to_have_text("As it stands nowNot a cent was spent.")
    expect(page.locator(".kept")).to_contain_text("Somebody changed this meanwhile")
    page.get_by_role("button", name="Discard").click()
    expect(page.get_by_label("Statement")).to_have_value("Not a cent was spent.")


def test_two_tabs_that_fill_in_the_same_form_keep_both(
    desk: SignIn, ada: Member, claim: Claim
) -> None:
    first = desk(ada)
    second = first.context.new_page()
    for page in (first, second):
        page.goto(claim.get_absolute_url())
        page.locator("#comments > details summary").click()
    first.get_by_label("Comment", exact=True).fill("What I wrote first")
    kept(second, "What I wrote first")
    expect(second.locator("form .elsewhere")).to_contain_text("in another tab too")
    second.get_by_label("Comment", exact=True).fill("What I wrote then")
    kept(second, "What I wrote then")
    expect(first.get_by_label("Comment", exact=True)).to_have_value("What I wrote first")

    second.close()
    first.reload()
    expect(first.get_by_label("Comment", exact=True)).to_have_value("What I wrote then")
    first.get_by_role("button", name="Take those of").click()
    expect(first.get_by_label("Comment", exact=True)).to_have_value("What I wrote first")
    first.locator("#comments > details").get_by_role("button", name="Comment").click()
    expect(first.locator(".threads")).to_contain_text("What I wrote first")
    assert Comment.objects.count() == 1


def test_offline_a_page_of_its_own_is_not_left(desk: SignIn, ada: Member, claim: Claim) -> None:
    page = desk(ada)
    page.goto(f"{claim.get_absolute_url()}edit/")
    page.get_by_label("Statement").fill("Nothing was spent.")
    page.context.set_offline(True)
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("alert")).to_contain_text("You are offline.")
    expect(page.get_by_label("Statement")).to_have_value("Nothing was spent.")


def test_who_signs_out_is_asked_about_words_that_were_not_sent(
    desk: SignIn, ada: Member, claim: Claim
) -> None:
    reader = at_claim(desk, ada, claim)
    begun(reader)
    page, asked = reader.page, []

    def answer(dialog: Any) -> None:
        asked.append(dialog.message)
        dialog.accept() if len(asked) > 1 else dialog.dismiss()

    page.on("dialog", answer)
    for _ in range(2):
        if not page.locator(".account form").is_visible():
            page.locator(".account summary").click()
        page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("heading", name="Sign in")).to_be_visible()
    assert (
        asked
        == ["1 form that you have not sent is kept on this computer. Sign out and remove it?"] * 2
    )
    nothing_kept(page)


def test_another_person_at_the_same_computer_sees_nothing_of_it(
    desk: SignIn, ada: Member, claim: Claim, base_url: str
) -> None:
    reader = at_claim(desk, ada, claim)
    begun(reader)
    reader.page.context.clear_cookies()
    sign_in_again(reader.page.context, factories.member(ada.newsroom), base_url)
    reader.page.reload()
    is_live(reader.page)
    expect(reader.page.locator("claim-form")).to_have_count(0)
