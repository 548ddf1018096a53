"""Another appearance of a claim: the article is chosen, and opens with the claim in hand."""

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from annotations.articles.models import Version
from annotations.claims.models import Claim
from annotations.newsrooms.models import Member
from tests import factories
from tests.web.pages import part, signed_in, words

pytestmark = pytest.mark.django_db


@pytest.fixture
def client(ada: Member) -> Client:
    return signed_in(ada)


@pytest.fixture
def claim(ada: Member) -> Claim:
    return factories.claim(ada, statement="Nothing was spent.")


@pytest.fixture
def version(claim: Claim) -> Version:
    return claim.passages.get().version


def address(name: str, thing: Any) -> str:
    return reverse(f"web:{name}", args=[thing.newsroom.slug, thing.pk])


def html_of(response: Any, status: int = 200) -> str:
    assert response.status_code == status
    return str(response.content.decode())


def test_without_script_a_passage_is_added_by_its_words(
    client: Client, ada: Member, claim: Claim
) -> None:
    other = factories.version(ada, ["A leaflet", "It is no. And no again."])
    page = html_of(client.get(f"{other.article.get_absolute_url()}?claim={claim.pk}"))
    assert "Nothing was spent." in part(page, '<aside id="in-hand"', "</aside>")
    assert f'action="{address("add_passage", claim)}"' in page

    sent = {"version": other.pk, "exact": "no"}
    asked = html_of(client.post(address("add_passage", claim), sent), 422)
    choices = re.findall(r'name="place" value="(\d+)"', asked)
    chosen = client.post(address("add_passage", claim), {**sent, "place": choices[1]})

    assert "It is no. And [no] again." in words(asked)
    assert chosen["Location"] == f"{other.article.get_absolute_url()}#claim-{claim.pk}"
    added = claim.passages.latest("id")
    assert (added.version, added.start) == (other, other.text.rindex("no"))


def test_the_article_for_another_appearance_is_chosen_from_a_list(
    client: Client, ada: Member, claim: Claim, version: Version
) -> None:
    other = factories.article(ada, title="Leaflet of the harbour")
    list_ = html_of(client.get(address("another_appearance", claim)))
    found = re.findall(r'<h2><a href="(.*?)">', list_)
    assert found == [
        f"{other.get_absolute_url()}?claim={claim.pk}",
        f"{version.article.get_absolute_url()}?claim={claim.pk}",
    ]
    assert list_.count("makes it already") == 1

    searched = html_of(client.get(address("another_appearance", claim) + "?q=leaflet"))
    assert re.findall(r'<h2><a href="(.*?)">', searched) == found[:1]
    assert "Nothing found" in words(
        html_of(client.get(address("another_appearance", claim) + "?q=nowhere"))
    )


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_of_articles_costs_the_same_queries_whatever_its_length(
    client: Client,
    ada: Member,
    claim: Claim,
    count: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for _ in range(count - 1):
        factories.article(ada)
    url = address("another_appearance", claim)

    with django_assert_num_queries(6):
        assert html_of(client.get(url)).count("?claim=") == count
