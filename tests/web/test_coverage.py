"""How far an article was looked at, on pages: saying, withdrawing, restoring, counting."""

import json
import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from annotations.articles.models import Version
from annotations.coverage.actions import withdraw_reading
from annotations.coverage.models import Reading
from annotations.newsrooms.models import Member, Role
from tests import factories
from tests.web.pages import HOSTILE, part, signed_in, words

pytestmark = pytest.mark.django_db

WORDS = "Nobody was surprised."
OURS = {"X-Fragment": "1"}


@pytest.fixture
def client(ada: Member) -> Client:
    return signed_in(ada)


@pytest.fixture
def version(ada: Member) -> Version:
    return factories.version(ada)


def address(version: Version) -> str:
    return reverse("web:readings", args=[version.newsroom.slug, version.article_id])


def place(version: Version, exact: str = WORDS) -> dict[str, Any]:
    start = version.text.index(exact)
    return {"version": version.pk, "start": start, "end": start + len(exact), "exact": exact}


def html_of(response: Any, status: int = 200) -> str:
    assert response.status_code == status
    return str(response.content.decode())


def numbers(html: str, of: str) -> list[int]:
    found = re.search(rf'<script id="{of}" type="application/json">(.*?)</script>', html)
    assert found
    return list(json.loads(found[1]))


def test_words_are_read_and_the_article_counts_them(client: Client, version: Version) -> None:
    response = client.post(address(version), place(version))

    article = version.article.get_absolute_url()
    assert (response.status_code, response["Location"]) == (303, f"{article}#text")
    html = html_of(client.get(article))
    start = version.text.index(WORDS)
    assert numbers(html, "readings") == [start, start + len(WORDS)]
    assert start in numbers(html, "sentences")
    line = words(part(html, "<text-coverage", "</text-coverage>"))
    assert line.startswith("1 of 6 sentences read 0 with claims, 1 without Read by Ada Admin , ")
    assert "Words read without a claim." in html


def test_without_script_the_words_alone_will_do(client: Client, version: Version) -> None:
    typed = {"version": version.pk, "exact": f" {WORDS} "}
    assert client.post(address(version), typed).status_code == 303
    assert Reading.objects.get().start == version.text.index(WORDS)

    html = html_of(client.post(address(version), {**typed, "exact": "Everybody was."}), 422)
    assert "These words do not stand in the article." in part(
        html, '<details class="more by-words"', "</details>"
    )


def test_our_script_gets_what_was_read_and_the_way_back(client: Client, version: Version) -> None:
    html = html_of(client.post(address(version), place(version), headers=OURS), 201)

    assert numbers(html, "readings")[0] == version.text.index(WORDS)
    assert "Ada Admin" in part(html, '<span id="readers"', "</span>")
    assert 'aria-label="Undo: words read without a claim"' in html
    assert "<li" not in html


def test_our_script_is_told_why_not(client: Client, ada: Member, version: Version) -> None:
    factories.reading(version, ada)
    html = html_of(client.post(address(version), place(version), headers=OURS), 409)
    assert "These words are marked as read already." in part(html, '<p role="alert">', "</p>")

    other = {**place(version), "exact": "Everybody was here ..."}
    html = html_of(client.post(address(version), other, headers=OURS), 409)
    assert '<p role="alert">' in html


def test_sent_twice_it_is_read_once(client: Client, version: Version) -> None:
    sent = {**place(version), "once": "0b6a5a5e-3c1c-4d58-8a39-3f1d8f4a2c11"}
    answers = [client.post(address(version), sent, headers=OURS).status_code for _ in range(2)]
    assert (answers, Reading.objects.count()) == ([201, 201], 1)


def test_the_page_lists_what_is_unread_and_what_was_read(client: Client, ada: Member) -> None:
    version = factories.version(ada, ["Headline", f"The council voted. {WORDS} So."])
    factories.claim(ada, version, "The council")
    factories.reading(version, ada)

    html = html_of(client.get(address(version)))

    unread = part(html, '<h2 id="unread-title">', "</section>")
    assert re.findall(r"<blockquote.*?>(.*?)</blockquote>", unread) == [
        "Headline",
        "So.",
    ]
    read = words(part(html, '<h2 id="read-title">', "</section>"))
    assert read.startswith(f"Read without a claim {WORDS} Ada Admin , ")


