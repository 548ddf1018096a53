"""Claims of several passages: a split quotation, a second article, better bounds."""

from typing import Any

import pytest
from django.db import IntegrityError, transaction

from annotations.anchoring.selectors import NotInTheText, TextDiffers
from annotations.articles.models import Version
from annotations.claims.actions import SetAside, set_aside
from annotations.claims.models import Claim, Passage
from annotations.claims.passages import (
    LastPassage,
    PassageNotWithdrawn,
    PassageWithdrawn,
    TooManyPassages,
    add_passage,
    move_passage,
    restore_passage,
    withdraw_passage,
)
from annotations.errors import Duplicate, Stale
from annotations.history.models import Event, Kind
from annotations.history.timeline import tell
from annotations.newsrooms.models import Member
from tests import factories

pytestmark = pytest.mark.django_db

QUOTE = "“We will wait,” said the mayor, “and then we will see.”"


@pytest.fixture
def claim(ada: Member) -> Claim:
    """Made by the first half of a quotation that the article splits."""
    return factories.claim(ada, exact="We will wait")


def version_of(claim: Claim) -> Version:
    return claim.passages.earliest("id").version


def add(claim: Claim, exact: str, on: Version | None = None) -> Passage:
    return factories.passage(claim, claim.marked_by, on, exact)


def move(passage: Passage, exact: str, revision: int | None = None) -> Passage:
    start = passage.version.text.index(exact)
    return move_passage(
        passage=passage,
        revision=revision or passage.revision,
        start=start,
        end=start + len(exact),
        exact=exact,
        by=passage.marked_by,
    )


def last_event() -> Event:
    return Event.objects.order_by("number").last() or Event()


def place(passage: Passage) -> dict[str, Any]:
    return {"start": passage.start, "end": passage.end, "exact": passage.exact}


def test_a_split_quotation_is_one_claim_of_two_passages(claim: Claim) -> None:
    second = add(claim, "and then we will see")

    assert [passage.exact for passage in claim.passages.standing()] == [
        "We will wait",
        "and then we will see",
    ]
    assert version_of(claim).text[second.start : second.end] == second.exact
    assert (second.prefix, second.suffix[:2]) == ("We will wait,” said the mayor, “", ".”")
    claim.refresh_from_db()
    assert (claim.revision, claim.parts_revision, claim.stage) == (1, 2, "open")


def test_another_article_makes_the_claim_too(claim: Claim, ada: Member) -> None:
    elsewhere = factories.version(ada, ["A leaflet", "They wrote: we shall wait and see."])

    passage = add(claim, "we shall wait and see", elsewhere)

    event = last_event()
    assert (event.kind, event.subject_id) == (Kind.PASSAGE_ADDED, passage.pk)
    assert (event.claim_id, event.article_id) == (claim.pk, elsewhere.article_id)
    assert event.changes == {name: [None, value] for name, value in place(passage).items()}


def test_a_passage_gets_better_bounds_and_history_keeps_the_old_ones(claim: Claim) -> None:
    passage = claim.passages.get()
    before = place(passage)

    move(passage, QUOTE)

    passage.refresh_from_db()
    claim.refresh_from_db()
    after = place(passage)
    assert passage.exact == QUOTE
    assert passage.prefix == passage.version.text[passage.start - 32 : passage.start]
    assert passage.suffix == passage.version.text[passage.end : passage.end + 32]
    assert (passage.revision, claim.revision, claim.parts_revision) == (2, 1, 2)
    assert last_event().kind == Kind.PASSAGE_MOVED
    assert last_event().changes == {name: [before[name], after[name]] for name in before}


def test_moving_a_passage_to_where_it_stands_is_no_event(claim: Claim) -> None:
    number = last_event().number

    move(claim.passages.get(), "We will wait")

    claim.refresh_from_db()
    assert (claim.parts_revision, last_event().number) == (1, number)


