"""Taking back, and doing again: by keys, from the message, after a reload, in a second tab."""

import pytest
from playwright.sync_api import Page, expect

from annotations.articles.models import Version
from annotations.claims.actions import edit_claim
from annotations.claims.models import Claim
from annotations.newsrooms.models import Member
from annotations.undoing.actions import undo
from tests import factories
from tests.journeys.conftest import SignIn
from tests.journeys.reader import Reader
from tests.journeys.test_everyone import PHONE, faults
from tests.undoing.deeds import last_event

ARABIC = "قالت المدينة إنها لم تنفق المال بعد."


@pytest.fixture
def version(ada: Member) -> Version:
    return factories.version(ada)


def mark(page: Page, exact: str = factories.SENTENCE) -> None:
    reader = Reader(page)
    reader.select(exact)
    page.keyboard.press("c")
    expect(reader.form.get_by_label("Statement")).to_be_focused()
    page.keyboard.press("Control+Enter")
    expect(reader.card(exact)).to_be_focused()


def said(page: Page, sentence: str) -> None:
    """The message says it, and the script that hears keys is awake."""
    expect(page.locator("#messages undo-toast > .close")).to_be_visible()
    expect(page.locator("#messages undo-toast > p")).to_have_text(sentence)


def test_mark_undo_redo_reload_undo(desk: SignIn, ada: Member, version: Version) -> None:
    other = factories.claim(ada, version, "The council voted")
    factories.assessment(other, ada)
    page = desk(ada)
    page.goto(version.article.get_absolute_url())
    reader, keys = Reader(page), page.keyboard
    mark(page)
    said(page, "Claim marked.")
    assert reader.references() == ["1✓", "2○"]

    keys.press("z")
    said(page, "Undone: claim marked.")
    expect(reader.card(factories.SENTENCE)).to_have_count(0)
    assert (reader.references(), reader.highlighted("open")) == (["1✓"], [])
    expect(page.locator("undo-toast").get_by_role("button", name="Redo")).to_be_focused()

    keys.press("Z")
    said(page, "Done again: claim marked.")
    expect(reader.card(factories.SENTENCE)).to_be_focused()
    assert (reader.references(), reader.highlighted("open")) == (
        ["1✓", "2○"],
        [factories.SENTENCE],
    )

    page.reload()
    expect(page.locator("undo-toast")).to_have_count(0)
    keys.press("z")
    said(page, "Undone: claim marked.")
    expect(reader.card(factories.SENTENCE)).to_have_count(0)

    keys.press("z")  # before that, the assessment of the other claim
    said(page, "Undone: claim assessed.")
    expect(reader.card("The council voted")).to_contain_text("Open")
    assert reader.references() == ["1○"]
    keys.press("z")
    said(page, "Undone: claim marked.")
    keys.press("z")
    said(page, "Of what you did here lately, nothing is left to turn back.")
    assert (reader.references(), Claim.objects.visible_to(ada).count()) == ([], 0)


def test_keys_pressed_in_haste_are_all_heard(desk: SignIn, ada: Member, version: Version) -> None:
    claim = factories.claim(ada, version)
    for revision, statement in enumerate(["One.", "Two.", "Three."], start=1):
        edit_claim(claim=claim, revision=revision, by=ada, statement=statement)
    page = desk(ada)
    page.goto(version.article.get_absolute_url())
    expect(Reader(page).card("Three.")).to_be_visible()
    for key in "zzzZ":
        page.keyboard.press(key)
    said(page, "Done again: claim edited.")
    expect(Reader(page).card("One.")).to_be_visible()
    assert Claim.objects.get().statement == "One."


def test_a_second_tab_knows_what_the_first_one_did(
    desk: SignIn, ada: Member, version: Version
) -> None:
    first = desk(ada)
    first.goto(version.article.get_absolute_url())
    second = first.context.new_page()
    second.goto(version.article.get_absolute_url())
    mark(first)
    second.keyboard.press("z")
    said(second, "Undone: claim marked.")
    assert not Claim.objects.visible_to(ada).exists()
    first.locator("undo-toast").get_by_role("button", name="Undo").click()
    said(first, "This was undone before.")


def test_with_the_keyboard_alone_one_reaches_the_message(
    desk: SignIn, ada: Member, version: Version
) -> None:
    page = desk(ada)
    page.goto(version.article.get_absolute_url())
    mark(page)
    keys = page.keyboard
    page.evaluate("document.activeElement.blur()")
    for _ in range(30):
        keys.press("Tab")
        if page.locator("undo-toast button:focus").count():
            break
    keys.press("Enter")
    said(page, "Undone: claim marked.")
    redo = page.locator("undo-toast").get_by_role("button", name="Redo")
    expect(redo).to_be_focused()
    keys.press("Tab")
    expect(page.get_by_role("button", name="Close")).to_be_focused()
    keys.press("Enter")
    expect(page.locator("undo-toast")).to_have_count(0)
    expect(page.locator("#main")).to_be_focused()


def test_in_a_field_the_letter_and_ctrl_z_are_the_browsers(
    desk: SignIn, ada: Member, version: Version
) -> None:
    factories.claim(ada, version)
    page = desk(ada)
    page.goto(version.article.get_absolute_url())
    reader, keys = Reader(page), page.keyboard
    reader.select("Nobody was surprised.")
    keys.press("c")
    statement = reader.form.get_by_label("Statement")
    expect(statement).to_be_focused()
    keys.press("End")
    keys.type("zZ")
    expect(statement).to_have_value("Nobody was surprised.zZ")
    keys.press("Control+z")
    expect(statement).not_to_have_value("Nobody was surprised.zZ")
    expect(page.locator("undo-toast")).to_have_count(0)
    assert Claim.objects.visible_to(ada).count() == 1


