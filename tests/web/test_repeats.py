"""A form that is sent twice is written once."""

from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from annotations.articles.models import Version
from annotations.claims.models import Claim
from annotations.newsrooms.models import Member
from annotations.retries.keeping import sent
from annotations.teamwork.models import Comment
from tests import factories
from tests.apart import apart
from tests.web.pages import part, signed_in, words

pytestmark = pytest.mark.django_db

TAKEN = "factcheck-taken"


@pytest.fixture
def ada() -> Member:
    return factories.newsroom("lindau")[1]


@pytest.fixture
def client(ada: Member) -> Client:
    return signed_in(ada)


def marked(version: Version, **values: Any) -> tuple[str, dict[str, Any]]:
    """The address and the fields of a form that marks a claim."""
    start = version.text.index(factories.SENTENCE)
    place = {"start": start, "end": start + len(factories.SENTENCE), "version": version.pk}
    form = {"exact": factories.SENTENCE, "statement": "Nothing was spent.", **place, **values}
    return reverse("web:mark_claim", args=["lindau", version.article_id]), form


def test_a_claim_that_is_sent_twice_is_marked_once(ada: Member, client: Client) -> None:
    address, form = marked(factories.version(ada), once=str(uuid4()))
    first, again = client.post(address, form), client.post(address, form)
    claim = Claim.objects.get()
    assert [answer.status_code for answer in (first, again)] == [303, 303]
    assert (
        first["Location"]
        == again["Location"]
        == str(claim.passages.get().version.article.get_absolute_url()) + f"#claim-{claim.pk}"
    )
    assert first.cookies[TAKEN].value == again.cookies[TAKEN].value == form["once"]


def test_our_own_script_gets_the_card_again(ada: Member, client: Client) -> None:
    address, form = marked(factories.version(ada), once=str(uuid4()))
    headers = {"X-Fragment": "1"}
    first, again = (client.post(address, form, headers=headers) for _ in range(2))
    assert (first.status_code, again.status_code) == (201, 201)
    cards = [part(answer.content.decode(), "<li ", "</li>") for answer in (first, again)]
    assert cards[0] == cards[1]


def test_without_a_key_each_time_counts(ada: Member, client: Client) -> None:
    claim = factories.claim(ada)
    address = reverse("web:comment", args=["lindau", claim.pk])
    answers = [client.post(address, {"text": "So?", "once": once}) for once in ("", "made up")]
    assert Comment.objects.count() == 2
    assert [TAKEN in answer.cookies for answer in answers] == [False, False]


def test_a_form_that_was_changed_after_it_was_saved_is_shown_again(
    ada: Member, client: Client
) -> None:
    claim = factories.claim(ada)
    address, once = reverse("web:comment", args=["lindau", claim.pk]), str(uuid4())
    client.post(address, {"text": "So?", "once": once})
    changed = client.post(address, {"text": "Is that so?", "once": once})
    assert changed.status_code == 409
    assert "This form was saved already, before your last changes" in words(
        changed.content.decode()
    )
    assert "Is that so?" in changed.content.decode()
    assert once not in changed.content.decode()
    assert [said.text for said in Comment.objects.all()] == ["So?"]


def test_a_form_with_a_mistake_is_not_saved_and_keeps_its_key(ada: Member, client: Client) -> None:
    claim = factories.claim(ada)
    address, once = reverse("web:comment", args=["lindau", claim.pk]), str(uuid4())
    wrong = client.post(address, {"text": "", "once": once})
    right = client.post(address, {"text": "Look.", "once": once})
    assert (wrong.status_code, right.status_code) == (422, 303)
    assert TAKEN not in wrong.cookies


def test_the_key_of_one_member_says_nothing_of_another(ada: Member, client: Client) -> None:
    claim, once = factories.claim(ada), str(uuid4())
    cem = signed_in(factories.member(ada.newsroom))
    address = reverse("web:comment", args=["lindau", claim.pk])
    for somebody in (client, cem):
        assert somebody.post(address, {"text": "So?", "once": once}).status_code == 303
    assert Comment.objects.count() == 2


def test_an_edit_whose_answer_was_lost_does_not_meet_its_own_change(
    ada: Member, client: Client
) -> None:
    claim = factories.claim(ada)
    address = reverse("web:edit_claim", args=["lindau", claim.pk])
    form = {"statement": "Nothing was spent.", "revision": 1, "once": str(uuid4())}
    assert [client.post(address, form).status_code for _ in range(2)] == [303, 303]
    claim.refresh_from_db()
    assert (claim.statement, claim.revision) == ("Nothing was spent.", 2)


@pytest.mark.django_db(transaction=True)
def test_while_a_form_is_being_saved_another_one_is_asked_to_wait(
    ada: Member, client: Client
) -> None:
    claim, once = factories.claim(ada), str(uuid4())
    address = reverse("web:comment", args=["lindau", claim.pk])
    with sent(key=f"form {once}", fingerprint="", by=ada):
        waits = apart(lambda: client.post(address, {"text": "So?", "once": once}))
    assert waits.status_code == 409
    assert "This form is just being saved" in words(waits.content.decode())
    assert Comment.objects.count() == 0