def test_from_the_list_one_stays_in_the_list(client: Client, version: Version) -> None:
    response = client.post(f"{address(version)}?list", place(version))
    assert response["Location"] == address(version)


def test_a_reading_is_withdrawn_and_restored(client: Client, ada: Member, version: Version) -> None:
    reading = factories.reading(version, ada)
    turn = {
        name: reverse(f"web:{name}_reading", args=[version.newsroom.slug, reading.pk])
        for name in ("withdraw", "restore")
    }

    response = client.post(turn["withdraw"], {"revision": 1})
    assert response["Location"] == f"{address(version)}#reading-{reading.pk}"
    html = html_of(client.get(address(version)))
    assert "Reading withdrawn." in html
    assert "withdrawn Ada Admin ," in words(part(html, f'<li id="reading-{reading.pk}"', "</li>"))

    client.post(turn["restore"], {"revision": 2})
    assert Reading.objects.standing().get() == reading
    client.post(turn["withdraw"], {"revision": 2})
    assert "changed by somebody else" in html_of(client.get(address(version)))
    assert Reading.objects.standing().get() == reading


def test_undo_and_redo_of_a_reading(client: Client, ada: Member, version: Version) -> None:
    factories.reading(version, ada)
    turn = {
        name: reverse(f"web:{name}_in_article", args=[version.newsroom.slug, version.article_id])
        for name in ("undo", "redo")
    }

    html = html_of(client.post(f"{turn['undo']}?version={version.pk}", headers=OURS), 201)
    assert numbers(html, "readings") == []
    assert "Undone: words read without a claim." in html
    assert 'aria-label="Redo: words read without a claim"' in html

    response = client.post(turn["redo"])
    assert response["Location"] == f"{version.article.get_absolute_url()}#text"
    assert Reading.objects.standing().count() == 1


def test_an_open_page_asks_for_what_others_read(
    client: Client, ada: Member, version: Version
) -> None:
    factories.reading(version, ada)
    asked = f"{version.article.get_absolute_url()}?claims=&version={version.pk}"
    html = html_of(client.get(asked, headers=OURS))
    assert numbers(html, "readings")[0] == version.text.index(WORDS)


def test_a_reader_sees_it_and_writes_nothing(ada: Member, version: Version) -> None:
    reading = factories.reading(version, ada)
    reader = signed_in(factories.member(ada.newsroom, Role.READER))

    assert "<form" not in part(html_of(reader.get(address(version))), "<main", "</main>")
    assert 'data-command="mark-read"' not in html_of(reader.get(version.article.get_absolute_url()))
    assert reader.post(address(version), {}).status_code == 403
    withdraw = reverse("web:withdraw_reading", args=[version.newsroom.slug, reading.pk])
    assert reader.post(withdraw, {"revision": 1}).status_code == 403


def test_other_newsrooms_have_none_of_it(client: Client) -> None:
    _, other = factories.newsroom("elsewhere")
    reading = factories.reading(factories.version(other), other)
    here = address(reading.version)

    assert client.get(here).status_code == 404
    assert client.post(here, place(reading.version)).status_code == 404


def test_hostile_words_are_inert(client: Client, ada: Member) -> None:
    version = factories.version(ada, [HOSTILE, f"{HOSTILE} and so on"])
    withdraw_reading(reading=factories.reading(version, ada, HOSTILE), revision=1, by=ada)

    html = html_of(client.get(address(version)))

    assert "<img" not in html
    assert "<script>alert" not in html


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_costs_the_same_queries_however_many_readings(
    client: Client, ada: Member, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    version = factories.version(ada, ["Headline", "One. Two. Three."])
    for exact in ["One.", "Two.", "Three."][:count]:
        factories.reading(version, ada, exact)

    with django_assert_num_queries(12):
        assert client.get(address(version)).status_code == 200
