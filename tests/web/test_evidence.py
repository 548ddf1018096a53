"""Citing sources for a claim, on its card and on its page."""

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from annotations import limits
from annotations.claims.models import Claim
from annotations.evidence.actions import edit_evidence
from annotations.evidence.models import Evidence, Source
from annotations.history.models import Event
from annotations.newsrooms.models import Member
from tests import factories
from tests.web.pages import part, signed_in, words

pytestmark = pytest.mark.django_db

SHORTEST = {
    "url": "https://lindau.example/minutes/7",
    "quote": "No payment was made.",
    "stance": "supports",
}


@pytest.fixture
def client(ada: Member) -> Client:
    return signed_in(ada)


@pytest.fixture
def claim(ada: Member) -> Claim:
    return factories.claim(ada)


def address(name: str, thing: Any) -> str:
    return reverse(f"web:{name}", args=[thing.newsroom.slug, thing.pk])


def cite(client: Client, claim: Claim, query: str = "", **sent: Any) -> Any:
    return client.post(address("cite", claim) + query, {**SHORTEST, **sent})


def test_an_address_a_quote_and_a_stance_are_enough(client: Client, claim: Claim) -> None:
    response = cite(client, claim)

    assert (response.status_code, response["Location"]) == (303, claim.get_absolute_url())
    evidence = Evidence.objects.select_related("source").get()
    assert (evidence.quote, evidence.stance) == ("No payment was made.", "supports")
    assert (evidence.source.kind, evidence.source.url, evidence.source.title) == (
        "web_page",
        "https://lindau.example/minutes/7",
        "lindau.example/minutes/7",
    )


def test_an_address_without_its_scheme_will_do(client: Client, claim: Claim) -> None:
    cite(client, claim, url="lindau.example/minutes/7")

    assert Source.objects.get().url == "https://lindau.example/minutes/7"


def test_a_known_page_is_found_again_whatever_its_address_drags_along(
    client: Client, claim: Claim, ada: Member
) -> None:
    known = factories.source(ada, url=SHORTEST["url"], title="Minutes of 7 March")

    cite(client, claim, url=SHORTEST["url"] + "?utm_source=mail#top", title="Another title")

    assert Evidence.objects.get().source == known
    assert Source.objects.get().title == "Minutes of 7 March"


def test_a_book_needs_a_title_and_no_address(client: Client, claim: Claim) -> None:
    book = {"url": "", "source_kind": "book", "author": "P. Ilot", "locator": "p. 12"}

    untitled = cite(client, claim, **book)
    assert untitled.status_code == 422
    assert "Say what the source is called." in untitled.content.decode()

    assert cite(client, claim, **book, title="Harbours").status_code == 303
    evidence = Evidence.objects.select_related("source").get()
    assert (str(evidence.source), evidence.source.author) == ("Harbours", "P. Ilot")
    assert evidence.locator == "p. 12"


def test_a_known_book_is_chosen_from_the_list(client: Client, claim: Claim, ada: Member) -> None:
    book = factories.source(ada, kind="book", url="", title="Harbours")

    html = client.get(address("cite", claim)).content.decode()
    assert f'<option value="{book.pk}">Harbours</option>' in html

    assert cite(client, claim, url="", known=book.pk).status_code == 303
    assert Evidence.objects.get().source == book


def test_known_pages_are_suggested_and_only_ones_own(
    client: Client, claim: Claim, ada: Member
) -> None:
    factories.source(ada, url=SHORTEST["url"], title="Minutes of 7 March")
    _, other = factories.newsroom()
    factories.source(other, title="Their secret source")

    html = client.get(address("cite", claim)).content.decode()

    assert f'<option value="{SHORTEST["url"]}">Minutes of 7 March</option>' in html
    assert "Their secret source" not in html


@pytest.mark.parametrize(
    ("sent", "field", "sentence"),
    [
        ({"url": ""}, "url", "A web page has an address. Is it a book or an interview?"),
        ({"url": "http://"}, "url", "Enter a valid URL."),
        ({"quote": " "}, "quote", "Quote the source, or say in a note what it shows."),
        ({"stance": ""}, "stance", "This field is required."),
        ({"stance": "proves"}, "stance", "Select a valid choice."),
    ],
)
def test_what_is_missing_is_said_beside_its_field_and_the_rest_stays(
    client: Client, claim: Claim, sent: dict[str, str], field: str, sentence: str
) -> None:
    response = cite(client, claim, **sent, note="" if "quote" in sent else "As of March.")

    html = response.content.decode()
    assert response.status_code == 422
    errors = part(html, f'id="cite-{claim.pk}-{field}_error"', "</ul>")
    assert sentence in errors
    assert ("As of March." in html) is ("quote" not in sent)
    assert not Source.objects.exists()


