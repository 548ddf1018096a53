"""What a member was told, as a page."""

import re

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from annotations.claims.carryings import Carrying
from annotations.newsrooms.models import Member
from annotations.notices.actions import note_read
from annotations.notices.models import Notice
from annotations.teamwork.actions import assign
from annotations.verdicts.rechecking import recheck
from tests import factories
from tests.web.pages import HOSTILE, part, signed_in, words

pytestmark = pytest.mark.django_db


@pytest.fixture
def client(ada: Member) -> Client:
    return signed_in(ada)


def read(client: Client, member: Member, tab: str = "") -> str:
    address = reverse("web:inbox", args=[member.newsroom.slug])
    answer = client.get(address, {"tab": tab} if tab else {})
    assert answer.status_code == 200
    return answer.content.decode()


def rows(html: str) -> list[str]:
    return [words(f"<i {row}") for row in html.split("<h2")[1:]]


def in_head(html: str) -> str:
    return words(part(html, '<nav class="site-nav"', "</nav>")).replace("<i ", "")


def mark(client: Client, member: Member, verb: str, **values: object) -> str:
    address = reverse(f"web:{verb}_notices", args=[member.newsroom.slug])
    answer = client.post(address, values, follow=True)
    assert answer.redirect_chain == [(f"/newsrooms/{member.newsroom.slug}/inbox/", 303)]
    return answer.content.decode()


def test_it_shows_by_claim_what_was_told_the_newest_first(
    client: Client, ada: Member, bea: Member
) -> None:
    mine = factories.claim(ada, statement="Mine")
    said = factories.comment(mine, bea, "Is that so?")
    article = factories.article(bea, ["An article"])
    assign(work=article, revision=0, assignee=ada, by=bea)
    answer = factories.comment(mine, bea, "@Ada, tell me.")

    html = read(client, ada)

    assert re.findall(r'<a href="([^"]+)" dir="auto">', html) == [
        f"{mine.get_absolute_url()}#comment-{answer.pk}",
        article.get_absolute_url(),
    ]
    first, second = (re.sub(r"\d+ \w+ \d{4}, [\d:]+", "…", row) for row in rows(html))
    assert first.startswith(
        "Unread: Mine Bea Berg mentioned you. … @Ada, tell me. Bea Berg commented. … Is that so?"
    )
    assert second.startswith("Unread: An article Bea Berg assigned it to you. … Article")
    assert in_head(html).startswith("Queue Inbox 3 unread Articles")
    assert str(said.pk) not in html


def test_an_article_that_changed_is_one_row_that_leads_to_its_text(
    client: Client, ada: Member, bea: Member
) -> None:
    claim = factories.claim(ada)
    article = claim.passages.get().version.article
    factories.assessment(claim, ada)
    factories.recaptured(article, bea, ("has not yet", "has already"))
    recheck(carrying=Carrying.objects.get(), revision=1, place={}, by=bea)

    html = read(client, ada)

    assert re.findall(r'<a href="([^"]+)" dir="auto">', html) == [
        claim.get_absolute_url(),
        article.get_absolute_url(),
    ]
    second, first = rows(html)
    assert "Bea Berg captured it again. In version 2, claims of yours read differently." in first
    assert "Bea Berg wants it to be checked again: its text changed." in second
    client.get(article.get_absolute_url())
    assert len(rows(read(client, ada))) == 1


def test_who_opens_the_thing_has_read_what_was_told_of_it(
    client: Client, ada: Member, bea: Member
) -> None:
    claim = factories.claim(ada, statement="Mine")
    factories.comment(claim, bea)
    factories.comment(factories.claim(ada, statement="Other"), bea)
    article = factories.article(bea)
    assign(work=article, revision=0, assignee=ada, by=bea)

    client.head(claim.get_absolute_url())
    assert Notice.objects.unread().count() == 3
    page = client.get(claim.get_absolute_url()).content.decode()
    assert "Inbox 2 unread" in in_head(page)
    client.get(article.get_absolute_url())
    signed_in(bea).get(Notice.objects.unread().get().about.get_absolute_url())

    assert [row.partition(" Bea")[0] for row in rows(read(client, ada))] == ["Unread: Other"]
    assert len(rows(read(client, ada, "all"))) == 3


def test_one_thing_all_things_or_none_are_marked_as_read(
    client: Client, ada: Member, bea: Member
) -> None:
    claims = [factories.claim(ada, statement=name) for name in ("First", "Second", "Third")]
    for claim in claims:
        factories.comment(claim, bea)
    newest = Notice.objects.latest("id")
    factories.comment(claims[2], bea, "This came after the page.")

    html = mark(client, ada, "read", until=newest.pk, about=claims[0].pk)
    assert "One notice was read." in words(html)
    assert Notice.objects.unread().count() == 3
    html = mark(client, ada, "read", until=newest.pk)
    assert "2 notices were read." in words(html)
    assert [row.partition(" Bea")[0] for row in rows(html)] == ["Unread: Third"]
    assert "It waits in your inbox again." in mark(client, ada, "unread", notice=newest.pk)
    assert Notice.objects.unread().count() == 2
    address = reverse("web:read_notices", args=[ada.newsroom.slug])
    assert client.post(address, {"until": "nonsense"}).status_code == 400


def test_nobody_reads_or_marks_what_others_were_told(
    client: Client, ada: Member, bea: Member
) -> None:
    factories.comment(factories.claim(bea, statement="Not yours"), ada)
    notice = Notice.objects.get(member=bea)

    assert "Not yours" not in read(client, ada, "all")
    mark(client, ada, "read", until=notice.pk)
    assert Notice.objects.unread().get() == notice


def test_an_empty_inbox_says_so(client: Client, ada: Member) -> None:
    html = read(client, ada)
    assert "Nothing unread What you are told waits here" in words(html)
    assert in_head(html).startswith("Queue Inbox Articles")
    assert "Nothing yet You are told here when" in words(read(client, ada, "all"))


def test_hostile_words_are_inert(client: Client, ada: Member, bea: Member) -> None:
    bea.user.name = HOSTILE[:100]
    bea.user.save()
    version = factories.version(ada, [HOSTILE, factories.SENTENCE])
    factories.comment(factories.claim(ada, version, statement=HOSTILE), bea, HOSTILE)
    assign(work=version.article, revision=0, assignee=ada, by=bea)

    html = read(client, ada)
    assert "<img" not in html
    assert html.count("<script") == 1


@pytest.mark.parametrize("size", [1, 3])
def test_the_inbox_costs_the_same_queries_however_much_it_holds(
    client: Client,
    ada: Member,
    bea: Member,
    size: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    """Session, user, member with the number of what waits, notices."""
    for _ in range(size):
        factories.comment(factories.claim(ada), bea)
        assign(work=factories.article(bea), revision=0, assignee=ada, by=bea)
    with django_assert_num_queries(4):
        assert len(rows(read(client, ada))) == 2 * size
    note_read(Notice.objects.all())
    with django_assert_num_queries(4):
        assert len(rows(read(client, ada, "all"))) == 2 * size
