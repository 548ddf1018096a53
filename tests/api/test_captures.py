"""Texts of any shape, looked over before they become articles."""

from collections.abc import Iterator

import pytest
from django.db.backends.signals import connection_created

from annotations.articles.models import Article, Capture, Origin
from annotations.newsrooms.models import Member, Newsroom, Role
from tests import factories
from tests.api import shapes
from tests.api.caller import Caller, told

PAGE = """<html lang="en"><head><title>The harbour stays open</title></head><body>
<nav><a href="/">Home</a></nav><article><h1>The harbour stays open</h1>
<p>The council of Lindau voted on Monday to keep the harbour open for another ten years.</p>
<p>The town has not yet spent the money that it was given for the second pier, said the mayor.</p>
</article><p>Advertisement</p></body></html>"""


def test_a_page_is_looked_over_and_taken_in(program: Caller, checker: Member) -> None:
    answer = program.post(
        "captures/", {"html": PAGE, "url": "https://news.example/harbour?utm_id=1"}
    )
    capture = Capture.objects.get()
    found = answer.json()
    assert (answer.status_code, answer["Location"]) == (201, found["links"]["self"])
    assert found["links"] == {
        "self": f"{shapes.API}/captures/{capture.pk}/",
        "take_in": f"{shapes.API}/captures/{capture.pk}/take-in/",
        "compare": f"{shapes.API}/captures/{capture.pk}/compare/",
        "recapture": f"{shapes.API}/captures/{capture.pk}/recapture/",
        "page": f"{shapes.PAGES}/captures/{capture.pk}/",
    }
    assert found["details"]["title"] == "The harbour stays open"
    assert found["details"]["url"] == "https://news.example/harbour"
    assert [block["number"] for block in found["blocks"]] == list(range(len(found["blocks"])))
    left_out = [block for block in found["blocks"] if not block["taken"]]
    assert left_out
    assert all(block["why_not"] for block in left_out)
    assert program.get(f"captures/{capture.pk}/").json() == found

    taken = program.post(f"captures/{capture.pk}/take-in/", {"publisher": "The Courier"})
    article = Article.objects.get()
    assert (taken.status_code, taken.json()) == (201, shapes.article(article))
    assert (article.title, article.publisher) == ("The harbour stays open", "The Courier")
    assert article.latest.origin == Origin.UPLOADED
    assert article.latest.text == "\n\n".join(
        block["text"] for block in found["blocks"] if block["taken"]
    )
    told(program.post(f"captures/{capture.pk}/take-in/"), 409, "already-taken-in")


def test_a_program_chooses_other_blocks(program: Caller) -> None:
    text = "The harbour stays open\n\nThe council voted on Monday.\n\nNobody was surprised at all."
    found = program.post("captures/", {"text": text}).json()
    path = f"captures/{found['id']}/take-in/"
    told(program.post(path, {"title": "So", "blocks": [99]}), 400, "not-understood")
    told(program.post(path, {"title": "So", "blocks": []}), 400, "not-understood")
    taken = program.post(path, {"title": "So", "blocks": [2, 0]})
    assert taken.status_code == 201
    assert Article.objects.get().latest.text == (
        "The harbour stays open\n\nNobody was surprised at all."
    )


def test_what_was_found_can_be_discarded(program: Caller) -> None:
    found = program.post("captures/", {"text": "The council voted on Monday."}).json()
    answer = program.delete(f"captures/{found['id']}/")
    assert (answer.status_code, answer.content) == (204, b"")
    told(program.get(f"captures/{found['id']}/"), 404, "not-found")


def test_the_server_is_not_aimed_at_its_own_network(program: Caller) -> None:
    told(program.post("captures/", {"url": "http://127.0.0.1/"}), 400, "fetch-blocked")
    told(program.post("captures/", {"url": "ftp://news.example/"}), 400, "fetch-blocked")
    for body in ({}, {"text": "a", "html": "<p>a"}, {"text": ""}, {"file": "a"}):
        told(program.post("captures/", body), 400, "not-understood")


def test_a_page_that_is_out_of_reach_is_no_trouble_of_ours(program: Caller) -> None:
    told(program.post("captures/", {"url": "http://news.invalid/"}), 400, "fetch-unreachable")


def test_a_reader_takes_nothing_in(room: Newsroom) -> None:
    reader = Caller(factories.member(room, Role.READER, name="Rea Reader"))
    told(reader.post("captures/", {"text": "A text."}), 403, "not-allowed")


@pytest.fixture
def connections() -> Iterator[list[str]]:
    """The connections to the database that are made during the test."""
    made: list[str] = []

    def note(**_: object) -> None:
        made.append("another")

    connection_created.connect(note)
    yield made
    connection_created.disconnect(note)


@pytest.mark.django_db(transaction=True)
def test_others_may_use_the_connection_while_a_text_is_read(
    program: Caller, connections: list[str]
) -> None:
    text = {"text": "The harbour stays open\n\nNobody was surprised at all."}
    connections.clear()

    program.post("captures/", text)
    assert connections == ["another"]
    first = program.post("captures/", text, idempotency_key="k")
    again = program.post("captures/", text, idempotency_key="k")

    assert (first.status_code, again["Idempotent-Replayed"]) == (201, "true")
    assert first.json() == again.json()
    assert (connections, Capture.objects.count()) == (["another"] * 2, 2)
