"""The claims of a newsroom, asked for in every format."""

import csv
import json
from collections.abc import AsyncIterator
from dataclasses import replace
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from asgiref.sync import async_to_sync
from django.test import AsyncClient

from annotations.claims.models import Claim
from annotations.exports.formats import FORMATS
from annotations.exports.table import COLUMNS
from annotations.newsrooms.models import Member, Newsroom, Role
from tests import factories
from tests.apart import apart
from tests.api import shapes
from tests.api.caller import Caller, told

GUIDE = Path(__file__).resolve().parents[2] / "docs" / "exports.md"
EXISTING = "json, ndjson, archive, csv, xlsx, webannotation, claimreview, averitec"


@pytest.fixture
def room(db: None) -> Newsroom:
    return factories.newsroom("lindau")[0]


@pytest.fixture
def checker(room: Newsroom) -> Member:
    return factories.member(room, Role.CHECKER)


@pytest.fixture
def program(checker: Member) -> Caller:
    return Caller(checker)


def settled(by: Member, **wording: Any) -> Claim:
    claim = factories.claim(by, **wording)
    factories.evidence(claim, by)
    factories.assessment(claim, by, "false", reasons=f"Checked: {claim.statement}")
    return claim


def body(answer: Any) -> bytes:
    assert answer.status_code == 200, answer.content
    return answer.getvalue()


def lines(answer: Any) -> list[Any]:
    return [json.loads(line) for line in body(answer).splitlines()]


@pytest.mark.parametrize("count", [1, 60])
def test_a_line_of_ndjson_is_the_claim_as_the_api_shows_it(
    program: Caller, checker: Member, count: int
) -> None:
    version = factories.version(checker)
    for number in range(count):
        claim = factories.claim(checker, on=version, statement=f"Claim {number}")
        if number % 20 == 0:
            factories.evidence(claim, checker)
            factories.assessment(claim, checker)
    page = program.get("claims/?limit=200").json()["results"]
    found = lines(program.get("claims/?format=ndjson"))
    assert found == page == [shapes.claim(row) for row in Claim.objects.order_by("id")]


def test_a_claim_reads_the_same_in_bytes_in_a_page_and_in_a_line(
    program: Caller, checker: Member
) -> None:
    claim = settled(checker)
    alone = program.get(f"claims/{claim.pk}/").content
    assert body(program.get("claims/?format=ndjson")) == alone + b"\n"
    assert program.get("claims/").content == b'{"results":[' + alone + b'],"next":null}'


@pytest.mark.parametrize("count", [1, 3])
def test_an_export_takes_the_same_queries_whatever_its_length(
    program: Caller, checker: Member, count: int, django_assert_num_queries: Any
) -> None:
    for _ in range(count):
        settled(checker)
    program.get("claims/")  # notes the token's use
    # the token; who works here, and the last event in which history, for the ETag; the ends of
    # the scale; then for a batch: claims, all their parts, the ratings that they name
    with django_assert_num_queries(8):
        answer = program.get("claims/?format=ndjson")
        assert len(lines(answer)) == count
    with django_assert_num_queries(5):
        assert program.get("claims/?format=ndjson", if_none_match=answer["ETag"]).status_code == 304


def test_an_export_holds_what_the_filters_leave(program: Caller, checker: Member) -> None:
    version = factories.version(checker)
    factories.claim(checker, on=version, statement="The pier is new.", claimant="Mayor")
    factories.claim(checker, on=version, statement="The tower is old.", claimant="The mayor")
    settled(checker, statement="The pier is old.")
    for query, found in [
        ("q=pier", ["The pier is new.", "The pier is old."]),
        ("q=MAYOR+old", ["The tower is old."]),
        ("q=tower&q=new", ["The pier is new.", "The tower is old."]),
        ("rating=false", ["The pier is old."]),
        ("rating=~&q=pier", ["The pier is new."]),
        ("rating=~&rating=false&q=pier", ["The pier is new.", "The pier is old."]),
    ]:
        answer = program.get(f"claims/?format=ndjson&{query}")
        assert [claim["statement"] for claim in lines(answer)] == found, query
        page = program.get(f"claims/?{query}").json()["results"]
        assert [claim["statement"] for claim in page] == found, query


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_says_what_it_is_and_what_to_call_it(
    program: Caller, checker: Member, name: str
) -> None:
    settled(checker)
    kind = FORMATS[name]
    for answer in [
        program.get(f"claims/?format={name}"),
        program.get("claims/", accept=kind.media_type),
        program.send("HEAD", f"claims/?format={name}"),
    ]:
        assert answer.status_code == 200
        assert answer["Content-Type"] == kind.media_type
        disposition = answer["Content-Disposition"]
        assert disposition.startswith(f'attachment; filename="lindau-claims-{name}-2')
        assert disposition.endswith(f'.{kind.ending}"')
        assert {"Accept", "Authorization", "Cookie"} <= set(answer["Vary"].split(", "))
        assert answer["Cache-Control"] == "private, no-cache"


def test_formats_of_verdicts_leave_out_what_has_none(program: Caller, checker: Member) -> None:
    factories.claim(checker, on=factories.version(checker))
    reviewed = settled(checker, statement="The pier is old.")
    feed = json.loads(body(program.get("claims/?format=claimreview")))
    assert [item["item"]["claimReviewed"] for item in feed["dataFeedElement"]] == [
        reviewed.statement
    ]
    rating = feed["dataFeedElement"][0]["item"]["reviewRating"]
    assert (rating["ratingValue"], rating["worstRating"], rating["bestRating"]) == (1, 1, 6)
    found = json.loads(body(program.get("claims/?format=averitec")))
    assert [(claim["claim"], claim["label"]) for claim in found] == [
        (reviewed.statement, "Refuted")
    ]