def test_a_draft_survives_what_is_undone_beside_it(
    desk: SignIn, ada: Member, version: Version
) -> None:
    factories.claim(ada, version)
    page = desk(ada)
    page.goto(version.article.get_absolute_url())
    reader = Reader(page)
    reader.select("Nobody was surprised.")
    page.keyboard.press("c")
    reader.form.get_by_label("Statement").fill("No one wondered.")
    page.keyboard.press("Escape")
    page.keyboard.press("z")
    said(page, "Undone: claim marked.")
    statement = page.locator("claim-margin claim-form").get_by_label("Statement")
    expect(statement).to_have_value("No one wondered.")


def test_both_wordings_are_shown_where_it_was_changed_since(
    desk: SignIn, ada: Member, version: Version
) -> None:
    claim = factories.claim(ada, version)
    edit_claim(claim=claim, revision=1, by=ada, statement="It cost 12 million.")
    bea = factories.member(ada.newsroom, name="Bea")
    edit_claim(claim=claim, revision=2, by=bea, statement="It cost 21 million.")
    page = desk(ada)
    page.goto(version.article.get_absolute_url())
    page.keyboard.press("z")
    toast = page.locator("undo-toast")
    expect(toast).to_contain_text("This was changed again since.")
    expect(toast.locator("del")).to_have_text("12")
    expect(toast.locator("ins")).to_have_text("21")
    assert faults(page) == []


def test_on_the_page_of_a_claim(desk: SignIn, ada: Member, version: Version) -> None:
    claim = factories.claim(ada, version)
    page = desk(ada)
    page.goto(claim.get_absolute_url())
    page.get_by_role("link", name="Edit the wording").click()
    page.get_by_label("Statement").fill("Other words.")
    page.get_by_role("button", name="Save").click()
    said(page, "Claim edited.")
    expect(page.locator("h1")).to_have_text("Other words.")
    page.reload()
    page.keyboard.press("z")
    said(page, "Undone: claim edited.")
    expect(page.locator("h1")).to_have_text(factories.SENTENCE)
    expect(page.locator(".timeline .undone")).to_contain_text("reworded the claim. undone")
    page.keyboard.press("Z")
    said(page, "Done again: claim edited.")
    expect(page.locator("h1")).to_have_text("Other words.")
    page.keyboard.press("z")
    said(page, "Undone: claim edited.")
    page.keyboard.press("z")  # the claim is gone, its article is not
    said(page, "Undone: claim marked.")
    expect(page).to_have_url(version.article.get_absolute_url())


def test_who_looks_at_a_claim_is_told_that_it_is_gone(
    desk: SignIn, ada: Member, version: Version
) -> None:
    claim = factories.claim(ada, version)
    mark_event = last_event()
    page = desk(factories.member(ada.newsroom, name="Bea"))
    page.goto(claim.get_absolute_url())
    expect(page.locator("live-line")).to_have_attribute("data-state", "live")
    undo(event=mark_event, by=ada)
    expect(page.locator("#messages")).to_contain_text("This claim is gone")
    expect(page.locator("h1")).to_have_text(factories.SENTENCE)


def test_without_script(desk: SignIn, ada: Member, version: Version) -> None:
    claim = factories.claim(ada, version)
    page = desk(ada, java_script_enabled=False)
    page.goto(claim.get_absolute_url())
    page.get_by_role("button", name="Undo: claim marked").click()
    expect(page.locator("#messages")).to_contain_text("Undone: claim marked.")
    page.locator("#messages").get_by_role("button", name="Redo").click()
    expect(page.locator("claim-margin h3")).to_contain_text(factories.SENTENCE)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [{"width": 1280, "height": 800}, PHONE])
def test_everyone_can_use_the_message(
    desk: SignIn, ada: Member, scheme: str, size: dict[str, int]
) -> None:
    version = factories.version(ada, [ARABIC, f"{ARABIC} كما قالت."])
    page = desk(ada, color_scheme=scheme, viewport=size)
    page.goto(version.article.get_absolute_url())
    factories.claim(ada, version, ARABIC)
    page.keyboard.press("z")
    said(page, "Undone: claim marked.")
    assert faults(page) == []
    page.keyboard.press("Z")
    said(page, "Done again: claim marked.")
    assert faults(page) == []


def test_a_mark_that_is_undone_leaves_the_open_pages_of_others(
    desk: SignIn, ada: Member, version: Version
) -> None:
    factories.claim(ada, version)
    mark_event = last_event()
    page = desk(factories.member(ada.newsroom, name="Bea"))
    page.goto(version.article.get_absolute_url())
    expect(page.locator("live-line")).to_have_attribute("data-state", "live")
    expect(Reader(page).card(factories.SENTENCE)).to_be_visible()
    undone = undo(event=mark_event, by=ada)
    expect(Reader(page).card(factories.SENTENCE)).to_have_count(0)
    undo(event=undone, by=ada)
    expect(Reader(page).card(factories.SENTENCE)).to_be_visible()
    assert Reader(page).references() == ["1○"]
