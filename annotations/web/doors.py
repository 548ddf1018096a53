"""What every page does first: who is here, in which newsroom, and what they may see."""

import re
from collections.abc import Callable
from datetime import datetime
from functools import wraps
from typing import Any, Concatenate, ParamSpec

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.cache import cache_control

from annotations.newsrooms import permissions
from annotations.newsrooms.models import Member, Newsroom, User
from annotations.newsrooms.permissions import Action
from annotations.notices.models import unread_of_member
from annotations.web.reader import as_chosen

P = ParamSpec("P")

TAKEN = "factcheck-taken"
"""The cookie with the key of the form that was written last; see js/page/keeping.js."""

TAKEN_BY = {201, 303}  # the answers to what was written
_KEY = re.compile(r"[0-9a-f-]{36}")


class UserRequest(HttpRequest):
    """A request by somebody who has signed in."""

    user: User


class DeskRequest(UserRequest):
    """A request by a signed-in member of the newsroom in the address.

    `unread` is how many notices wait in their inbox; at `began` the request came in.
    """

    member: Member
    newsroom: Newsroom
    unread: int
    live: str  # the cursor from which an open page follows; see web.live
    began: datetime


Page = Callable[Concatenate[DeskRequest, P], HttpResponse]


def signed_in(page: Callable[[UserRequest], HttpResponse]) -> Callable[..., HttpResponse]:
    """A page for everybody who has signed in, whatever newsroom they work in."""

    @cache_control(private=True, no_store=True)
    @login_required
    @wraps(page)
    def door(request: Any) -> HttpResponse:
        as_chosen(request.user)
        return page(request)

    return door


def desk(page: Page[P]) -> Callable[..., HttpResponse]:
    """A page of one newsroom, for its members. To all others it does not exist."""

    @cache_control(private=True, no_store=True)
    @login_required
    @wraps(page)
    def door(request: Any, slug: str, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        as_chosen(request.user)
        present = Member.objects.present().select_related("newsroom", "user")
        members = present.annotate(unread=unread_of_member())
        member = members.filter(newsroom__slug=slug, user=request.user).first()
        if member is None:
            raise Http404
        request.began = timezone.now()
        request.member, request.newsroom = member, member.newsroom
        request.unread = getattr(member, "unread", 0)
        answer = page(request, *args, **kwargs)
        if answer.status_code in TAKEN_BY:
            _say_taken(answer, key_of(request))
        return answer

    return door


def key_of(request: HttpRequest) -> str:
    """The key of the form that was sent ({% once %} makes it); "" for none."""
    key = request.POST.get("once", "")
    return key if _KEY.fullmatch(key) else ""


def _say_taken(answer: HttpResponse, key: str) -> None:
    """Tell the page's script that the words of this form need not be kept any longer."""
    if key:
        secure = settings.SESSION_COOKIE_SECURE
        answer.set_cookie(TAKEN, key, max_age=300, secure=secure, samesite="Lax")


def require(request: DeskRequest, action: Action, thing: Any = None) -> Member:
    """The member, who may do it to `thing` (by default: to the newsroom), or NotAllowed."""
    return permissions.require(request.member, action, thing or request.newsroom)
