"""Undoing on the pages: what is offered, what comes of it, and what is refused."""

import re
from typing import Any

import pytest
from django.test import Client

from annotations.claims.actions import edit_claim
from annotations.claims.models import Claim
from annotations.history.models import Event
from annotations.newsrooms.models import Member, Role
from tests import factories
from tests.everything import token
from tests.undoing.deeds import Things, do, last_event
from tests.web.pages import HOSTILE, part, signed_in, words

pytestmark = pytest.mark.django_db


@pytest.fixture
def ada() -> Member:
    return factories.newsroom("lindau")[1]


@pytest.fixture
def client(ada: Member) -> Client:
    return signed_in(ada)


@pytest.fixture
def claim(ada: Member) -> Claim:
    return factories.claim(ada)


def said(response: Any) -> str:
    """What the messages of a page or a part of one say, buttons and all."""
    html = response.content.decode()
    return words(part(html, '<div class="messages"', "</div>"))


def undo_address(event: Event) -> str:
    return f"/newsrooms/lindau/changes/{event.number}/undo/"


def mark(client: Client, member: Member, **headers: str) -> Any:
    version = factories.version(member)
    exact = factories.SENTENCE
    start = version.text.index(exact)
    values = {"version": version.pk, "start": start, "end": start + len(exact), "exact": exact}
    return client.post(
        f"/newsrooms/lindau/articles/{version.article_id}/claims/",
        {**values, "statement": exact},
        headers=headers,
        follow=not headers,
    )


def test_a_mark_is_told_with_a_button_that_undoes_it(client: Client, ada: Member) -> None:
    page = mark(client, ada)
    event = last_event()
    assert said(page) == "Claim marked. Undo"
    assert undo_address(event) in page.content.decode()

    page = client.post(undo_address(event), follow=True)
    article = event.article_id
    assert page.redirect_chain == [(f"/newsrooms/lindau/articles/{article}/", 303)]
    assert said(page) == "Undone: claim marked. Redo"
    assert "data-claim" not in page.content.decode()

    page = client.post(undo_address(last_event()), follow=True)
    assert said(page) == "Done again: claim marked. Undo"
    assert page.redirect_chain == [(Claim.objects.get().get_absolute_url(), 303)]


def test_our_script_gets_the_part_of_the_article_that_changed(client: Client, ada: Member) -> None:
    answer = mark(client, ada, x_fragment="1")
    claim = Claim.objects.get()
    version = claim.passages.get().version_id
    assert (answer.status_code, said(answer)) == (201, "Claim marked. Undo")
    assert f"{undo_address(last_event())}?version={version}" in answer.content.decode()

    address = f"/newsrooms/lindau/articles/{last_event().article_id}/undo/?version={version}"
    assert f'action="{address}"' in answer.content.decode()
    answer = client.post(address, headers={"x-fragment": "1"})
    html = answer.content.decode()
    assert (answer.status_code, said(answer)) == (201, "Undone: claim marked. Redo")
    assert '<script id="passages" type="application/json">[]</script>' in html
    assert "data-claim" not in html

    answer = client.post(address.replace("undo", "redo"), headers={"x-fragment": "1"})
    assert said(answer) == "Done again: claim marked. Undo"
    assert f'id="claim-{claim.pk}"' in answer.content.decode()


def test_the_buttons_of_a_page_name_what_they_would_turn_back(
    client: Client, ada: Member, claim: Claim
) -> None:
    def offered() -> list[str]:
        html = client.get(claim.get_absolute_url()).content.decode()
        return re.findall(r'aria-label="((?:Undo|Redo): [^"]*)"', html)

    assert offered() == ["Undo: claim marked"]
    client.post(f"{claim.get_absolute_url()}edit/", {"statement": "So.", "revision": 1})
    assert offered() == ["Undo: claim edited"]
    page = client.post(f"{claim.get_absolute_url()}undo/", follow=True)
    assert said(page) == "Undone: claim edited. Redo"
    assert offered() == ["Undo: claim marked", "Redo: claim edited"]
    page = client.post(f"{claim.get_absolute_url()}redo/", follow=True)
    assert said(page) == "Done again: claim edited. Undo"
    assert offered() == ["Undo: claim edited"]


