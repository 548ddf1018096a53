"""Doing the same to many claims of the list."""

import pytest
from django.urls import reverse
from django.utils.http import urlencode
from pytest_django import DjangoAssertNumQueries

from annotations.claims.actions import set_aside
from annotations.claims.models import Claim, Stage
from annotations.history.models import Event
from annotations.newsrooms.models import Member, Role
from annotations.notices.models import Notice, Why
from annotations.teamwork.actions import assign
from annotations.undoing.actions import undo
from annotations.verdicts.many import assign_claims, set_claims_aside, tag_claims
from tests import factories
from tests.web.pages import part, signed_in, words

pytestmark = pytest.mark.django_db


@pytest.fixture
def claims(ada: Member) -> list[Claim]:
    version = factories.version(ada)
    return [factories.claim(ada, version, statement=f"Claim {n}", tags=["Harbour"]) for n in "12"]


def address(claims: list[Claim], do: str, query: str = "") -> str:
    asked = {"claim": [str(claim.pk) for claim in claims], "do": do, "list": query}
    newsroom = claims[0].newsroom
    return reverse("web:many_claims", args=[newsroom.slug]) + "?" + urlencode(asked, doseq=True)


def test_the_list_offers_it_to_those_who_work(ada: Member, claims: list[Claim]) -> None:
    reader = factories.member(ada.newsroom, Role.READER)
    at = reverse("web:claims", args=[ada.newsroom.slug]) + "?stage=open"
    box = f'name="claim" value="{claims[0].pk}" aria-label="Select: Claim 1"'

    page = signed_in(ada).get(at).content.decode()
    assert box in page
    assert '<input type="hidden" name="list" value="stage=open">' in page
    page = signed_in(reader).get(at).content.decode()
    assert "row-picks" not in page
    assert 'class="pick"' not in page
    assert signed_in(reader).get(address(claims, "tag")).status_code == 403


@pytest.mark.parametrize("do", ["assign", "tag", "set-aside"])
def test_before_it_is_done_the_claims_are_shown(ada: Member, claims: list[Claim], do: str) -> None:
    page = signed_in(ada).get(address(claims, do, "stage=open")).content.decode()

    assert words(part(page, '<ul class="rows many">', "</ul>")) == "Claim 2 Claim 1"
    back = reverse("web:claims", args=[ada.newsroom.slug]) + "?stage=open"
    assert f'href="{back}">Cancel' in page


def test_tags_are_added_and_none_is_lost(ada: Member, claims: list[Claim]) -> None:
    client = signed_in(ada)
    answer = client.post(address(claims, "tag", "stage=open&q=a"), {"tags": "harbour, Roads"})

    assert answer.status_code == 303
    assert answer["Location"].endswith("/claims/?stage=open&q=a")
    assert {tuple(claim.tags) for claim in Claim.objects.all()} == {("Harbour", "Roads")}
    assert "2 claims were changed." in client.get(answer["Location"]).content.decode()


def test_what_a_claim_refuses_is_said_and_done_to_the_others(
    ada: Member, claims: list[Claim]
) -> None:
    set_aside(claim=claims[0], reasons="Nobody asks.", by=ada)

    answer = signed_in(ada).post(address(claims, "set-aside"), {"reasons": "A satire."})

    page = words(part(answer.content.decode(), "<main", "</main>"))
    assert "1 claim was changed. 1 stays as it was: Claim 1 This claim was set aside." in page
    assert {claim.stage for claim in Claim.objects.all()} == {Stage.SET_ASIDE}
    told = Event.objects.about_claim(claims[1].pk).last()
    assert told
    assert told.changes["reasons"] == [None, "A satire."]


@pytest.mark.parametrize(("do", "field"), [("tag", "tags"), ("set-aside", "reasons")])
def test_without_words_nothing_is_done(
    ada: Member, claims: list[Claim], do: str, field: str
) -> None:
    answer = signed_in(ada).post(address(claims, do), {field: " "})

    assert answer.status_code == 422
    assert {(tuple(one.tags), one.stage) for one in Claim.objects.all()} == {(("Harbour",), "open")}


def test_claims_that_are_not_there_are_passed_over(ada: Member, claims: list[Claim]) -> None:
    _, bea = factories.newsroom()
    client = signed_in(bea)
    at = address(claims, "assign").replace(ada.newsroom.slug, bea.newsroom.slug) + "&claim=no"

    page = client.get(at).content.decode()

    assert "No claim is selected" in page
    client.post(at, {"assignee": bea.pk})
    assert Claim.objects.filter(assignment__isnull=False).count() == 0


def test_who_was_replaced_loses_no_more_than_the_assignment(
    ada: Member, claims: list[Claim]
) -> None:
    cem = factories.member(ada.newsroom)
    assign(work=claims[0], revision=0, assignee=ada, by=ada)
    before = list(Event.objects.values_list("number", flat=True))

    outcome = assign_claims(claims=claims, assignee=cem, by=ada)
    again = assign_claims(claims=claims, assignee=cem, by=ada)

    assert (outcome.done, outcome.same, outcome.refused) == (claims, [], [])
    assert (again.done, again.same, again.refused) == ([], claims, [])
    assert Event.objects.count() == len(before) + 2
    assert Notice.objects.filter(member=cem, why=Why.ASSIGNED).count() == 2


def test_each_of_many_is_undone_by_itself(ada: Member, claims: list[Claim]) -> None:
    tag_claims(claims=claims, tags=["Roads"], by=ada)
    set_claims_aside(claims=claims, reasons="A satire.", by=ada)

    for event in Event.objects.filter(claim_id=claims[1].pk).order_by("-number")[:2]:
        undo(event=event, by=ada)

    one, two = Claim.objects.order_by("pk")
    assert (one.tags, one.stage) == (["Harbour", "Roads"], Stage.SET_ASIDE)
    assert (two.tags, two.stage) == (["Harbour"], Stage.OPEN)


@pytest.mark.parametrize("count", [1, 3])
def test_each_claim_costs_as_much_as_alone(
    ada: Member, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    version = factories.version(ada)
    claims = [factories.claim(ada, version) for _ in range(count)]

    with django_assert_num_queries(4 + 9 * count):
        tag_claims(claims=claims, tags=["Roads"], by=ada)
