"""Articles that change, on the pages: looking over what changed, and deciding about claims."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from annotations.articles.models import Article, Capture
from annotations.claims.carryings import Carrying
from annotations.claims.models import Claim
from annotations.history.models import Event
from annotations.newsrooms.models import Member, Role
from tests import factories
from tests.web.pages import ARABIC, HOSTILE, part, signed_in, words

pytestmark = pytest.mark.django_db

CHANGED = ("has not yet spent", "has already spent")


@pytest.fixture
def client(ada: Member) -> Client:
    return signed_in(ada)


@pytest.fixture
def claim(ada: Member) -> Claim:
    return factories.claim(ada)


def article_of(claim: Claim) -> Article:
    return claim.passages.earliest("id").version.article


def at(name: str, member: Member, *place: object) -> str:
    return reverse(f"web:{name}", args=[member.newsroom.slug, *place])


def read(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def captured(client: Client, ada: Member, article: Article, text: str) -> str:
    """The address where what was pasted is compared."""
    answer = client.post(at("capture_again", ada, article.pk), {"text": text})
    assert answer.status_code == 303
    assert answer["Location"] == at("compare", ada, Capture.objects.get().pk)
    return str(answer["Location"])


def save(client: Client, address: str, after: int = 1, **more: str) -> str:
    keep = [str(number) for number in range(9)]
    answer = client.post(address, {"keep": keep, "after": after, **more}, follow=True)
    return str(answer.content.decode())


def test_one_sees_what_changed_before_anything_is_saved(
    client: Client, ada: Member, claim: Claim
) -> None:
    article = article_of(claim)
    address = captured(client, ada, article, article.latest.text.replace(*CHANGED))

    html = read(client, address)

    assert "1 passage reads differently" in words(html)
    assert "has <del>not yet</del><ins>already</ins> spent" in html
    assert article.versions.count() == 1

    html = save(client, address)
    assert "This is version 2 now. In 1 place it has other words for a claim" in words(html)
    assert "Version 2 of 2" in words(html)


def test_one_sees_how_much_stays_read_before_anything_is_saved(
    client: Client, ada: Member, claim: Claim
) -> None:
    article = article_of(claim)
    for sentence in ("Nobody was surprised.", factories.PARAGRAPHS[2]):
        factories.reading(article.latest, ada, sentence)
    text = article.latest.text.replace("Nobody was", "Everybody was")

    told = words(part(read(client, captured(client, ada, article, text)), '"standings"', "</ul>"))

    assert told.endswith(
        "1 passage is carried over 1 sentence stays read without a claim "
        "1 sentence without a claim is to be read again"
    )


def test_where_nothing_changed_it_is_noted_that_somebody_looked(
    client: Client, ada: Member, claim: Claim
) -> None:
    article = article_of(claim)
    address = captured(client, ada, article, article.latest.text)
    assert "Nothing has changed The text is that of version 1." in words(read(client, address))
    assert "Nothing has changed: the text is the same." in words(save(client, address))
    assert article.versions.count() == 1
    assert Article.objects.get(pk=article.pk).checked_at


def test_who_was_overtaken_sees_what_changed_since(
    client: Client, ada: Member, claim: Claim
) -> None:
    article = article_of(claim)
    address = captured(client, ada, article, article.latest.text.replace(*CHANGED))
    factories.recaptured(article, ada, ("Monday", "Tuesday"))
    html = save(client, address)
    assert "Somebody else has captured this article meanwhile." in words(html)
    assert "Save as version 3" in words(html)


def test_the_newest_version_shows_what_was_carried_and_what_waits(
    client: Client, ada: Member, claim: Claim
) -> None:
    article = article_of(claim)
    kept = factories.claim(ada, article.latest, "Nobody was surprised.", statement="Kept")
    gone = factories.claim(ada, article.latest, "“We will wait,”", statement="Gone")
    factories.recaptured(article, ada, CHANGED, ("“We will wait,” said", "Said"))

    html = read(client, article.get_absolute_url())

    card = part(html, f'id="claim-{claim.pk}"', "</li>")
    assert "! text changed in version 2 a negation changed" in words(card)
    assert "has <del>not yet</del><ins>already</ins> spent" in card
    assert "text-change" not in part(html, f'id="claim-{kept.pk}"', "</li>")
    below = part(html, '<section class="gone"', "</section>")
    assert f"/claims/{gone.pk}/" in below
    assert "not in version 2 any more" in words(below)


def test_an_older_version_stays_as_it_was(client: Client, ada: Member, claim: Claim) -> None:
    article = article_of(claim)
    factories.recaptured(article, ada, CHANGED)
    html = read(client, at("version", ada, article.pk, 1))
    assert "Version 1 of 2" in words(html)
    assert factories.SENTENCE in words(html)
    assert f'id="ref-{claim.passages.get().pk}"' in html
    assert "<selection-bar>" not in html
    assert client.get(at("version", ada, article.pk, 3)).status_code == 404


@pytest.mark.parametrize(
    ("outcome", "says", "places"),
    [
        ("holds", "Changed passage confirmed.", 2),
        ("recheck", "Changed passage to be checked again.", 2),
        ("retired", "Passage no longer in the article.", 1),
    ],
)
def test_one_decides_with_one_press(
    client: Client, ada: Member, claim: Claim, outcome: str, says: str, places: int
) -> None:
    factories.assessment(claim, ada)
    factories.recaptured(article_of(claim), ada, CHANGED)
    decide = at("decide_passage", ada, Carrying.objects.get().pk)

    answer = client.post(f"{decide}?from=queue", {"outcome": outcome, "revision": 1}, follow=True)

    assert answer.redirect_chain == [(f"{at('newsroom', ada)}?tab=text-changed", 303)]
    assert says in words(answer.content.decode())
    assert claim.passages.count() == places
    again = client.post(decide, {"outcome": outcome, "revision": 2}, follow=True)
    assert "Somebody has decided what becomes of this passage." in words(again.content.decode())


def test_one_says_where_the_claim_stands_now(client: Client, ada: Member, claim: Claim) -> None:
    version = factories.recaptured(article_of(claim), ada, (factories.SENTENCE, ""))
    address = at("place_passage", ada, Carrying.objects.get().pk)
    assert "Where is it said now?" in words(read(client, address))
    form = {"exact": "No such words", "outcome": "holds", "revision": "1"}
    assert client.post(address, form).status_code == 422
    answer = client.post(address, {**form, "exact": "We will wait"})
    assert answer.status_code == 303
    assert claim.passages.get(version=version).exact == "We will wait"


def test_a_claim_and_its_row_say_that_the_text_changed(
    client: Client, ada: Member, claim: Claim
) -> None:
    factories.recaptured(article_of(claim), ada, CHANGED)
    assert "text changed in version 2" in words(read(client, claim.get_absolute_url()))
    html = read(client, f"{at('claims', ada)}?text_changed=changed")
    assert words(part(html, '<p class="state">', "</p>")).endswith("text changed")


def test_the_queue_begins_with_numbers_and_ends_with_what_is_gone(
    client: Client, ada: Member
) -> None:
    text = "It cost 12 million. The mayor did not pay. The bank is old. Nobody came at all today."
    article = factories.article(ada, ["Head", text])
    for number, exact in enumerate(reversed(text.split(". "))):
        factories.claim(ada, article.latest, exact, statement=f"Claim {3 - number}")
    swaps = [("12", "21"), ("did not pay", "did pay"), ("is old", "is new")]
    factories.recaptured(article, ada, *swaps, (" Nobody came at all today.", ""))

    html = read(client, f"{at('newsroom', ada)}?tab=text-changed")

    rows = [words(row.partition("</h2>")[0]) for row in html.split("<h2>")[1:]]
    assert rows == ["Claim 0", "Claim 1", "Claim 2", "Claim 3"]


def test_an_article_from_right_to_left_is_compared_in_its_own_direction(
    client: Client, ada: Member
) -> None:
    article = factories.article(ada, [ARABIC, "كلف المشروع 12 مليون دينار."], language="ar")
    claim = factories.claim(ada, article.latest, "كلف المشروع 12 مليون دينار.")
    factories.recaptured(article, ada, ("12", "21"))
    card = part(read(client, article.get_absolute_url()), f'id="claim-{claim.pk}"', "</li>")
    assert '<blockquote class="difference" lang="ar" dir="auto">' in card
    assert "<del>12</del><ins>21</ins>" in card


def test_what_is_written_beside_a_version_is_shown_in_that_version(
    client: Client, ada: Member, claim: Claim
) -> None:
    """Also where it has other words for the claim, and where something older was undone."""
    article = article_of(claim)
    factories.reading(article.latest, ada)
    marked = Event.objects.latest("number").number
    version = factories.recaptured(article, ada, CHANGED)
    assert version
    form = {"rating": "false", "reasons": "It is so."}

    for address, values in [
        (at("assess", ada, claim.pk), form),
        (at("undo", ada, marked), {}),
    ]:
        answer = client.post(f"{address}?version={version.pk}", values, headers={"X-Fragment": "1"})
        html = answer.content.decode()
        assert answer.status_code == 201
        assert re.findall(r'"look": "(\w+)"', html) == ["changed"]
    assert '<script id="readings" type="application/json">[]</script>' in html


def test_hostile_words_are_inert(client: Client, ada: Member) -> None:
    article = factories.article(ada, ["Head", f"Before. {HOSTILE}. After."])
    factories.claim(ada, article.latest, HOSTILE, statement=HOSTILE)
    factories.recaptured(article, ada, ("alert(1)", "alert(7)"))
    pages = [
        article.get_absolute_url(),
        f"{at('newsroom', ada)}?tab=text-changed",
        at("place_passage", ada, Carrying.objects.get().pk),
    ]
    for address in pages:
        html = read(client, address)
        assert "<img" not in html
        assert "<script>alert" not in html


def test_who_may_only_read_is_offered_nothing(ada: Member, claim: Claim) -> None:
    factories.recaptured(article_of(claim), ada, CHANGED)
    reader = signed_in(factories.member(ada.newsroom, Role.READER))
    html = read(reader, article_of(claim).get_absolute_url())
    assert "text changed in version 2" in words(html)
    assert "Still holds" not in html
    assert "Capture again" not in html
    decide = at("decide_passage", ada, Carrying.objects.get().pk)
    assert reader.post(decide, {"outcome": "holds", "revision": 1}).status_code == 403


def test_what_another_newsroom_captured_is_not_there(client: Client) -> None:
    stranger = factories.newsroom()[1]
    claim = factories.claim(stranger)
    factories.recaptured(article_of(claim), stranger, CHANGED)
    here = signed_in(stranger)
    captured(here, stranger, article_of(claim), "Another text.")
    for name, pk in [
        ("capture_again", article_of(claim).pk),
        ("compare", Capture.objects.get().pk),
        ("place_passage", Carrying.objects.get().pk),
    ]:
        assert here.get(at(name, stranger, pk)).status_code == 200
        assert client.get(at(name, stranger, pk)).status_code == 404
