"""The list of claims."""

import re

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from annotations.claims.actions import set_aside
from annotations.newsrooms.models import Member
from tests import factories
from tests.web.pages import HOSTILE, part, signed_in, words

pytestmark = pytest.mark.django_db


@pytest.fixture
def ada() -> Member:
    return factories.newsroom()[1]


@pytest.fixture
def client(ada: Member) -> Client:
    return signed_in(ada)


def listed(client: Client, member: Member, query: str = "") -> str:
    response = client.get(reverse("web:claims", args=[member.newsroom.slug]) + query)
    assert response.status_code == 200
    return response.content.decode()


def statements(html: str) -> list[str]:
    return [words(found) for found in re.findall(r"<h2><a [^>]*>(.*?)</a></h2>", html)]


def test_a_claim_is_listed_with_its_verdict_who_says_so_and_where(
    client: Client, ada: Member
) -> None:
    version = factories.version(ada)
    claim = factories.claim(
        ada, version, statement="The town waits.", claimant="The mayor", claimed_on="2026-03-09"
    )
    factories.assessment(claim, ada, "mostly-false")

    html = part(listed(client, ada), '<ul class="rows claims-list">', "<footer")

    assert words(html).startswith(
        "The town waits. ✘ Mostly false The mayor 9 March 2026 in The harbour of Lindau stays open"
    )
    assert f'href="{claim.get_absolute_url()}"' in html
    assert f'href="{version.article.get_absolute_url()}#claim-{claim.pk}"' in html
    assert 'class="verdict rating-mostly-false"' in html


def test_a_claim_without_a_verdict_says_where_its_work_is(client: Client, ada: Member) -> None:
    claim = factories.claim(ada, statement="The town waits.")
    assert "The town waits. Open in" in words(listed(client, ada))

    factories.assessment(claim, ada, "true")
    set_aside(claim=claim, reasons="Nobody asks.", by=ada)
    assert "The town waits. ✓ True Set aside in" in words(listed(client, ada))


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ["Four", "Three 50%", "Two", "One"]),
        ("?stage=open", ["Four"]),
        ("?stage=in_progress", ["Three 50%"]),
        ("?rating=true", ["One"]),
        ("?rating=~", ["Four", "Three 50%"]),
        ("?stage=settled&rating=false", ["Two"]),
        ("?q=MAYOR", ["Two", "One"]),
        ("?q=50%25", ["Three 50%"]),
        ("?q=mayor+two&stage=settled", ["Two"]),
        ("?q=mayor&rating=~", []),
        ("?stage=no&rating=no&q=%00", ["Four", "Three 50%", "Two", "One"]),
    ],
)
def test_claims_are_chosen_by_words_stage_and_verdict(
    client: Client, ada: Member, query: str, found: list[str]
) -> None:
    one = factories.claim(ada, statement="One", claimant="The mayor")
    two = factories.claim(ada, statement="Two", claimant="The mayor")
    three = factories.claim(ada, statement="Three 50%")
    factories.claim(ada, statement="Four")
    factories.assessment(one, ada, "true")
    factories.assessment(two, ada, "false")
    factories.evidence(three, ada)

    html = listed(client, ada, query)

    assert statements(html) == found
    assert found or "Nothing found" in html


def test_an_empty_list_says_where_claims_come_from(client: Client, ada: Member) -> None:
    empty = part(listed(client, ada), '<div class="empty">', "</div>")

    assert "No claims yet" in empty
    assert reverse("web:articles", args=[ada.newsroom.slug]) in empty


def test_a_hostile_claim_breaks_no_list(client: Client, ada: Member) -> None:
    factories.claim(ada, statement=HOSTILE, claimant=HOSTILE)
    factories.claim(ada, statement="x" * 50_000)

    html = listed(client, ada)

    assert statements(html) == ["x" * 279 + "…", HOSTILE]
    assert "<script>alert" not in html


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_needs_the_same_queries_for_any_number_of_claims(
    client: Client, ada: Member, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(count):
        factories.assessment(factories.claim(ada), ada)

    with django_assert_num_queries(9):
        listed(client, ada)


def test_claims_of_another_newsroom_are_not_listed(client: Client, ada: Member) -> None:
    _, bea = factories.newsroom()
    factories.claim(bea)

    assert statements(listed(client, ada)) == []
    assert client.get(reverse("web:claims", args=[bea.newsroom.slug])).status_code == 404
