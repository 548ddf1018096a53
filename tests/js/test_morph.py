"""Making a part of the page what the server says it is now."""

from playwright.sync_api import Page


def test_every_property_of_taking_an_answer_in_holds(page: Page) -> None:
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto("/pages/morphing.html", wait_until="commit")
    page.wait_for_function("window.outcomes", timeout=300_000)
    outcomes = page.evaluate("window.outcomes")
    assert errors == []
    assert [one for one in outcomes if one["failure"]] == []
    assert len(outcomes) == 5
