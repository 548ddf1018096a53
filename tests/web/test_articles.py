"""The list of articles, and mending what is known about one."""

import re
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from annotations.articles.actions import edit_article
from annotations.articles.models import Article
from annotations.newsrooms.models import Member, Role
from tests import factories
from tests.web.pages import HOSTILE, part, signed_in, words

pytestmark = pytest.mark.django_db


@pytest.fixture
def client(ada: Member) -> Client:
    return signed_in(ada)


def listed(client: Client, member: Member, query: str = "") -> str:
    response = client.get(reverse("web:articles", args=[member.newsroom.slug]) + query)
    assert response.status_code == 200
    return response.content.decode()


def titles(html: str) -> list[str]:
    return [words(found) for found in re.findall(r"<h2><a [^>]*>(.*?)</a></h2>", html)]


def edit_address(article: Article) -> str:
    return reverse("web:edit_article", args=[article.newsroom.slug, article.pk])


def form_of(article: Article, **others: Any) -> dict[str, Any]:
    return {"title": article.title, "revision": article.revision, "language": "", **others}


def test_an_article_is_listed_with_how_far_it_is(client: Client, ada: Member) -> None:
    article = factories.article(
        ada, title="The harbour", publisher="Gazette", published_on=date(2026, 3, 9)
    )
    settled = factories.claim(ada, article.latest)
    factories.claim(ada, article.latest, "Nobody was surprised.")
    factories.assessment(settled, ada)
    untouched = factories.article(ada, title="The lake")

    html = listed(client, ada)

    assert titles(html) == ["The lake", "The harbour"]
    assert [words(row) for row in re.findall(r"<p class=\"progress.*?</p>", html, re.DOTALL)] == [
        "no claims yet",
        "2 claims, 1 settled",
    ]
    start = html.index(f'<h2><a href="{article.get_absolute_url()}"')
    assert words(html[start:]).startswith(
        "The harbour 2 claims, 1 settled 2 of 6 sentences read Gazette 9 March 2026 "
        "added by Ada Admin"
    )
    assert untouched.get_absolute_url() in html


def test_an_empty_newsroom_says_what_to_do(client: Client, ada: Member) -> None:
    html = listed(client, ada)

    empty = part(html, '<div class="empty">', "</div>")
    assert "No articles yet" in empty
    assert reverse("web:new_article", args=[ada.newsroom.slug]) in empty
    assert 'role="search"' not in html


def test_readers_are_not_asked_to_put_articles_in(ada: Member) -> None:
    reader = factories.member(ada.newsroom, Role.READER)

    assert reverse("web:new_article", args=[ada.newsroom.slug]) not in listed(
        signed_in(reader), ada
    )


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("?q=harbour", ["The Harbour"]),
        ("?q=gazette+HARBOUR", ["The Harbour"]),
        ("?q=news.example/lake", ["100%_lake"]),
        ("?q=%25_", ["100%_lake"]),
        ("?q=harbour+lake", []),
        ("?q=%00", ["100%_lake", "The Harbour"]),
        ("?q=" + "x" * 400, ["100%_lake", "The Harbour"]),
        ("?q=\ud800&stage=1&before=x", []),
    ],
)
def test_articles_are_found_by_title_publisher_and_address(
    client: Client, ada: Member, query: str, found: list[str]
) -> None:
    factories.article(ada, title="The Harbour", publisher="Lake Gazette".replace("Lake ", ""))
    factories.article(ada, title="100%_lake", url="https://news.example/lake")

    html = listed(client, ada, query.encode("utf-8", "replace").decode())

    assert titles(html) == found
    assert found or "Nothing found" in html


