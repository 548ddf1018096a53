"""The article page."""

import json
import re
from html import unescape
from uuid import UUID

import pytest
from django.template import Context, Template
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from annotations.articles.actions import Details, take_in
from annotations.articles.models import Article, Origin
from annotations.claims.actions import set_aside
from annotations.claims.models import Claim
from annotations.intake.blocks import Block, Kind
from annotations.newsrooms.models import Member, Role
from annotations.web import reading
from tests import factories
from tests.web.pages import ARABIC, HOSTILE, part, signed_in

pytestmark = pytest.mark.django_db

NOT_IN_BRIEF = ["claim-quote", "add-source", "assess", "move-passage"]
BLOCK = re.compile(r'<(\w+) data-start="(\d+)" data-end="(\d+)">(.*?)</\1>', re.DOTALL)
REFERENCE = re.compile(r'<a class="ref.*?</a>', re.DOTALL)


@pytest.fixture
def client(ada: Member) -> Client:
    return signed_in(ada)


def read(client: Client, article: Article, query: str = "") -> str:
    response = client.get(article.get_absolute_url() + query)
    assert response.status_code == 200
    return response.content.decode()


def passages(html: str) -> list[dict[str, object]]:
    found = re.search(r'<script id="passages" type="application/json">(.*?)</script>', html)
    assert found
    return list(json.loads(found[1]))


def blocks(html: str) -> list[tuple[str, int, int, str]]:
    """Tag, start, end and words of each block, references left out as the browser does."""
    return [
        (tag, int(start), int(end), unescape(re.sub("<.*?>", "", REFERENCE.sub("", inner))))
        for tag, start, end, inner in BLOCK.findall(html)
    ]


@pytest.mark.parametrize("query", ["", "?marks=1"])
def test_every_block_shows_exactly_the_words_of_its_place(
    client: Client, ada: Member, query: str
) -> None:
    paragraphs = ["Head", "a  b\n\tc 👩‍🚀 <b>&amp;</b>", "İ e\u0301 \u200d\u202eabc", ARABIC]
    version = factories.version(ada, paragraphs)
    for exact in ("b>&amp;</b>\n\nİ e\u0301", "👩‍🚀", "b\n\tc 👩‍🚀 <b>"):
        factories.claim(ada, version, exact)

    shown = blocks(read(client, version.article, query))

    assert [words for *_, words in shown] == paragraphs
    assert [(tag, version.text[start:end]) for tag, start, end, _ in shown] == [
        ("h1", paragraphs[0]),
        *(("p", text) for text in paragraphs[1:]),
    ]


def test_claims_are_numbered_as_one_reads(client: Client, ada: Member) -> None:
    version = factories.version(ada)
    late = factories.claim(ada, version, "“We will wait,”")
    early = factories.claim(ada, version, "The council voted on Monday.")
    factories.assessment(early, ada, "misleading")

    html = read(client, version.article)

    assert [(one["claim"], one["number"], one["look"]) for one in passages(html)] == [
        (str(early.pk), 1, "misleading"),
        (str(late.pk), 2, "open"),
    ]
    for one in passages(html):
        assert set(one) == {"id", "claim", "number", "start", "end", "look", "revision"}
        assert version.text[one["start"] : one["end"]] in (
            "The council voted on Monday.",
            "“We will wait,”",
        )
    cards = re.findall(r'<li id="claim-(\S+)" class="claim rating-(\S+)"', html)
    assert cards == [(str(early.pk), "misleading"), (str(late.pk), "open")]


def test_a_reference_leads_to_the_card_and_back_without_any_script(
    client: Client, ada: Member
) -> None:
    claim = factories.claim(ada)
    passage = claim.passages.get()

    html = read(client, passage.version.article)

    assert f'id="ref-{passage.pk}" href="#claim-{claim.pk}"' in html
    assert f'<a href="#ref-{passage.pk}">' in part(html, f'<li id="claim-{claim.pk}"', "</li>")


def test_without_highlights_the_words_can_be_shown_marked(client: Client, ada: Member) -> None:
    claim = factories.claim(ada)
    article = claim.passages.get().version.article

    assert "<mark" not in read(client, article)
    assert f'<mark class="rating-open">{factories.SENTENCE}</mark>' in read(
        client, article, "?marks=1"
    )


def test_a_card_says_what_is_known_of_the_claim(client: Client, ada: Member) -> None:
    claim = factories.claim(ada, claimant="The mayor", statement="No money was spent.")
    factories.evidence(claim, ada)
    factories.evidence(claim, ada, stance="refutes")
    factories.assessment(claim, ada, "false")

    html = read(client, claim.passages.get().version.article)
    card = part(html, f'<li id="claim-{claim.pk}"', "</li>")
    words = " ".join(re.sub("<.*?>", " ", card).split())

    assert words == (
        "1 No money was spent. ✗ False The mayor ▲ 1 Supports ▼ 1 Refutes "
        f"{factories.SENTENCE} Add source Assess Move Details"
    )


