"""Marking claims in an article."""

import re
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from annotations.articles.models import Version
from annotations.claims.models import Claim
from annotations.newsrooms.models import Member
from tests import factories
from tests.web.pages import part, signed_in, words

pytestmark = pytest.mark.django_db

EXACT = factories.SENTENCE


@pytest.fixture
def client(ada: Member) -> Client:
    return signed_in(ada)


@pytest.fixture
def version(ada: Member) -> Version:
    return factories.version(ada)


def address(name: str, thing: Any) -> str:
    return reverse(f"web:{name}", args=[thing.newsroom.slug, thing.pk])


def passage(version: Version, exact: str = EXACT, **more: Any) -> dict[str, Any]:
    """What the script sends: line ends as browsers write them."""
    start = version.text.index(exact)
    return {
        "version": version.pk,
        "start": start,
        "end": start + len(exact),
        "exact": exact.replace("\n", "\r\n"),
        "statement": "The town has spent nothing.",
        **more,
    }


def mark(client: Client, version: Version, sent: dict[str, Any], **headers: str) -> Any:
    return client.post(address("mark_claim", version.article), sent, headers=headers)


def test_a_claim_is_marked_with_all_that_is_known_of_it(client: Client, version: Version) -> None:
    sent = passage(
        version,
        claimant="The council",
        claimed_on="2026-03-09",
        kind="number",
        tags="money, Harbour,money ",
    )

    response = mark(client, version, sent)

    claim = Claim.objects.get()
    assert (response.status_code, response["Location"]) == (
        303,
        f"{version.article.get_absolute_url()}#claim-{claim.pk}",
    )
    assert (claim.statement, claim.claimant, claim.kind) == (
        sent["statement"],
        "The council",
        "number",
    )
    assert (claim.claimed_on, claim.tags) == (date(2026, 3, 9), ["money", "Harbour"])
    made = claim.passages.get()
    assert (made.start, made.end, made.exact) == (sent["start"], sent["end"], EXACT)


def test_our_script_gets_the_part_of_the_page_that_changed(
    client: Client, version: Version, ada: Member
) -> None:
    later = factories.claim(ada, version, "Nobody was surprised.")

    response = mark(client, version, passage(version), **{"X-Fragment": "1"})

    html = response.content.decode()
    claim = Claim.objects.exclude(pk=later.pk).get()
    assert response.status_code == 201
    assert re.findall(r'<li id="claim-(\S+)"', html) == [str(claim.pk)]
    assert re.findall(r'id="ref-(\S+)"', html) == [str(claim.passages.get().pk)]
    assert re.findall(r'"claim": "(\S+)", "number": (\d)', html) == [
        (str(claim.pk), "1"),
        (str(later.pk), "2"),
    ]
    assert "<html" not in html


def test_a_passage_across_paragraphs_arrives_whole(client: Client, version: Version) -> None:
    exact = "Nobody was surprised.\n\n“We will wait,”"

    assert mark(client, version, passage(version, exact)).status_code == 303
    assert Claim.objects.get().passages.get().exact == exact


def test_words_that_stand_elsewhere_are_refused_and_nothing_typed_is_lost(
    client: Client, version: Version
) -> None:
    response = mark(client, version, passage(version, end=version.text.index(EXACT) + 3))

    assert response.status_code == 409
    html = response.content.decode()
    assert "These words do not stand there" in html
    assert "The town has spent nothing." in html
    assert not Claim.objects.exists()


def test_a_claim_without_a_statement_comes_back_with_its_error(
    client: Client, version: Version
) -> None:
    response = mark(client, version, passage(version, statement=" ", claimant="The council"))

    html = response.content.decode()
    assert response.status_code == 422
    assert 'aria-invalid="true"' in part(html, '<textarea name="statement"', ">")
    assert 'value="The council"' in html
    assert f'name="start" value="{version.text.index(EXACT)}"' in html


def test_without_script_words_are_found_by_copying_them(client: Client, version: Version) -> None:
    sent = {"version": version.pk, "exact": f"  {EXACT}\r\n", "statement": "Nothing was spent."}

    assert mark(client, version, sent).status_code == 303
    assert Claim.objects.get().passages.get().start == version.text.index(EXACT)


def test_words_that_stand_in_several_places_are_asked_about(client: Client, ada: Member) -> None:
    version = factories.version(ada, ["Head", "It is no. And no again."])
    sent = {"version": version.pk, "exact": "no", "statement": "He denies it."}

    asked = mark(client, version, sent)
    choices = re.findall(r'name="place" value="(\d+)"', asked.content.decode())
    chosen = mark(client, version, {**sent, "place": choices[1]})

    assert asked.status_code == 422
    assert "It is no. And [no] again." in words(asked.content.decode())
    assert choices == [str(version.text.index("no")), str(version.text.rindex("no"))]
    assert chosen.status_code == 303
    assert Claim.objects.get().passages.get().start == int(choices[1])


def test_words_that_do_not_stand_in_the_article_are_not_marked(
    client: Client, version: Version
) -> None:
    sent = {"version": version.pk, "exact": "The town spent it all.", "statement": "It is gone."}

    response = mark(client, version, sent)

    assert response.status_code == 422
    assert "Copy them from it exactly" in response.content.decode()


def test_a_version_of_another_article_is_not_there(
    client: Client, version: Version, ada: Member
) -> None:
    other = factories.version(ada)

    assert mark(client, other, passage(version)).status_code == 404
