"""What members say to each other about a claim."""

import pytest
from django.db import IntegrityError, transaction

from annotations import limits
from annotations.claims.models import Claim
from annotations.errors import Stale, Unacceptable
from annotations.history.models import Event
from annotations.history.timeline import tell
from annotations.newsrooms.actions import end_membership
from annotations.newsrooms.models import Member
from annotations.teamwork.comments import (
    NotAThread,
    NotResolved,
    Resolved,
    TooManyComments,
    edit_comment,
    reopen,
    resolve,
)
from annotations.teamwork.mentions import UnclearMention
from annotations.teamwork.models import Comment, Mention
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def claim(ada: Member) -> Claim:
    return factories.claim(ada)


def mentioned(comment: Comment) -> list[tuple[Member, str]]:
    """Who is mentioned, and with which words."""
    mentions = Mention.objects.filter(comment=comment).select_related("member")
    return [(one.member, comment.text[one.start : one.end]) for one in mentions]


def test_an_answer_to_an_answer_stays_in_the_thread(claim: Claim, ada: Member, bea: Member) -> None:
    first = factories.comment(claim, ada)
    answer = factories.comment(claim, bea, "It is.", first)
    last = factories.comment(claim, ada, "Good.", answer)

    assert [one.thread for one in (first, answer, last)] == [None, first, first]
    assert list(first.replies.all()) == [answer, last]


def test_a_thread_is_resolved_and_reopened_and_history_tells_it(
    claim: Claim, ada: Member, bea: Member
) -> None:
    thread = factories.comment(claim, ada)
    resolve(thread=thread, revision=1, by=bea)
    assert (thread.resolved_by, thread.revision) == (bea, 2)

    with pytest.raises(Resolved):
        factories.comment(claim, ada, "Wait.", thread)
    with pytest.raises(Resolved):
        resolve(thread=thread, revision=2, by=ada)
    with pytest.raises(Resolved):
        edit_comment(comment=thread, revision=2, text="Was that so?", by=ada)
    reopen(thread=thread, revision=2, by=ada)
    with pytest.raises(NotResolved):
        reopen(thread=thread, revision=3, by=ada)
    factories.comment(claim, bea, "Yes?", thread)

    sentences = [entry.sentence for entry in tell(Event.objects.about_claim(claim.pk))]
    assert sentences == [
        "Ada Admin marked the claim.",
        "Ada Admin commented.",
        "Bea Berg resolved a thread of comments.",
        "Ada Admin reopened a thread of comments.",
        "Bea Berg commented.",
    ]


def test_a_thread_is_resolved_as_a_whole(claim: Claim, ada: Member) -> None:
    answer = factories.comment(claim, ada, "It is.", factories.comment(claim, ada))

    with pytest.raises(NotAThread):
        resolve(thread=answer, revision=1, by=ada)


def test_who_resolves_what_was_changed_meanwhile_reads_it_again(claim: Claim, ada: Member) -> None:
    thread = factories.comment(claim, ada)
    edit_comment(comment=thread, revision=1, text="Is that so, really?", by=ada)

    with pytest.raises(Stale):
        resolve(thread=thread, revision=1, by=ada)


def test_other_words_mention_others(claim: Claim, ada: Member, bea: Member) -> None:
    said = factories.comment(claim, ada, "@Bea and @ada, look.")
    assert mentioned(said) == [(bea, "@Bea"), (ada, "@ada")]

    edit_comment(comment=said, revision=1, text="😀 @Bea Berg, look.", by=ada)

    assert (said.revision, said.edited_at is None) == (2, False)
    assert mentioned(said) == [(bea, "@Bea Berg")]
    last = Event.objects.about_claim(claim.pk).latest("number")
    assert last.changes == {"text": ["@Bea and @ada, look.", "😀 @Bea Berg, look."]}


def test_the_same_words_are_no_edit(claim: Claim, ada: Member) -> None:
    said = factories.comment(claim, ada, "Look.")
    events = Event.objects.count()

    edit_comment(comment=said, revision=1, text="  Look.\r\n", by=ada)

    assert (said.revision, said.edited_at, Event.objects.count()) == (1, None, events)


def test_only_those_who_work_here_are_mentioned(claim: Claim, ada: Member, bea: Member) -> None:
    factories.member(factories.newsroom()[0], name="Zoe Stranger")
    end_membership(member=bea, revision=1, by=ada)

    assert mentioned(factories.comment(claim, ada, "@Zoe @Bea @reuters")) == []


def test_what_is_unclear_is_not_said(claim: Claim, ada: Member, bea: Member) -> None:
    factories.member(ada.newsroom, name="Bea Bauer")

    with pytest.raises(UnclearMention):
        factories.comment(claim, ada, "@Bea, look.")
    with pytest.raises(Unacceptable):
        factories.comment(claim, ada, "  \n ")
    assert Comment.objects.count() == 0


def test_a_claim_holds_so_many_comments(
    claim: Claim, ada: Member, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "COMMENTS_PER_CLAIM", 2)
    factories.comment(claim, ada)
    factories.comment(claim, ada)

    with pytest.raises(TooManyComments):
        factories.comment(claim, ada)


def test_the_database_keeps_an_answer_with_its_claim(claim: Claim, ada: Member) -> None:
    thread = factories.comment(claim, ada)
    answer = factories.comment(claim, ada, "It is.", thread)
    elsewhere = factories.comment(factories.claim(ada), ada)

    for wrong in (elsewhere, answer):
        with (
            pytest.raises(IntegrityError, match="reply_in_a_thread_about_its_claim"),
            transaction.atomic(),
        ):
            Comment.objects.filter(pk=answer.pk).update(thread=wrong)
