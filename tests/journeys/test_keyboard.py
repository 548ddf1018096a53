"""From the door to a settled claim without a pointer: the focus is seen, named and never lost."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from annotations.claims.models import Claim
from annotations.newsrooms.models import Member
from tests import factories
from tests.journeys.conftest import SignIn
from tests.journeys.reader import Reader

SECRET = "a-long-enough-passphrase"

# What has the focus: what it is called, and what is wrong with how it shows that.
FOCUS = """() => {
  const it = document.activeElement;
  if (!it || it === document.body) return { name: "", wrong: "the focus is lost" };
  const label = it.labels?.[0] ?? it;
  const said = it.ariaLabel || it.getAttribute("aria-labelledby")?.split(" ")
    .map((id) => document.getElementById(id)?.textContent).join(" ") || label.textContent;
  const name = (said || it.placeholder || "").replace(/\\s+/g, " ").trim();
  // Of the cursor its words are painted; a heading at which a dialog begins is no control.
  if (it.matches(".sentence-cursor, dialog > h2")) return { name, wrong: "" };
  const style = [getComputedStyle(it), getComputedStyle(it, "::after")];
  const box = it.getBoundingClientRect();
  const wrong = [
    style.some((one) => one.outlineStyle !== "none" && parseFloat(one.outlineWidth) >= 2)
      ? "" : `nothing shows the focus on ${it.outerHTML.slice(0, 120)}`,
    box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth
      ? "" : `the focus is out of sight on ${it.outerHTML.slice(0, 120)}`,
    name ? "" : `no name on ${it.outerHTML.slice(0, 120)}`,
  ];
  return { name, wrong: wrong.filter(Boolean).join(", ") };
}"""


class Hands:
    """Somebody who has a keyboard, and looks at where they are after each key."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def press(self, *keys: str) -> None:
        self.page.wait_for_load_state()
        for key in keys:
            self.page.keyboard.press(key)

    def type(self, words: str) -> None:
        self.page.keyboard.type(words)

    @property
    def at(self) -> str:
        """The name of what has the focus, which must show that it has it."""
        focus = self.page.evaluate(FOCUS)
        assert not focus["wrong"], focus["wrong"]
        return str(focus["name"])

    def walk(self, key: str = "Tab", most: int = 60) -> Iterator[str]:
        for _ in range(most):
            self.press(key)
            yield self.at

    def tab_to(self, name: str) -> None:
        """Go on with Tab up to what is called so."""
        passed = []
        for at in self.walk():
            if at.startswith(name):
                return
            passed.append(at)
        pytest.fail(f"no {name!r} among {passed}")


@pytest.fixture
def cem(ada: Member) -> Member:
    """A colleague of Ada's."""
    return factories.member(ada.newsroom, name="Cem Checker")


def test_from_the_door_to_a_settled_claim(desk: SignIn, ada: Member, cem: Member) -> None:
    factories.article(ada)
    ada.user.set_password(SECRET)
    ada.user.save(update_fields=["password"])
    page = desk(None)
    hands = Hands(page)

    sign_in(hands, ada)
    find_the_article(hands)
    mark_source_and_rate(hands)
    claim = Claim.objects.get()
    factories.assessment(claim, cem, "true")
    expect(page.locator("claim-margin")).to_contain_text("2 assessments")
    assert hands.at.startswith("1 Nothing was spent."), "news took the focus away"

    hands.press("Enter")
    expect(page.locator("h1")).to_have_text("Nothing was spent.")
    decide(hands)
    expect(page.locator(".claim-head .verdict")).to_have_text("✗False")
    comment(hands)
    hands.press("z")
    expect(page.get_by_role("status").filter(has_text="Undone")).to_be_visible()
    expect(page.locator(".claim-head .verdict")).not_to_have_text("✗False")


def sign_in(hands: Hands, member: Member) -> None:
    hands.page.goto("/account/sign-in/")
    hands.tab_to("E")
    hands.type(member.user.email)
    hands.tab_to("Password")
    hands.type(SECRET)
    hands.press("Enter")
    expect(hands.page.get_by_role("heading", name="Queue")).to_be_visible()


