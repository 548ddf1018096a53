"""/comments/: what members say to each other about claims."""

from typing import Any
from uuid import UUID

from django.db.models import Prefetch, QuerySet
from drf_spectacular.utils import (
    OpenApiExample,
    extend_schema,
    extend_schema_field,
    extend_schema_serializer,
)
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from annotations.api.doors import ListDoor, NewsroomDoor
from annotations.api.fields import Ident, Links, MemberOut, Prose
from annotations.api.idempotency import once
from annotations.api.parsing import Given, understood
from annotations.api.preconditions import expected
from annotations.api.refusals import NotUnderstood
from annotations.api.schema import one_of, page_of
from annotations.claims.models import Claim
from annotations.newsrooms.permissions import Action
from annotations.teamwork.comments import comment, edit_comment, reopen, resolve
from annotations.teamwork.models import Comment, Mention


class WordsIn(Given):
    """What is said. An @ before a member's name or e-mail address mentions them."""

    text = Prose()


@extend_schema_serializer(
    examples=[OpenApiExample("A comment", value={"text": "@Cem, is there a second source?"})]
)
class CommentIn(WordsIn):
    """A new comment, which begins a thread or goes on with one."""

    thread = Ident(
        required=False, allow_null=True, help_text="A comment on this claim; null for a new thread."
    )


class MentionOut(serializers.Serializer[Mention]):
    """Where a comment names a member: text[start:end], in code points, the @ included."""

    member = MemberOut()
    start = serializers.IntegerField()
    end = serializers.IntegerField()


class ResolutionOut(serializers.Serializer[Comment]):
    """Who resolved the thread, and when."""

    by = MemberOut(source="resolved_by")
    at = serializers.DateTimeField(source="resolved_at")


class CommentOut(serializers.Serializer[Comment]):
    """What a member says to the others about a claim."""

    id = serializers.UUIDField()
    claim = serializers.UUIDField(source="claim_id")
    thread = serializers.UUIDField(
        source="thread_id",
        allow_null=True,
        help_text="The comment that began the thread; null: this one did.",
    )
    text = serializers.CharField()
    mentions = MentionOut(many=True)
    resolved = serializers.SerializerMethodField(
        help_text="Of the comment that began a thread; null while it is open."
    )
    revision = serializers.IntegerField()
    by = MemberOut()
    at = serializers.DateTimeField()
    edited_at = serializers.DateTimeField(allow_null=True)
    links = Links(self="comments/{0.id}/", claim="claims/{0.claim_id}/", page="claim#comment")

    @extend_schema_field(ResolutionOut(allow_null=True))
    def get_resolved(self, comment: Comment) -> Any:
        return ResolutionOut(comment).data if comment.resolved_at else None


def shown(comments: QuerySet[Any, Any]) -> QuerySet[Any, Any]:
    """`comments` with what CommentOut shows of them."""
    mentions = Mention.objects.select_related("member__user")
    return comments.select_related("by__user", "resolved_by__user").prefetch_related(
        Prefetch("mentions", mentions)
    )


class CommentsOnClaim(ListDoor):
    """The comments on a claim."""

    out = CommentOut

    def rows(self) -> QuerySet[Any, Any]:
        return shown(Comment.objects.visible_to(self.member))

    @extend_schema(operation_id="list_comments", responses=page_of(CommentOut))
    def get(self, request: Request, pk: UUID) -> Response:
        """List the comments on a claim, of all threads, in the order in which they came."""
        claim = self.find(pk, Claim.objects.visible_to(self.member))
        return self.page(request, self.rows().filter(claim=claim))

    @extend_schema(
        operation_id="comment_on_claim", request=CommentIn, responses=one_of(CommentOut, 201)
    )
    @once
    def post(self, request: Request, pk: UUID) -> Response:
        """Comment on a claim, or answer to a comment on it."""
        claim = self.find(pk, Claim.objects.visible_to(self.member))
        by = self.require(Action.COMMENT, claim)
        values = understood(CommentIn, request)
        thread = self._thread(claim, values.get("thread"))
        said = comment(claim=claim, text=values["text"], thread=thread, by=by)
        return self.as_it_stands(said, 201)

    def _thread(self, claim: Claim, pk: UUID | None) -> Comment | None:
        thread = Comment.objects.filter(claim=claim, pk=pk).first() if pk else None
        if pk and thread is None:
            raise NotUnderstood(fields={"thread": ["There is no such comment on this claim."]})
        return thread


class OneComment(NewsroomDoor):
    """One comment."""

    out = CommentOut

    def rows(self) -> QuerySet[Any, Any]:
        return shown(Comment.objects.visible_to(self.member))

    @extend_schema(operation_id="read_comment", responses=one_of(CommentOut))
    def get(self, _request: Request, pk: UUID) -> Response:
        """Read a comment."""
        return self.show(pk)

    @extend_schema(operation_id="edit_comment", request=WordsIn, responses=one_of(CommentOut))
    def patch(self, request: Request, pk: UUID) -> Response:
        """Put your own comment in other words."""
        said = self.find(pk)
        by = self.require(Action.EDIT_COMMENT, said)
        revision = expected(request).revision
        text = understood(WordsIn, request, partial=True).get("text", said.text)
        edit_comment(comment=said, revision=revision, text=text, by=by)
        return self.as_it_stands(said)


class ResolveThread(OneComment):
    """Closing a thread."""

    http_method_names = ["post", "options"]
    is_transition = True

    @extend_schema(operation_id="resolve_thread", request=None, responses=one_of(CommentOut))
    @once
    def post(self, request: Request, pk: UUID) -> Response:
        """Resolve the thread that this comment began: what it asked for is done."""
        thread = self.find(pk)
        by = self.require(Action.RESOLVE, thread)
        understood(Given, request)
        resolve(thread=thread, revision=expected(request).revision, by=by)
        return self.as_it_stands(thread)


class ReopenThread(OneComment):
    """Opening a thread again."""

    http_method_names = ["post", "options"]
    is_transition = True

    @extend_schema(operation_id="reopen_thread", request=None, responses=one_of(CommentOut))
    @once
    def post(self, request: Request, pk: UUID) -> Response:
        """Reopen a thread that was resolved."""
        thread = self.find(pk)
        by = self.require(Action.RESOLVE, thread)
        understood(Given, request)
        reopen(thread=thread, revision=expected(request).revision, by=by)
        return self.as_it_stands(thread)
