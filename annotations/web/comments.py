"""What members say to each other about a claim."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.db.models import Prefetch
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from annotations import limits
from annotations.claims.models import Claim
from annotations.errors import Refusal
from annotations.newsrooms.permissions import Action
from annotations.teamwork import comments as actions
from annotations.teamwork.models import Comment, Mention
from annotations.web.doors import DeskRequest, desk, require
from annotations.web.forms import WRITTEN, DeskForm, RevisionForm, SeeOther, posted
from annotations.web.reading import find_claim
from annotations.web.refusals import told
from annotations.web.repeats import once
from annotations.web.steps import tell_done


class WordsField(forms.CharField):
    def __init__(self) -> None:
        super().__init__(
            label=gettext_lazy("Comment"),
            help_text=gettext_lazy("An @ before a colleague’s name mentions them."),
            max_length=limits.PROSE,
            widget=forms.Textarea(attrs={"rows": 2, "dir": "auto"}),
        )


class CommentForm(DeskForm):
    """A new comment: in the thread with this id, or in a new one."""

    text = WordsField()
    thread = forms.UUIDField(required=False, widget=forms.HiddenInput)


class EditCommentForm(DeskForm):
    """Other words for a comment that stands at `revision`."""

    text = WordsField()
    revision = forms.IntegerField(min_value=1, widget=forms.HiddenInput)


@dataclass(frozen=True)
class Thread:
    """A comment with what was answered to it, and the form for the next answer."""

    first: Comment
    replies: list[Comment]
    form: CommentForm

    @property
    def comments(self) -> list[Comment]:
        return [self.first, *self.replies]


def threads_of(claim: Claim) -> list[Thread]:
    """The threads about a claim, the open ones first, each oldest first; in two queries."""
    mentions = Prefetch("mentions", Mention.objects.all())
    said = claim.comments.select_related("by__user", "resolved_by__user")
    threads: dict[UUID, list[Comment]] = {}
    for comment in said.prefetch_related(mentions):
        threads.setdefault(comment.thread_id or comment.pk, []).append(comment)
    found = [
        Thread(first, replies, CommentForm(initial={"thread": pk}, auto_id=f"reply-{pk}-%s"))
        for pk, (first, *replies) in threads.items()
    ]
    return sorted(found, key=lambda thread: thread.first.resolved_at is not None)


@desk
@require_http_methods(["GET", "HEAD", "POST"])
def comment(request: DeskRequest, pk: UUID) -> HttpResponse:
    """Say something about a claim."""
    claim = find_claim(request, pk)
    member = require(request, Action.COMMENT, claim)
    form = CommentForm(posted(request), initial={"thread": request.GET.get("thread")})

    def act(text: str, thread: UUID | None) -> Comment:
        begun = get_object_or_404(Comment, claim=claim, pk=thread) if thread else None
        return actions.comment(claim=claim, text=text, thread=begun, by=member)

    status = form.write(once(request, act))
    if status == WRITTEN:
        return _told(request, form.result, claim)
    page = {"claim": claim, "form": form, "section": "claims"}
    return render(request, "teamwork/comment.html", page, status=status)


@desk
@require_http_methods(["GET", "HEAD", "POST"])
def edit_comment(request: DeskRequest, pk: UUID) -> HttpResponse:
    """Put one's own comment in other words."""
    said = _find(request, pk)
    member = require(request, Action.EDIT_COMMENT, said)
    initial = {"text": said.text, "revision": said.revision}
    form = EditCommentForm(posted(request), initial=initial)
    status = form.write(once(request, partial(actions.edit_comment, comment=said, by=member)))
    if status == WRITTEN:
        return _told(request, said, said.claim)
    page = {"claim": said.claim, "form": form, "said": said, "section": "claims"}
    return render(request, "teamwork/comment.html", page, status=status)


@desk
@require_POST
def resolve_thread(request: DeskRequest, pk: UUID) -> HttpResponse:
    return _turn(request, pk, actions.resolve)


@desk
@require_POST
def reopen_thread(request: DeskRequest, pk: UUID) -> HttpResponse:
    return _turn(request, pk, actions.reopen)


def _turn(request: DeskRequest, pk: UUID, act: Callable[..., Comment]) -> HttpResponse:
    thread = _find(request, pk)
    member = require(request, Action.RESOLVE, thread)
    form = RevisionForm(request.POST)
    if not form.is_valid():
        raise Refusal
    try:
        act(thread=thread, by=member, **form.cleaned_data)
    except Refusal as refusal:
        messages.error(request, told(refusal))
    else:
        tell_done(request, thread.claim)
    return SeeOther(f"{thread.claim.get_absolute_url()}#comment-{thread.pk}")


def _find(request: DeskRequest, pk: UUID) -> Comment:
    comments = Comment.objects.visible_to(request.member)
    return get_object_or_404(comments.select_related("claim__newsroom"), pk=pk)


def _told(request: DeskRequest, said: Comment, claim: Claim) -> HttpResponse:
    """Back to the claim, at the comment; whom it mentions is said."""
    mentions = said.mentions.select_related("member__user")
    names = dict.fromkeys(str(mention.member) for mention in mentions)
    if names:
        told: Any = {"names": ", ".join(names)}
        messages.success(request, _("Your comment mentions %(names)s.") % told)
    return SeeOther(f"{claim.get_absolute_url()}#comment-{said.pk}")
