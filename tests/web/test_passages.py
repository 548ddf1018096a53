"""Claims of several passages, on pages: adding, moving, withdrawing, restoring."""

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from annotations.articles.models import Version
from annotations.claims.actions import set_aside
from annotations.claims.models import Claim, Passage
from annotations.claims.passages import move_passage, withdraw_passage
from annotations.newsrooms.models import Member, Role
from tests import factories
from tests.web.pages import HOSTILE, part, signed_in, words

pytestmark = pytest.mark.django_db

SECOND = "Nobody was surprised."


@pytest.fixture
def client(ada: Member) -> Client:
    return signed_in(ada)


@pytest.fixture
def claim(ada: Member) -> Claim:
    return factories.claim(ada, statement="Nothing was spent.")


@pytest.fixture
def version(claim: Claim) -> Version:
    return claim.passages.get().version


def address(name: str, thing: Any) -> str:
    return reverse(f"web:{name}", args=[thing.newsroom.slug, thing.pk])


def place(version: Version, exact: str) -> dict[str, Any]:
    start = version.text.index(exact)
    return {"version": version.pk, "start": start, "end": start + len(exact), "exact": exact}


def html_of(response: Any, status: int = 200) -> str:
    assert response.status_code == status
    return str(response.content.decode())


def test_a_second_passage_is_added_where_it_stands(
    client: Client, claim: Claim, version: Version
) -> None:
    response = client.post(address("add_passage", claim), place(version, SECOND))

    assert (response.status_code, response["Location"]) == (
        303,
        f"{version.article.get_absolute_url()}#claim-{claim.pk}",
    )
    assert [one.exact for one in claim.passages.all()] == [factories.SENTENCE, SECOND]
    html = html_of(client.get(version.article.get_absolute_url()))
    card = part(html, f'<li id="claim-{claim.pk}"', "</li>")
    refs = [f"#ref-{one.pk}" for one in claim.passages.all()]
    assert re.findall(r'<blockquote .*?<a href="(.*?)">', card) == refs
    assert [number for _, number in re.findall(r'id="ref-(\S+)".*?"number">(\d)', html)] == [
        "1",
        "1",
    ]


def test_our_script_gets_the_card_with_both_passages(
    client: Client, claim: Claim, version: Version
) -> None:
    headers = {"X-Fragment": "1"}
    response = client.post(address("add_passage", claim), place(version, SECOND), headers=headers)

    html = html_of(response, 201)
    second = claim.passages.latest("id")
    assert re.findall(r'<li id="claim-(\S+)"', html) == [str(claim.pk)]
    assert set(re.findall(r'id="ref-(\S+)"', html)) == {str(p.pk) for p in claim.passages.all()}
    assert f'"id": "{second.pk}", "claim": "{claim.pk}", "number": 1' in html


def test_our_script_is_told_why_not_and_how_it_stands(
    client: Client, claim: Claim, version: Version
) -> None:
    headers = {"X-Fragment": "1"}
    again = place(version, factories.SENTENCE)
    html = html_of(client.post(address("add_passage", claim), again, headers=headers), 409)
    assert part(html, '<p role="alert">', " </p>").endswith("There is one like this already.")
    assert '<script id="passages"' in html

    passage = claim.passages.get()
    start = passage.start
    move_passage(
        passage=passage,
        revision=1,
        start=start,
        end=start + 8,
        exact="The town",
        by=claim.marked_by,
    )
    sent = {"revision": 1, **place(version, "not yet spent")}
    url = f"{address('move_passage', passage)}?version={version.pk}"
    html = html_of(client.post(url, sent, headers=headers), 409)
    assert "changed by somebody else" in part(html, '<p role="alert">', "</p>")
    assert f'"end": {start + 8}' in html


def test_without_script_a_passage_is_moved_by_its_words(
    client: Client, claim: Claim, version: Version
) -> None:
    passage = claim.passages.get()
    url = address("move_passage", passage)
    assert factories.SENTENCE in part(html_of(client.get(url)), "<textarea", "</textarea>")

    wrong = html_of(client.post(url, {"revision": 1, "exact": "The town is rich."}), 422)
    assert "Copy them from it exactly" in wrong
    assert "The town is rich." in wrong

    response = client.post(url, {"revision": 1, "exact": " not yet spent\r\n"})
    passage.refresh_from_db()
    assert response["Location"] == claim.get_absolute_url()
    assert (passage.exact, passage.revision) == ("not yet spent", 2)


