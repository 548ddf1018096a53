"""Lists, a page at a time."""

import re

import pytest
from django.test import RequestFactory

from annotations.articles.models import Article
from annotations.web.paging import Shown, newest_first
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def articles() -> list[Article]:
    """Five articles, newest first."""
    ada = factories.newsroom()[1]
    return [factories.article(ada, title=f"{i} & more") for i in range(5)][::-1]


def page(query: str) -> Shown[Article]:
    request = RequestFactory().get(f"/{query}")
    return newest_first(Article.objects.all(), request, size=2)


def test_older_leads_to_the_end_and_newer_back_again(articles: list[Article]) -> None:
    first = page("")
    second = page(first.next)
    third = page(second.next)
    back = page(page(third.previous).previous)

    assert [shown.rows for shown in (first, second, third, back)] == [
        articles[:2],
        articles[2:4],
        articles[4:],
        articles[:2],
    ]
    assert (first.previous, third.next, back.previous) == ("", "", "")
    assert first.next == f"?before={articles[1].pk}"
    assert second.previous == f"?after={articles[2].pk}"


def test_what_came_meanwhile_does_not_shift_the_next_page(articles: list[Article]) -> None:
    first = page("")
    newest = factories.article(articles[0].added_by)

    second = page(first.next)

    assert second.rows == articles[2:4]
    assert page(second.previous).rows == articles[:2]
    assert page(page(second.previous).previous).rows == [newest]


def test_the_rest_of_the_address_is_kept(articles: list[Article]) -> None:
    assert re.fullmatch(
        r"\?q=a\+%26\+b&stage=open&before=[0-9a-f-]{36}", page("?q=a+%26+b&stage=open").next
    )


@pytest.mark.parametrize("query", ["?before=", "?before=x", "?after=%00", "?before=1&after=2"])
def test_an_address_that_names_no_row_shows_the_newest(articles: list[Article], query: str) -> None:
    assert page(query).rows == articles[:2]


def test_after_the_newest_row_stand_the_newest(articles: list[Article]) -> None:
    shown = page(f"?after={articles[0].pk}")

    assert (shown.rows, shown.previous) == (articles[:2], "")


def test_before_the_oldest_row_stands_nothing(articles: list[Article]) -> None:
    assert page(f"?before={articles[-1].pk}") == Shown([], "", "")
