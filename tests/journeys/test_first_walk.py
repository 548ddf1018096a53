"""One complete walk: from the printed link to the claim that a program reads."""

from datetime import timedelta
from typing import Any

import pytest
from playwright.sync_api import Page, Playwright, expect

from annotations.articles.models import Article
from annotations.newsrooms.actions import make_token
from annotations.newsrooms.models import Member
from annotations.newsrooms.sign_in import make_sign_in_link
from tests.journeys.conftest import SignIn
from tests.journeys.reader import Reader

SENTENCE = "İzmir has not yet spent the 40 million 💶 on its harbour."
PASTED = f"""Harbour money still asleep, says council

The café\u0301 by the pier was full 👩‍🚀 when the council met on Monday. {SENTENCE} Nobody was \
surprised, and nobody asked why it had taken so long to notice.

“We will wait,” said the mayor, “and then we will see what the winter does to the old wall, \
because a wall that has stood for ninety years may well stand for another one.”
"""
URL = "https://news.example/2026/harbour-money"

ADA = {"name": "Ada Admin"}
FALSE = {
    "key": "false",
    "label": "False",
    "claim_review_number": 1,
    "averitec_label": "Refuted",
}
ASSESSMENT = {"rating": FALSE, "reasons": "The city’s own accounts show a payment.", "by": ADA}
EVIDENCE = {
    "source": {
        "kind": "web_page",
        "title": "Accounts of the city, 2026",
        "url": "https://city.example/accounts/2026",
        "publisher": "",
        "author": "",
        "published_on": None,
    },
    "stance": "refutes",
    "quote": "Harbour: 12 million paid out in February.",
    "locator": "p. 3",
    "note": "",
    "withdrawn": None,
    "added_by": ADA,
}


@pytest.fixture
def article(desk: SignIn, ada: Member, base_url: str) -> tuple[Page, Article]:
    """The walk up to the article: sign in, paste, look over, take in."""
    page = desk(None)
    page.goto(make_sign_in_link(ada, base_url))
    page.get_by_role("button", name="Sign in as Ada Admin").click()
    expect(page.get_by_role("heading", name="Queue")).to_be_visible()

    page.goto(f"/newsrooms/{ada.newsroom.slug}/articles/new/")
    page.get_by_label("Text").fill(PASTED)
    page.get_by_role("textbox", name="Address").fill(URL + "?utm_source=letter")
    page.get_by_role("button", name="Look it over").click()
    expect(page.locator("[data-block]")).to_have_count(3)
    expect(page.get_by_label("Title")).to_have_value("Harbour money still asleep, says council")
    page.get_by_role("button", name="Take it in").click()
    expect(page.locator("#text h1")).to_have_text("Harbour money still asleep, says council")
    return page, Article.objects.get()


def test_an_article_is_pasted_a_sentence_marked_sourced_and_rated_and_a_program_reads_it(
    article: tuple[Page, Article], ada: Member, playwright: Playwright, base_url: str
) -> None:
    page, taken_in = article
    reader = Reader(page)
    text = taken_in.latest.text

    mark(reader)
    add_source(reader)
    assess(reader)

    expect(reader.active.locator("blockquote")).to_have_text(SENTENCE)
    assert reader.highlighted("false") == [SENTENCE]
    assert reader.references() == ["1✗"]
    page.reload()
    expect(reader.card("İzmir spent none")).to_contain_text("False")
    assert reader.highlighted("false") == [SENTENCE]
    start = text.index(SENTENCE)
    (passage,) = reader.passages()
    assert (passage["start"], passage["end"]) == (start, start + len(SENTENCE))

    (claim,) = asked(playwright, base_url, ada, "claims/")["results"]
    version = asked(playwright, base_url, ada, f"versions/{taken_in.latest.pk}/")
    assert version["text"] == text
    assert version["text"][passage["start"] : passage["end"]] == SENTENCE
    assert typed(claim) == everything(text)
    assert (claim["id"], claim["passages"][0]["id"]) == (passage["claim"], passage["id"])
    assert claim["passages"][0]["version"] == version["id"]


