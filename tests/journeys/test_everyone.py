"""Every page can be used by everyone: nothing that axe knows to look for is wrong on it."""

import re
from collections.abc import Callable
from typing import Any, Literal, NamedTuple

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from annotations.articles.models import Version
from annotations.claims.actions import set_aside
from annotations.claims.models import Claim
from annotations.newsrooms.models import Member
from annotations.newsrooms.sign_in import make_sign_in_link
from annotations.rows import new_id
from annotations.teamwork.comments import resolve
from annotations.teamwork.presence import be_here
from tests import factories
from tests.journeys.conftest import SignIn
from tests.journeys.places import pages_of
from tests.journeys.reader import Reader

PHONE = {"width": 390, "height": 844}
ALL_RULES = {"rules": {"target-size": {"enabled": True}}}  # 24 pixels, or room around it
OF_LOOKS = {"runOnly": ["color-contrast", "target-size"]}


def faults(page: Page, rules: dict[str, Any] = ALL_RULES) -> list[dict[str, Any]]:
    """What axe finds, best practices included, in few words."""
    found = Axe().run(page, options=rules).response["violations"]
    return [
        {
            "rule": one["id"],
            "says": one["help"],
            "at": [node["html"][:200] for node in one["nodes"]],
        }
        for one in found
    ]


@pytest.fixture
def version(ada: Member) -> Version:
    """An article with claims of every look, one of them set aside."""
    version = factories.version(ada)
    words = ["The council voted", "on Monday.", factories.SENTENCE, "not yet spent", "the mayor"]
    ratings = ["true", "misleading", "false", "unverifiable"]
    for exact, key in zip(words, ratings, strict=False):
        claim = factories.claim(ada, version, exact, claimant="The council", tags=["money"])
        factories.evidence(claim, ada)
        factories.evidence(claim, ada, stance="refutes", note="As of March.")
        factories.assessment(claim, ada, key)
    thread = factories.comment(claim, ada, "@Ada, is that so?")
    factories.comment(claim, ada, "It is.", thread)
    resolve(thread=factories.comment(claim, ada), revision=1, by=ada)
    factories.comment(claim, factories.member(ada.newsroom), "@Ada, who says so?")
    factories.claim(ada, version, "Nobody was surprised.")
    open_claim = factories.claim(ada, version, words[-1])
    set_aside(claim=open_claim, reasons="An opinion.", by=ada)
    return version


class Screen(NamedTuple):
    """How somebody looks at a page."""

    width: int
    letters: int = 16  # how large, as people set it in their browser
    scheme: Literal["light", "dark"] = "light"
    forced: Literal["active", "none"] = "none"

    @property
    def settled(self) -> list[Any]:
        return [self.width, self.letters, self.forced == "active"]


SCREENS = {
    "desk": Screen(1280),
    "phone, dark": Screen(390, scheme="dark"),
    "page at 200 %": Screen(640),
    "forced colours": Screen(1280, forced="active"),
    "text at 200 %": Screen(1280, letters=32),
}
RULES = {"desk": ALL_RULES, "phone, dark": OF_LOOKS}
AMISS = """(way) => {
  const { scrollWidth, clientWidth } = document.documentElement;
  const over = scrollWidth - clientWidth;
  const amiss = over > 0 ? [`wider than the screen by ${over}`] : [];
  const line = (link) => getComputedStyle(link).borderBlockEndColor;
  for (const current of document.querySelectorAll("nav a[aria-current]")) {
    const others = [...current.closest("nav").querySelectorAll("a:not([aria-current])")];
    if (others.some((other) => line(other) === line(current)))
      amiss.push(`nothing tells that this is current: ${current.textContent}`);
  }
  const small = (button) => button.checkVisibility() && button.offsetHeight < 44;
  if (way.startsWith("phone"))
    for (const button of document.querySelectorAll("main .button.primary, .sheet-handle"))
      if (small(button)) amiss.push(`no thumb meets this: ${button.textContent}`);
  return amiss;
}"""


SETTLED = """async ([width, letters, forced]) => {
  for (const _ of "ab") await new Promise((painted) => requestAnimationFrame(painted));
  const size = parseFloat(getComputedStyle(document.documentElement).fontSize);
  const isForced = matchMedia("(forced-colors: active)").matches;
  return innerWidth === width && size === (letters * 15) / 16 && isForced === forced;
}"""


def look(page: Page, screen: Screen) -> None:
    chromium = page.context.new_cdp_session(page)
    chromium.send("Page.setFontSizes", {"fontSizes": {"standard": screen.letters}})
    chromium.detach()
    page.emulate_media(color_scheme=screen.scheme, forced_colors=screen.forced)
    page.set_viewport_size({"width": screen.width, "height": 844})
    page.wait_for_function(SETTLED, arg=screen.settled)


def amiss(page: Page, way: str) -> list[str]:
    """What is wrong, and stays so: a page takes a moment to put on another look."""
    found: list[str] = page.evaluate(AMISS, way)
    for _ in range(10 * bool(found)):
        page.wait_for_timeout(100)
        found = [one for one in page.evaluate(AMISS, way) if one in found]
    return found


def stays(page: Page, rules: Any) -> list[Any]:
    """What axe finds, and finds again: colours may be on their way from light to dark."""
    if not faults(page, rules):
        return []
    page.wait_for_timeout(500)
    return faults(page, rules)


