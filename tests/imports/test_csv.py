"""A table of claims comes in row by row, and is told off by line."""

from datetime import date
from io import BytesIO
from typing import Any

import pytest

from annotations.claims.models import Claim
from annotations.errors import NotAllowed
from annotations.exports import csv_table
from annotations.exports.addresses import Addresses
from annotations.exports.gathering import Gathering
from annotations.exports.occasion import Occasion
from annotations.imports.actions import Wanted, begin_import
from annotations.imports.models import State
from annotations.newsrooms.actions import change_role
from annotations.newsrooms.models import Member, Role
from annotations.verdicts.models import Assessment
from tests import factories, working
from tests.imports.importing import imported, items, outcomes

pytestmark = pytest.mark.django_db


def ada() -> Member:
    return factories.newsroom()[1]


TABLE = """\
id,statement,claimant,claimed_on,kind,tags,rating,reasons,sources,quotes,article_urls
7,"The town, says Ida, is broke.",Ida,2026-03-02,number,"money
town",false,It is not.,https://town.example/a,Nothing is missing.,https://news.example/x
8,The bridge is red.,,,,,,,,,
"""


def test_a_row_becomes_a_claim_with_what_hangs_on_it() -> None:
    done = imported(ada(), "csv", TABLE, assess=True)
    assert outcomes(done) == [(2, "new", ""), (4, "new", "")]
    claim, plain = Claim.objects.order_by("id")
    assert (claim.statement, claim.claimant, claim.claimed_on, claim.kind, claim.tags) == (
        "The town, says Ida, is broke.",
        "Ida",
        date(2026, 3, 2),
        "number",
        ["money", "town"],
    )
    assert claim.appearances == ["https://news.example/x"]
    assert [(e.source.url, e.quote) for e in claim.evidence.all()] == [
        ("https://town.example/a", "Nothing is missing.")
    ]
    assert (claim.assessments.get().rating.key, plain.stage) == ("false", "open")


@pytest.mark.parametrize("table", [TABLE.replace("\n", "\r\n"), "\ufeff" + TABLE])
def test_line_ends_and_byte_order_marks_do_not_matter(table: str) -> None:
    assert imported(ada(), "csv", table).counts["outcomes"] == {"new": 2}


def test_a_semicolon_may_stand_between_cells() -> None:
    imported(ada(), "csv", "Statement;Claimed on\nIt is so.;2.3.2026\n")
    claim = Claim.objects.get()
    assert (claim.statement, claim.claimed_on) == ("It is so.", date(2026, 3, 2))


def test_a_rating_is_not_taken_for_ones_own_unless_that_is_asked_for() -> None:
    done = imported(ada(), "csv", TABLE)
    assert items(done)[0].notes == ["The rating “false” was not taken as yours."]
    assert not Assessment.objects.exists()


WRONG = {
    "name\nAda\n": "The first line must name a column `statement`.",
    "statement,colour\nSo.,red\n": "There is no column “colour”.",
    "statement,statement\nSo.,So.\n": "The first line names a column twice.",
    b"statement\n\xff\n": "The file is not UTF-8: byte 10 fits nowhere.",
    b"PK\x03\x04zip": "The file is compressed. Unpack it first.",
    'statement\n"never closed\n': "The file is not CSV: unexpected end of data.",
    "statement\n" + "x" * 2_000_000: "A line is longer than 1,048,576 characters.",
}


@pytest.mark.parametrize("content", WRONG, ids=str)
def test_what_is_no_such_table_is_refused_as_a_whole(content: str | bytes) -> None:
    done = imported(ada(), "csv", content)
    assert (done.state, items(done)) == (State.REFUSED, [])
    assert WRONG[content] in done.says


ROWS: dict[str, str] = {
    ",Ada,,": "It has no statement.",
    "So.,,31-02-2026,": "claimed_on is no day: “31-02-2026”.",
    "So.,,,at home": "article_urls holds what is no web address: “at home”.",
    "So.,,,,,": "It has 6 cells; the header names 4.",
    f"So.,{'x' * 301},,": "claimant: Ensure this value has at most 300 characters (it has 301).",
    "a\0b,,,": "statement: This holds characters that cannot be stored.",
}