def test_an_address_that_is_none_of_the_web_is_refused(client: Client, claim: Claim) -> None:
    response = cite(client, claim, url="https://me:secret@lindau.example/")

    assert response.status_code == 422
    assert "not a web address we can use" in response.content.decode()


def test_a_source_is_not_kept_when_citing_it_fails(
    client: Client, claim: Claim, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "EVIDENCE_PER_CLAIM", 0)

    response = cite(client, claim)

    assert response.status_code == 422
    assert "No payment was made." in response.content.decode()
    assert not Source.objects.exists()
    assert not Event.objects.filter(kind="source.added").exists()


def test_from_the_article_one_comes_back_to_the_article(client: Client, claim: Claim) -> None:
    version = claim.passages.get().version

    plain = cite(client, claim, f"?version={version.pk}")
    part_of_it = client.post(
        f"{address('cite', claim)}?version={version.pk}",
        {**SHORTEST, "url": "https://lindau.example/minutes/8"},
        headers={"X-Fragment": "1"},
    )

    assert plain["Location"] == f"{version.article.get_absolute_url()}#claim-{claim.pk}"
    assert part_of_it.status_code == 201
    card = part(part_of_it.content.decode(), f'<li id="claim-{claim.pk}"', "</li>")
    assert "▲ 2 Supports" in words(card)


def test_a_version_of_elsewhere_leads_to_the_claim(client: Client, claim: Claim) -> None:
    _, other = factories.newsroom()
    foreign = factories.version(other)

    for query in (f"?version={foreign.pk}", "?version=nonsense"):
        response = cite(client, claim, query, url=f"https://lindau.example/{query}")
        assert response["Location"] == claim.get_absolute_url()


def test_two_who_mend_one_citation_see_both_wordings(
    client: Client, claim: Claim, ada: Member
) -> None:
    evidence = factories.evidence(claim, ada)
    edit_evidence(evidence=evidence, revision=1, by=ada, quote="A payment was made.")
    mine = {"quote": "My quote.", "stance": "refutes", "note": "My note.", "revision": "1"}

    stale = client.post(address("edit_evidence", evidence), mine)
    html = stale.content.decode()

    assert stale.status_code == 409
    assert "A payment was made." in part(html, 'aria-labelledby="theirs"', "</section>")
    assert "My quote." in part(html, '<textarea name="quote"', "</textarea>")
    assert re.search(r'value="refutes"[^>]*checked', html)

    assert (
        client.post(address("edit_evidence", evidence), {**mine, "revision": "2"}).status_code
        == 303
    )
    assert Evidence.objects.get().quote == "My quote."


def test_evidence_is_withdrawn_and_restored(client: Client, claim: Claim, ada: Member) -> None:
    evidence = factories.evidence(claim, ada)

    away = client.post(address("withdraw_evidence", evidence), {"revision": "1"})
    assert away["Location"] == f"{claim.get_absolute_url()}#evidence-{evidence.pk}"
    assert "withdrawn" in words(client.get(claim.get_absolute_url()).content.decode())

    client.post(address("restore_evidence", evidence), {"revision": "2"})
    assert Evidence.objects.standing().get() == evidence


@pytest.mark.parametrize("revision", ["1", "", "x"])
def test_evidence_that_changed_meanwhile_is_not_withdrawn(
    client: Client, claim: Claim, ada: Member, revision: str
) -> None:
    evidence = factories.evidence(claim, ada)
    edit_evidence(evidence=evidence, revision=1, by=ada, quote="A payment was made.")

    response = client.post(
        address("withdraw_evidence", evidence), {"revision": revision}, follow=True
    )

    assert "changed by somebody else" in response.content.decode()
    assert Evidence.objects.standing().exists()


@pytest.mark.parametrize("door", ["edit_evidence", "withdraw_evidence", "restore_evidence"])
def test_evidence_of_another_newsroom_is_not_there(client: Client, ada: Member, door: str) -> None:
    _, other = factories.newsroom()
    evidence = factories.evidence(factories.claim(other), other)
    foreign = reverse(f"web:{door}", args=[ada.newsroom.slug, evidence.pk])

    assert client.post(foreign, {"revision": "1"}).status_code == 404
    assert client.post(address(door, evidence), {"revision": "1"}).status_code == 404