def torn(page: Page) -> list[str]:
    """Names of links and buttons that are told with a blank where none is written."""
    told = page.locator("body").aria_snapshot()
    names = re.findall(r"- '?(?:link|button) \"(.*?)\"", told)
    return [f"torn name: {name}" for name in names if re.search(r" [:,.]", name)]


def test_no_page_shuts_anybody_out(desk: SignIn, ada: Member, version: Version) -> None:
    """Each page is loaded once, and looked at in all ways."""
    page = desk(ada, reduced_motion="reduce")
    found: dict[str, list[Any]] = {}
    for name, address in pages_of(ada, version).items():
        page.goto(address)
        if names := torn(page):
            found[name] = names
        for way, screen in SCREENS.items():
            look(page, screen)
            amiss_here = amiss(page, way)  # waits until the page has put the look on
            seen = [*(stays(page, RULES[way]) if way in RULES else []), *amiss_here]
            found |= {f"{name}, {way}": seen} if seen else {}
    assert found == {}


def sign_in_page(page: Page, ada: Member, _version: Version, base_url: str) -> None:
    page.context.clear_cookies()
    page.goto("/account/sign-in/")


def sign_in_link(page: Page, ada: Member, _version: Version, base_url: str) -> None:
    page.context.clear_cookies()
    page.goto(make_sign_in_link(ada, base_url))


def preview(page: Page, ada: Member, _version: Version, base_url: str) -> None:
    page.goto(f"/newsrooms/{ada.newsroom.slug}/articles/new/")
    page.get_by_label("Text").fill("\n\n".join([*factories.PARAGRAPHS, "Share on Facebook"]))
    page.get_by_role("button", name="Look it over").click()
    page.locator("[data-block]").first.wait_for()


def drafts(page: Page, ada: Member, version: Version, base_url: str) -> None:
    page.goto(version.article.get_absolute_url())
    for words in ("Nobody was surprised.", "“We will wait,”"):
        Reader(page).select(words)
        page.locator("selection-bar [data-command=mark-claim]").click()
        Reader(page).form.get_by_label("Statement").fill(words.upper())


def form_on_a_card(page: Page, ada: Member, version: Version, base_url: str) -> None:
    page.goto(version.article.get_absolute_url())
    page.keyboard.press("j")
    page.keyboard.press("e")
    Reader(page).form.wait_for()


def wrong_form(page: Page, ada: Member, version: Version, base_url: str) -> None:
    claim = Claim.objects.filter(passages__version=version).earliest("pk")
    page.goto(f"/newsrooms/{ada.newsroom.slug}/claims/{claim.pk}/evidence/")
    page.get_by_label("Supports").check()
    page.get_by_role("button", name="Add the source").click()
    page.locator(".errorlist").first.wait_for()


def sentence_cursor(page: Page, ada: Member, version: Version, base_url: str) -> None:
    page.goto(version.article.get_absolute_url())
    for key in ("s", "ArrowDown", "Shift+ArrowRight"):
        page.keyboard.press(key)
    page.locator("selection-bar").wait_for()


def edges_of_a_passage(page: Page, ada: Member, version: Version, base_url: str) -> None:
    page.goto(version.article.get_absolute_url())
    for key in ("j", "m", "ArrowRight"):
        page.keyboard.press(key)
    page.locator(".handle.start").wait_for()


def choice_of_a_claim(page: Page, ada: Member, version: Version, base_url: str) -> None:
    page.goto(version.article.get_absolute_url())
    for key in ("s", "P"):
        page.keyboard.press(key)
    page.get_by_role("dialog", name="Add to which claim?").wait_for()


def refused_passage(page: Page, ada: Member, version: Version, base_url: str) -> None:
    page.goto(version.article.get_absolute_url())
    page.keyboard.press("j")
    Reader(page).select("The council voted")
    page.keyboard.press("p")
    page.get_by_role("alert").wait_for()


def palette(page: Page, ada: Member, version: Version, base_url: str) -> None:
    page.goto(version.article.get_absolute_url())
    page.keyboard.press("Control+k")
    page.get_by_role("option").first.wait_for()


def bulk_bar_and_menu(page: Page, ada: Member, version: Version, base_url: str) -> None:
    page.goto(f"/newsrooms/{ada.newsroom.slug}/claims/")
    page.keyboard.press("j")
    page.keyboard.press("x")
    page.get_by_text("1 selected").wait_for()
    page.get_by_text("Export", exact=True).click()
    page.get_by_text("Prepare a file…").wait_for()


def toast_and_company(page: Page, ada: Member, version: Version, base_url: str) -> None:
    be_here(tab=new_id(), place=version.article_id, by=factories.member(ada.newsroom))
    page.goto(version.article.get_absolute_url())
    page.keyboard.press("z")
    page.locator("undo-toast").wait_for()


@pytest.mark.parametrize(
    "arrive",
    [
        *(sign_in_page, sign_in_link, preview, drafts, form_on_a_card, wrong_form),
        *(sentence_cursor, edges_of_a_passage, choice_of_a_claim, refused_passage),
        *(palette, bulk_bar_and_menu, toast_and_company),
    ],
    ids=lambda arrive: arrive.__name__,
)
def test_no_state_of_a_page_shuts_anybody_out(
    desk: SignIn,
    ada: Member,
    version: Version,
    base_url: str,
    arrive: Callable[[Page, Member, Version, str], None],
) -> None:
    page = desk(ada, reduced_motion="reduce")
    arrive(page, ada, version, base_url)

    assert faults(page) == []
