from base64 import urlsafe_b64encode
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.api.paging import Place, cursor_of, place_of
from annotations.api.refusals import BadCursor
from annotations.newsrooms.models import Member
from tests import factories
from tests.api import shapes
from tests.api.caller import Caller


def pages(program: Caller, path: str) -> list[list[str]]:
    """The ids on every page, following `next` to the end."""
    found = []
    address: str | None = path
    while address:
        answer = program.get(address.removeprefix("http://testserver"))
        body = answer.json()
        assert set(body) == {"results", "next"}
        assert answer.headers.get("Link") == (body["next"] and f'<{body["next"]}>; rel="next"')
        found.append([row["id"] for row in body["results"]])
        address = body["next"]
    return found


MARK = b"marked"
VALUES = st.none() | st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"))


@given(st.uuids(), VALUES)
def test_a_cursor_leads_back_to_its_place(row: UUID, value: str | None) -> None:
    place = Place(row, value)
    assert place_of(cursor_of(place, MARK), MARK) == place


@given(st.text() | st.binary().map(lambda raw: urlsafe_b64encode(MARK + raw).decode()))
def test_no_other_text_is_a_cursor(text: str) -> None:
    try:
        place = place_of(text, MARK)
    except BadCursor:
        return
    assert cursor_of(place, MARK) == text


@pytest.mark.parametrize(
    ("limit", "sizes"), [(1, [1, 1, 1, 1, 1]), (2, [2, 2, 1]), (4, [4, 1]), (5, [5]), (6, [5])]
)
def test_pages_hold_every_row_once_in_order(
    program: Caller, checker: Member, limit: int, sizes: list[int]
) -> None:
    version = factories.version(checker)
    claims = [str(factories.claim(checker, version).pk) for _ in range(5)]
    found = pages(program, f"claims/?limit={limit}")
    assert [len(page) for page in found] == sizes
    assert [pk for page in found for pk in page] == claims


def test_an_empty_list_is_an_empty_page(program: Caller) -> None:
    assert program.get("claims/").json() == {"results": [], "next": None}


def test_the_next_page_keeps_the_filters(program: Caller, checker: Member) -> None:
    version = factories.version(checker)
    tagged = [str(factories.claim(checker, version, tags=["ğ & ü"]).pk) for _ in range(3)]
    factories.claim(checker, version)
    path = "claims/?tag=%C4%9F+%26+%C3%BC&stage=open&stage=settled&limit=2"
    assert pages(program, path) == [tagged[:2], tagged[2:]]


def test_rows_that_come_meanwhile_neither_repeat_nor_hide_others(
    program: Caller, checker: Member
) -> None:
    version = factories.version(checker)
    claims = [str(factories.claim(checker, version).pk) for _ in range(4)]
    first = program.get("claims/?limit=2").json()
    late = str(factories.claim(checker, version).pk)
    rest = pages(program, first["next"].removeprefix("http://testserver"))
    assert [row["id"] for row in first["results"]] == claims[:2]
    assert rest == [claims[2:], [late]]


def test_a_page_has_fifty_rows_and_at_most_two_hundred(
    program: Caller, checker: Member, django_assert_num_queries: Any
) -> None:
    version = factories.version(checker)
    for _ in range(51):
        factories.claim(checker, version)
    assert [len(page) for page in pages(program, "claims/")] == [50, 1]
    with django_assert_num_queries(4):
        assert len(program.get("claims/?limit=200").json()["results"]) == 51


def test_claims_are_found_by_what_they_are(program: Caller, checker: Member) -> None:
    here, there = factories.version(checker), factories.version(checker)
    plain = factories.claim(checker, here)
    rich = factories.claim(checker, there, kind="number", tags=["NATO", "S-400"], claimant="Ada")
    cited = factories.evidence(rich, checker)
    factories.assessment(rich, checker, key="false")
    both = {str(plain.pk), str(rich.pk)}

    def found(query: str) -> set[str]:
        return {row["id"] for row in program.get(f"claims/?{query}").json()["results"]}

    assert found("") == both
    for query in (
        f"article={there.article_id}",
        f"version={there.pk}",
        f"source={cited.source_id}",
        "stage=settled",
        "kind=number",
        "rating=false",
        "tag=NATO",
        "tag=other&tag=S-400",
        "claimant=Ada",
        f"kind=number&kind=quote&stage=settled&article={there.article_id}",
    ):
        assert found(query) == {str(rich.pk)}, query
    assert found("stage=open") == {str(plain.pk)}
    assert found("stage=open&stage=settled") == both
    assert found(f"article={here.article_id}&article={there.article_id}") == both
    for query in ("tag=nato", "rating=nonsense", "claimant=ad", f"article={plain.pk}", "tag="):
        assert found(query) == set(), query


def test_a_claim_in_two_places_of_an_article_is_listed_once(
    program: Caller, checker: Member
) -> None:
    claim = factories.claim(checker)
    passage = claim.passages.get()
    passage.pk, passage.start, passage.exact = None, passage.start + 4, passage.exact[4:]
    passage.id = factories.claim(checker).pk
    passage.save(force_insert=True)
    answer = program.get(f"claims/?article={passage.version.article_id}")
    assert answer.json()["results"] == [shapes.claim(claim)]
