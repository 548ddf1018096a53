"""Getting an article in: by paste, by address, as a file."""

import functools
import re
from html import unescape
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_httpserver import HTTPServer

from annotations import limits
from annotations.articles.captures import found_in
from annotations.articles.models import Capture, Origin
from annotations.intake.blocks import Kind
from annotations.intake.connections import Network
from annotations.intake.fetch import fetch
from annotations.newsrooms.models import Member
from annotations.web import finding
from tests import factories
from tests.web.captures import PASTE, errors, preview_of, rows, send
from tests.web.pages import part, signed_in, words

pytestmark = pytest.mark.django_db

SEED = Path(__file__).parents[3] / "shared/data/turkish-minute-s400.txt"
PAGE = f"""<!doctype html><html lang="en"><head><title>The harbour stays open</title>
<link rel="canonical" href="/harbour"></head><body><article><h1>The harbour stays open</h1>
<p>The council voted on Monday, after a long debate. {factories.SENTENCE}</p>
<p>Nobody in the town was surprised by that, least of all the mayor of Lindau himself.</p>
</article></body></html>"""


@pytest.fixture
def client(ada: Member) -> Client:
    return signed_in(ada)


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
