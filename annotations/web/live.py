"""What open pages are told while they are open: what happened, and who else is here."""

from collections.abc import Callable
from functools import partial, wraps
from typing import Any, Concatenate, ParamSpec
from uuid import UUID

from django import forms
from django.contrib.auth import get_user
from django.contrib.sessions.backends.db import SessionStore
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_http_methods

from annotations.articles.models import Article
from annotations.claims.models import Claim
from annotations.feed.facts import cursor_of_now, news
from annotations.feed.streaming import Watched, stream_of
from annotations.newsrooms.models import Member
from annotations.teamwork.presence import be_here, leave, people_at, write_on
from annotations.web.doors import DeskRequest, desk
from annotations.web.forms import wants_part

P = ParamSpec("P")
Page = Callable[Concatenate[DeskRequest, P], HttpResponse]

PLACES = {"article": Article.objects.all(), "claim": Claim.objects.all()}


class WhereForm(forms.Form):
    """Which page is open: an article's, a claim's or, without either, a list.

    Without a `tab` nobody is told who looks at it.
    """

    article = forms.UUIDField(required=False)
    claim = forms.UUIDField(required=False)
    tab = forms.UUIDField(required=False)
    writing = forms.UUIDField(required=False)
    left = forms.BooleanField(required=False)
    after = forms.CharField(required=False, max_length=200)


def lively(page: Page[P]) -> Callable[..., HttpResponse]:
    """A page that is kept up to date while it is open, from the moment before it was made."""

    @wraps(page)
    def door(request: Any, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if not wants_part(request):
            request.live = cursor_of_now(request.newsroom.pk)
        return page(request, *args, **kwargs)

    return door


@desk
@require_http_methods(["GET", "HEAD", "POST"])
def live(request: DeskRequest) -> HttpResponse:
    """GET: what happened after the cursor, and who is here; as a stream where that is asked for.

    POST: this tab is in another state: its member writes on something, or has left.
    """
    form = WhereForm(request.POST if request.method == "POST" else request.GET)
    if not form.is_valid():
        return JsonResponse({"errors": form.errors}, status=400)
    where = form.cleaned_data
    place = _place(request.member, where)
    if request.method == "POST":
        _note(request.member, where, place)
        return HttpResponse(status=204)
    tab = where["tab"] if place else None
    after = request.headers.get("Last-Event-ID") or where["after"]
    stream = stream_of(request)
    if stream:
        stream.open(
            Watched(request.newsroom.pk, place),
            user=request.member.user_id,
            look=partial(_look_again, request.session.session_key, request.member.pk, where),
            at_end=partial(_left, tab, request.member),
        )
    return JsonResponse(_told(request.member, place, tab, after))


def _look_again(
    session: str | None, member: UUID, where: dict[str, Any], after: str
) -> dict[str, Any] | None:
    """What the view would tell now, if it is the same session of a present member still."""
    request = HttpRequest()
    request.session = SessionStore(session)
    user = get_user(request)
    members = Member.objects.present().select_related("user", "newsroom")
    try:
        here = get_object_or_404(members, pk=member, user=user.pk)
        return _told(here, _place(here, where), where["tab"], after)
    except Http404:
        return None


def _place(member: Member, where: dict[str, Any]) -> UUID | None:
    """The article or claim that the page is about, if it is about one that is there still.

    A page stays open when its claim is gone; it has to hear of that, and of nobody else there.
    """
    for name, rows in PLACES.items():
        if where[name]:
            known = get_object_or_404(rows.once_visible_to(member).only("pk"), pk=where[name])
            return known.pk if rows.visible_to(member).filter(pk=known.pk).exists() else None
    return None


def _note(member: Member, where: dict[str, Any], place: UUID | None) -> None:
    """Keep what a tab says of itself."""
    if where["left"]:
        _left(where["tab"], member)
    elif place and where["tab"]:
        write_on(where["writing"], tab=where["tab"], place=place, by=member)


def _left(tab: UUID | None, member: Member) -> None:
    if tab:
        leave(tab=tab, by=member)


def _told(member: Member, place: UUID | None, tab: UUID | None, after: str) -> dict[str, Any]:
    if place and tab:
        be_here(tab=tab, place=place, by=member)
    found = news(member, after)
    people = people_at(place, seen_by=member) if place else []
    return {
        "cursor": found.cursor,
        "afresh": found.afresh,
        "facts": [fact.plain for fact in found.facts],
        "people": [
            {
                "id": str(person.member.pk),
                "name": person.member.user.name,
                "writing": [str(on) for on in person.writing],
            }
            for person in people
        ],
    }
