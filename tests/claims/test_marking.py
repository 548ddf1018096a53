"""Marking claims: offsets are code points, and what is marked is what stands there."""

from typing import Any

import pytest
from django.db import IntegrityError, transaction

from annotations.anchoring.selectors import NotInTheText, TextDiffers
from annotations.articles.models import Version
from annotations.claims.actions import Wording, mark_claim
from annotations.claims.models import Claim, Passage
from annotations.errors import Unacceptable
from annotations.history.models import Event, Kind
from tests import factories

pytestmark = pytest.mark.django_db

SCRIPTS = [
    pytest.param("Budget 🇹🇷👩‍🚀 doubled. ", "It rose by 40 %.", id="emoji"),
    pytest.param("Cafe\u0301 o\u0308ffnet: ", "e\u0301 heißt é, sagt er.", id="combining marks"),
    pytest.param("İSTANBUL’DA ", "İşçi sayısı ıssız.", id="Turkish dotted and dotless i"),
    pytest.param("قال الوزير: ", "لم تُستخدم المنظومة بعد.", id="Arabic"),
    pytest.param("𝔉𝔯𝔞𝔨𝔱𝔲𝔯 and ", "𝒮cript 😀 in one.", id="outside the basic plane"),
]


def mark(version: Version, start: int, end: int, exact: str, **more: Any) -> Claim:
    by = version.captured_by
    wording = Wording(statement=more.pop("statement", "He said so."), **more)
    return mark_claim(version=version, start=start, end=end, exact=exact, wording=wording, by=by)


@pytest.fixture
def version() -> Version:
    _, admin = factories.newsroom()
    return factories.version(admin)


@pytest.mark.parametrize(("before", "exact"), SCRIPTS)
def test_offsets_count_code_points_in_every_script(before: str, exact: str) -> None:
    _, admin = factories.newsroom()
    version = factories.version(admin, ["A headline", f"{before}{exact} The end."])
    start = len("A headline\n\n") + len(before)

    passage = mark(version, start, start + len(exact), exact).passages.get()

    assert (passage.start, passage.end, passage.exact) == (start, start + len(exact), exact)
    assert version.text[passage.start : passage.end] == exact
    assert passage.prefix == version.text[max(0, start - 32) : start]
    assert passage.suffix == " The end."


def test_a_passage_may_cross_paragraphs(version: Version) -> None:
    exact = "Nobody was surprised.\n\n“We will wait,”"
    start = version.text.index(exact)

    assert mark(version, start, start + len(exact), exact).passages.get().exact == exact


def test_passages_may_overlap_and_nest(version: Version) -> None:
    whole = factories.SENTENCE
    start = version.text.index(whole)
    for exact in (whole, whole[4:], whole[:20]):
        begin = start + whole.index(exact)
        mark(version, begin, begin + len(exact), exact)

    exacts = [passage.exact for passage in Passage.objects.filter(version=version)]
    assert exacts == [whole, whole[:20], whole[4:]]


def test_other_words_than_those_that_stand_there_are_refused(version: Version) -> None:
    with pytest.raises(TextDiffers) as refusal:
        mark(version, 0, 11, "The harbors")

    assert refusal.value.details == {"start": 0, "end": 11, "found": "The harbour"}
    assert not Claim.objects.exists()


@pytest.mark.parametrize(("start", "end"), [(5, 5), (9, 4), (0, 10_000), (32, 34)])
def test_a_passage_lies_inside_the_text_and_says_something(
    version: Version, start: int, end: int
) -> None:
    assert version.text[32:34] == "\n\n"
    with pytest.raises(NotInTheText):
        mark(version, start, end, version.text[start:end])


def test_the_database_itself_refuses_a_quote_that_does_not_stand_there(version: Version) -> None:
    passage = factories.claim(version.captured_by, version).passages.get()

    with pytest.raises(IntegrityError, match="passage_quotes_its_version"), transaction.atomic():
        Passage.objects.filter(pk=passage.pk).update(start=passage.start + 1, end=passage.end + 1)


def test_a_claim_says_something(version: Version) -> None:
    with pytest.raises(Unacceptable) as refusal:
        mark(version, 0, 11, "The harbour", statement=" \n ")

    assert list(refusal.value.details["fields"]) == ["statement"]


def test_tags_are_kept_once_in_one_spelling(version: Version) -> None:
    claim = mark(version, 0, 11, "The harbour", tags=[" Harbour ", "harbour", "", "town  money"])

    assert claim.tags == ["Harbour", "town money"]


def test_marking_is_told_with_statement_and_quote(version: Version) -> None:
    claim = mark(version, 0, 11, "The harbour", statement="It stays open.")

    event = Event.objects.get(kind=Kind.CLAIM_MARKED)
    assert (event.claim_id, event.article_id) == (claim.pk, version.article_id)
    assert event.changes == {
        "statement": [None, "It stays open."],
        "exact": [None, "The harbour"],
    }