@pytest.mark.parametrize("row", ROWS)
def test_what_is_wrong_with_a_row_is_told_with_its_line(row: str) -> None:
    table = f"statement,claimant,claimed_on,article_urls\nGood.,,,\n\n{row}\n"
    done = imported(ada(), "csv", table)
    assert (done.state, Claim.objects.count()) == (State.REFUSED, 0)
    [(line, outcome, says)] = outcomes(done)[1:]
    assert (line, outcome) == (4, "error")
    assert ROWS[row] in says


@pytest.mark.parametrize("wrong", ["So.,,31-02-2026,", f"So.,{'x' * 301},,"])
def test_of_a_wrong_row_one_sees_what_it_says(wrong: str) -> None:
    done = imported(ada(), "csv", f"statement,claimant,claimed_on,article_urls\n{wrong}\n")
    assert [item.statement for item in done.items.all()] == ["So."]


def test_our_own_table_comes_back_with_its_formulas_as_they_were() -> None:
    eva = ada()
    version = factories.article(eva, url="https://news.example/a").latest
    factories.claim(eva, version, statement="=1+1 is 3", claimant="@ida", tags=["-a", "b"])
    rated = factories.claim(eva, version, "Nobody was surprised.", claimed_on=date(2026, 3, 1))
    factories.assessment(rated, eva, "true", "It is.")
    at = Addresses("https://check.example", "desk")
    claims = Gathering().claims(Claim.objects.all())
    content = b"".join(csv_table.rows(claims, Occasion("urn:x", at, "Desk", None)))
    _, ida = factories.newsroom()
    factories.article(ida, url="https://news.example/a")
    done = imported(ida, "csv", content, assess=True)
    assert done.counts == {"outcomes": {"new": 2}, "places": {"exactly": 2}}
    assert told(ida) == told(eva)


def told(by: Member) -> list[Any]:
    return [
        (
            claim.statement,
            claim.claimant,
            claim.claimed_on,
            claim.tags,
            [passage.exact for passage in claim.passages.all()],
            [(one.rating.key, one.reasons) for one in claim.assessments.all()],
        )
        for claim in Claim.objects.visible_to(by).order_by("statement")
    ]


@pytest.mark.parametrize("is_trial", [True, False])
def test_a_row_that_a_file_holds_twice_comes_in_once(is_trial: bool) -> None:
    eva = ada()
    table = "id,statement\n7,So.\n7,So.\n7,Otherwise.\n"
    done = imported(eva, "csv", table, is_trial=is_trial)
    assert [one[:2] for one in outcomes(done)] == [(2, "new"), (3, "known"), (4, "differs")]
    claims = {item.claim for item in items(done)}
    assert claims == ({None} if is_trial else {Claim.objects.get()})


def test_rows_are_known_again_by_their_ids_or_else_by_their_words() -> None:
    eva = ada()
    imported(eva, "csv", TABLE)
    changed = TABLE.replace("The bridge is red.", "The bridge is blue.")
    assert imported(eva, "csv", changed).counts["outcomes"] == {"known": 1, "differs": 1}
    imported(eva, "csv", "statement\nSo.\n")
    assert imported(eva, "csv", "statement\nSo.\n").counts["outcomes"] == {"known": 1}


def test_what_waited_comes_in_only_for_who_may_bring_it_in_still() -> None:
    admin = ada()
    checker = factories.member(admin.newsroom)
    wanted = Wanted("csv", "claims.csv")
    begun = begin_import(file=BytesIO(TABLE.encode()), wanted=wanted, by=checker)
    change_role(member=checker, revision=1, role=Role.READER, by=admin)

    working.work()

    begun.refresh_from_db()
    assert (begun.state, begun.says) == (State.REFUSED, NotAllowed.says)
    assert not Claim.objects.exists()
