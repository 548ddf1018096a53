"""Two people at once: each sees what the other does, and neither is disturbed."""

import re
from typing import Any

import pytest
from playwright.sync_api import Page, Route, expect

from annotations.claims.actions import edit_claim
from annotations.claims.models import Claim
from annotations.newsrooms.models import Member
from annotations.verdicts.actions import assess
from tests import factories
from tests.journeys.conftest import SignIn
from tests.journeys.reader import Reader

LONG = [factories.HEADLINE, *(f"{factories.SENTENCE} Paragraph {n} says so." for n in range(60))]


@pytest.fixture
def cem(ada: Member) -> Member:
    return factories.member(ada.newsroom)


def reword(claim: Claim, by: Member, statement: str) -> None:
    claim.refresh_from_db()
    words = {name: getattr(claim, name) for name in ("claimant", "claimed_on", "kind", "tags")}
    edit_claim(claim=claim, revision=claim.revision, by=by, statement=statement, **words)


def is_live(page: Page) -> None:
    expect(page.locator("live-line")).to_have_attribute("data-state", "live")


def top_of(page: Page, selector: str) -> float:
    box = page.locator(selector).first.bounding_box()
    assert box
    return box["y"]


def test_what_one_marks_the_other_sees(desk: SignIn, ada: Member, cem: Member) -> None:
    address = factories.article(ada).get_absolute_url()
    hers, his = Reader(desk(ada)), Reader(desk(cem))
    for reader in (hers, his):
        reader.page.goto(address)
        is_live(reader.page)
    expect(hers.page.locator("live-line summary")).to_have_text("Cem Checker is here")

    his.drag_over("Nobody was surprised.")
    his.page.keyboard.press("c")
    his.form.get_by_label("Statement").fill("No one wondered.")
    his.page.keyboard.press("Control+Enter")

    expect(hers.card("No one wondered.")).to_be_visible(timeout=3000)
    assert hers.highlighted("open") == ["Nobody was surprised."]
    assert hers.references() == ["1○"]
    expect(hers.page.locator("#announce")).to_have_text("1 claim changed by Cem Checker.")

    his.page.close()
    expect(hers.page.locator("live-line summary")).to_be_hidden()


def test_an_answer_that_comes_after_its_own_news_leads_to_the_claim(
    desk: SignIn, ada: Member
) -> None:
    reader = Reader(desk(ada))
    card = reader.card("No one wondered.")

    def late(route: Route) -> None:
        answer = route.fetch()
        expect(card).to_be_visible()
        route.fulfill(response=answer)

    reader.page.route("**/articles/*/claims/", late)
    reader.page.goto(factories.article(ada).get_absolute_url())
    is_live(reader.page)
    reader.drag_over("Nobody was surprised.")
    reader.page.keyboard.press("c")
    reader.form.get_by_label("Statement").fill("No one wondered.")
    reader.page.keyboard.press("Control+Enter")
    expect(card).to_be_focused()
    assert reader.references() == ["1○"]


def test_an_undo_that_is_answered_after_its_own_news_does_not_lose_the_focus(
    desk: SignIn, ada: Member
) -> None:
    version = factories.version(ada)
    claim = factories.claim(ada, version)
    reader = Reader(desk(ada))

    def late(route: Route) -> None:
        answer = route.fetch()
        expect(reader.card(claim.statement)).to_have_count(0)
        route.fulfill(response=answer)

    reader.page.route(re.compile("/undo/"), late)
    reader.page.goto(f"{version.article.get_absolute_url()}#claim-{claim.pk}")
    is_live(reader.page)
    reader.page.keyboard.press("j")
    expect(reader.card(claim.statement)).to_be_focused()
    reader.page.keyboard.press("z")
    redo = reader.page.locator("undo-toast").get_by_role("button", name="Redo")
    expect(redo).to_be_focused()


def test_what_one_writes_stays_while_the_other_changes_the_claim(
    desk: SignIn, ada: Member, cem: Member
) -> None:
    version = factories.version(ada, LONG)
    words = ["Paragraph 5 says so.", "Paragraph 30 says so.", "Paragraph 31 says so."]
    before, claim, after = (factories.claim(ada, version, exact=exact) for exact in words)
    reader = Reader(desk(ada, reduced_motion="reduce"))  # nothing glides while we measure
    page = reader.page
    page.goto(f"{version.article.get_absolute_url()}#claim-{claim.pk}")
    is_live(page)
    page.keyboard.press("a")
    reasons = reader.form.get_by_label("Reasons")
    reasons.fill("I have begun to")
    page.evaluate("document.activeElement.setSelectionRange(2, 6)")
    stood = top_of(page, "claim-form textarea")

    reword(claim, cem, "Cem has other words.")
    for other in (before, after):
        assess(claim=other, rating=factories.rating(ada.newsroom), reasons="So.", by=cem)
    factories.claim(cem, version, exact="Paragraph 4 says so.")

    note = reader.active.locator(".card-news")
    expect(note).to_contain_text("Cem Checker changed this claim just now.")
    expect(page.locator("claim-margin li[data-claim]")).to_have_count(4)
    expect(reasons).to_be_focused()
    expect(reasons).to_have_value("I have begun to")
    assert page.evaluate(
        "[document.activeElement.selectionStart, document.activeElement.selectionEnd]"
    ) == [2, 6]
    assert abs(top_of(page, "claim-form textarea") - stood) <= 1
    expect(reader.active.locator(".statement")).to_have_text("Paragraph 30 says so.")

    note.get_by_role("button", name="Show").click()
    expect(reader.active.locator(".statement")).to_have_text("Cem has other words.")
    expect(reasons).to_have_value("I have begun to")


