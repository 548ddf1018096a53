"""Statements that are written once, and the rows that they read."""

from datetime import UTC

import pytest
from pytest_django import DjangoAssertNumQueries

from annotations.claims.models import Claim, Passage
from annotations.newsrooms.models import Member
from annotations.plain import Statement, among, put, read
from tests import factories

pytestmark = pytest.mark.django_db

CLAIMS = Statement(lambda: Claim.objects.filter(among("id")))
PASSAGES = Statement(lambda: Passage.objects.standing().filter(among("claim")), "exact")


def test_all_kinds_come_in_one_exchange_in_their_own_order(
    ada: Member, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    version = factories.version(ada, ["One. Two. Three."])
    claims = [factories.claim(ada, version, exact=words) for words in ("Two.", "One.", "Three.")]
    with django_assert_num_queries(1):
        found = read([CLAIMS, PASSAGES], [claim.pk for claim in claims[:2]])
    assert {claim.statement for claim in found[Claim]} == {"One.", "Two."}
    assert [passage.start for passage in found[Passage]] == [0, 5]


def test_a_row_has_what_django_reads_of_it(ada: Member) -> None:
    claim = factories.claim(ada, tags=["Harbour", "Ünal's \\ {braces}, 100 %s"])
    [row] = read([CLAIMS], [claim.pk])[Claim]
    django = Claim.objects.get(pk=claim.pk)
    fields = [field.attname for field in Claim._meta.concrete_fields]
    assert row == django
    assert [getattr(row, name) for name in fields] == [getattr(django, name) for name in fields]
    assert row.marked_at.utcoffset() == UTC.utcoffset(None)
    assert row.get_absolute_url() == django.get_absolute_url()


def test_what_is_put_in_its_place_is_not_read_again(
    ada: Member, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    claim = factories.claim(ada)
    [row] = read([CLAIMS], [claim.pk])[Claim]
    put(row, marked_by=ada, verdict=None)
    with django_assert_num_queries(0):
        assert (row.marked_by, hasattr(row, "verdict")) == (ada, False)


def test_a_column_left_behind_is_read_when_somebody_asks(
    ada: Member, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    claim = factories.claim(ada)
    [row] = read([PASSAGES], [claim.pk])[Passage]
    with django_assert_num_queries(1):
        assert row.exact == claim.statement


def test_for_no_ids_and_by_no_statement_nothing_is_found(ada: Member) -> None:
    factories.claim(ada)
    assert read([CLAIMS, PASSAGES], []) == {Claim: [], Passage: []}
    assert read([], [ada.pk]) == {}
