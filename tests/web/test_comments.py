"""Comments on the page of a claim."""

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from annotations.claims.models import Claim
from annotations.newsrooms.models import Member, Role
from annotations.teamwork.comments import edit_comment, resolve
from annotations.teamwork.models import Comment
from tests import factories
from tests.web.pages import ARABIC, HOSTILE, part, signed_in, words

pytestmark = pytest.mark.django_db


@pytest.fixture
def claim(ada: Member) -> Claim:
    return factories.claim(ada)


@pytest.fixture
def client(ada: Member) -> Client:
    return signed_in(ada)


def address(name: str, thing: Any) -> str:
    return reverse(f"web:{name}", args=[thing.newsroom.slug, thing.pk])


def section(client: Client, claim: Claim) -> str:
    html = client.get(claim.get_absolute_url()).content.decode()
    return part(html, '<section id="comments"', "</section>")


def test_what_is_said_stands_on_the_page_and_who_is_mentioned_is_told(
    client: Client, claim: Claim, bea: Member
) -> None:
    text = "@Bea, is there\na second source?"
    answer = client.post(address("comment", claim), {"text": text})
    said = Comment.objects.get()

    assert answer["Location"] == f"{claim.get_absolute_url()}#comment-{said.pk}"
    page = client.get(claim.get_absolute_url()).content.decode()
    assert "Your comment mentions Bea Berg." in words(page)
    assert '<b class="mention">@Bea</b>, is there\na second source?</p>' in page
    assert f'<article id="comment-{said.pk}"' in page


def test_an_answer_stands_below_what_it_answers(
    client: Client, claim: Claim, ada: Member, bea: Member
) -> None:
    first = factories.comment(claim, bea, "First?")
    factories.comment(claim, bea, "Second?")

    client.post(address("comment", claim), {"text": "Yes.", "thread": str(first.pk)})

    said = re.findall(r'<p class="words" dir="auto">(.*?)</p>', section(client, claim))
    assert said == ["First?", "Yes.", "Second?"]


def test_a_resolved_thread_folds_and_comes_last(
    client: Client, claim: Claim, ada: Member, bea: Member
) -> None:
    done = factories.comment(claim, bea, "Done?")
    factories.comment(claim, bea, "Open?")

    assert client.post(address("resolve_thread", done), {"revision": "1"}).status_code == 303
    html = section(client, claim)
    assert html.index("Open?") < html.index('<details class="resolved">')
    assert "resolved by Ada Admin" in words(html)
    assert "Reply: Done?" not in words(html)

    assert client.post(address("reopen_thread", done), {"revision": "2"}).status_code == 303
    assert "resolved" not in section(client, claim)


def test_resolving_what_changed_meanwhile_says_so(
    client: Client, claim: Claim, ada: Member
) -> None:
    thread = factories.comment(claim, ada)
    edit_comment(comment=thread, revision=1, text="Is it really so?", by=ada)

    answer = client.post(address("resolve_thread", thread), {"revision": "1"}, follow=True)

    assert "This was changed by somebody else" in words(answer.content.decode())
    assert client.post(address("resolve_thread", thread), {}).status_code == 400


def test_what_cannot_be_said_is_not_lost(client: Client, claim: Claim, ada: Member) -> None:
    for _ in range(2):
        factories.member(ada.newsroom, name="Bea Berg")

    answer = client.post(address("comment", claim), {"text": "@Bea, look."})
    html = answer.content.decode()

    assert answer.status_code == 422
    assert "@Bea fits several people here." in words(html)
    assert "@Bea, look." in part(html, "<textarea", "</textarea>")
    assert client.post(address("comment", claim), {"text": " "}).status_code == 422
    assert client.get(address("comment", claim)).status_code == 200


def test_ones_own_words_are_changed_in_sight_of_what_they_were(
    client: Client, claim: Claim, ada: Member, bea: Member
) -> None:
    mine, theirs = factories.comment(claim, ada, "Mine."), factories.comment(claim, bea)
    assert section(client, claim).count("/edit/") == 1

    assert client.get(address("edit_comment", mine)).status_code == 200
    assert client.get(address("edit_comment", theirs)).status_code == 403
    client.post(address("edit_comment", mine), {"text": "Mine, too.", "revision": "1"})
    assert "edited" in words(section(client, claim))

    stale = client.post(address("edit_comment", mine), {"text": "No.", "revision": "1"})
    assert stale.status_code == 409
    assert "Mine, too." in words(stale.content.decode())
    assert "No." in part(stale.content.decode(), "<textarea", "</textarea>")


def test_readers_read_along(claim: Claim, ada: Member) -> None:
    thread = factories.comment(claim, ada)
    reader = signed_in(factories.member(ada.newsroom, Role.READER))

    assert "<form" not in section(reader, claim)
    assert reader.post(address("comment", claim), {"text": "Me?"}).status_code == 403
    assert reader.post(address("resolve_thread", thread), {"revision": "1"}).status_code == 403


def test_comments_of_another_newsroom_are_not_there(client: Client, ada: Member) -> None:
    stranger = factories.newsroom()[1]
    foreign = factories.claim(stranger)
    thread = factories.comment(foreign, stranger)

    for name, thing in (
        ("comment", foreign),
        ("edit_comment", thread),
        ("resolve_thread", thread),
        ("reopen_thread", thread),
    ):
        where = address(name, thing)
        for there in (where, where.replace(stranger.newsroom.slug, ada.newsroom.slug)):
            assert client.post(there, {"text": "Hi", "revision": "1"}).status_code == 404
    own = factories.claim(ada)
    crossed = {"text": "Hi", "thread": str(thread.pk)}
    assert client.post(address("comment", own), crossed).status_code == 404


def test_hostile_and_foreign_words_are_inert(client: Client, claim: Claim, ada: Member) -> None:
    thread = factories.comment(claim, ada, HOSTILE)
    factories.comment(claim, ada, f"@Ada {HOSTILE} {ARABIC}", thread)
    resolve(thread=thread, revision=1, by=ada)

    html = client.get(claim.get_absolute_url()).content.decode()

    assert "<img" not in html
    assert html.count("<script") == 1