def test_what_one_reads_and_has_selected_stays_under_the_eye(
    desk: SignIn, ada: Member, cem: Member
) -> None:
    version = factories.version(ada, LONG)
    reader = Reader(desk(ada))
    page = reader.page
    page.goto(version.article.get_absolute_url())
    is_live(page)
    reader.select("Paragraph 40 says so.")
    place = "#text p:nth-of-type(40)"
    stood = top_of(page, place)

    for number in range(5, 12):
        factories.claim(cem, version, exact=f"Paragraph {number} says so.")

    expect(page.locator("claim-margin li[data-claim]")).to_have_count(7)
    assert abs(top_of(page, place) - stood) <= 1
    assert page.evaluate("String(document.getSelection())") == "Paragraph 40 says so."


def test_others_see_on_which_claim_one_writes(desk: SignIn, ada: Member, cem: Member) -> None:
    claim = factories.claim(ada)
    hers, his = Reader(desk(ada)), Reader(desk(cem))
    for reader in (hers, his):
        reader.page.goto(
            f"{claim.passages.get().version.article.get_absolute_url()}#claim-{claim.pk}"
        )
        is_live(reader.page)
    his.page.keyboard.press("a")
    his.form.get_by_label("Reasons").fill("The")
    expect(hers.active).to_contain_text("Cem Checker is writing…")
    his.page.keyboard.press("Control+a")
    his.page.keyboard.press("Delete")
    his.page.keyboard.press("Escape")
    expect(hers.active.locator(".writing")).to_have_count(0)


def test_who_wants_to_be_alone_is_not_shown(desk: SignIn, ada: Member, cem: Member) -> None:
    address = factories.claim(ada).get_absolute_url()
    hers, his = desk(ada), desk(cem)
    for page in (hers, his):
        page.goto(address)
    his.locator("live-line summary").click()
    his.get_by_label("Do not show others that I am here").check()
    expect(hers.locator("live-line summary")).to_be_hidden()
    expect(his.locator("live-line summary")).to_be_visible()
    his.reload()
    is_live(his)
    expect(hers.locator("live-line summary")).to_be_hidden()


def test_a_claims_page_follows_while_one_answers_a_comment(
    desk: SignIn, ada: Member, cem: Member
) -> None:
    claim = factories.claim(ada)
    thread = factories.comment(claim, ada, "Who says so?")
    page = desk(ada)
    page.goto(claim.get_absolute_url())
    is_live(page)
    page.locator(".threads summary").click()
    answer = page.locator(".threads textarea")
    answer.fill("The mayor s")

    factories.comment(claim, cem, "The mayor.", thread=thread)
    factories.evidence(claim, cem)
    reword(claim, cem, "Nothing was spent.")

    expect(page.locator("h1")).to_have_text("Nothing was spent.")
    expect(page.get_by_text("The mayor.", exact=True)).to_be_visible()
    expect(page.get_by_text("No payment was made.")).to_be_visible()
    expect(answer).to_have_value("The mayor s")
    expect(answer).to_be_focused()
    expect(page.locator("live-line [role=status]")).to_have_text(
        re.compile("Changed by Cem Checker.")
    )


def test_lists_say_that_there_is_more_and_do_not_move(
    desk: SignIn, ada: Member, cem: Member
) -> None:
    version = factories.version(ada)
    factories.claim(ada, version)
    claims, queue = desk(ada), desk(ada)
    room = f"/newsrooms/{ada.newsroom.slug}/"
    claims.goto(f"{room}claims/")
    queue.goto(f"{room}?tab=unassessed")
    for page in (claims, queue):
        is_live(page)
    factories.claim(cem, version, exact="Nobody was surprised.")

    said = claims.locator("live-line [data-part=changes]")
    expect(said).to_have_text("1 change: Show")
    expect(claims.locator(".claims-list > li")).to_have_count(1)
    expect(queue.locator("[aria-current=page] .count")).to_have_text("2")
    expect(queue.locator(".claims-list > li")).to_have_count(1)
    said.get_by_role("link").click()
    expect(claims.locator(".claims-list > li")).to_have_count(2)


def test_without_a_stream_a_page_asks_every_few_seconds(
    desk: SignIn, ada: Member, cem: Member
) -> None:
    version = factories.version(ada)
    page = desk(ada)

    def refuse(route: Any) -> None:
        if "text/event-stream" in (route.request.headers.get("accept") or ""):
            route.fulfill(status=204)
        else:
            route.continue_()

    page.route("**/live/**", refuse)
    page.goto(version.article.get_absolute_url())
    factories.claim(cem, version)
    expect(page.locator("claim-margin li[data-claim]")).to_have_count(1)
