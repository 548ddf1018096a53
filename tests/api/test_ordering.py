"""Lists in other orders: each row once, whatever comes, goes or changes between two pages."""

from datetime import date, timedelta
from typing import Any

import pytest

from annotations.claims.actions import edit_claim
from annotations.claims.models import Claim
from annotations.evidence.models import Source
from annotations.matching.claims import ORDERS
from annotations.matching.common import PUBLISHED
from annotations.newsrooms.models import Member
from tests import factories
from tests.api.caller import Caller, told
from tests.api.test_paging import pages

SITE = "http://testserver"


def some_claims(by: Member) -> list[Claim]:
    """Claims with equal and with unknown values in every field by which they are ordered."""
    version = factories.version(by)
    wordings: list[dict[str, Any]] = [
        {"statement": "Zebras graze.", "claimant": "ada", "claimed_on": date(2026, 3, 2)},
        {"statement": "apples fall.", "claimant": "Ada", "claimed_on": None},
        {"statement": "Zebras graze.", "claimant": "", "claimed_on": date(2026, 3, 1)},
        {"statement": "Élan wins.", "claimant": "Zoe", "claimed_on": date(2026, 3, 2)},
        {"statement": "Apples rise.", "claimant": "", "claimed_on": None},
    ]
    claims = [factories.claim(by, version, **wording) for wording in wordings]
    for claim in (claims[3], claims[0]):
        factories.assessment(claim, by)
    return claims


def in_order(program: Caller, path: str) -> list[str]:
    return [pk for page in pages(program, path) for pk in page]


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        ("marked_at", [0, 1, 2, 3, 4]),
        ("-marked_at", [4, 3, 2, 1, 0]),
        ("claimed_on", [2, 0, 3, 1, 4]),
        ("-claimed_on", [3, 0, 2, 4, 1]),
        ("settled_at", [3, 0, 1, 2, 4]),
        ("-settled_at", [0, 3, 4, 2, 1]),
        ("statement", [1, 4, 0, 2, 3]),
        ("-statement", [3, 2, 0, 4, 1]),
        ("claimant", [0, 1, 3, 2, 4]),
        ("-claimant", [3, 1, 0, 4, 2]),
    ],
)
def test_claims_come_in_the_order_that_is_asked_for(
    program: Caller, checker: Member, order: str, expected: list[int]
) -> None:
    claims = some_claims(checker)
    ids = [str(claims[number].pk) for number in expected]
    for limit in (1, 2, 200):
        assert in_order(program, f"claims/?order={order}&limit={limit}") == ids
    assert order in ORDERS


@pytest.mark.parametrize("order", PUBLISHED)
def test_rows_that_come_and_go_neither_repeat_nor_hide_others(
    program: Caller, checker: Member, order: str
) -> None:
    def source(number: int) -> Source:
        return factories.source(
            checker,
            title=f"Minutes {number % 4}",
            publisher=["", "Lindau", "bregenz"][number % 3],
            published_on=date(2026, 3, 1) + timedelta(days=number % 5) if number % 2 else None,
        )

    there = {str(source(number).pk) for number in range(12)}
    seen: list[str] = []
    address: str | None = f"sources/?limit=3&order={order}"
    for number in range(100):
        body = program.get(str(address)).json()
        seen += [row["id"] for row in body["results"]]
        Source.objects.filter(pk=seen[-1]).delete()  # the very row that the cursor names
        source(number)
        if body["next"] is None:
            break
        address = body["next"].removeprefix(SITE)
    assert body["next"] is None or number == 99
    assert len(seen) == len(set(seen))
    assert there <= set(seen)


def test_a_row_that_changes_between_two_pages_takes_no_other_with_it(
    program: Caller, checker: Member
) -> None:
    claims = some_claims(checker)
    first = program.get("claims/?order=statement&limit=2").json()
    edit_claim(claim=claims[4], revision=1, by=checker, statement="Zzz.")
    rest = in_order(program, first["next"].removeprefix(SITE))
    assert [row["id"] for row in first["results"]] == [str(claims[1].pk), str(claims[4].pk)]
    assert rest == [str(claims[number].pk) for number in (0, 2, 4, 3)]


