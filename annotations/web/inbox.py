"""What a member was told: mentions, work given to them, and what happened to what they hold."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from annotations.articles.models import Article
from annotations.claims.models import Claim
from annotations.errors import Refusal
from annotations.notices.actions import note_read, note_unread
from annotations.notices.models import Notice
from annotations.notices.words import place_in, said_in, sentence_of
from annotations.web.doors import DeskRequest, desk
from annotations.web.forms import SeeOther
from annotations.web.paging import newest_first


@dataclass(frozen=True)
class Told:
    """A notice in words."""

    notice: Notice
    sentence: str
    said: str


@dataclass(frozen=True)
class Group:
    """What was told of one claim or article, newest first, and where to see the newest of it."""

    about: Claim | Article
    address: str
    told: list[Told] = field(default_factory=list)

    @property
    def unread(self) -> list[Notice]:
        return [one.notice for one in self.told if not one.notice.read_at]

    @property
    def is_claim(self) -> bool:
        return isinstance(self.about, Claim)


@desk
@require_safe
def inbox(request: DeskRequest) -> HttpResponse:
    """The member's notices, those not yet read or, with `?tab=all`, all of them."""
    tab = "all" if request.GET.get("tab") == "all" else "unread"
    notices = Notice.objects.visible_to(request.member)
    rows = notices if tab == "all" else notices.unread()
    at_hand = ("event__by__user", "claim__newsroom", "article__newsroom")
    shown = newest_first(rows.select_related(*at_hand), request)
    page = {
        "tab": tab,
        "groups": groups_of(shown.rows),
        "newest": shown.rows[0].pk if shown.rows else None,
        "shown": shown,
        "section": "inbox",
    }
    return render(request, "notices/inbox.html", page)


def groups_of(notices: Iterable[Notice]) -> list[Group]:
    """Notices by what they are about, in the order of the first of each."""
    groups: dict[UUID, Group] = {}
    for notice in notices:
        about = notice.about
        group = groups.setdefault(about.pk, Group(about, place_in(about, notice.event)))
        group.told.append(Told(notice, sentence_of(notice), said_in(notice.event)))
    return list(groups.values())


class ReadForm(forms.Form):
    """What was there when the page was read: notices up to `until`, all or those of one thing."""

    until = forms.UUIDField()
    about = forms.UUIDField(required=False)


class UnreadForm(forms.Form):
    notice = forms.UUIDField()


@desk
@require_POST
def read(request: DeskRequest) -> HttpResponse:
    """These were read; what came in the meantime was not."""
    chosen = _understood(ReadForm(request.POST))
    notices = Notice.objects.visible_to(request.member).filter(pk__lte=chosen["until"])
    if chosen["about"]:
        notices = notices.about(chosen["about"])
    number = note_read(notices)
    told = ngettext("One notice was read.", "%(number)d notices were read.", number)
    messages.success(request, told % {"number": number})
    return _back(request)


@desk
@require_POST
def unread(request: DeskRequest) -> HttpResponse:
    """This one waits to be read again."""
    chosen = _understood(UnreadForm(request.POST))
    note_unread(Notice.objects.visible_to(request.member).filter(pk=chosen["notice"]))
    messages.success(request, _("It waits in your inbox again."))
    return _back(request)


def seen(request: DeskRequest, about: Claim | Article) -> None:
    """Who looks at the thing itself has read what they were told of it."""
    if request.unread and request.method == "GET":
        notices = Notice.objects.visible_to(request.member).about(about.pk)
        request.unread -= note_read(notices)


def _understood(form: forms.Form) -> dict[str, Any]:
    if not form.is_valid():
        raise Refusal
    return form.cleaned_data


def _back(request: DeskRequest) -> HttpResponse:
    tab = "?tab=all" if request.GET.get("tab") == "all" else ""
    return SeeOther(reverse("web:inbox", args=[request.newsroom.slug]) + tab)
