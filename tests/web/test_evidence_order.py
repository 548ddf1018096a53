"""Putting evidence in another order on the claim's page, without any script."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from annotations.claims.models import Claim
from annotations.evidence.actions import withdraw_evidence
from annotations.newsrooms.models import Member, Role
from tests import factories
from tests.web.pages import part, signed_in, words

pytestmark = pytest.mark.django_db


@pytest.fixture
def claim(ada: Member) -> Claim:
    claim = factories.claim(ada)
    for title in ("First", "Second", "Third"):
        factories.evidence(claim, ada, factories.source(ada, title=title))
    return claim


@pytest.fixture
def client(ada: Member) -> Client:
    return signed_in(ada)


def page(client: Client, claim: Claim) -> str:
    return client.get(claim.get_absolute_url()).content.decode()


def titles(html: str) -> list[str]:
    evidence = part(html, "<row-order>", "</row-order>")
    return re.findall(r'<cite dir="auto" data-name>(.*?)</cite>', evidence)


def press(client: Client, claim: Claim, title: str, place: int, parts: int = 0) -> str:
    claim.refresh_from_db()
    evidence = claim.evidence.get(source__title=title)
    address = reverse("web:move_evidence", args=[claim.newsroom.slug, evidence.pk])
    values = {"place": place, "parts": parts or claim.parts_revision}
    answer = client.post(address, values, follow=True)
    there = f"{claim.get_absolute_url()}#evidence-{evidence.pk}"
    assert answer.redirect_chain == [(there, 303)]
    return answer.content.decode()


def test_buttons_move_a_piece_up_and_down(client: Client, claim: Claim) -> None:
    assert titles(page(client, claim)) == ["First", "Second", "Third"]
    assert titles(press(client, claim, "Third", 2)) == ["First", "Third", "Second"]
    assert titles(press(client, claim, "First", 3)) == ["Third", "Second", "First"]
    html = page(client, claim)
    assert re.findall(r'data-place="(\d)" data-places="(\d)"', html) == [
        ("1", "3"),
        ("2", "3"),
        ("3", "3"),
    ]
    evidence = part(html, "<row-order>", "</row-order>")
    assert evidence.count("disabled") == 2


def test_who_was_overtaken_reads_it_again(client: Client, claim: Claim, ada: Member) -> None:
    parts = Claim.objects.get().parts_revision
    factories.evidence(claim, ada, factories.source(ada, title="Fourth"))

    html = press(client, claim, "Third", 1, parts)

    assert "changed by somebody else" in words(html)
    assert titles(html) == ["First", "Second", "Third", "Fourth"]


def test_what_stands_alone_or_was_withdrawn_has_no_place(
    client: Client, claim: Claim, ada: Member
) -> None:
    for evidence in claim.evidence.filter(source__title__in=["First", "Second"]):
        withdraw_evidence(evidence=evidence, revision=1, by=ada)
    assert 'class="place"' not in page(client, claim)
    address = reverse("web:move_evidence", args=[claim.newsroom.slug, evidence.pk])
    assert client.post(address, {"place": 1, "parts": 1}).status_code == 404


def test_readers_move_nothing(claim: Claim, ada: Member) -> None:
    client = signed_in(factories.member(ada.newsroom, Role.READER))
    assert 'class="place"' not in page(client, claim)
    address = reverse("web:move_evidence", args=[claim.newsroom.slug, claim.evidence.first().pk])
    assert client.post(address, {"place": 2, "parts": 1}).status_code == 403
    assert signed_in(ada).post(address, {"place": "up"}).status_code == 400