def test_who_is_overtaken_sees_both_places(client: Client, claim: Claim) -> None:
    passage = claim.passages.get()
    start = passage.start
    move_passage(
        passage=passage,
        revision=1,
        start=start,
        end=start + 8,
        exact="The town",
        by=claim.marked_by,
    )

    url = address("move_passage", passage)
    html = html_of(client.post(url, {"revision": 1, "exact": "not yet spent"}), 409)

    assert "The town" in part(html, 'aria-labelledby="theirs"', "</section>")
    assert "Ada Admin" in part(html, 'aria-labelledby="theirs"', "</section>")
    assert "not yet spent" in part(html, "<textarea", "</textarea>")
    assert client.post(url, {"revision": 2, "exact": "not yet spent"}).status_code == 303


def test_a_passage_is_withdrawn_and_restored_on_the_page_of_the_claim(
    client: Client, ada: Member, claim: Claim, version: Version
) -> None:
    passage = factories.passage(claim, ada)
    response = client.post(address("withdraw_passage", passage), {"revision": 1})

    assert response["Location"] == f"{claim.get_absolute_url()}#passage-{passage.pk}"
    html = html_of(client.get(claim.get_absolute_url()))
    row = part(html, f'<li id="passage-{passage.pk}"', "</li>")
    assert "withdrawn" in words(row)
    assert address("restore_passage", passage) in row
    assert "Ada Admin withdrew a passage." in words(html)
    assert SECOND not in part(
        html_of(client.get(version.article.get_absolute_url())), "<claim-margin", "</claim-margin>"
    )

    client.post(address("restore_passage", passage), {"revision": 2})
    assert claim.passages.standing().count() == 2


def test_the_only_passage_is_not_offered_to_be_withdrawn(client: Client, claim: Claim) -> None:
    passage = claim.passages.get()
    assert address("withdraw_passage", passage) not in html_of(client.get(claim.get_absolute_url()))

    response = client.post(address("withdraw_passage", passage), {"revision": 1}, follow=True)

    assert "only passage" in words(html_of(response))
    assert claim.passages.standing().count() == 1


def test_a_stale_withdrawal_is_refused(client: Client, ada: Member, claim: Claim) -> None:
    passage = factories.passage(claim, ada)
    withdraw_passage(passage=passage, revision=1, by=ada)

    response = client.post(address("restore_passage", passage), {"revision": 1}, follow=True)

    assert "changed by somebody else" in words(html_of(response))
    assert Passage.objects.get(pk=passage.pk).withdrawn_at


def test_who_only_reads_and_what_was_set_aside_is_offered_nothing(
    ada: Member, client: Client, claim: Claim, version: Version
) -> None:
    reader = signed_in(factories.member(ada.newsroom, Role.READER))
    passage = claim.passages.get()
    in_hand = f"{version.article.get_absolute_url()}?claim={claim.pk}"
    for page in (claim.get_absolute_url(), in_hand):
        html = html_of(reader.get(page))
        assert "in-hand" not in html
        assert address("move_passage", passage) not in html
    assert reader.post(address("add_passage", claim), place(version, SECOND)).status_code == 403
    assert reader.get(address("another_appearance", claim)).status_code == 403

    set_aside(claim=claim, reasons="An opinion.", by=ada)
    assert address("move_passage", passage) not in html_of(client.get(claim.get_absolute_url()))
    html = html_of(client.post(address("add_passage", claim), place(version, SECOND)), 409)
    assert "set aside" in words(html)


def test_claims_and_passages_of_other_newsrooms_are_not_there(
    client: Client, version: Version, claim: Claim
) -> None:
    _, stranger = factories.newsroom()
    theirs = factories.claim(stranger)
    here = claim.newsroom.slug
    for name, pk in (
        ("add_passage", theirs.pk),
        ("move_passage", theirs.passages.get().pk),
        ("withdraw_passage", theirs.passages.get().pk),
    ):
        url = reverse(f"web:{name}", args=[here, pk])
        assert client.post(url, place(version, SECOND)).status_code == 404
    foreign = theirs.passages.get().version
    assert client.post(address("add_passage", claim), place(foreign, SECOND)).status_code == 404
    assert client.post(address("add_passage", claim), {"version": "x"}).status_code == 404
    url = version.article.get_absolute_url()
    assert client.get(f"{url}?claim={theirs.pk}").status_code == 404
    assert client.get(f"{url}?claim=none").status_code == 200


def test_hostile_words_are_inert(client: Client, ada: Member) -> None:
    article = factories.article(ada, [HOSTILE, HOSTILE + " and so on"])
    claim = factories.claim(ada, article.latest, HOSTILE, statement=HOSTILE)
    factories.passage(claim, ada, exact=HOSTILE[5:])
    for page in (
        claim.get_absolute_url(),
        address("another_appearance", claim),
        address("move_passage", claim.passages.earliest("id")),
        f"{article.get_absolute_url()}?claim={claim.pk}",
    ):
        html = html_of(client.get(page))
        assert "<img" not in html
        assert "<script>alert" not in html
