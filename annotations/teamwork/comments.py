"""What members say to each other about a claim."""

from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from annotations import limits
from annotations.claims.actions import Unmarked
from annotations.claims.models import Claim
from annotations.errors import Conflict, OverLimit
from annotations.fields import prose
from annotations.history.actions import record
from annotations.history.models import Kind
from annotations.newsrooms.models import Member
from annotations.notices.actions import tell
from annotations.notices.models import Why
from annotations.teamwork.mentions import Person, mentions_in
from annotations.teamwork.models import Comment, Mention, assignment_of
from annotations.telling import number


class TooManyComments(OverLimit):
    code = "too-many-comments"
    says = format_lazy(
        _("A claim holds at most {limit} comments."),
        limit=number(limits.COMMENTS_PER_CLAIM),
    )


class Resolved(Conflict):
    code = "resolved"
    says = _("This thread was resolved. Reopen it first.")


class NotResolved(Conflict):
    code = "not-resolved"
    says = _("This thread was not resolved.")


class NotAThread(Conflict):
    code = "not-a-thread"
    says = _("A thread is resolved as a whole: name the comment that began it.")


@transaction.atomic
def comment(
    *,
    claim: Claim,
    text: str,
    by: Member,
    thread: Comment | None = None,
    is_quoted: bool = False,
) -> Comment:
    """Say something about a claim: in the thread that `thread` is part of, or in a new one.

    What `is_quoted` was said elsewhere, and an @ in it mentions nobody here. Raises
    TooManyComments, Resolved, Unmarked, UnclearMention and, for a text that breaks a rule,
    Unacceptable.
    """
    if Claim.objects.locked(claim.pk).unmarked_at:
        raise Unmarked
    if Comment.objects.filter(claim=claim).count() >= limits.COMMENTS_PER_CLAIM:
        raise TooManyComments
    said = Comment(
        newsroom_id=claim.newsroom_id,
        claim=claim,
        thread=_open_thread(thread) if thread else None,
        text=text,
        by=by,
    ).add()
    mentioned = [] if is_quoted else _note_mentions(said)
    event = record(Kind.COMMENT_ADDED, said, by=by, changes={"text": [None, said.text]})
    tell(event, {Why.MENTIONED: mentioned, **_listening(said)})
    return said


@transaction.atomic
def edit_comment(*, comment: Comment, revision: int, text: str, by: Member) -> Comment:
    """Put what one said in other words, as it stood at `revision`.

    Raises Stale, Resolved, UnclearMention, Unacceptable.
    """
    _open_thread(comment)
    is_other = prose(text) != comment.text
    values = {"text": text, "edited_at": timezone.now()} if is_other else {}
    changes = comment.revise(revision, **values)
    if changes:
        before = set(comment.mentions.values_list("member", flat=True))
        comment.mentions.all().delete()
        mentioned = _note_mentions(comment)
        event = record(Kind.COMMENT_EDITED, comment, by=by, changes={"text": changes["text"]})
        tell(event, {Why.MENTIONED: mentioned - before})
    return comment


@transaction.atomic
def resolve(*, thread: Comment, revision: int, by: Member) -> Comment:
    """What the thread asked for is done. Raises Stale, Resolved, NotAThread."""
    if _open_thread(thread).pk != thread.pk:
        raise NotAThread
    thread.revise(revision, resolved_by=by, resolved_at=timezone.now())
    record(Kind.COMMENT_RESOLVED, thread, by=by)
    return thread


@transaction.atomic
def reopen(*, thread: Comment, revision: int, by: Member) -> Comment:
    """It is not done after all. Raises Stale, NotResolved."""
    if not Comment.objects.locked(thread.pk).resolved_at:
        raise NotResolved
    thread.revise(revision, resolved_by=None, resolved_at=None)
    record(Kind.COMMENT_REOPENED, thread, by=by)
    return thread


def _open_thread(comment: Comment) -> Comment:
    """The first comment of the thread, locked. Raises Resolved."""
    thread = Comment.objects.locked(comment.thread_id or comment.pk)
    if thread.resolved_at:
        raise Resolved
    return thread


def _listening(said: Comment) -> dict[Why, list[UUID | None]]:
    """Who is told of a comment that does not mention them, by member's id.

    Of an answer those who spoke in its thread; of a new thread who works on the claim or, where
    nobody does, who marked it.
    """
    if said.thread_id:
        thread = Comment.objects.filter(Q(pk=said.thread_id) | Q(thread=said.thread_id))
        return {Why.ANSWERED: list(thread.order_by().values_list("by", flat=True).distinct())}
    assignee = assignment_of(said.claim).present_assignee
    return {Why.COMMENTED: [assignee.pk if assignee else said.claim.marked_by_id]}


def _note_mentions(comment: Comment) -> set[UUID]:
    """Keep the places where members are mentioned; who is, by id."""
    if "@" not in comment.text:
        return set()
    members = Member.objects.present().filter(newsroom_id=comment.newsroom_id)
    people = members.values_list("pk", "user__name", "user__email")
    mentions = [
        Mention(
            newsroom_id=comment.newsroom_id,
            comment=comment,
            member_id=named.person,
            start=named.start,
            end=named.end,
        )
        for named in mentions_in(comment.text, [Person(*person) for person in people])
    ]
    Mention.objects.bulk_create(mentions)
    return {mention.member_id for mention in mentions}