def test_a_cursor_belongs_to_its_list_its_order_and_its_filters(
    program: Caller, checker: Member
) -> None:
    some_claims(checker)
    address = program.get("claims/?order=claimant&stage=open&limit=1").json()["next"]
    cursor = address.partition("cursor=")[2].partition("&")[0]
    for path in (
        f"claims/?cursor={cursor}",
        f"claims/?order=-claimant&stage=open&cursor={cursor}",
        f"claims/?order=claimant&cursor={cursor}",
        f"claims/?order=claimant&stage=open&stage=settled&cursor={cursor}",
        f"sources/?order=publisher&cursor={cursor}",
    ):
        told(program.get(path), 400, "cursor-of-another-list")
    same = f"claims/?stage=open&limit=7&fields=id&order=claimant&cursor={cursor}"
    assert len(program.get(same).json()["results"]) == 2
    told(program.get(f"{same}AA"), 400, "bad-cursor")


def test_the_usual_order_may_be_named(program: Caller, checker: Member) -> None:
    some_claims(checker)
    cursor = program.get("claims/?limit=2").json()["next"].partition("cursor=")[2].split("&")[0]
    named = program.get(f"claims/?order=marked_at&cursor={cursor}")
    assert len(named.json()["results"]) == 3


def test_an_order_that_there_is_not_is_refused_with_those_that_there_are(program: Caller) -> None:
    problem = told(program.get("articles/?order=revision"), 400, "bad-parameter")
    assert problem["parameter"] == "order"
    assert problem["detail"].endswith(
        "It is one of: added_at, -added_at, published_on, -published_on, title, -title, "
        "publisher, -publisher."
    )
    told(program.get("members/?order=name"), 400, "unknown-parameter")


def test_articles_and_sources_are_found_as_on_their_pages(program: Caller, checker: Member) -> None:
    old = factories.article(
        checker, url="https://www.news.example/a", publisher="The Courier", language="en-GB",
        published_on=date(2026, 3, 1),
    )  # fmt: skip
    new = factories.article(
        checker, url="https://other.example/news.example/b", language="tr",
        published_on=date(2026, 3, 9),
    )  # fmt: skip
    dataset = factories.source(checker, kind="dataset", title="Rainfall", url="", author="Ada")
    page = factories.source(checker, published_on=date(2026, 3, 5))

    def found(path: str) -> list[str]:
        return [row["id"] for row in program.get(path).json()["results"]]

    for query, article in {
        "q=HARBOUR+courier": old,
        "site=News.Example": old,
        "site=www.news.example": old,
        "site=other.example": new,
        "language=EN": old,
        "language=tr": new,
        "published_since=2026-03-02": new,
        "published_until=2026-03-01": old,
    }.items():
        assert found(f"articles/?{query}") == [str(article.pk)], query
    assert found("articles/?language=en-G") == []
    assert found("articles/?published_since=2026-03-01&published_until=2026-03-08") == [str(old.pk)]
    assert found("sources/?q=ada+rain") == [str(dataset.pk)]
    assert found("sources/?site=lindau.example") == [str(page.pk)]
    assert found("sources/?published_since=2026-03-05") == [str(page.pk)]
    for query in ("site=a/b", "site=a:99", "published_since=March", "published_until=2026-3-1"):
        assert program.get(f"articles/?{query}").status_code == 400, query


def test_claims_are_found_by_site_member_and_day(
    program: Caller, checker: Member, room: Any
) -> None:
    other = factories.member(room, name="Ada Other")
    article = factories.article(checker, url="https://news.example/a")
    here = factories.claim(checker, article.latest, claimed_on=date(2026, 3, 2))
    there = factories.claim(other, claimed_on=date(2026, 3, 5))

    def found(query: str) -> list[str]:
        return [row["id"] for row in program.get(f"claims/?{query}").json()["results"]]

    assert found("site=news.example") == [str(here.pk)]
    assert found(f"marked_by={other.pk}") == [str(there.pk)]
    assert found("claimed_since=2026-03-03") == [str(there.pk)]
    assert found("claimed_until=2026-03-03") == [str(here.pk)]