def test_an_empty_newsroom_is_exported_as_nothing_in_due_form(program: Caller) -> None:
    found = {name: body(program.get(f"claims/?format={name}")) for name in FORMATS}
    assert found["ndjson"] == b""
    assert list(csv.reader(StringIO(found["csv"].decode()))) == [list(COLUMNS)]
    assert json.loads(found["webannotation"])["first"]["items"] == []
    assert json.loads(found["claimreview"])["dataFeedElement"] == []
    assert json.loads(found["averitec"]) == []
    assert "xl/workbook.xml" in ZipFile(BytesIO(found["xlsx"])).namelist()


def test_a_format_that_there_is_not_is_refused_with_those_that_there_are(program: Caller) -> None:
    problem = told(program.get("claims/?format=pdf"), 400, "bad-parameter")
    assert problem["detail"] == f"format does not take 'pdf'. It is one of: {EXISTING}."
    told(program.get("claims/?format=csv&format=json"), 400, "bad-parameter")
    problem = told(program.get("claims/", accept="text/html"), 406, "not-acceptable")
    assert list(problem["formats"]) == EXISTING.split(", ")
    told(program.get("claims/?format=csv&limit=10"), 400, "bad-parameter")


@pytest.mark.parametrize(
    ("accept", "media_type"),
    [
        ("*/*", "application/json"),
        ("application/json; charset=utf-8", "application/json"),
        ("text/*", FORMATS["csv"].media_type),
        ("text/html, text/csv;q=0.9, */*;q=0.1", FORMATS["csv"].media_type),
        ("application/ld+json", FORMATS["webannotation"].media_type),
        ('application/ld+json;profile="https://schema.org"', FORMATS["claimreview"].media_type),
        ("application/*;q=0.5, application/json;q=0", FORMATS["ndjson"].media_type),
    ],
)
def test_the_accept_header_chooses(program: Caller, accept: str, media_type: str) -> None:
    assert program.get("claims/", accept=accept)["Content-Type"] == media_type


def test_what_is_chosen_by_accept_is_called_by_its_own_address(
    program: Caller, checker: Member
) -> None:
    """A claim, the annotations of it and the review of it are three things."""
    path = f"claims/{settled(checker).pk}/"
    for asked in (path, "claims/", "claims/?q=town"):
        found = body(program.get(asked, accept="application/ld+json"))
        named = asked + ("&" if "?" in asked else "?") + "format=webannotation"
        assert json.loads(found)["id"] == f"http://testserver{program.address(named)}"
        assert body(program.get(named)) == found


def test_a_format_that_cannot_hold_them_all_is_refused_before_anything_is_sent(
    program: Caller, checker: Member, monkeypatch: pytest.MonkeyPatch
) -> None:
    small = replace(FORMATS["xlsx"], most=1)
    monkeypatch.setitem(FORMATS, "xlsx", small)
    factories.claim(checker)
    assert body(program.get("claims/?format=xlsx"))
    factories.claim(checker)
    assert told(program.get("claims/?format=xlsx"), 422, "too-many-for-format")["most"] == 1


def test_the_guide_names_every_format_and_every_column() -> None:
    guide = GUIDE.read_text(encoding="utf-8")
    assert [name for name in [*FORMATS, *COLUMNS] if f"`{name}`" not in guide] == []


def test_a_claim_alone_comes_in_the_formats_that_make_sense(
    program: Caller, checker: Member
) -> None:
    claim = settled(checker)
    for name, key in [("webannotation", "total"), ("claimreview", "claimReviewed")]:
        answer = program.get(f"claims/{claim.pk}/?format={name}")
        assert key in answer.json()
        again = program.get(f"claims/{claim.pk}/?format={name}", if_none_match=answer["ETag"])
        assert (again.status_code, again.content) == (304, b"")
    assert program.get(f"claims/{claim.pk}/?format=averitec").json()["claim"] == claim.statement
    told(program.get(f"claims/{claim.pk}/?format=csv"), 400, "bad-parameter")
    bare = factories.claim(checker)
    told(program.get(f"claims/{bare.pk}/?format=claimreview"), 409, "no-verdict")
    assert program.get(f"claims/{bare.pk}/?format=webannotation").json()["total"] == 1


def test_what_is_foreign_is_exported_to_nobody(program: Caller) -> None:
    _, stranger = factories.newsroom("bregenz")
    foreign = settled(stranger)
    assert body(program.get("claims/?format=ndjson")) == b""
    told(program.get(f"claims/{foreign.pk}/?format=webannotation"), 404, "not-found")
    told(program.get("/api/v1/newsrooms/bregenz/claims/?format=csv"), 404, "not-found")


@pytest.mark.django_db(transaction=True)
def test_under_an_asgi_server_an_export_is_sent_while_it_is_written(
    program: Caller, checker: Member
) -> None:
    version = factories.version(checker)
    for number in range(120):
        factories.claim(checker, on=version, statement=f"Claim {number}", claimant="x" * 300)

    async def pieces() -> tuple[bool, list[bytes]]:
        address = program.address("claims/?format=ndjson")
        headers = {"authorization": f"Bearer {program.secret}"}
        answer: Any = await AsyncClient().get(address, headers=headers)
        content: AsyncIterator[bytes] = answer.streaming_content
        return answer.is_async, [piece async for piece in content]

    is_async, found = apart(async_to_sync(pieces))
    assert is_async
    assert found[0].count(b"\n") == 1  # the first line leaves at once
    assert b"".join(found).count(b"\n") == 120
    assert len(found) < 10
