"""Getting an article in: paste, address or file, then the preview, then the article."""

import functools
import re
from datetime import date
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries
from pytest_httpserver import HTTPServer

from annotations import limits
from annotations.articles.captures import found_in, keep
from annotations.articles.models import Article, Capture, Origin
from annotations.intake.blocks import Found, FoundBlock, Kind
from annotations.intake.connections import Network
from annotations.intake.fetch import fetch
from annotations.newsrooms.models import Member, Role
from annotations.web import finding
from tests import factories
from tests.web.pages import ARABIC, HOSTILE, part, signed_in, words

pytestmark = pytest.mark.django_db

SEED = Path(__file__).parents[3] / "shared/data/turkish-minute-s400.txt"
PASTE = f"""20.4 C

The harbour of Lindau stays open another year

The council voted on Monday. {factories.SENTENCE} Nobody was surprised.

“We will wait,” said the mayor, “and then we will see what comes of it.”

Become a patron at Patreon!
"""
PAGE = f"""<!doctype html><html lang="en"><head><title>The harbour stays open</title>
<link rel="canonical" href="/harbour"></head><body><article><h1>The harbour stays open</h1>
<p>The council voted on Monday, after a long debate. {factories.SENTENCE}</p>
<p>Nobody in the town was surprised by that, least of all the mayor of Lindau himself.</p>
</article></body></html>"""
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
def ada() -> Member:
    return factories.newsroom()[1]


@pytest.fixture
def client(ada: Member) -> Client:
    return signed_in(ada)


@pytest.fixture
def capture(ada: Member) -> Capture:
    return keep(found=FOUND, by=ada)


def send(client: Client, ada: Member, **sent: Any) -> Any:
    return client.post(reverse("web:new_article", args=[ada.newsroom.slug]), sent)


def preview_of(capture: Capture) -> str:
    return reverse("web:preview", args=[capture.newsroom.slug, capture.pk])


def details(**others: Any) -> dict[str, Any]:
    """What the preview's form sends by default, CR LF as browsers do."""
    return {"title": "The harbour", "keep": ["1", "2", "3"], **others}


def rows(html: str) -> list[tuple[bool, str, str]]:
    """Of each block in the preview: is it taken in, its words, and why it is not."""
    found = re.findall(r"<label[^>]* data-block>(.*?)</label>", html, re.DOTALL)
    return [
        (
            " checked" in row,
            unescape(part(row, "<span data-block-text", "</span>").partition(">")[2]),
            words(part(row, '<span class="block-why">', "</span>")) if "block-why" in row else "",
        )
        for row in found
    ]


def errors(html: str) -> list[str]:
    return [words(found) for found in re.findall(r'<ul class="errorlist.*?</ul>', html, re.DOTALL)]


def test_a_pasted_text_is_previewed_with_its_furniture_off(client: Client, ada: Member) -> None:
    response = send(client, ada, text=PASTE.replace("\n", "\r\n"))

    capture = Capture.objects.get()
    assert (response.status_code, response["Location"]) == (303, preview_of(capture))
    html = client.get(response["Location"]).content.decode()
    assert rows(html) == [
        (False, "20.4 C", "Shows the weather."),
        (True, "The harbour of Lindau stays open another year", ""),
        (True, PASTE.split("\n\n")[2], ""),
        (True, PASTE.split("\n\n")[3], ""),
        (False, "Become a patron at Patreon!", "Asks for support or donations."),
    ]
    assert "stays open another year" in part(html, '<textarea name="title"', "</textarea>")
    assert "3 of 5 blocks" in words(html)


@pytest.mark.skipif(not SEED.exists(), reason="the seed article is not at hand")
def test_the_seed_article_comes_in_whole_and_without_furniture(client: Client, ada: Member) -> None:
    seed = SEED.read_text(encoding="utf-8")
    url = send(client, ada, text=seed)["Location"]
    html = client.get(url).content.decode()
    blocks = [block for block in re.split(r"\n+", seed) if block]

    assert [text for taken, text, _ in rows(html) if not taken] == [
        *blocks[:2],
        blocks[3],
        *blocks[-4:],
    ]
    assert [text for taken, text, _ in rows(html) if taken] == [blocks[2], *blocks[4:-4]]
    assert blocks[2] in unescape(part(html, '<textarea name="title"', "</textarea>"))


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


def test_an_uploaded_page_is_read(client: Client, ada: Member) -> None:
    upload = SimpleUploadedFile("harbour.html", PAGE.encode())

    send(client, ada, upload=upload, url="https://gazette.example/7?fbclid=x")

    capture = Capture.objects.get()
    found = found_in(capture)
    assert (capture.origin, found.title, found.canonical_url, found.language) == (
        Origin.UPLOADED,
        "The harbour stays open",
        "https://gazette.example/7",
        "en",
    )
    assert [block.kind for block in found.taken_in()] == [
        Kind.HEADING,
        Kind.PARAGRAPH,
        Kind.PARAGRAPH,
    ]


