import hashlib
from typing import Any

import pytest

from annotations import limits
from annotations.articles.models import Article, Version
from annotations.newsrooms.models import Member
from tests import factories
from tests.api import shapes
from tests.api.caller import Caller, told

TEXT = "The council voted on Monday.\r\n\r\nNobody was surprised;\nnot even the mayor.\n \n\n"


def test_an_article_comes_in_as_plain_text(program: Caller, checker: Member) -> None:
    answer = program.post(
        "articles/",
        {
            "title": "The harbour stays open",
            "url": "HTTPS://News.Example/harbour?utm_source=x#top",
            "publisher": "Lindauer Zeitung",
            "author": "Ada",
            "published_on": "2026-03-02",
            "language": "en",
            "text": TEXT,
        },
    )
    article = Article.objects.get()
    assert (answer.status_code, answer.json()) == (201, shapes.article(article))
    assert answer["Location"] == f"{shapes.API}/articles/{article.pk}/"
    assert article.url == "https://news.example/harbour"
    version = program.get(
        answer.json()["links"]["latest_version"].removeprefix("http://testserver")
    )
    text = "The council voted on Monday.\n\nNobody was surprised;\nnot even the mayor."
    assert version.json() == {
        **shapes.version(Version.objects.get()),
        "text": text,
        "blocks": [
            {"kind": "paragraph", "level": None, "start": 0, "end": 28},
            {"kind": "paragraph", "level": None, "start": 30, "end": 71},
        ],
        "offset_unit": "code point",
    }
    assert version.json()["sha256"] == hashlib.sha256(text.encode()).hexdigest()
    assert version.json()["origin"] == "sent"


def test_an_article_comes_in_as_blocks(program: Caller) -> None:
    blocks = [
        {"kind": "heading", "level": 2, "text": "Ödüllü 🏅"},
        {"kind": "list_item", "text": "one", "level": None},
        {"kind": "quotation", "text": "two"},
    ]
    answer = program.post("articles/", {"title": "Prizes", "blocks": blocks})
    assert answer.status_code == 201
    version = Version.objects.get()
    assert version.text == "Ödüllü 🏅\n\none\n\ntwo"
    assert version.blocks == [
        {"kind": "heading", "level": 2, "start": 0, "end": 8},
        {"kind": "list_item", "level": None, "start": 10, "end": 13},
        {"kind": "quotation", "level": None, "start": 15, "end": 18},
    ]


NO_ARTICLES: dict[str, tuple[dict[str, Any], str, list[str]]] = {
    "no text": ({"title": "T"}, "not-understood", ["#"]),
    "text and blocks": ({"title": "T", "text": "a", "blocks": []}, "not-understood", ["#"]),
    "nothing in the text": ({"title": "T", "text": " \n"}, "nothing-taken-in", []),
    "no title": ({"text": "a"}, "not-understood", ["#/title"]),
    "a title of spaces": ({"title": "  ", "text": "a"}, "unacceptable", ["#/title"]),
    "a title too long": ({"title": "T" * 301, "text": "a"}, "not-understood", ["#/title"]),
    "no such kind": (
        {"title": "T", "blocks": [{"kind": "advert", "text": "a"}]},
        "not-understood",
        ["#/blocks/0/kind"],
    ),
    "an unknown field of a block": (
        {"title": "T", "blocks": [{"kind": "paragraph", "text": "a", "start": 0}]},
        "not-understood",
        ["#/blocks/0/start"],
    ),
    "no address": ({"title": "T", "text": "a", "url": "ftp://a.example"}, "bad-address", []),
    "a list": ([], "not-understood", ["#"]),
    "null": (None, "not-understood", ["#"]),
}


@pytest.mark.parametrize(("body", "code", "pointers"), NO_ARTICLES.values(), ids=NO_ARTICLES.keys())
def test_what_is_no_article_is_refused(
    program: Caller, body: Any, code: str, pointers: list[str]
) -> None:
    raw = b"null" if body is None else body
    problem = told(program.post("articles/", raw), 400, code)
    assert [error["pointer"] for error in problem.get("errors", [])] == pointers
    assert Article.objects.count() == 0