def mark(reader: Reader) -> None:
    nothing = reader.page.get_by_text("No claims yet.")
    expect(nothing).to_be_visible()
    reader.drag_over(SENTENCE)
    reader.page.keyboard.press("c")
    form = reader.form
    expect(form.get_by_label("Statement")).to_have_value(SENTENCE)
    form.get_by_label("Statement").fill("İzmir spent none of its harbour money by March 2026.")
    form.get_by_label("Who says so").fill("The council")
    form.get_by_label("When").fill("2026-03-09")
    form.get_by_label("Kind").select_option("Number")
    form.get_by_label("Tags").fill("harbour, İzmir")
    form.get_by_role("button", name="Mark the claim").click()
    expect(reader.card("İzmir spent none")).to_be_visible()
    expect(nothing).to_be_hidden()
    assert reader.highlighted("open") == [SENTENCE]


def add_source(reader: Reader) -> None:
    reader.active.get_by_role("link", name="Add source").click()
    form = reader.form
    form.get_by_label("Web address").fill("https://city.example/accounts/2026?utm_source=x#p3")
    form.get_by_label("Exact quote").fill("Harbour: 12 million paid out in February.")
    form.get_by_label("Refutes").check()
    form.get_by_text("More about the source", exact=True).click()
    form.get_by_label("Title").fill("Accounts of the city, 2026")
    form.get_by_label("Where in the source").fill("p. 3")
    form.get_by_role("button", name="Add the source").click()
    expect(reader.active.locator(".claim-state")).to_contain_text("In progress")


def assess(reader: Reader) -> None:
    reader.page.keyboard.press("a")
    form = reader.form
    form.locator("label.rating-false").click()
    form.get_by_label("Reasons").fill("The city’s own accounts show a payment.")
    form.get_by_role("button", name="Assess").click()
    expect(reader.verdict).to_contain_text("False")


def asked(playwright: Playwright, base_url: str, member: Member, path: str) -> Any:
    """What a program with a token of the member reads there."""
    _, secret = make_token(
        by=member, name="a program", scopes=["read"], lifetime=timedelta(hours=1)
    )
    program = playwright.request.new_context(
        base_url=base_url, extra_http_headers={"Authorization": f"Bearer {secret}"}
    )
    answer = program.get(f"/api/v1/newsrooms/{member.newsroom.slug}/{path}")
    assert answer.status == 200, answer.text()
    told = answer.json()
    program.dispose()
    return told


def everything(text: str) -> dict[str, Any]:
    """What we have just written, as the API must tell it, without what `typed` leaves out."""
    start = text.index(SENTENCE)
    end = start + len(SENTENCE)
    passage = {
        "start": start,
        "end": end,
        "exact": SENTENCE,
        "prefix": text[start - 32 : start],
        "suffix": text[end : end + 32],
        "carried_from": None,
        "carrying": None,
        "withdrawn": None,
        "marked_by": ADA,
    }
    return {
        "statement": "İzmir spent none of its harbour money by March 2026.",
        "claimant": "The council",
        "claimed_on": "2026-03-09",
        "kind": "number",
        "tags": ["harbour", "İzmir"],
        "stage": "settled",
        "recheck_since": None,
        "text_changed": False,
        "marked_by": ADA,
        "verdict": {"rating": FALSE, "decision": None},
        "assignee": None,
        "passages": [passage],
        "appearances": [],
        "evidence": [EVIDENCE],
        "assessments": [ASSESSMENT],
    }


def typed(told: Any) -> Any:
    """`told` without ids, links, times and revisions, which nobody types."""
    if isinstance(told, list):
        return [typed(one) for one in told]
    if not isinstance(told, dict):
        return told
    made = {"id", "at", "claim", "article", "version", "links", "revision", "parts_revision"}
    return {
        name: typed(value)
        for name, value in told.items()
        if name not in made and not name.endswith("_at")
    }
