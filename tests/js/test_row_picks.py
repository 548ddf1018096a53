"""Selecting rows of a list: five claims, of which one has no box."""

import pytest
from playwright.sync_api import Page, expect

from tests.js.server import Site

BOX = '<input type="checkbox" name="claim" value="{0}" form="f">'
ROW = f'<li><a href="#c{{0}}">Claim {{0}}</a>{BOX}</li>'
LIST = f"""<!doctype html>
<html lang="en"><title>Claims</title>
<script type="module" src="/static/annotations/js/main.js"></script>
<row-picks><form id="f"><input type="hidden" name="list" value="">
<span data-part="count">With the selected claims:</span><button name="do">Assign…</button>
</form></row-picks>
<ol>{"".join(ROW.format(number) for number in range(4))}<li><a href="#c4">Claim 4</a></li></ol>
"""


@pytest.fixture
def claims(page: Page, site: Site) -> Page:
    site.pages["/claims"] = LIST
    page.goto("/claims")
    expect(page.get_by_role("checkbox", name="All on this page")).to_be_visible()
    return page


def picked(page: Page) -> str:
    boxes = page.locator("[name=claim]")
    return boxes.evaluate_all(
        "(all) => all.filter((one) => one.checked).map((one) => one.value).join('')"
    )


def test_nothing_is_done_with_no_claims(claims: Page) -> None:
    expect(claims.get_by_role("status")).to_have_text("None selected")
    expect(claims.get_by_role("button", name="Assign…")).to_be_disabled()


def test_one_box_selects_the_page_and_says_when_only_some_are(claims: Page) -> None:
    every = claims.get_by_role("checkbox", name="All on this page")
    every.check()
    assert picked(claims) == "0123"
    expect(claims.get_by_role("status")).to_have_text("4 selected")
    expect(claims.get_by_role("button", name="Assign…")).to_be_enabled()

    claims.locator("[value='2']").uncheck()
    assert every.evaluate("(box) => [box.checked, box.indeterminate]") == [False, True]
    expect(claims.get_by_role("status")).to_have_text("3 selected")

    every.click()
    assert picked(claims) == "0123"
    every.click()
    assert picked(claims) == ""


@pytest.mark.parametrize(("first", "last"), [(0, 2), (2, 0)])
def test_shift_selects_all_rows_in_between(claims: Page, first: int, last: int) -> None:
    claims.locator(f"[value='{first}']").click()
    claims.locator(f"[value='{last}']").click(modifiers=["Shift"])
    assert picked(claims) == "012"
    claims.locator("[value='1']").click(modifiers=["Shift"])  # and takes them away again
    assert picked(claims) == ("0" if last == 2 else "2")


def test_a_key_selects_the_row_that_has_the_focus(claims: Page) -> None:
    claims.get_by_role("link", name="Claim 1").focus()
    claims.keyboard.press("x")
    assert picked(claims) == "1"
    claims.locator("[value='3']").click(modifiers=["Shift"])
    assert picked(claims) == "123"
    claims.get_by_role("link", name="Claim 4").focus()
    claims.keyboard.press("x")
    assert picked(claims) == "123"


def test_who_comes_back_is_told_what_was_selected(claims: Page) -> None:
    claims.locator("[value='2']").check()
    claims.evaluate("() => { document.querySelector(\"[value='0']\").checked = true; }")
    claims.evaluate("() => { window.dispatchEvent(new PageTransitionEvent('pageshow')); }")
    expect(claims.get_by_role("status")).to_have_text("2 selected")