def find_the_article(hands: Hands) -> None:
    hands.press("Tab")
    assert hands.at == "Skip to the content"
    hands.press("/")
    hands.type("articles")
    expect(hands.page.get_by_role("option").first).to_have_attribute("aria-selected", "true")
    hands.press("Enter")
    expect(hands.page.get_by_role("heading", name="Articles")).to_be_visible()
    hands.tab_to(factories.HEADLINE)
    hands.press("Enter")
    expect(hands.page.locator("#text")).to_be_visible()


def mark_source_and_rate(hands: Hands) -> None:
    page, reader = hands.page, Reader(hands.page)
    hands.press("s", "s", "s")
    expect(page.locator("#announce")).to_contain_text(factories.SENTENCE)
    hands.press("c")
    expect(reader.form.get_by_label("Statement")).to_be_focused()
    hands.type("Nothing was spent.")
    hands.tab_to("Mark the claim")
    hands.press("Enter")
    expect(reader.card("Nothing was spent.")).to_be_focused()
    assert hands.at.startswith("1 Nothing was spent.")

    hands.press("e")
    expect(reader.form.get_by_label("Web address")).to_be_focused()
    hands.type("lindau.example/minutes/7")
    hands.tab_to("Exact quote")
    hands.type("No payment was made.")
    hands.press("Tab", "Space")  # "Supports"
    hands.tab_to("Add the source")
    hands.press("Enter")
    expect(reader.active.locator(".claim-state")).to_contain_text("In progress")
    assert hands.at.startswith("1 Nothing was spent.")

    hands.press("a")
    expect(reader.form).to_be_visible()
    hands.press("ArrowDown")  # "Mostly true"
    hands.tab_to("Reasons")
    hands.type("The minutes say so.")
    hands.press("Control+Enter")
    expect(reader.verdict).to_contain_text("Mostly true")
    assert hands.at.startswith("1 Nothing was spent.")


def comment(hands: Hands) -> None:
    hands.tab_to("Comment")
    hands.press("Enter", "Tab")
    hands.type("Who says so?")
    hands.press("Tab", "Enter")
    expect(hands.page.locator("p.words").filter(has_text="Who says so?")).to_be_visible()


def decide(hands: Hands) -> None:
    page = hands.page
    hands.tab_to("Decide the verdict")
    hands.press("Enter")
    expect(page.get_by_role("heading", name="Decide")).to_be_visible()
    hands.tab_to("✓")
    for _ in hands.walk("ArrowDown", 10):
        if page.locator("label.rating-false :checked").count():
            break
    hands.tab_to("Reasons")
    hands.type("The minutes are of another year.")
    hands.press("Tab", "Enter")


def test_what_closes_or_goes_gives_the_focus_back(desk: SignIn, ada: Member) -> None:
    version = factories.version(ada)
    first = factories.claim(ada, version, "The council voted")
    factories.claim(ada, version, statement="The second.")
    page = desk(ada)
    page.goto(version.article.get_absolute_url())
    hands, reader = Hands(page), Reader(page)

    hands.press("j")
    expect(reader.card(first.statement)).to_be_focused()
    for opens, shows in (("?", "Keys"), ("/", "Find a command, a page or a claim")):
        hands.press(opens)
        expect(page.get_by_role("dialog", name=shows)).to_be_visible()
        assert hands.at
        hands.press("Escape")
        expect(page.get_by_role("dialog", name=shows)).to_be_hidden()
        expect(reader.card(first.statement)).to_be_focused()

    hands.press("e")
    expect(reader.form).to_be_visible()
    hands.press("Escape")
    expect(reader.form).to_have_count(0)
    assert hands.at.startswith("1 The council voted")

    hands.press("j")
    expect(reader.card("The second.")).to_be_focused()
    hands.press("z")  # the mark that was made last goes, and its card
    expect(page.locator("claim-margin li[data-claim]")).to_have_count(1)
    expect(page.locator("#messages")).to_contain_text("Undone")
    assert hands.at


def test_nothing_moves_for_those_who_want_no_motion(desk: SignIn, ada: Member) -> None:
    version = factories.version(ada)
    for words in ("The council voted", factories.SENTENCE):
        factories.claim(ada, version, words)
    page = desk(ada, reduced_motion="reduce")
    page.goto(version.article.get_absolute_url())
    page.keyboard.press("j")

    moving: list[Any] = page.evaluate(
        "document.getAnimations().map((one) => one.effect.getTiming().duration)"
        ".filter((duration) => duration > 1)"
    )
    assert moving == []
    assert page.evaluate("getComputedStyle(document.documentElement).scrollBehavior") == "auto"