@pytest.mark.parametrize("turn", ["undo", "redo"])
def test_where_nothing_was_done_nothing_is_undone(client: Client, ada: Member, turn: str) -> None:
    claim = factories.claim(factories.member(ada.newsroom))
    page = client.post(f"{claim.get_absolute_url()}{turn}/", follow=True)
    assert said(page) == "Of what you did here lately, nothing is left to turn back."


def test_a_save_without_a_change_offers_no_undo(client: Client, claim: Claim) -> None:
    wording = {"statement": claim.statement, "revision": 1}
    page = client.post(f"{claim.get_absolute_url()}edit/", wording, follow=True)
    assert said(page) == ""


def test_saying_who_works_on_it_can_be_undone(client: Client, ada: Member, claim: Claim) -> None:
    address = f"{claim.get_absolute_url()}assignment/"
    page = client.post(address, {"assignee": ada.pk, "revision": 0}, follow=True)
    assert said(page) == f"This is assigned to {ada}. Undo"
    page = client.post(undo_address(last_event()), follow=True)
    assert said(page) == "Undone: claim assigned. Redo"


@pytest.mark.parametrize("headers", [{}, {"x-fragment": "1"}])
def test_both_wordings_are_shown_where_somebody_changed_it_since(
    client: Client, ada: Member, claim: Claim, headers: dict[str, str]
) -> None:
    edit_claim(claim=claim, revision=1, by=ada, statement="The town spent 12 million.")
    event, bea = last_event(), factories.member(ada.newsroom)
    edit_claim(claim=claim, revision=2, by=bea, statement=f"The town spent {HOSTILE} million.")
    answer = client.post(undo_address(event), headers=headers)
    html = answer.content.decode()
    refusal = words(part(html, '<div id="refusal"', "</div>"))
    assert answer.status_code == 409
    assert refusal.startswith("This was changed again since. Undoing it would overwrite that.")
    assert f"Statement: The town spent 12{HOSTILE} million." in refusal
    assert "<script>alert" not in html


def test_what_was_done_since_is_named(client: Client, ada: Member) -> None:
    bea = factories.member(ada.newsroom, name="Bea")
    things = Things.made_by(bea)
    event = do("evidence.cited", things, ada)
    do("claim.assessed", things, bea)
    html = client.post(undo_address(event)).content.decode()
    assert "Since then: Bea , claim assessed" in words(part(html, '<div id="refusal"', "</div>"))
    assert f'href="{things.claim.get_absolute_url()}"' in html


def test_others_cannot(ada: Member, claim: Claim) -> None:
    address = undo_address(last_event())
    assert signed_in(factories.member(ada.newsroom)).post(address).status_code == 403
    assert signed_in(factories.newsroom()[1]).post(address).status_code == 404


def test_what_is_no_matter_of_undoing_says_so(client: Client, ada: Member) -> None:
    token(ada)
    answer = client.post(undo_address(last_event()))
    assert (answer.status_code, 'href="/newsrooms/lindau/"' in answer.content.decode()) == (
        409,
        True,
    )


def test_who_is_refused_finds_back_even_where_the_claim_is_gone(
    client: Client, claim: Claim
) -> None:
    address = undo_address(last_event())
    client.post(address)
    html = client.post(address).content.decode()
    assert "This was undone before." in html
    assert f'href="{claim.passages.get().version.article.get_absolute_url()}"' in html


def test_readers_are_offered_nothing(ada: Member, claim: Claim) -> None:
    reader = signed_in(factories.member(ada.newsroom, Role.READER))
    article = claim.passages.get().version.article
    for address in (claim.get_absolute_url(), article.get_absolute_url()):
        assert 'id="steps"' not in reader.get(address).content.decode()


def test_history_tells_what_was_undone(client: Client, ada: Member, claim: Claim) -> None:
    client.post(f"{claim.get_absolute_url()}edit/", {"statement": "So.", "revision": 1})
    client.post(f"{claim.get_absolute_url()}undo/")
    html = client.get(claim.get_absolute_url()).content.decode()
    told = words(part(html, '<ol class="timeline">', "</ol>"))
    assert f"{ada} reworded the claim. undone Statement:" in told
    assert f"{ada} undid: claim edited. Statement: So.{factories.SENTENCE}" in told
