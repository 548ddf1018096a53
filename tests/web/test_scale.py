"""The rating scale, as pages."""

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from annotations.newsrooms.models import Member, Role
from annotations.verdicts.models import Rating
from tests import factories
from tests.web.pages import HOSTILE, part, signed_in, words

pytestmark = pytest.mark.django_db

SATIRE = {
    "label": "Satire",
    "sign": "≈",
    "colour": "unverifiable",
    "description": "Not meant to be believed.",
    "averitec_label": "Not Enough Evidence",
}


@pytest.fixture
def client(ada: Member) -> Client:
    return signed_in(ada)


def address(member: Member, name: str = "ratings", rating: Rating | None = None) -> str:
    return reverse(f"web:{name}", args=[member.newsroom.slug, *([rating.pk] if rating else [])])


def on_scale(html: str) -> list[str]:
    rows = part(html, '<ol class="rows scale-list"', "</ol>").split("<li id=")[1:]
    return [words(f"<i {row}").split()[1] for row in rows]


def test_editors_change_the_scale_and_the_others_read_it(ada: Member) -> None:
    rating = factories.rating(ada.newsroom)
    for role, may in {Role.EDITOR: True, Role.CHECKER: False, Role.READER: False}.items():
        member = factories.member(ada.newsroom, role)
        client = signed_in(member)
        html = client.get(address(member)).content.decode()
        assert ("Add a rating" in words(html), "Retire" in words(html)) == (may, may)
        status = 200 if may else 403
        assert client.get(address(member, "add_rating")).status_code == status
        assert client.get(address(member, "edit_rating", rating)).status_code == status


def test_a_rating_is_added_moved_retired_and_restored(client: Client, ada: Member) -> None:
    client.post(address(ada, "add_rating"), SATIRE)
    rating = Rating.objects.get(label="Satire")
    assert on_scale(client.get(address(ada)).content.decode())[-2:] == ["Unverifiable", "Satire"]

    answer = client.post(
        address(ada, "move_rating", rating), {"revision": 1, "position": 7}, follow=True
    )
    assert on_scale(answer.content.decode())[-2:] == ["Satire", "Unverifiable"]
    answer = client.post(address(ada, "retire_rating", rating), {"revision": 2}, follow=True)
    html = answer.content.decode()
    assert "Satire" not in on_scale(html)
    assert "cannot be chosen any more. ≈ Satire" in words(html)
    answer = client.post(address(ada, "retire_rating", rating), {"revision": 3}, follow=True)
    assert "This rating was retired already." in words(answer.content.decode())
    answer = client.post(address(ada, "restore_rating", rating), {"revision": 3}, follow=True)
    assert on_scale(answer.content.decode())[-2:] == ["Satire", "Unverifiable"]


def test_whoever_changes_a_rating_reads_what_it_changes(client: Client, ada: Member) -> None:
    factories.assessment(factories.claim(ada), ada, "false")
    rating = factories.rating(ada.newsroom, "false")

    html = client.get(address(ada, "edit_rating", rating)).content.decode()
    assert "1 verdict is this rating." in words(html)
    assert "1 verdict · " not in html
    unused = factories.rating(ada.newsroom, "true")
    html = client.get(address(ada, "edit_rating", unused)).content.decode()
    assert "this rating." not in words(html)


def test_who_was_overtaken_sees_both(client: Client, ada: Member) -> None:
    rating = factories.rating(ada.newsroom, "false")
    edit = {**SATIRE, "label": "Refuted", "revision": 1}
    assert client.post(address(ada, "edit_rating", rating), edit).status_code == 303
    late = client.post(address(ada, "edit_rating", rating), {**edit, "label": "Wrong"})

    assert late.status_code == 409
    html = late.content.decode()
    assert "As it stands now" in words(html)
    assert "Refuted" in words(html)
    assert 'value="Wrong"' in html
    double = client.post(address(ada, "add_rating"), {**SATIRE, "label": "True"})
    assert (double.status_code, b"is called like this" in double.content) == (409, True)


def test_hostile_words_are_inert(client: Client, ada: Member) -> None:
    rating = factories.rating(ada.newsroom, "true")
    client.post(
        address(ada, "edit_rating", rating),
        {**SATIRE, "label": HOSTILE[:60], "description": HOSTILE, "revision": 1},
    )
    for page in (address(ada), address(ada, "edit_rating", rating)):
        html = client.get(page).content.decode()
        assert "<img" not in html
        assert html.count("<script") == 1


def test_the_scale_costs_the_same_queries_however_often_it_is_used(
    client: Client, ada: Member, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(3):
        factories.assessment(factories.claim(ada), ada)
        with django_assert_num_queries(5):  # session, user, member, ratings, verdicts
            client.get(address(ada))
