"""The preview: what was found is looked over, and becomes an article."""

import re
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from annotations.articles.captures import keep
from annotations.articles.models import Article, Capture, Origin
from annotations.intake.blocks import Found, FoundBlock, Kind
from annotations.newsrooms.models import Member, Role
from tests import factories
from tests.web.captures import PASTE, errors, preview_of, rows, send
from tests.web.pages import ARABIC, HOSTILE, part, signed_in

pytestmark = pytest.mark.django_db

FOUND = Found(
    blocks=(
        FoundBlock(Kind.PARAGRAPH, "20.4 C", furniture=True, why="weather"),
        FoundBlock(Kind.HEADING, "The harbour", 1),
        FoundBlock(Kind.LIST_ITEM, "Point one"),
        FoundBlock(Kind.QUOTATION, "We will wait."),
    ),
    title="The harbour",
    publisher="Lake Gazette",
    author="P. Ilot",
    published_on=date(2026, 3, 9),
    language="en",
    canonical_url="https://gazette.example/harbour",
)


@pytest.fixture
def client(ada: Member) -> Client:
    return signed_in(ada)


@pytest.fixture
def capture(ada: Member) -> Capture:
    return keep(found=FOUND, by=ada)


def details(**others: Any) -> dict[str, Any]:
    """What the preview's form sends by default, CR LF as browsers do."""
    return {"title": "The harbour", "keep": ["1", "2", "3"], **others}


def test_what_was_looked_over_becomes_the_article(client: Client, capture: Capture) -> None:
    sent = details(
        title="The harbour stays open",
        url="gazette.example/harbour?utm_source=mail",
        publisher="Gazette",
        author="P. Ilot",
        published_on="2026-03-10",
        language="EN_gb",
        keep=["0", "1", "3"],
    )

    response = client.post(preview_of(capture), sent)

    article = Article.objects.get()
    assert (response.status_code, response["Location"]) == (303, article.get_absolute_url())
    assert (article.title, article.url, article.publisher, article.author) == (
        "The harbour stays open",
        "https://gazette.example/harbour",
        "Gazette",
        "P. Ilot",
    )
    assert (article.published_on, article.language) == (date(2026, 3, 10), "en-GB")
    assert article.latest.text == "20.4 C\n\nThe harbour\n\nWe will wait."
    assert article.latest.origin == Origin.PASTED


def test_everything_that_was_guessed_can_be_mended(client: Client, capture: Capture) -> None:
    html = client.get(preview_of(capture)).content.decode()

    assert "The harbour</textarea>" in part(html, '<textarea name="title"', "\n</div>") + "\n"
    values = {
        name: re.search(
            rf'name="{name}"[^>]*?value="([^"]*)"|value="([^"]*)"[^>]*name="{name}"', html
        )
        for name in ("url", "publisher", "author", "published_on", "language")
    }
    assert {name: found and (found[1] or found[2]) for name, found in values.items()} == {
        "url": "https://gazette.example/harbour",
        "publisher": "Lake Gazette",
        "author": "P. Ilot",
        "published_on": "2026-03-09",
        "language": "en",
    }


def test_hostile_text_is_inert(client: Client, ada: Member) -> None:
    found = Found(
        blocks=(FoundBlock(Kind.PARAGRAPH, HOSTILE), FoundBlock(Kind.HEADING, ARABIC, 1)),
        title=HOSTILE,
        author=HOSTILE,
    )
    capture = keep(found=found, by=ada)

    html = client.get(preview_of(capture)).content.decode()

    assert [text for _, text, _ in rows(html)] == [HOSTILE, ARABIC]
    assert "<script>alert" not in html
    assert "<img" not in html


@pytest.mark.parametrize(
    "known",
    [
        {"url": "https://gazette.example/harbour"},
        {"paragraphs": ["The harbour", "Point one", "We will wait."]},
    ],
    ids=["address", "text"],
)
def test_an_article_that_is_here_already_is_noticed_before_anybody_saves(
    client: Client, ada: Member, capture: Capture, known: dict[str, Any]
) -> None:
    article = factories.article(ada, **{"title": "The harbour of old", **known})

    html = client.get(preview_of(capture)).content.decode()

    notice = part(html, '<div class="notice warning"', "</div>")
    assert "This article is here already" in notice
    assert f'href="{article.get_absolute_url()}"' in notice


