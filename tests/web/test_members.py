"""The pages on which members are seen, change roles, and go."""

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from annotations.newsrooms.invitations import invite
from annotations.newsrooms.models import Member, Role
from tests import factories
from tests.web.pages import HOSTILE, signed_in, words

pytestmark = pytest.mark.django_db


@pytest.fixture
def ada() -> Member:
    return factories.newsroom("lindau")[1]


@pytest.fixture
def client(ada: Member) -> Client:
    return signed_in(ada)


def address(name: str, member: Member, *, of: Member | None = None) -> str:
    more = [] if of is None else [of.pk]
    return reverse(f"web:{name}", args=[member.newsroom.slug, *more])


def stored(member: Member) -> tuple[str, bool]:
    member = Member.objects.get(pk=member.pk)
    return member.role, member.left_at is None


def test_everybody_sees_who_works_here_and_admins_see_addresses(ada: Member) -> None:
    cem = factories.member(ada.newsroom)
    page = words(signed_in(cem).get(address("members", ada)).content.decode())
    assert "Ada Admin Admin" in page
    assert "Cem Checker (you) Checker" in page
    assert ada.user.email not in page
    assert "Invite" not in page
    page = words(signed_in(ada).get(address("members", ada)).content.decode())
    assert cem.user.email in page


def test_invitations_are_for_admins_to_see(ada: Member) -> None:
    invite(email="nour@desk.example", role=Role.EDITOR, by=ada)
    cem = factories.member(ada.newsroom)
    assert b"nour@desk.example" in signed_in(ada).get(address("members", ada)).content
    assert b"nour@desk.example" not in signed_in(cem).get(address("members", ada)).content


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_takes_as_many_queries_for_any_number(
    ada: Member, client: Client, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(count):
        factories.member(ada.newsroom)
        invite(email=f"{number}@desk.example", role=Role.READER, by=ada)
    with django_assert_num_queries(5):  # session, user, member, members, invitations
        client.get(address("members", ada))


def test_an_admin_gives_another_role(ada: Member, client: Client) -> None:
    cem = factories.member(ada.newsroom)
    where = address("member", ada, of=cem)
    assert b'value="checker"' in client.get(where).content
    answer = client.post(where, {"role": "editor", "revision": 1})
    assert (answer.status_code, answer["Location"]) == (303, address("members", ada))
    assert stored(cem) == ("editor", True)


def test_who_comes_too_late_sees_the_present_role_and_keeps_the_choice(
    ada: Member, client: Client
) -> None:
    cem = factories.member(ada.newsroom)
    where = address("member", ada, of=cem)
    client.post(where, {"role": "editor", "revision": 1})
    answer = client.post(where, {"role": "reader", "revision": 1})
    assert answer.status_code == 409
    page = answer.content.decode()
    assert "the role is now Editor" in words(page)
    assert 'value="reader" required id="id_role_0" checked' in page
    assert '<input type="hidden" name="revision" value="2"' in page
    assert stored(cem) == ("editor", True)


@pytest.mark.parametrize("role", [Role.READER, Role.CHECKER, Role.EDITOR])
def test_others_change_no_roles(ada: Member, role: Role) -> None:
    them = factories.member(ada.newsroom, role)
    for whom in [ada, them]:
        where = address("member", ada, of=whom)
        assert signed_in(them).post(where, {"role": "admin", "revision": 1}).status_code == 403
    assert (stored(ada), stored(them)) == (("admin", True), (role.value, True))


def test_others_see_their_own_page_only(ada: Member) -> None:
    cem = factories.member(ada.newsroom)
    assert signed_in(cem).get(address("member", ada, of=ada)).status_code == 403
    page = signed_in(cem).get(address("member", ada, of=cem))
    assert "Your role here: Checker." in words(page.content.decode())


def test_the_last_admin_stays_and_reads_why(ada: Member, client: Client) -> None:
    for where, form in [
        (address("member", ada, of=ada), {"role": "reader", "revision": 1}),
        (address("end_membership", ada, of=ada), {"revision": 1}),
    ]:
        answer = client.post(where, form)
        assert answer.status_code == 409
        assert "A newsroom needs an admin." in words(answer.content.decode())
    assert stored(ada) == ("admin", True)


def test_one_leaves_by_oneself(ada: Member) -> None:
    cem = factories.member(ada.newsroom)
    client = signed_in(cem)
    answer = client.post(address("end_membership", ada, of=cem), {"revision": 1}, follow=True)
    assert answer.redirect_chain == [("/", 303)]
    assert "You have left the newsroom." in words(answer.content.decode())
    assert stored(cem) == ("checker", False)
    assert client.get(address("members", ada)).status_code == 404


def test_an_admin_ends_a_membership(ada: Member, client: Client) -> None:
    cem = factories.member(ada.newsroom)
    where = address("end_membership", ada, of=cem)
    assert client.post(where, {"revision": 7}).status_code == 409
    assert client.post(where, {"revision": 1})["Location"] == address("members", ada)
    assert stored(cem) == ("checker", False)
    assert client.get(address("member", ada, of=cem)).status_code == 404


def test_nobody_sends_colleagues_away_but_admins(ada: Member) -> None:
    cem, eve = factories.member(ada.newsroom), factories.member(ada.newsroom, Role.EDITOR)
    where = address("end_membership", ada, of=cem)
    assert signed_in(eve).post(where, {"revision": 1}).status_code == 403
    assert stored(cem) == ("checker", True)


@pytest.mark.parametrize("name", ["member", "end_membership"])
def test_members_of_other_newsrooms_are_not_found(client: Client, ada: Member, name: str) -> None:
    _, stranger = factories.newsroom()
    for where in [address(name, ada, of=stranger), address(name, stranger, of=stranger)]:
        assert client.post(where, {"revision": 1, "role": "reader"}).status_code == 404
    assert stored(stranger) == ("admin", True)


def test_names_are_text(ada: Member, client: Client) -> None:
    factories.member(ada.newsroom, name=HOSTILE[:100])
    page = client.get(address("members", ada)).content.decode()
    assert "<script>alert" not in page
    assert "onerror=alert(2)>" not in page
