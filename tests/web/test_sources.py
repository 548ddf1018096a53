"""The list of sources, the page of one, and mending what is known about it."""

import re
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from annotations.evidence.actions import edit_source, withdraw_evidence
from annotations.evidence.models import Source
from annotations.newsrooms.models import Member, Role
from tests import factories
from tests.web.pages import ARABIC, HOSTILE, part, signed_in, words

pytestmark = pytest.mark.django_db


@pytest.fixture
def client(ada: Member) -> Client:
    return signed_in(ada)


def listed(client: Client, member: Member, query: str = "") -> str:
    response = client.get(reverse("web:sources", args=[member.newsroom.slug]) + query)
    assert response.status_code == 200
    return response.content.decode()


def shown(client: Client, source: Source) -> str:
    response = client.get(source.get_absolute_url())
    assert response.status_code == 200
    return response.content.decode()


def titles(html: str) -> list[str]:
    return [words(found) for found in re.findall(r"<h2><a [^>]*>(.*?)</a></h2>", html)]


def edit_address(source: Source) -> str:
    return reverse("web:edit_source", args=[source.newsroom.slug, source.pk])


def form_of(source: Source, **others: Any) -> dict[str, Any]:
    fields = ("kind", "title", "url", "publisher", "author", "revision")
    return {**{name: getattr(source, name) for name in fields}, **others}


def test_a_source_is_listed_with_how_often_it_is_cited(client: Client, ada: Member) -> None:
    minutes = factories.source(ada, title="Minutes", publisher="The town")
    book = factories.source(ada, kind="book", url="", title="Harbours", author="P. Ilot")
    for _ in range(2):
        factories.evidence(factories.claim(ada), ada, minutes)
    withdrawn = factories.evidence(factories.claim(ada), ada, book)
    withdraw_evidence(evidence=withdrawn, revision=1, by=ada)

    html = part(listed(client, ada), '<ul class="rows">', "<footer")

    assert (
        words(html)
        == f"Harbours not cited Book P. Ilot Minutes cited 2 times Web page The town {minutes.url}"
    )


