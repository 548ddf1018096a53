"""In a made language, no script says a word of English; in one from the right, all is mirrored."""

import os
import re
from collections.abc import Callable, Iterator

import pytest
from django.test import Client
from playwright.sync_api import Page
from pytest_django import DjangoDbBlocker

from annotations.newsrooms.models import Member
from tests import factories, pseudo
from tests.journeys.conftest import SignIn
from tests.journeys.reader import Reader
from tests.journeys.server import SITE, serving
from tests.pages import addresses, names_in_use
from tests.plain import plain_words

DESK = {"width": 1280, "height": 860}
PHONE = {"width": 390, "height": 844}
OWN_ELEMENT = re.compile(r"<(?!live-|command-palette|article-text)[a-z]+-[a-z]+[ >]")
MIRRORED = """() => {
  const name = document.querySelector(".site-name").getBoundingClientRect();
  return document.documentElement.dir === "rtl" && name.right > innerWidth / 2;
}"""
TOO_WIDE = """() => {
  const wide = (part) => {
    const { left, right, width } = part.getBoundingClientRect();
    const reached = part.closest(".visually-hidden, .skip-link, dialog:not([open]), nav, pre");
    return width > 0 && !reached && (left < -1 || right > innerWidth + 1);
  };
  const page = document.documentElement.scrollWidth > innerWidth ? ["the page"] : [];
  return [...page, ...[...document.body.querySelectorAll("*")].filter(wide).map((part) =>
    part.cloneNode(false).outerHTML)];
}"""


@pytest.fixture(scope="module")
def base_url(
    tmp_path_factory: pytest.TempPathFactory,
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
) -> Iterator[str]:
    """A site that speaks our made languages."""
    folder = tmp_path_factory.mktemp("locale")
    pseudo.make(folder)
    with django_db_blocker.unblock(), pytest.MonkeyPatch.context() as patch:
        patch.setitem(os.environ, "MADE_LANGUAGES", str(folder))
        patch.setitem(os.environ, "DJANGO_SETTINGS_MODULE", "tests.made_languages")
        with serving(SITE) as address:
            yield address


@pytest.fixture
def article(ada: Member) -> str:
    """The page of an article with three claims, one of them assessed."""
    version = factories.version(ada)
    for words in (factories.SENTENCE, "The council voted", "not yet spent"):
        claim = factories.claim(ada, version, words)
    factories.assessment(claim, ada, "false")
    factories.evidence(claim, ada)
    return version.article.get_absolute_url()


def keys(*pressed: str) -> Callable[[Page], None]:
    def press(page: Page) -> None:
        for key in pressed:
            page.keyboard.press(key)

    return press


def selects(page: Page) -> None:
    Reader(page).select("Nobody was surprised.")


def drafts(page: Page) -> None:
    selects(page)
    page.keyboard.press("c")
    Reader(page).form.locator("textarea").first.fill("\u2026")


def adds_to_a_claim(page: Page) -> None:
    keys("j")(page)
    selects(page)
    page.keyboard.press("p")
    page.locator("#messages *").first.wait_for()


def cannot_reach_the_site(page: Page) -> None:
    keys("j", "a")(page)
    Reader(page).form.locator("[name=rating]").first.check()
    Reader(page).form.locator("textarea").fill("…")
    page.route("**/newsrooms/**", lambda route: route.abort())
    Reader(page).form.locator("button.primary").click()
    page.locator("[role=alert]").first.wait_for()


STATES: dict[str, Callable[[Page], None]] = {
    "as it opens": keys(),
    "a claim": keys("j"),
    "its source": keys("j", "e"),
    "its assessment": keys("j", "a"),
    "the edges of its passage": keys("j", "m", "ArrowRight"),
    "words selected": selects,
    "a draft": drafts,
    "words added": adds_to_a_claim,
    "the sentence cursor": keys("s", "ArrowDown", "Shift+ArrowRight"),
    "the choice of a claim": keys("s", "P"),
    "the palette": keys("/"),
    "the keys": keys("?"),
    "a site out of reach": cannot_reach_the_site,
}


def test_no_script_on_the_article_page_speaks_english(
    desk: SignIn, ada: Member, article: str
) -> None:
    page = desk(ada, locale="is")
    found = {}
    for name, arrive in STATES.items():
        page.goto(article)
        page.locator("article-text[data-painted]").wait_for()
        arrive(page)
        page.wait_for_timeout(100)
        # The sentence cursor reads out on which word it stands: "The".
        found[name] = plain_words(page.content().encode(), names_in_use() | {"The"})
        page.unroute_all()

    assert {name: words for name, words in found.items() if words} == {}


def shown_to(ada: Member) -> dict[str, tuple[str, str]]:
    """Address and HTML of all pages that are there for her to look at."""
    client = Client()
    client.force_login(ada.user)
    found = {}
    for name, address in addresses(ada).items():
        answer = client.get(address)
        if answer.status_code == 200 and answer.headers["Content-Type"].startswith("text/html"):
            found[name] = (address, answer.content.decode())
    return found


def test_no_script_on_other_pages_speaks_english(desk: SignIn, ada: Member) -> None:
    page = desk(ada, locale="is")
    shown = shown_to(ada)
    names = names_in_use()
    found = {}
    for name, (address, html) in shown.items():
        if OWN_ELEMENT.search(html):
            page.goto(address, wait_until="domcontentloaded")
            found[name] = plain_words(page.content().encode(), names)

    assert {name: words for name, words in found.items() if words} == {}


def test_from_the_right_every_page_is_mirrored_and_fits(desk: SignIn, ada: Member) -> None:
    page = desk(ada, locale="ar")
    page.route("**/*.js", lambda route: route.abort())  # 60 modules a page, which move nothing
    found = {}
    for name, (address, _) in shown_to(ada).items():
        page.goto(address, wait_until="domcontentloaded")
        faults = []
        for screen in (DESK, PHONE):
            page.set_viewport_size(screen)  # type: ignore[arg-type]
            faults += [f"{screen['width']}: {part}" for part in page.evaluate(TOO_WIDE)]
            faults += [] if page.evaluate(MIRRORED) else ["not mirrored"]
        found[name] = faults

    assert {name: faults for name, faults in found.items() if faults} == {}