def test_a_long_list_goes_on(client: Client, ada: Member) -> None:
    for number in range(51):
        factories.article(ada, title=f"Article {number}")

    html = listed(client, ada, "?q=article")
    older = re.search(r'rel="next" href="([^"]*)"', html)

    assert len(titles(html)) == 50
    assert older
    assert titles(listed(client, ada, older[1].replace("&amp;", "&"))) == ["Article 0"]


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_needs_the_same_queries_for_any_number_of_articles(
    client: Client, ada: Member, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(count):
        factories.claim(ada)

    with django_assert_num_queries(11):
        listed(client, ada)


def test_each_article_says_how_far_it_was_read(client: Client, ada: Member) -> None:
    read = factories.version(ada, ["Read", "One. Two."])
    factories.reading(read, ada, "One.")
    factories.claim(ada, read, "Two.")
    factories.article(ada, ["Unread"])

    rows = part(listed(client, ada), '<ul class="rows">', "</main>").split("<h2>")[1:]

    assert [re.findall(r">\s*(\d of \d sentences? read)", row) for row in rows] == [
        ["0 of 1 sentence read"],
        ["2 of 3 sentences read"],
    ]


def test_articles_of_another_newsroom_are_neither_listed_nor_there(client: Client) -> None:
    _, bea = factories.newsroom()
    foreign = factories.article(bea)
    slug = bea.newsroom.slug

    answers = [client.get(reverse("web:articles", args=[slug])), client.get(edit_address(foreign))]

    assert [answer.status_code for answer in answers] == [404, 404]


def test_a_foreign_article_is_not_there_in_ones_own_newsroom(client: Client, ada: Member) -> None:
    _, bea = factories.newsroom()
    foreign = factories.article(bea)

    url = reverse("web:edit_article", args=[ada.newsroom.slug, foreign.pk])

    assert client.post(url, form_of(foreign, title="Mine")).status_code == 404


def test_details_are_mended(client: Client, ada: Member) -> None:
    article = factories.article(ada)
    sent = form_of(
        article, title="The  harbour", url="gazette.example/7#top", published_on="2026-03-09"
    )

    response = client.post(edit_address(article), sent)

    article.refresh_from_db()
    assert (response.status_code, response["Location"]) == (303, article.get_absolute_url())
    assert (article.title, article.url, article.published_on, article.revision) == (
        "The harbour",
        "https://gazette.example/7",
        date(2026, 3, 9),
        2,
    )


def test_who_was_slower_sees_both_wordings_and_decides(client: Client, ada: Member) -> None:
    article = factories.article(ada, title="The harbour")
    cem = factories.member(ada.newsroom)
    edit_article(article=article, revision=1, title="Theirs", author="P. Ilot", by=cem)

    response = client.post(edit_address(article), form_of(article, title="Mine", revision=1))

    html = response.content.decode()
    assert response.status_code == 409
    theirs = words(part(html, '<section class="card"', "</section>"))
    assert theirs.startswith("As it stands now Cem Checker")
    assert "Title Theirs Address – Publisher – Author P. Ilot" in theirs
    assert "Mine" in part(html, '<textarea name="title"', "</textarea>")
    assert 'name="revision" value="2"' in html

    client.post(edit_address(article), form_of(article, title="Mine", revision=2))
    article.refresh_from_db()
    assert (article.title, article.revision) == ("Mine", 3)


def test_the_address_of_another_article_is_refused_with_a_link_to_it(
    client: Client, ada: Member
) -> None:
    other = factories.article(ada, title=HOSTILE, url="https://gazette.example/7")
    article = factories.article(ada, title="The harbour")

    response = client.post(edit_address(article), form_of(article, url=other.url, author="Me"))

    html = response.content.decode()
    assert response.status_code == 409
    assert f'href="{other.get_absolute_url()}"' in part(html, '<div class="notice', "</div>")
    assert 'value="Me"' in html
    assert "<script>alert" not in html


def test_a_form_without_a_revision_changes_nothing(client: Client, ada: Member) -> None:
    article = factories.article(ada, title="The harbour")

    response = client.post(edit_address(article), {"title": "Mine"})

    article.refresh_from_db()
    assert (response.status_code, article.title) == (422, "The harbour")


def test_readers_mend_nothing(ada: Member) -> None:
    article = factories.article(ada, title="The harbour")
    reader = signed_in(factories.member(ada.newsroom, Role.READER))

    assert reader.get(edit_address(article)).status_code == 403
    assert reader.post(edit_address(article), form_of(article, title="Mine")).status_code == 403