def test_a_claim_that_was_set_aside_takes_no_sources(client: Client, ada: Member) -> None:
    claim = factories.claim(ada)
    set_aside(claim=claim, reasons="An opinion.", by=ada)

    html = read(client, claim.passages.get().version.article)
    card = part(html, f'<li id="claim-{claim.pk}"', "</li>")

    assert "Set aside" in card
    assert "data-card-form" not in card


def test_a_right_to_left_article_runs_right_to_left_in_a_left_to_right_desk(
    client: Client, ada: Member
) -> None:
    article = factories.article(ada, [ARABIC, ARABIC + ARABIC], language="ar")

    html = read(client, article)

    assert '<html lang="en" dir="ltr">' in html
    assert '<article id="text" lang="ar" dir="rtl" translate="no"' in html


def test_headings_never_skip_a_rank(client: Client, ada: Member) -> None:
    article = take_in(
        blocks=[
            Block(Kind.PARAGRAPH, "A first line."),
            Block(Kind.HEADING, "Deep", 4),
            Block(Kind.LIST_ITEM, "one"),
            Block(Kind.LIST_ITEM, "two"),
            Block(Kind.HEADING, "Deeper", 6),
            Block(Kind.QUOTATION, "So it is."),
        ],
        details=Details(title="No headline in the text"),
        origin=Origin.PASTED,
        by=ada,
    )

    html = read(client, article)

    assert [tag for tag, *_ in blocks(html)] == ["p", "h2", "li", "li", "h3", "blockquote"]
    assert html.count("<h1>") == 1


def test_hostile_words_are_inert(client: Client, ada: Member) -> None:
    article = factories.article(ada, [HOSTILE, HOSTILE + " and so on"], publisher=HOSTILE)
    factories.claim(
        ada, article.latest, HOSTILE, statement=HOSTILE, claimant=HOSTILE, tags=[HOSTILE[:60]]
    )

    html = read(client, article)

    assert "<img" not in html
    assert "<script>alert" not in html
    assert html.count("<script") == 4  # ours; passages, readings and sentences


def test_a_reader_is_offered_nothing_to_write(ada: Member) -> None:
    claim = factories.claim(ada)
    reader = signed_in(factories.member(ada.newsroom, Role.READER))

    html = read(reader, claim.passages.get().version.article)

    assert "<selection-bar>" not in html
    assert "new-claim" not in html
    assert "data-card-form" not in html


def test_an_article_of_another_newsroom_is_not_there(client: Client) -> None:
    _, other = factories.newsroom()
    article = factories.article(other)

    assert client.get(article.get_absolute_url()).status_code == 404


@pytest.mark.parametrize("claims", [1, 3])
def test_the_page_costs_the_same_queries_however_many_claims(
    ada: Member, client: Client, claims: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    version = factories.version(ada)
    for exact in ["The council", "Nobody was surprised.", "“We will wait,”"][:claims]:
        claim = factories.claim(ada, version, exact)
        factories.evidence(claim, ada)
        factories.assessment(claim, ada)

    address = version.article.get_absolute_url()

    with django_assert_num_queries(15):
        assert client.get(address).status_code == 200


def test_of_very_many_claims_each_card_comes_whole_when_it_is_asked_for(
    ada: Member, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    version = factories.version(ada)
    claim = factories.claim(ada, version, "The council", statement="It was the council.")
    factories.claim(ada, version, "Nobody was surprised.", statement="They had expected it.")
    address = version.article.get_absolute_url()
    whole = read(client, version.article)
    monkeypatch.setattr(reading, "WHOLE", 1)

    brief = read(client, version.article)
    asked = f"?claims={claim.pk}&version={version.pk}&alone=on"
    answer = client.get(address + asked, headers={"X-Fragment": "1"}).content.decode()

    assert (whole.count("data-brief"), brief.count("data-brief")) == (0, 2)
    card = card_in(brief, claim)
    assert "It was the council." in card
    assert claim.get_absolute_url() in card
    assert [word for word in NOT_IN_BRIEF if word in card] == []
    assert [word for word in NOT_IN_BRIEF if word in answer] == NOT_IN_BRIEF
    assert card_in(answer, claim) == card_in(whole, claim)
    assert re.findall(r'id="(claim|ref|passages)\b', answer) == ["claim"]


def card_in(html: str, claim: Claim) -> str:
    start = html.index(f'<li id="claim-{claim.pk}"')
    return html[start : html.index("</li>", start)]


def test_the_addresses_of_many_rows_are_those_of_their_pages() -> None:
    for number in range(2):
        for slug in ("lindau", "bregenz"):
            found = Template("{% load desk %}{% address 'cite' slug pk %}").render(
                Context({"slug": slug, "pk": UUID(int=number)})
            )
            assert found == reverse("web:cite", args=[slug, UUID(int=number)])
