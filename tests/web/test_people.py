"""The front door, and one's own account."""

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from annotations.newsrooms.actions import end_membership, join
from annotations.newsrooms.models import Role, User
from tests import factories
from tests.web.pages import HOSTILE, signed_in, words

pytestmark = pytest.mark.django_db


def client_of(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def test_who_has_not_signed_in_is_asked_to(client: Client) -> None:
    answer = client.get("/")
    assert (answer.status_code, answer["Location"]) == (302, "/account/sign-in/?next=/")


def test_who_works_in_one_newsroom_goes_there() -> None:
    room, admin = factories.newsroom()
    answer = signed_in(admin).get("/")
    assert (answer.status_code, answer["Location"]) == (302, f"/newsrooms/{room.slug}/")


def test_who_works_in_several_newsrooms_chooses() -> None:
    _, admin = factories.newsroom("first")
    other, _ = factories.newsroom("second")
    join(newsroom=other, user=admin.user, role=Role.READER, by=None)
    answer = signed_in(admin).get("/")
    assert "First Admin Second Reader" in words(answer.content.decode())
    assert b'href="/newsrooms/second/"' in answer.content


@pytest.mark.parametrize("count", [2, 3])
def test_the_list_takes_as_many_queries_for_any_number(
    count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    user = factories.user()
    for _ in range(count):
        join(newsroom=factories.newsroom()[0], user=user, role=Role.READER, by=None)
    client = client_of(user)
    with django_assert_num_queries(3):  # session, user, memberships
        client.get("/")


def test_who_works_in_no_newsroom_reads_what_to_do() -> None:
    user = factories.user("nour@desk.example")
    answer = client_of(user).get("/")
    assert answer.status_code == 200
    assert "You are in no newsroom yet" in words(answer.content.decode())


def test_who_has_left_is_in_no_newsroom() -> None:
    room, admin = factories.newsroom()
    member = factories.member(room)
    end_membership(member=member, revision=1, by=admin)
    assert b"You are in no newsroom yet" in signed_in(member).get("/").content
    for address in [f"/newsrooms/{room.slug}/settings/members/", "/newsrooms/none/"]:
        assert signed_in(member).get(address).status_code == 404


def test_a_newsroom_of_others_looks_like_none() -> None:
    _, admin = factories.newsroom()
    room, _ = factories.newsroom()
    client = signed_in(admin)
    theirs = client.get(f"/newsrooms/{room.slug}/settings/members/")
    none = client.get("/newsrooms/no-such-desk/settings/members/")
    assert (theirs.status_code, none.status_code) == (404, 404)
    without_ids = [
        answer.content.replace(answer["X-Request-ID"].encode(), b"") for answer in (theirs, none)
    ]
    assert words(without_ids[0].decode()) == words(without_ids[1].decode())


def test_one_calls_oneself_what_one_likes() -> None:
    user = factories.user(name="Ada")
    client = client_of(user)
    answer = client.post(reverse("web:account"), {"name": " Ada  B. "}, follow=True)
    assert answer.redirect_chain == [("/account/", 303)]
    assert "Your name was changed." in words(answer.content.decode())
    user.refresh_from_db()
    assert user.name == "Ada B."


def test_a_name_that_hides_is_refused_and_stays_in_the_form() -> None:
    user = factories.user(name="Ada")
    answer = client_of(user).post(reverse("web:account"), {"name": "\u200b\u202e"})
    assert answer.status_code == 422
    user.refresh_from_db()
    assert user.name == "Ada"


def test_names_are_text() -> None:
    user = factories.user(name=HOSTILE[:100])
    page = client_of(user).get(reverse("web:account")).content.decode()
    assert "<script>alert" not in page
    assert "14" not in words(page)


@pytest.mark.parametrize("address", ["/", "/account/"])
def test_what_is_ones_own_is_not_kept_by_caches(address: str) -> None:
    answer = client_of(factories.user()).get(address)
    assert answer["Cache-Control"] == "private, no-store"
