"""The list of claims."""

import re
from datetime import date
from html import unescape

import pytest
from django.test import Client, RequestFactory
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from annotations.claims.actions import set_aside
from annotations.claims.models import Claim
from annotations.matching.claims import FILTERS, ORDERS
from annotations.newsrooms.models import Member
from annotations.web.claim_search import ClaimSearchForm
from annotations.web.paging import Shown, in_order
from tests import factories
from tests.web.pages import HOSTILE, part, signed_in, words

pytestmark = pytest.mark.django_db


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
        ("?stage=no&marked_by=1&site=a+b&q=%00", ["Four", "Three 50%", "Two", "One"]),
        ("?rating=no", []),
        ("?rating=true&rating=false", ["Two", "One"]),
        ("?claimant=The+mayor&tag=roads", ["Two"]),
        ("?kind=number", ["Four"]),
        ("?claimed_since=2026-03-02&claimed_until=2026-03-02", ["Two"]),
        ("?marked_since=2026-01-01&marked_until=2030-01-01&q=one", ["One"]),
        ("?marked_until=2020-01-01", []),
        ("?site=lindau.example", ["Four"]),
        ("?order=statement", ["Four", "One", "Three 50%", "Two"]),
        ("?order=marked_at&q=mayor", ["One", "Two"]),
        ("?order=stage", ["Four", "Three 50%", "One", "Two"]),
        ("?order=-claimed_on", ["Two", "Four", "Three 50%", "One"]),
        ("?order=no", ["Four", "Three 50%", "Two", "One"]),
    ],
)
def test_claims_are_chosen_and_sorted_by_what_the_address_asks(
    client: Client, ada: Member, query: str, found: list[str]
) -> None:
    one = factories.claim(ada, statement="One", claimant="The mayor")
    two = factories.claim(
        ada, statement="Two", claimant="The mayor", tags=["roads"], claimed_on=date(2026, 3, 2)
    )
    three = factories.claim(ada, statement="Three 50%")
    address = "https://www.lindau.example/harbour"
    four = factories.article(ada, title="Elsewhere", url=address).latest
    factories.claim(ada, four, statement="Four", kind="number")
    factories.assessment(one, ada, "true")
    factories.assessment(two, ada, "false")
    factories.evidence(three, ada)

    html = listed(client, ada, query)

    assert statements(html) == found
    assert found or "Nothing found" in html


def test_each_filter_in_use_has_a_chip_that_removes_it(client: Client, ada: Member) -> None:
    version = factories.version(ada)
    query = (
        f"?q=old+pier&stage=open&stage=settled&article={version.article_id}&before=1&tag=%20a%20"
    )

    html = listed(client, ada, query)

    chips = part(html, '<ul class="chips"', "</ul>")
    assert words(chips) == (
        "Search: old pier × (remove) Stage: Open × (remove) Stage: Settled × (remove) "
        f"Article: {version.article.title} × (remove) Tag: a × (remove) Clear all"
    )
    without_open = f"?q=old+pier&stage=settled&article={version.article_id}&tag=+a+"
    assert without_open in unescape(chips)
    form = part(html, '<form class="search"', "</form>")
    assert f'<input type="hidden" name="article" value="{version.article_id}">' in form
    assert '<input type="hidden" name="stage" value="settled">' in form
    assert "Filters · 4" in words(form)
    assert "More filters 1" in words(form)


def test_all_filters_are_cleared_at_once_and_the_order_stays(client: Client, ada: Member) -> None:
    factories.claim(ada)
    usual, sorted_ = (
        part(listed(client, ada, query), '<li class="clear">', "</li>")
        for query in ("?stage=open&q=town", "?stage=open&order=statement")
    )
    address = f"/newsrooms/{ada.newsroom.slug}/claims/"
    assert f'href="{address}"' in usual
    assert f'href="{address}?order=statement"' in sorted_


def test_what_no_filter_takes_is_passed_over_and_said(client: Client, ada: Member) -> None:
    factories.claim(ada)

    html = listed(client, ada, "?stage=closed&claimed_since=soon")

    assert len(statements(html)) == 1
    said = words(part(html, '<p class="notice warning passed-over">', "</p>"))
    assert said.endswith("narrowed by: stage=closed , claimed_since=soon")


def test_an_appearance_is_a_place_on_a_site_as_well(ada: Member) -> None:
    near = factories.claim(ada)
    Claim.objects.filter(pk=near.pk).update(
        appearances=["https://other.example/a", "https://www.tv.example/talk"]
    )
    for host, found in [("tv.example", [near]), ("talk", []), ("example", [])]:
        assert list(FILTERS["site"].narrow(Claim.objects.all(), [host])) == found


@pytest.mark.parametrize("order", ClaimSearchForm.titles)
def test_a_sorted_list_goes_on_and_back_in_every_order(ada: Member, order: str) -> None:
    version = factories.version(ada)
    days = [date(2026, 3, 2), None, date(2026, 3, 1), None, date(2026, 3, 2)]
    for number, day in enumerate(days):
        said_by = ["", "Zoe", "ada"][number % 3]
        factories.claim(ada, version, claimed_on=day, claimant=said_by, statement="aBa"[number % 3])
    factories.assessment(Claim.objects.all()[2], ada)

    def page(query: str) -> Shown[Claim]:
        request = RequestFactory().get(f"/{query}")
        return in_order(Claim.objects.all(), request, ORDERS[order], size=2)

    first = page("")
    second = page(first.next)
    third = page(second.next)
    expected = list(ORDERS[order].sorted(Claim.objects.all()))
    assert [first.rows, second.rows, third.rows] == [expected[:2], expected[2:4], expected[4:]]
    assert page(third.previous).rows == second.rows
    assert page(second.previous).rows == first.rows
    assert (first.previous, third.next) == ("", "")


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

    with django_assert_num_queries(10):
        listed(client, ada)


def test_claims_of_another_newsroom_are_not_listed(client: Client, ada: Member) -> None:
    _, bea = factories.newsroom()
    factories.claim(bea)

    assert statements(listed(client, ada)) == []
    assert client.get(reverse("web:claims", args=[bea.newsroom.slug])).status_code == 404