def test_an_article_is_taken_in_once(program: Caller, checker: Member) -> None:
    there = factories.article(checker, url="https://news.example/harbour")
    body = {"title": "Again", "url": "http://NEWS.example:80/harbour#top", "text": "Other words."}
    assert program.post("articles/", body).status_code == 201  # http is another address
    again = {**body, "url": "https://news.example/harbour?fbclid=1"}
    problem = told(program.post("articles/", again), 409, "already-taken-in")
    assert problem["article"] == str(there.pk)


def test_an_article_has_at_most_two_million_code_points(program: Caller) -> None:
    text = "a" * (limits.TEXT + 1)
    told(program.post("articles/", {"title": "T", "text": text}), 422, "text-too-long")


@pytest.mark.parametrize("count", [1, 3])
def test_a_page_of_articles_takes_the_same_queries_whatever_its_length(
    program: Caller, checker: Member, count: int, django_assert_num_queries: Any
) -> None:
    for _ in range(count):
        factories.article(checker)
    program.get("articles/")  # notes the token's use
    with django_assert_num_queries(3):  # the token, the articles, their versions
        answer = program.get("articles/")
    articles = Article.objects.order_by("id")
    assert answer.json() == {"results": [shapes.article(a) for a in articles], "next": None}


def test_articles_are_found_by_their_address(program: Caller, checker: Member) -> None:
    factories.article(checker)
    there = factories.article(checker, url="https://news.example/harbour")
    answer = program.get("articles/?url=https://NEWS.example/harbour%23top")
    assert answer.json()["results"] == [shapes.article(there)]
    problem = told(program.get("articles/?url=nonsense"), 400, "bad-parameter")
    assert problem["parameter"] == "url"


def test_details_of_an_article_are_edited(program: Caller, checker: Member) -> None:
    article = factories.article(checker, author="Ada")
    path = f"articles/{article.pk}/"
    read = program.get(path)
    answer = program.patch(path, {"publisher": "Lindauer Zeitung"}, if_match=read["ETag"])
    article.refresh_from_db()
    assert (answer.status_code, answer.json()) == (200, shapes.article(article))
    assert (article.publisher, article.author, article.revision) == ("Lindauer Zeitung", "Ada", 2)
    stale = program.patch(path, {"author": "Bea"}, if_match=read["ETag"])
    assert told(stale, 412, "stale")["current"] == answer.json()
    told(program.patch(path, {"text": "x"}, if_match='"2"'), 400, "not-understood")
    told(program.patch(path, {"author": "Bea"}), 428, "precondition-required")


def test_two_articles_cannot_have_one_address(program: Caller, checker: Member) -> None:
    there = factories.article(checker, url="https://news.example/harbour")
    other = factories.article(checker)
    body = {"url": "https://news.example/harbour"}
    answer = program.patch(f"articles/{other.pk}/", body, if_match='"1"')
    assert told(answer, 409, "already-taken-in")["article"] == str(there.pk)


@pytest.mark.parametrize("count", [1, 3])
def test_versions_are_listed_without_their_texts(
    program: Caller, checker: Member, count: int, django_assert_num_queries: Any
) -> None:
    article = factories.article(checker)
    first = article.latest
    for number in range(2, count + 1):
        Version(
            newsroom_id=article.newsroom_id,
            article=article,
            number=number,
            text=f"{first.text} {number}",
            blocks=[],
            sha256=str(number),
            origin="sent",
            captured_by=checker,
        ).save()
    program.get("articles/")  # notes the token's use
    with django_assert_num_queries(3) as queries:  # the token, the article, its versions
        answer = program.get(f"articles/{article.pk}/versions/")
    versions = list(article.versions.all())
    assert answer.json() == {"results": [shapes.version(v) for v in versions], "next": None}
    assert not [query for query in queries.captured_queries if '."text",' in query["sql"]]
