"""No page that writes is forgotten: what is sent to it twice is written once."""

import inspect
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from annotations.articles.captures import keep
from annotations.articles.models import Article
from annotations.exports.models import Export
from annotations.imports.models import Import
from annotations.intake.blocks import Found, FoundBlock, Kind
from annotations.newsrooms.models import Member
from annotations.web.urls import newsroom_pages
from tests import factories
from tests.web.pages import signed_in

pytestmark = pytest.mark.django_db

TURNS = {  # they put something into a state in which it then is: sent twice, the same
    *("assign_article", "assign_claim", "discard", "discard_export", "end_membership", "mail"),
    *("many_claims", "member", "read_notices", "unread_notices", "live", "take_up", "undecide"),
    *("resolve_thread", "reopen_thread", "restore_evidence", "restore_passage", "restore_rating"),
    *("restore_reading", "restore_view", "retire_rating", "revoke_token", "replace_view"),
    *("webhook_off", "webhook_on", "withdraw_evidence", "withdraw_invitation"),
    *("withdraw_passage", "withdraw_reading", "withdraw_view", "decide_passage"),
}
STEPS = {  # each names the place or the event it starts from, or asks for one more
    *(
        "move_evidence",
        "move_rating",
        "move_view",
        "import",
        "undo",
        "undo_in_article",
        "undo_on_claim",
    ),
    *("redo_in_article", "redo_on_claim", "redeliver", "webhook_replay", "webhook_test"),
}
SHOWN_ONCE = {"invite", "tokens", "webhook_secret"}  # the answer holds a secret that nobody keeps
# The form names the new row; what is only looked at makes nothing yet.
OTHERWISE = {"new_webhook", "new_article", "capture_again"}


def test_every_page_that_writes_has_a_key_for_its_form_or_needs_none() -> None:
    writing = {
        page.name: inspect.getsource(inspect.unwrap(page.callback))
        for page in newsroom_pages
        if "POST" in inspect.getsource(inspect.unwrap(page.callback))
    }
    without = {name for name, source in writing.items() if "once(request" not in source}
    assert without == TURNS | STEPS | SHOWN_ONCE | OTHERWISE


@pytest.fixture
def ada() -> Member:
    return factories.newsroom("lindau")[1]


@pytest.fixture
def client(ada: Member) -> Client:
    return signed_in(ada)


def twice(client: Client, name: str, *ids: Any, **form: Any) -> list[tuple[int, str]]:
    """The answers to a form that is sent twice with the same key, as they differ."""
    address, key = reverse(f"web:{name}", args=["lindau", *ids]), str(uuid4())
    assert 'name="once"' in client.get(address).content.decode()
    answers = [client.post(address, {**form, "once": key}) for _ in range(2)]
    return sorted({(answer.status_code, answer["Location"]) for answer in answers})


def test_a_file_that_is_asked_for_twice_is_prepared_once(client: Client) -> None:
    assert twice(client, "new_export", format="csv") == [
        (303, reverse("web:exports", args=["lindau"]))
    ]
    assert Export.objects.count() == 1


def test_an_article_without_an_address_is_taken_in_once(ada: Member, client: Client) -> None:
    found = Found(blocks=(FoundBlock(Kind.PARAGRAPH, factories.SENTENCE),))
    capture = keep(found=found, by=ada)
    answers = twice(client, "preview", capture.pk, title="The harbour", keep=["0"])
    assert answers == [(303, Article.objects.get().get_absolute_url())]


def test_a_file_that_is_sent_twice_is_one_import_and_another_file_is_not_that_one(
    client: Client,
) -> None:
    address = reverse("web:new_import", args=["lindau"])
    form = {"format": "csv", "ratings": "", "once": str(uuid4())}
    answers = [
        client.post(address, {**form, "upload": SimpleUploadedFile("claims.csv", content)})
        for content in (b"statement\nIt was paid.\n", b"statement\nIt was paid.\n", b"statement\n")
    ]
    assert [answer.status_code for answer in answers] == [303, 303, 409]
    assert answers[1]["Location"] == Import.objects.get().get_absolute_url()
