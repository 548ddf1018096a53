"""The home of a newsroom."""

import re

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from annotations.claims.actions import set_aside
from annotations.newsrooms.models import Member, Role
from annotations.teamwork.actions import assign
from tests import factories
from tests.web.pages import HOSTILE, part, signed_in, words

pytestmark = pytest.mark.django_db

TABS = ["needs-me", "assigned", "unassessed", "disagreement", "text-changed", "ready-to-publish"]


@pytest.fixture
def client(ada: Member) -> Client:
    return signed_in(ada)


def read(client: Client, member: Member, tab: str = "") -> str:
    address = reverse("web:newsroom", args=[member.newsroom.slug])
    answer = client.get(address, {"tab": tab} if tab else {})
    assert answer.status_code == 200
    return answer.content.decode()


def counts(html: str) -> list[int]:
    tabs = part(html, '<nav class="tabs"', "</nav>")
    return [int(number) for number in re.findall(r'<span class="count">(\d+)</span>', tabs)]


def rows(html: str) -> list[str]:
    return [words(row.partition("</h2>")[0]) for row in html.split("<h2>")[1:]]


def test_each_tab_counts_what_it_shows(client: Client, ada: Member, bea: Member) -> None:
    """And so it does when claims of another newsroom wait as well."""
    stranger = factories.newsroom()[1]
    assign(work=factories.claim(stranger), revision=0, assignee=stranger, by=stranger)
    article = factories.article(ada, ["My article", "One. Two."])
    assign(work=article, revision=0, assignee=ada, by=bea)
    factories.claim(ada, article.latest, "One.", statement="In my article")
    unread = factories.article(ada, ["Unmarked article", "One."])
    assign(work=unread, revision=0, assignee=ada, by=bea)
    mine = factories.claim(ada, statement="Mine")
    assign(work=mine, revision=0, assignee=ada, by=bea)
    disputed = factories.claim(ada, statement="Disputed")
    factories.assessment(disputed, ada, "true")
    factories.assessment(disputed, bea, "false")
    settled = factories.claim(ada, statement="Settled")
    factories.assessment(settled, bea)
    factories.evidence(settled, bea)
    changed = factories.claim(ada, statement="Changed")
    factories.assessment(changed, bea)
    factories.evidence(changed, bea)
    factories.recaptured(changed.passages.get().version.article, bea, ("not yet", "long"))
    aside = factories.claim(ada, statement="Aside")
    set_aside(claim=aside, reasons="An opinion.", by=ada)

    shown = {tab: rows(read(client, ada, tab)) for tab in TABS}

    assert shown == {
        "needs-me": ["Unmarked article", "Disputed", "Mine", "In my article"],
        "assigned": ["Unmarked article", "My article", "Mine"],
        "unassessed": ["Mine", "In my article"],
        "disagreement": ["Disputed"],
        "text-changed": ["Changed"],
        "ready-to-publish": ["Settled"],
    }
    assert counts(read(client, ada)) == [4, 3, 2, 1, 1, 1]
    assert counts(read(signed_in(bea), bea)) == [1, 0, 2, 1, 1, 1]


def test_a_row_says_why_it_waits_and_who_holds_what(
    client: Client, ada: Member, bea: Member
) -> None:
    article = factories.article(ada, ["Head", "One. Two."])
    assign(work=article, revision=0, assignee=ada, by=bea)
    factories.claim(ada, article.latest, "One.")
    assign(work=factories.claim(ada), revision=0, assignee=ada, by=bea)
    disputed = factories.claim(ada)
    factories.assessment(disputed, ada, "true")
    factories.assessment(disputed, bea, "false")

    html = read(client, ada)

    reasons = [words(why) for why in re.findall(r'<li class="why">(.*?)</li>', html, re.DOTALL)]
    assert reasons == ["assessments differ", "assigned to you", "in an article assigned to you"]
    assert "✓ True Ada Admin ✗ False Bea Berg" in words(html)


def test_what_needs_me_comes_first_and_so_it_does_where_the_tab_is_unknown(
    client: Client, ada: Member
) -> None:
    for tab in ("", "nonsense"):
        tabs = part(read(client, ada, tab), '<nav class="tabs"', "</nav>")
        assert '<a href="?tab=needs-me" aria-current="page">' in tabs


def test_where_nothing_waits_it_says_what_to_do(client: Client, ada: Member) -> None:
    assert "Put an article in" in words(read(client, ada))
    article = factories.article(ada)
    assert "To the articles" in words(read(client, ada))
    claim = factories.claim(ada, article.latest)
    assert "Nothing needs you Open a claim that nobody has assessed" in words(read(client, ada))
    assert "Nothing is assigned to you" in words(read(client, ada, "assigned"))
    assert "No assessments differ" in words(read(client, ada, "disagreement"))
    factories.assessment(claim, ada)
    assert "Every claim is assessed" in words(read(client, ada, "unassessed"))
    assert "No text has changed" in words(read(client, ada, "text-changed"))
    assert "Nothing is ready to publish" in words(read(client, ada, "ready-to-publish"))


def test_readers_see_what_waits_and_are_not_asked_to_take_it(ada: Member) -> None:
    reader = factories.member(ada.newsroom, Role.READER)
    factories.claim(ada)

    html = read(signed_in(reader), reader)

    assert counts(html) == [0, 0, 1, 0, 0, 0]
    assert "To the unassessed claims" not in html


def test_the_queue_of_another_newsroom_is_not_there(client: Client) -> None:
    slug = factories.newsroom()[0].slug
    assert client.get(reverse("web:newsroom", args=[slug])).status_code == 404


def test_hostile_words_are_inert(client: Client, ada: Member) -> None:
    version = factories.version(ada, [HOSTILE, factories.SENTENCE])
    claim = factories.claim(ada, version, statement=HOSTILE, claimant=HOSTILE)
    assign(work=claim, revision=0, assignee=ada, by=ada)
    assign(work=version.article, revision=0, assignee=ada, by=ada)

    for tab in TABS:
        html = read(client, ada, tab)
        assert "<img" not in html
        assert html.count("<script") == 1


@pytest.mark.parametrize("size", [1, 3])
@pytest.mark.parametrize("cost", [("needs-me", 11), ("assigned", 11), ("unassessed", 10)])
def test_every_tab_costs_the_same_queries_however_much_waits(
    client: Client,
    ada: Member,
    size: int,
    cost: tuple[str, int],
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    """Session, user, member, cursor (two), all counts, claims, passages, assessments, what changed;
    for one's own: articles."""
    tab, queries = cost
    for _ in range(size):
        claim = factories.claim(ada)
        assign(work=claim, revision=0, assignee=ada, by=ada)
        assign(work=claim.passages.get().version.article, revision=0, assignee=ada, by=ada)

    with django_assert_num_queries(queries):
        assert len(rows(read(client, ada, tab))) >= size
