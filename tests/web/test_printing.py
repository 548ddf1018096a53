"""An article on paper."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from annotations.articles.models import Version
from annotations.newsrooms.models import Member, Role
from annotations.verdicts.deciding import decide
from tests import factories
from tests.web.pages import ARABIC, HOSTILE, part, signed_in, words

pytestmark = pytest.mark.django_db


def printed(client: Client, version: Version) -> str:
    slug = version.article.newsroom.slug
    answer = client.get(reverse("web:print_article", args=[slug, version.article_id]))
    assert answer.status_code == 200
    return str(answer.content.decode())


def test_claims_are_numbered_in_the_text_and_told_in_full_below_it(ada: Member) -> None:
    version = factories.version(ada)
    claim = factories.claim(ada, version, claimant="The mayor", claimed_on="2026-03-02")
    source = factories.source(ada, title="Minutes", url="https://lindau.example/m")
    factories.evidence(claim, ada, source, locator="p. 4", note="As of March.")
    factories.assessment(claim, ada, "false", "Ada's reasons.")
    factories.claim(ada, version, "Nobody was surprised.", statement=HOSTILE)

    html = printed(signed_in(ada), version)

    assert '<mark class="rating-false">The town has not yet spent the money.</mark>' in html
    notes = part(html, '<ol class="notes-list">', "</ol>")
    told = words(notes)
    assert told.startswith(
        "1 The town has not yet spent the money. ✗ False The mayor , 2 March 2026 "
        "✗ False Ada Admin : Ada's reasons. ▲ Supports Minutes , p. 4 No payment was made. "
        "As of March. https://lindau.example/m 2"
    )
    assert "○ Open" in told
    assert "<script>alert" not in html


def test_an_editor_s_reasons_stand_first(ada: Member) -> None:
    claim = factories.claim(ada, statement=ARABIC)
    factories.assessment(claim, ada, "false")
    rating = factories.rating(ada.newsroom, "half-true")
    decide(claim=claim, rating=rating, reasons="Half of it is right.", by=ada)

    html = printed(signed_in(ada), claim.passages.get().version)

    told = words(part(html, '<ol class="notes-list">', "</ol>"))
    assert "◐ Half true decided by Ada Admin : Half of it is right. ✗ False" in told


def test_readers_print_and_other_newsrooms_find_nothing(ada: Member) -> None:
    version = factories.version(ada)
    reader = factories.member(ada.newsroom, Role.READER)
    assert "No claims are marked" in words(printed(signed_in(reader), version))

    stranger = signed_in(factories.newsroom()[1])
    address = reverse("web:print_article", args=[ada.newsroom.slug, version.article_id])
    assert stranger.get(address).status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_it_takes_the_same_queries_for_any_number_of_claims(
    ada: Member, count: int, django_assert_num_queries: Any
) -> None:
    version = factories.version(ada)
    for words_marked in ["The council voted", factories.SENTENCE, "the mayor"][:count]:
        claim = factories.claim(ada, version, words_marked)
        factories.evidence(claim, ada)
        factories.assessment(claim, ada)
    client = signed_in(ada)
    with django_assert_num_queries(16):
        printed(client, version)