def test_an_empty_list_says_where_sources_come_from(client: Client, ada: Member) -> None:
    assert "No sources yet" in listed(client, ada)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("?q=minutes", ["Minutes"]),
        ("?q=town+MINUTES", ["Minutes"]),
        ("?q=ilot", ["Harbours"]),
        ("?q=lindau.example", ["Minutes"]),
        ("?q=lindau+ilot", []),
    ],
)
def test_sources_are_found_by_title_publisher_author_and_address(
    client: Client, ada: Member, query: str, found: list[str]
) -> None:
    factories.source(ada, title="Minutes", publisher="The town")
    factories.source(ada, kind="book", url="", title="Harbours", author="P. Ilot")

    assert titles(listed(client, ada, query)) == found


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_needs_the_same_queries_for_any_number_of_sources(
    client: Client, ada: Member, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(count):
        factories.evidence(factories.claim(ada), ada)

    with django_assert_num_queries(5):
        listed(client, ada)


def test_a_source_shows_each_claim_that_rests_on_it(client: Client, ada: Member) -> None:
    source = factories.source(ada, title="Minutes", author="P. Ilot", published_on=date(2026, 3, 9))
    claim = factories.claim(ada, statement="The town waits.")
    evidence = factories.evidence(
        claim, ada, source, stance="refutes", quote=ARABIC, locator="page 3", note="They paid."
    )
    factories.assessment(claim, ada, "false")

    html = shown(client, source)

    row = part(html, '<ul class="rests">', "</ul>\n                </div>")
    assert words(row).startswith(
        f"▼ Refutes The town waits. {ARABIC} They paid. ✗ False page 3 Ada Admin"
    )
    assert f'href="{claim.get_absolute_url()}#evidence-{evidence.pk}"' in row
    facts = words(part(html, '<dl class="facts">', "</dl>"))
    assert facts.startswith(
        f"Address {source.url} Author P. Ilot Published on 9 March 2026 Added Ada"
    )


def test_withdrawn_evidence_is_shown_as_withdrawn(client: Client, ada: Member) -> None:
    source = factories.source(ada)
    evidence = factories.evidence(factories.claim(ada), ada, source)
    withdraw_evidence(evidence=evidence, revision=1, by=ada)

    assert "Supports withdrawn" in words(shown(client, source))


def test_a_source_that_nothing_rests_on_says_so(client: Client, ada: Member) -> None:
    assert "No claim rests on this source." in shown(client, factories.source(ada, title=HOSTILE))


def test_hostile_sources_are_inert(client: Client, ada: Member) -> None:
    source = factories.source(ada, title=HOSTILE, author=HOSTILE)
    factories.evidence(factories.claim(ada, statement=HOSTILE), ada, source, quote=HOSTILE)

    for html in (shown(client, source), listed(client, ada)):
        assert "<script>alert" not in html
        assert "<img" not in html


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_needs_the_same_queries_for_any_number_of_claims(
    client: Client, ada: Member, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    source = factories.source(ada)
    for _ in range(count):
        claim = factories.claim(ada)
        factories.evidence(claim, ada, source)
        factories.assessment(claim, ada)
    url = source.get_absolute_url()

    with django_assert_num_queries(5):
        client.get(url)


def test_a_source_is_mended(client: Client, ada: Member) -> None:
    source = factories.source(ada)
    sent = form_of(source, kind="document", title="Minutes", url="", published_on="2026-03-09")

    response = client.post(edit_address(source), sent)

    source.refresh_from_db()
    assert (response.status_code, response["Location"]) == (303, source.get_absolute_url())
    assert (source.kind, source.title, source.url, source.published_on) == (
        "document",
        "Minutes",
        "",
        date(2026, 3, 9),
    )


def test_a_web_page_keeps_an_address(client: Client, ada: Member) -> None:
    source = factories.source(ada)

    response = client.post(edit_address(source), form_of(source, url=""))

    assert response.status_code == 422
    assert "A web page has an address." in response.content.decode()


def test_who_was_slower_sees_both_wordings_and_decides(client: Client, ada: Member) -> None:
    source = factories.source(ada, title="Minutes")
    cem = factories.member(ada.newsroom)
    edit_source(source=source, revision=1, title="Theirs", by=cem)

    response = client.post(edit_address(source), form_of(source, title="Mine", revision=1))

    html = response.content.decode()
    assert response.status_code == 409
    theirs = words(part(html, '<section class="card"', "</section>"))
    assert theirs.startswith("As it stands now Cem Checker")
    assert "Title Theirs" in theirs
    assert 'value="Mine"' in html
    assert 'name="revision" value="2"' in html

    client.post(edit_address(source), form_of(source, title="Mine", revision=2))
    source.refresh_from_db()
    assert (source.title, source.revision) == ("Mine", 3)


def test_the_address_of_another_source_is_refused_with_a_link_to_it(
    client: Client, ada: Member
) -> None:
    other, source = factories.source(ada), factories.source(ada, title="Minutes")

    response = client.post(
        edit_address(source), form_of(source, url=other.url + "#top", author="Me")
    )

    html = response.content.decode()
    assert response.status_code == 409
    assert f'href="{other.get_absolute_url()}"' in part(html, '<div class="notice', "</div>")
    assert 'value="Me"' in html


def test_readers_mend_nothing(ada: Member) -> None:
    source = factories.source(ada)
    reader = signed_in(factories.member(ada.newsroom, Role.READER))

    assert reader.get(source.get_absolute_url()).status_code == 200
    assert reader.get(edit_address(source)).status_code == 403
    assert reader.post(edit_address(source), form_of(source, title="Mine")).status_code == 403


def test_sources_of_another_newsroom_are_not_there(client: Client, ada: Member) -> None:
    _, bea = factories.newsroom()
    foreign = factories.source(bea)
    slug = ada.newsroom.slug

    addresses = [
        foreign.get_absolute_url(),
        edit_address(foreign),
        reverse("web:sources", args=[bea.newsroom.slug]),
        reverse("web:source", args=[slug, foreign.pk]),
        reverse("web:edit_source", args=[slug, foreign.pk]),
    ]

    assert [client.get(address).status_code for address in addresses] == [404] * 5
