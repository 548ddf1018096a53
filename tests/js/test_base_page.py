"""The frame around every page, as Django renders it."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.contrib.messages import constants
from django.contrib.messages.storage.base import Message
from django.forms import BooleanField, CharField, ChoiceField, Form, RadioSelect
from django.template.loader import render_to_string
from django.test import RequestFactory
from playwright.sync_api import Page, expect

from annotations.newsrooms.models import Member, Newsroom, Role, User
from tests.js.server import Site

DESK = Newsroom(slug="lake", name="The <Lakeside> Desk")
ANA = User(name="Ana Koch", email="ana@desk.example")
EDITOR = Member(newsroom=DESK, user=ANA, role=Role.EDITOR)


class SourceForm(Form):
    quote = CharField(label="Exact quote", help_text="Letter by letter.")
    page = CharField(label="Page", required=False)
    stance = ChoiceField(label="Stance", choices=[("a", "supports"), ("b", "refutes")])
    sure = BooleanField(label="I have read it", required=False)

    stance.widget = RadioSelect(choices=stance.choices)


@pytest.fixture
def show(page: Page, site: Site):
    """Show a template to a user."""

    def show(template: str, user: User | AnonymousUser, **context: object) -> Page:
        request = RequestFactory().get("/")
        request.user = user
        site.pages["/frame"] = render_to_string(template, context, request)
        page.goto("/frame")
        return page

    return show


def test_a_member_sees_the_desk_and_where_they_are(show) -> None:
    page = show("base.html", ANA, newsroom=DESK, member=EDITOR, section="claims")
    links = page.get_by_role("navigation", name="Newsroom").get_by_role("link")
    expect(links).to_have_text(["Queue", "Inbox", "Articles", "Claims", "Sources", "Settings"])
    expect(page.locator("[aria-current=page]")).to_have_text(["Claims"])
    expect(page.get_by_role("link", name="The <Lakeside> Desk")).to_be_visible()
    page.get_by_text("Ana Koch").click()
    expect(page.locator(".who")).to_contain_text("Editor in The <Lakeside> Desk")
    assert page.locator('meta[name="csrf-token"]').get_attribute("content")


def test_on_a_phone_every_part_of_the_desk_shows_at_least_its_beginning(show) -> None:
    page = show("base.html", ANA, newsroom=DESK, member=EDITOR, section="claims")
    page.set_viewport_size({"width": 390, "height": 844})
    ends = "(link) => [link.getBoundingClientRect().left < innerWidth - 24, link.textContent]"
    last = page.get_by_role("navigation", name="Newsroom").get_by_role("link").last
    assert last.evaluate(ends) == [True, "Settings"]


def test_sections_of_a_page_stand_further_apart_than_what_is_in_them(show) -> None:
    page = show("base.html", AnonymousUser())
    inside = "<p>One</p><section class='stack'><p>Two</p><p>Three</p></section>"
    page.locator("main").evaluate(
        "(main, html) => main.setHTMLUnsafe(html)", f"<div class='stack loose'>{inside}</div>"
    )
    above = "(element) => parseFloat(getComputedStyle(element).marginBlockStart)"
    section, third = page.locator("main section"), page.get_by_text("Three")
    assert section.evaluate(above) == 2 * third.evaluate(above) > 0


def test_a_stranger_sees_no_menu_and_gets_no_token(show) -> None:
    page = show("bare.html", AnonymousUser())
    expect(page.locator(".site-nav, .account")).to_have_count(0)
    expect(page.locator('meta[name="csrf-token"]')).to_have_count(0)


def test_the_first_tab_leads_past_the_head(show) -> None:
    page = show("base.html", ANA, newsroom=DESK, member=EDITOR)
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the content")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()


def test_messages_are_told_as_what_they_are(show) -> None:
    messages = [Message(constants.SUCCESS, "Taken <in>."), Message(constants.ERROR, "No.")]
    page = show("base.html", AnonymousUser(), messages=messages)
    expect(page.locator("#messages .notice.success")).to_have_text("Taken <in>.")
    expect(page.locator("#messages .notice.error")).to_have_text("No.")


def test_a_field_is_tied_to_its_label_help_and_errors(show) -> None:
    form = SourceForm({"quote": "", "stance": "c"})
    page = show("_form.html", AnonymousUser(), form=form)
    quote = page.get_by_label("Exact quote")
    expect(quote).to_have_accessible_description("Letter by letter. This field is required.")
    expect(quote).to_have_attribute("aria-invalid", "true")
    expect(page.get_by_label("Page (optional)")).to_have_attribute("type", "text")
    stance = page.get_by_role("group", name="Stance")
    expect(stance.get_by_role("radio")).to_have_count(2)
    expect(stance).to_have_accessible_description(
        "Select a valid choice. c is not one of the available choices."
    )
    expect(page.get_by_label("I have read it")).not_to_be_checked()
