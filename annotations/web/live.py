"""What open pages are told while they are open: what happened, and who else is here."""

import time
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from functools import partial, wraps
from typing import Any, Concatenate, NamedTuple, ParamSpec
from uuid import UUID

from django import forms
from django.contrib.auth import get_user
from django.contrib.sessions.backends.db import SessionStore
from django.db.models.sql import Query
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_http_methods

from annotations.articles.models import Article
from annotations.claims.models import Claim
from annotations.feed.facts import News, cursor_of_now, news
from annotations.feed.sharing import Shared
from annotations.feed.streaming import HEARTBEAT, Watched, stream_of
from annotations.feed.views import view_of
from annotations.newsrooms.models import Member
from annotations.teamwork.models import Presence
from annotations.teamwork.presence import Person, be_here, leave, people_at, write_on
from annotations.web.doors import DeskRequest, desk
from annotations.web.forms import wants_part

P = ParamSpec("P")
Page = Callable[Concatenate[DeskRequest, P], HttpResponse]

SHOWN_FOR = HEARTBEAT - 5  # seconds until a page is to say again that it is open

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
    if request.method == "POST":
        _note(request.member, where, _place(request.member, where))
        return HttpResponse(status=204)
    after = request.headers.get("Last-Event-ID") or where["after"]
    visit = Visit(request.session.session_key, request.member.pk, where)
    said = visit.told(request.member, after, time.monotonic())
    stream = stream_of(request)
    if stream:
        stream.open(
            Watched(request.newsroom.pk, visit.place),
            user=request.member.user_id,
            look=visit.look,
            at_end=partial(_left, where["tab"] if visit.place else None, request.member),
        )
    return JsonResponse(said)


class Scene(NamedTuple):
    """What all see who have the same view of a place: `place` is None where it is gone."""

    place: UUID | None
    news: News
    people: list[Person]


_scenes: Shared[Scene] = Shared()


@dataclass
class Visit:
    """An open page, which asks again and again what it is to be told."""

    session: str | None
    member: UUID
    where: dict[str, Any]
    place: UUID | None = None
    _seen_until: float = 0.0

    def look(self, after: str, since: float) -> dict[str, Any] | None:
        """What the view would tell now, if it is the same session of a present member still."""
        request = HttpRequest()
        request.session = SessionStore(self.session)
        user = get_user(request)
        try:
            here = get_object_or_404(Member.objects.present(), pk=self.member, user=user.pk)
            return self.told(here, after, since)
        except Http404:
            return None

    def told(self, member: Member, after: str, since: float) -> dict[str, Any]:
        """What `member` is told. Those whose view is the same share the work of finding it out."""
        key = (*_view(member), *(self.where[name] for name in PLACES), after)
        place, found, people = _scenes.get(key, since, partial(_scene, member, self.where, after))
        self.place = place
        self._show(member)
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
                if person.member != member
            ],
        }

    def _show(self, member: Member) -> None:
        """Say now and then that the page is open."""
        if self.place and self.where["tab"] and time.monotonic() > self._seen_until:
            be_here(tab=self.where["tab"], place=self.place, by=member)
            self._seen_until = time.monotonic() + SHOWN_FOR


def _view(member: Member) -> tuple[Hashable, ...]:
    """What `member` sees, as the questions to the database put it: equal for an equal view."""
    view = view_of(member)
    rows = [*view.now.values(), *view.once.values(), Presence.objects.visible_to(member)]
    return (view.newsroom_id, *(_question(one.query) for one in rows))


def _question(query: Query) -> Hashable:
    return None if query.is_empty() else query.sql_with_params()


def _scene(member: Member, where: dict[str, Any], after: str) -> Scene:
    place = _place(member, where)
    return Scene(place, news(member, after), people_at(place, seen_by=member) if place else [])


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