@pytest.fixture
def page_on_the_web(httpserver: HTTPServer, monkeypatch: pytest.MonkeyPatch) -> str:
    """The address of PAGE; for this test every name leads to its server."""
    network = Network(
        resolve=lambda *_: ["127.0.0.1"],
        is_public=lambda _: True,
        ports=frozenset({httpserver.port}),
    )
    monkeypatch.setattr(finding, "fetch", functools.partial(fetch, network=network))
    httpserver.expect_request("/a").respond_with_data(PAGE, content_type="text/html")
    return f"http://gazette.example:{httpserver.port}/a"


def test_a_page_is_fetched_by_its_address(
    client: Client, ada: Member, page_on_the_web: str
) -> None:
    response = send(client, ada, url=page_on_the_web)

    capture = Capture.objects.get()
    assert response["Location"] == preview_of(capture)
    assert (capture.origin, found_in(capture).title) == (Origin.FETCHED, "The harbour stays open")
    assert found_in(capture).canonical_url == page_on_the_web.replace("/a", "/harbour")


@pytest.mark.parametrize(
    ("url", "says"),
    [
        ("http://127.0.0.1/", "We do not fetch from this address."),
        ("http://metadata.google.internal:8080/", "We do not fetch from this address."),
        ("ftp://gazette.example/a", "it must start with http:// or https://"),
        ("http://2130706433/", "Enter a valid URL."),
        ("https://[::1", "Enter a valid URL."),
    ],
)
def test_what_cannot_be_fetched_leads_to_the_paste_box_with_the_address_kept(
    client: Client, ada: Member, url: str, says: str
) -> None:
    response = send(client, ada, url=url)

    html = response.content.decode()
    assert response.status_code == 422
    assert says in errors(html)[0]
    assert " autofocus" in part(html, '<textarea name="text"', ">")
    assert f'value="{url}"' in part(html, '<input type="url"', ">")
    assert not Capture.objects.exists()


@pytest.mark.parametrize("path", ["/missing", "/picture"])
def test_a_page_that_fails_is_pasted_and_its_address_noted(
    client: Client, ada: Member, page_on_the_web: str, httpserver: HTTPServer, path: str
) -> None:
    httpserver.expect_request("/picture").respond_with_data(b"\x89PNG", content_type="image/png")
    url = page_on_the_web.replace("/a", path)

    failed = send(client, ada, url=url)
    pasted = send(client, ada, url=url, text=PASTE)

    assert (failed.status_code, pasted.status_code) == (422, 303)
    assert found_in(Capture.objects.get()).canonical_url == url
    html = client.get(pasted["Location"]).content.decode()
    assert f'value="{url}"' in part(html, '<input type="url"', ">")


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("a.txt", b"", "There is no text in this."),
        ("a.txt", bytes(range(256)) * 9, "We cannot read this kind of document."),
        ("a.png", b"\x89PNG\r\n", "We cannot read this kind of document."),
        ("a.txt", b"%PDF-1.7", "PDF files cannot be read yet"),
        ("a.docx", b"PK\x03\x04", "Word files cannot be read yet"),
        ("a.html", b"<div>" * 300_000, "There is no text in this."),
        ("a.txt", b"x" * (limits.UPLOAD + 1), "A file can have at most 25 MiB."),
    ],
    ids=["empty", "binary", "picture", "pdf", "docx", "nested", "too large"],
)
def test_a_file_that_cannot_be_read_is_refused_in_a_sentence(
    client: Client, ada: Member, name: str, data: bytes, says: str
) -> None:
    url = "https://gazette.example/7"
    response = send(client, ada, upload=SimpleUploadedFile(name, data), url=url)

    html = response.content.decode()
    assert response.status_code == 422
    assert says in errors(html)[0]
    assert f'value="{url}"' in html


def test_a_text_that_is_too_long_comes_back_whole(client: Client, ada: Member) -> None:
    text = "word " * (limits.TEXT // 5 + 1)

    response = send(client, ada, text=text)

    html = response.content.decode()
    assert response.status_code == 422
    assert errors(html) == ["An article can have at most 2,000,000 characters."]
    assert text in html


def test_line_ends_do_not_count_twice(client: Client, ada: Member) -> None:
    text = "\n".join(["x" * 999] * (limits.TEXT // 1000))

    assert send(client, ada, text=text.replace("\n", "\r\n")).status_code == 303


@pytest.mark.parametrize(
    ("sent", "says"),
    [
        ({}, "Give an address, paste a text or choose a file."),
        ({"text": " \r\n "}, "Give an address, paste a text or choose a file."),
        ({"text": "a\0b"}, "Null characters are not allowed."),
        ({"url": "https://gazette.example/" + "x" * 2000}, "at most 2000 characters"),
    ],
)
def test_what_says_nothing_is_asked_for_again(
    client: Client, ada: Member, sent: dict[str, str], says: str
) -> None:
    response = send(client, ada, **sent)

    assert response.status_code == 422
    assert says in " ".join(errors(response.content.decode()))


def test_a_text_and_a_file_at_once_are_asked_about(client: Client, ada: Member) -> None:
    response = send(client, ada, text=PASTE, upload=SimpleUploadedFile("a.txt", b"Other words."))

    html = response.content.decode()
    assert (response.status_code, Capture.objects.count()) == (422, 0)
    assert errors(html) == ["You have pasted a text as well. Which of them is it?"]
    assert factories.SENTENCE in html


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
