"""Every page can be used by everyone: nothing that axe knows to look for is wrong on it."""

from collections.abc import Callable
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.utils import timezone
from playwright.sync_api import Page

from annotations.articles.models import Version
from annotations.claims.actions import set_aside
from annotations.claims.models import Claim
from annotations.newsrooms.models import Member
from annotations.newsrooms.sign_in import make_sign_in_link
from annotations.notices.mail import secret_of
from annotations.teamwork.comments import resolve
from annotations.verdicts.deciding import decide
from annotations.webhooks.actions import send_test
from annotations.webhooks.models import Webhook
from annotations.webhooks.outcomes import Result, note
from tests import factories
from tests.journeys.conftest import SignIn
from tests.journeys.reader import Reader

PHONE = {"width": 390, "height": 844}


def faults(page: Page) -> list[dict[str, Any]]:
    """What axe finds, best practices included, in few words."""
    found = Axe().run(page).response["violations"]
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


def decided(claim: Claim, by: Member) -> Claim:
    rating = factories.rating(by.newsroom, "half-true")
    decide(claim=claim, rating=rating, reasons="Half of it is right.", by=by)
    factories.assessment(claim, factories.member(by.newsroom), "false")
    return claim


def pages_of(ada: Member, version: Version) -> dict[str, str]:
    here = f"/newsrooms/{ada.newsroom.slug}"
    claim = Claim.objects.filter(passages__version=version).earliest("pk")
    return {
        "queue": f"{here}/",
        "what nobody assessed": f"{here}/?tab=unassessed",
        "assignment": f"{here}/claims/{claim.pk}/assignment/",
        "comment": f"{here}/claims/{claim.pk}/comments/",
        "articles": f"{here}/articles/",
        "new article": f"{here}/articles/new/",
        "article": f"{here}/articles/{version.article_id}/",
        "coverage": f"{here}/articles/{version.article_id}/readings/",
        "article with marks": f"{here}/articles/{version.article_id}/?marks=1",
        "claims": f"{here}/claims/",
        "prepared files": f"{here}/exports/",
        "prepare a file": f"{here}/exports/new/?stage=settled",
        "claim": f"{here}/claims/{claim.pk}/",
        "wording": f"{here}/claims/{claim.pk}/edit/",
        "article with a claim in hand": f"{here}/articles/{version.article_id}/?claim={claim.pk}",
        "another appearance": f"{here}/claims/{claim.pk}/appearance/",
        "bounds of a passage": f"{here}/passages/{claim.passages.all()[0].pk}/move/",
        "cite": f"{here}/claims/{claim.pk}/evidence/",
        "assess": f"{here}/claims/{claim.pk}/assessment/",
        "decide": f"{here}/claims/{claim.pk}/decision/",
        "decided claim": decided(claim, ada).get_absolute_url(),
        "citation": f"{here}/evidence/{claim.evidence.all()[0].pk}/edit/",
        "sources": f"{here}/sources/",
        "inbox": f"{here}/inbox/",
        "whole inbox": f"{here}/inbox/?tab=all",
        "mail": f"{here}/settings/mail/",
        "scale": f"{here}/settings/ratings/",
        "new rating": f"{here}/settings/ratings/new/",
        "rating": f"{here}/settings/ratings/{claim.verdict.rating_id}/",
        "end of mails": f"/mail/end/{secret_of(ada)}/",
        "tokens": f"{here}/settings/tokens/",
        "members": f"{here}/settings/members/",
        "webhooks": f"{here}/settings/webhooks/",
        "new webhook": f"{here}/settings/webhooks/new/",
        "webhook": f"{here}/settings/webhooks/{a_webhook(ada).pk}/",
    }


def a_webhook(ada: Member) -> Webhook:
    """With a delivery that failed in its log."""
    webhook = factories.webhook(ada)
    told = send_test(webhook=webhook)
    result = Result(timezone.now(), 0.2, status=500, answer="out of order")
    note(told, result)
    return webhook


@pytest.mark.parametrize(
    "screen",
    [
        pytest.param({"color_scheme": "light"}, id="light"),
        pytest.param({"color_scheme": "dark", "viewport": PHONE}, id="dark phone"),
    ],
)
def test_no_page_shuts_anybody_out(
    desk: SignIn, ada: Member, version: Version, screen: dict[str, Any]
) -> None:
    page = desk(ada, reduced_motion="reduce", **screen)
    found = {}
    for name, address in pages_of(ada, version).items():
        page.goto(address)
        found[name] = faults(page)
        wide = page.evaluate("document.documentElement.scrollWidth > window.innerWidth")
        found[name] += ["wider than the screen"] * wide

    assert {name: faults for name, faults in found.items() if faults} == {}


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


@pytest.mark.parametrize(
    "arrive",
    [
        *(sign_in_page, sign_in_link, preview, drafts, form_on_a_card, wrong_form),
        *(sentence_cursor, edges_of_a_passage, choice_of_a_claim, refused_passage),
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
