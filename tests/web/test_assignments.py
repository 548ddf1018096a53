"""Saying who works on what, and finding things by person."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from annotations.newsrooms.models import Member, Role
from annotations.teamwork.actions import assign
from annotations.teamwork.models import Work, assignment_of
from tests import factories
from tests.web.pages import HOSTILE, part, signed_in, words

pytestmark = pytest.mark.django_db


@pytest.fixture
def client(ada: Member) -> Client:
    return signed_in(ada)


@pytest.fixture(params=["claim", "article"])
def work(request: pytest.FixtureRequest, ada: Member) -> Work:
    made: Work = getattr(factories, request.param)(ada)
    return made


def address(work: Work) -> str:
    name = f"web:assign_{work._meta.model_name}"
    return reverse(name, args=[work.newsroom.slug, work.pk])


def assignee(work: Work) -> Member | None:
    return assignment_of(type(work)._base_manager.get(pk=work.pk)).assignee


def read(client: Client, where: str) -> str:
    answer = client.get(where)
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_page_assigns_and_leads_back(client: Client, work: Work, bea: Member) -> None:
    form = read(client, address(work))
    assert '<option value="" selected>nobody</option>' in form
    assert ">Bea Berg</option>" in form

    answer = client.post(address(work), {"assignee": str(bea.pk), "revision": "0"})

    assert (answer.status_code, answer["Location"]) == (303, work.get_absolute_url())
    assert assignee(work) == bea
    assert "This is assigned to Bea Berg." in words(read(client, work.get_absolute_url()))


def test_to_nobody_works_as_well(client: Client, work: Work, ada: Member, bea: Member) -> None:
    assign(work=work, revision=0, assignee=bea, by=ada)

    assert client.post(address(work), {"assignee": "", "revision": "1"}).status_code == 303

    assert assignee(work) is None


def test_the_slower_one_sees_who_was_faster_and_may_decide(
    client: Client, work: Work, ada: Member, bea: Member
) -> None:
    assign(work=work, revision=0, assignee=bea, by=bea)

    answer = client.post(address(work), {"assignee": str(ada.pk), "revision": "0"})
    html = answer.content.decode()

    assert answer.status_code == 409
    assert "this is assigned to Bea Berg now" in words(html)
    assert f'<option value="{ada.pk}" selected>' in html
    assert 'name="revision" value="1"' in html
    assert client.post(address(work), {"assignee": str(ada.pk), "revision": "1"}).status_code == 303
    assert assignee(work) == ada


def test_a_claim_is_taken_with_one_press(client: Client, ada: Member, bea: Member) -> None:
    claim = factories.claim(ada)
    form = part(read(client, claim.get_absolute_url()), '<form class="assignment"', "</form>")
    assert form.index("<select") < form.index(f'name="assignee" value="{ada.pk}"')

    # What a browser sends for that button: the list first, then the button.
    client.post(address(claim), {"assignee": [str(bea.pk), str(ada.pk)], "revision": "0"})

    assert assignee(claim) == ada
    form = part(read(client, claim.get_absolute_url()), '<form class="assignment"', "</form>")
    assert f'<option value="{ada.pk}" selected>' in form
    assert "Take it" not in form


def test_readers_see_it_and_assign_nothing(work: Work, ada: Member, bea: Member) -> None:
    assign(work=work, revision=0, assignee=bea, by=ada)
    reader = signed_in(factories.member(ada.newsroom, Role.READER))

    assert "Assigned to Bea Berg" in words(read(reader, work.get_absolute_url()))
    assert reader.get(address(work)).status_code == 403
    assert reader.post(address(work), {"assignee": "", "revision": "1"}).status_code == 403


def test_nobody_of_another_newsroom_is_chosen_or_chooses(client: Client, work: Work) -> None:
    stranger = factories.newsroom()[1]

    answer = client.post(address(work), {"assignee": str(stranger.pk), "revision": "0"})

    assert (answer.status_code, assignee(work)) == (422, None)
    assert signed_in(stranger).get(address(work)).status_code == 404
    elsewhere = address(work).replace(work.newsroom.slug, stranger.newsroom.slug)
    assert signed_in(stranger).get(elsewhere).status_code == 404


def rows_of(client: Client, name: str, slug: str, **asked: Any) -> list[str]:
    """The headings of the rows of a list."""
    html = client.get(reverse(f"web:{name}", args=[slug]), asked).content.decode()
    return [words(row.partition("</h2>")[0]) for row in html.split("<h2>")[1:]]


@pytest.mark.parametrize("name", ["claims", "articles"])
def test_lists_are_narrowed_to_a_person(
    client: Client, ada: Member, bea: Member, name: str
) -> None:
    slug = ada.newsroom.slug
    works: dict[str, Any] = {}
    for title in ("Hers", "Mine", "Nobody’s"):
        version = factories.version(ada, [title, factories.SENTENCE])
        claim = factories.claim(ada, version, statement=title)
        works[title] = claim if name == "claims" else version.article
    assign(work=works["Hers"], revision=0, assignee=bea, by=ada)
    assign(work=works["Mine"], revision=0, assignee=ada, by=ada)

    def listed(person: str) -> list[str]:
        return rows_of(client, name, slug, assignee=person)

    assert listed("") == ["Nobody’s", "Mine", "Hers"]
    assert listed("nonsense") == ["Nobody’s", "Mine", "Hers"]
    assert listed(str(bea.pk)) == ["Hers"]
    assert listed(str(ada.pk)) == ["Mine"]
    assert listed("nobody") == ["Nobody’s"]
    html = client.get(reverse(f"web:{name}", args=[slug])).content.decode()
    assert "assigned to Bea Berg" in words(html)


def test_hostile_names_are_inert(client: Client, work: Work, ada: Member) -> None:
    eve = factories.member(ada.newsroom, name=HOSTILE[:100])
    assign(work=work, revision=0, assignee=eve, by=ada)

    for where in (address(work), work.get_absolute_url()):
        assert "<img" not in read(client, where)


@pytest.mark.parametrize("size", [1, 3])
@pytest.mark.parametrize(("name", "queries"), [("claims", 10), ("articles", 11)])
def test_lists_cost_the_same_queries_however_long(
    client: Client,
    ada: Member,
    name: str,
    queries: int,
    size: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for _ in range(size):
        claim = factories.claim(ada)
        article = claim.passages.get().version.article
        work = claim if name == "claims" else article
        assign(work=work, revision=0, assignee=factories.member(ada.newsroom), by=ada)

    with django_assert_num_queries(queries):
        assert client.get(reverse(f"web:{name}", args=[ada.newsroom.slug])).status_code == 200