def test_a_passage_never_moves_to_other_words_than_were_seen(claim: Claim) -> None:
    passage = claim.passages.get()
    start, end = passage.start, passage.end
    given = {"passage": passage, "revision": 1, "by": passage.marked_by}

    with pytest.raises(TextDiffers):
        move_passage(**given, start=start, end=end + 1, exact="We will wait!")
    with pytest.raises(NotInTheText):
        move_passage(**given, start=32, end=34, exact="\n\n")
    with pytest.raises(TextDiffers):
        add_passage(
            claim=claim,
            version=passage.version,
            start=start,
            end=end,
            exact="We shall wait",
            by=passage.marked_by,
        )
    passage.refresh_from_db()
    assert (passage.start, passage.end, passage.revision) == (start, end, 1)


def test_of_two_who_move_a_passage_the_second_is_told(claim: Claim) -> None:
    first, second = claim.passages.get(), claim.passages.get()
    move(first, "We will")

    with pytest.raises(Stale) as stale:
        move(second, "will wait", revision=1)

    assert stale.value.current.exact == "We will"
    assert claim.passages.get().exact == "We will"


def test_a_withdrawn_passage_comes_back_as_it_was(claim: Claim, ada: Member) -> None:
    passage = add(claim, "and then we will see")
    where = place(passage)

    withdraw_passage(passage=passage, revision=1, by=ada)

    assert [one.exact for one in claim.passages.standing()] == ["We will wait"]
    assert last_event().changes == {name: [value, None] for name, value in where.items()}
    for act in (withdraw_passage, lambda **given: move(given["passage"], "We will")):
        with pytest.raises(PassageWithdrawn):
            act(passage=passage, revision=2, by=ada)

    restore_passage(passage=passage, revision=2, by=ada)

    passage.refresh_from_db()
    claim.refresh_from_db()
    assert (place(passage), passage.withdrawn_at, passage.withdrawn_by) == (where, None, None)
    assert last_event().changes == {name: [None, value] for name, value in where.items()}
    assert claim.parts_revision == 4
    with pytest.raises(PassageNotWithdrawn):
        restore_passage(passage=passage, revision=3, by=ada)


def test_a_claim_is_always_made_somewhere(claim: Claim, ada: Member) -> None:
    passage = claim.passages.get()
    with pytest.raises(LastPassage):
        withdraw_passage(passage=passage, revision=1, by=ada)

    rows = Passage.objects.filter(pk=passage.pk)
    with pytest.raises(IntegrityError, match="claim_keeps_a_passage"), transaction.atomic():
        rows.update(withdrawn_at=ada.joined_at, withdrawn_by=ada)


def test_the_same_words_are_pointed_at_once(claim: Claim, ada: Member) -> None:
    with pytest.raises(Duplicate), transaction.atomic():
        add(claim, "We will wait")

    second = add(claim, "and then we will see")
    withdraw_passage(passage=second, revision=1, by=ada)
    again = add(claim, "and then we will see")
    assert again.pk != second.pk
    with pytest.raises(Duplicate):
        restore_passage(passage=second, revision=2, by=ada)


def test_a_claim_that_was_set_aside_keeps_its_passages(claim: Claim, ada: Member) -> None:
    passage = claim.passages.get()
    set_aside(claim=claim, reasons="An opinion.", by=ada)

    with pytest.raises(SetAside):
        add(claim, "and then we will see")
    with pytest.raises(SetAside):
        move(passage, "We will")


def test_passages_have_a_limit(claim: Claim, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("annotations.limits.PASSAGES_PER_CLAIM", 1)

    with pytest.raises(TooManyPassages):
        add(claim, "and then we will see")


def test_history_tells_of_passages(claim: Claim, ada: Member) -> None:
    passage = add(claim, "and then we will see")
    move(passage, "then we will see")
    withdraw_passage(passage=passage, revision=2, by=ada)
    restore_passage(passage=passage, revision=3, by=ada)

    entries = list(tell(Event.objects.all().about_claim(claim.pk)))[1:]
    assert [
        (entry.sentence, [(one.field, one.before, one.after) for one in entry.changes])
        for entry in entries
    ] == [
        ("Ada Admin added a passage: “and then we will see”", []),
        (
            "Ada Admin moved a passage.",
            [("exact", "and then we will see", "then we will see")],
        ),
        ("Ada Admin withdrew a passage.", [("exact", "then we will see", "")]),
        ("Ada Admin restored a passage.", [("exact", "", "then we will see")]),
    ]