def test_saving_it_twice_makes_one_article(client: Client, capture: Capture) -> None:
    client.post(preview_of(capture), details())

    again = client.post(preview_of(capture), details(title="The harbour, my wording"))

    html = again.content.decode()
    assert (again.status_code, Article.objects.count()) == (409, 1)
    assert f'href="{Article.objects.get().get_absolute_url()}"' in html
    assert "The harbour, my wording" in html


def test_another_newsroom_may_have_the_same_article(client: Client, capture: Capture) -> None:
    _, bea = factories.newsroom()
    factories.article(bea, url=FOUND.canonical_url)

    assert "here already" not in client.get(preview_of(capture)).content.decode()
    assert client.post(preview_of(capture), details(url=FOUND.canonical_url)).status_code == 303


def test_nothing_taken_in_is_refused_and_the_choice_stays(client: Client, capture: Capture) -> None:
    sent = details(title="Mine", keep=["99", "-1", "x", "9" * 5000])

    response = client.post(preview_of(capture), sent)

    html = response.content.decode()
    assert response.status_code == 422
    assert errors(html) == ["Take in at least one block of text."]
    assert [taken for taken, _, _ in rows(html)] == [False] * 4


def test_a_detail_that_is_wrong_comes_back_with_the_blocks_as_they_were_chosen(
    client: Client, capture: Capture
) -> None:
    sent = details(title=" ", language="English", url="ftp://gazette.example/", keep=["0", "2"])

    response = client.post(preview_of(capture), sent)

    html = response.content.decode()
    assert response.status_code == 422
    assert errors(html) == [
        "This field is required.",
        "This is not a web address we can use: it must start with http:// or https://.",
        "Write a language tag, such as en, tr or pt-BR.",
    ]
    assert [taken for taken, _, _ in rows(html)] == [True, False, True, False]


def test_an_article_of_many_blocks_can_be_saved(client: Client, ada: Member) -> None:
    blocks = tuple(FoundBlock(Kind.PARAGRAPH, f"Paragraph {i}.") for i in range(20_000))
    capture = keep(found=Found(blocks=blocks), by=ada)

    client.post(preview_of(capture), details(keep=[str(i) for i in range(20_000)]))

    assert len(Article.objects.get().latest.blocks) == 20_000


def test_a_colleague_may_finish_what_somebody_began(ada: Member, capture: Capture) -> None:
    cem = factories.member(ada.newsroom)

    assert signed_in(cem).post(preview_of(capture), details()).status_code == 303
    assert Article.objects.get().added_by == cem


def test_starting_over_forgets_what_was_found(client: Client, capture: Capture) -> None:
    url = reverse("web:discard", args=[capture.newsroom.slug, capture.pk])

    response = client.post(url)

    assert response["Location"] == reverse("web:new_article", args=[capture.newsroom.slug])
    assert client.get(preview_of(capture)).status_code == 404


def test_readers_put_nothing_in(ada: Member, capture: Capture) -> None:
    reader = signed_in(factories.member(ada.newsroom, Role.READER))
    new = reverse("web:new_article", args=[ada.newsroom.slug])

    answers = [reader.get(new), reader.get(preview_of(capture))]
    answers += [send(reader, ada, text=PASTE), reader.post(preview_of(capture), details())]

    assert [answer.status_code for answer in answers] == [403] * 4
    assert not Article.objects.exists()


def test_what_another_newsroom_found_is_not_there(capture: Capture) -> None:
    _, bea = factories.newsroom()
    foreign = reverse("web:preview", args=[bea.newsroom.slug, capture.pk])
    discard = reverse("web:discard", args=[bea.newsroom.slug, capture.pk])
    client = signed_in(bea)

    answers = [client.get(preview_of(capture)), client.get(foreign), client.post(discard)]

    assert [answer.status_code for answer in answers] == [404] * 3
    assert Capture.objects.exists()


@pytest.mark.parametrize("count", [1, 300])
def test_the_preview_needs_the_same_queries_for_any_number_of_blocks(
    client: Client, ada: Member, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    blocks = tuple(FoundBlock(Kind.PARAGRAPH, f"Paragraph {i}.") for i in range(count))
    url = preview_of(keep(found=Found(blocks=blocks), by=ada))

    with django_assert_num_queries(5):
        client.get(url)
