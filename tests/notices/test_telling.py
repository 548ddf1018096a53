"""Who is told of what happens."""

import pytest
from django.db import transaction

from annotations.claims.models import Claim
from annotations.history.actions import held_back
from annotations.newsrooms.actions import end_membership
from annotations.newsrooms.models import Member
from annotations.notices.actions import note_read, note_unread
from annotations.notices.models import Notice, Why
from annotations.notices.words import SENTENCES, sentence_of
from annotations.teamwork.actions import assign
from annotations.teamwork.comments import edit_comment
from annotations.verdicts.actions import reassess
from annotations.verdicts.telling import edit_claim, set_aside
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def claim(ada: Member) -> Claim:
    """A claim that Ada marked."""
    return factories.claim(ada)


def told(member: Member) -> list[str]:
    """The sentences in a member's inbox, the oldest first."""
    notices = Notice.objects.visible_to(member).select_related("event__by__user")
    return [sentence_of(notice) for notice in notices.order_by("id")]


def test_who_is_given_work_is_told(claim: Claim, ada: Member, bea: Member) -> None:
    article = claim.passages.get().version.article
    assign(work=claim, revision=0, assignee=bea, by=ada)
    assign(work=article, revision=0, assignee=bea, by=ada)
    assign(work=claim, revision=1, assignee=None, by=ada)

    assert told(bea) == ["Ada Admin assigned it to you."] * 2
    about = [notice.about for notice in Notice.objects.visible_to(bea).order_by("id")]
    assert about == [claim, article]


def test_nobody_is_told_of_what_they_did_themselves(claim: Claim, ada: Member) -> None:
    assign(work=claim, revision=0, assignee=ada, by=ada)
    factories.comment(claim, ada, "@Ada, remember.")
    factories.assessment(claim, ada)

    assert told(ada) == []


def test_a_comment_reaches_each_once_for_the_best_reason(
    claim: Claim, ada: Member, bea: Member, cem: Member
) -> None:
    """Who is mentioned; who spoke in the thread; of a new thread, who marked the claim."""
    thread = factories.comment(claim, bea, "Is that so? @Cem @Cem, do you know?")
    factories.comment(claim, cem, "No. @Bea, you?", thread)
    factories.comment(claim, ada, "Nor do I.", thread)

    assert told(ada) == ["Bea Berg commented."]
    assert told(bea) == ["Cem Checker mentioned you.", "Ada Admin answered in a thread of yours."]
    assert told(cem) == ["Bea Berg mentioned you.", "Ada Admin answered in a thread of yours."]


def test_of_a_thread_on_a_claim_that_is_assigned_the_assignee_is_told(
    claim: Claim, ada: Member, bea: Member, cem: Member
) -> None:
    assign(work=claim, revision=0, assignee=bea, by=bea)
    factories.comment(claim, cem)

    assert (told(ada), told(bea)) == ([], ["Cem Checker commented."])


def test_other_words_tell_those_whom_they_mention_in_addition(
    claim: Claim, ada: Member, bea: Member, cem: Member
) -> None:
    said = factories.comment(claim, ada, "@Bea?")
    edit_comment(comment=said, revision=1, text="@Bea? @Cem?", by=ada)

    assert told(bea) == told(cem) == ["Ada Admin mentioned you."]


def test_who_rates_otherwise_is_told_of_the_other_rating(
    claim: Claim, ada: Member, bea: Member, cem: Member
) -> None:
    factories.assessment(claim, ada, "true")
    theirs = factories.assessment(claim, bea, "false")
    factories.assessment(claim, cem, "false")
    rating = factories.rating(ada.newsroom, "false")
    reassess(assessment=theirs, revision=1, rating=rating, reasons="Because.", by=bea)
    rating = factories.rating(ada.newsroom, "true")
    reassess(assessment=theirs, revision=2, rating=rating, reasons="I was wrong.", by=bea)

    assert told(ada) == [
        "Bea Berg rates it “False”, not as you do.",
        "Cem Checker rates it “False”, not as you do.",
    ]
    assert told(bea) == []
    assert told(cem) == ["Bea Berg rates it “True”, not as you do."]


def test_another_statement_is_told_to_all_who_hold_something_of_it(
    claim: Claim, ada: Member, bea: Member, cem: Member
) -> None:
    factories.assessment(claim, bea)
    edit_claim(claim=claim, revision=1, by=cem, tags=["money"])
    edit_claim(claim=claim, revision=2, by=cem, statement="The town has spent nothing.")

    assert told(ada) == told(bea) == ["Cem Checker reworded it."]
    set_aside(claim=claim, reasons="An opinion.", by=ada)
    assert (len(told(ada)), told(bea)[-1]) == (1, "Ada Admin set it aside.")


def test_who_has_left_is_told_nothing_and_sees_nothing(
    claim: Claim, ada: Member, bea: Member, cem: Member
) -> None:
    factories.assessment(claim, bea, "true")
    factories.assessment(claim, cem, "false")
    assert len(told(bea)) == 1
    end_membership(member=bea, revision=1, by=ada)
    edit_claim(claim=claim, revision=1, by=cem, statement="The town has spent nothing.")

    assert told(bea) == []
    assert not Notice.objects.filter(member=bea, why="reworded").exists()


def test_notices_of_events_held_back_are_kept_with_them(
    claim: Claim, ada: Member, bea: Member
) -> None:
    with transaction.atomic(), held_back():
        assign(work=claim, revision=0, assignee=bea, by=ada)
        edit_claim(claim=claim, revision=1, by=ada, statement="The town has spent nothing.")

    assert told(bea) == ["Ada Admin assigned it to you.", "Ada Admin reworded it."]


def test_what_was_read_can_wait_again(claim: Claim, ada: Member, bea: Member) -> None:
    assign(work=claim, revision=0, assignee=bea, by=ada)
    own = Notice.objects.visible_to(bea)

    assert (note_read(own), note_read(own), own.unread().count()) == (1, 0, 0)
    assert (note_unread(own), note_unread(own), own.unread().count()) == (1, 0, 1)


def test_every_reason_is_a_sentence() -> None:
    assert SENTENCES.keys() == set(Why)
