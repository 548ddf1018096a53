"""Who asks: a program with an access token, or one of our own pages with its session."""

from datetime import timedelta
from typing import Any

from django.db.models import Q
from django.utils import timezone
from rest_framework.authentication import BaseAuthentication, SessionAuthentication
from rest_framework.exceptions import PermissionDenied
from rest_framework.request import Request

from annotations.api.refusals import BadToken, ForgedRequest, NotFound, ScopeMissing, TokenInAddress
from annotations.newsrooms.actions import TOKEN_PREFIX, revoke_token
from annotations.newsrooms.models import AccessToken, Member, Newsroom, Scope, User
from annotations.newsrooms.secrets import digest, is_genuine
from annotations.plain import Statement, among, put, read

USE_IS_NOTED_EVERY = timedelta(minutes=1)
# A token with its member, their user and their newsroom, by its digest; it may have expired.
TOKEN: list[Statement[Any]] = [
    Statement(lambda: AccessToken.objects.standing().filter(among("digest"))),
    Statement(lambda: Member.objects.filter(among("tokens__digest"))),
    Statement(lambda: User.objects.filter(among("memberships__tokens__digest")), "password"),
    Statement(lambda: Newsroom.objects.filter(among("member__tokens__digest"))),
]
SAFE_METHODS = {"GET", "HEAD", "OPTIONS"}


class ByToken(BaseAuthentication):
    """`Authorization: Bearer fct_…`; `request.auth` is then the AccessToken."""

    def authenticate(self, request: Request) -> tuple[User, AccessToken] | None:
        refuse_tokens_in_address(request)
        scheme, _, secret = request.headers.get("Authorization", "").partition(" ")
        if scheme.lower() != "bearer":
            return None
        token = find_token(secret.strip())
        if token is None:
            raise BadToken
        _note_use(token)
        return token.member.user, token

    def authenticate_header(self, _request: Request) -> str:
        return 'Bearer realm="factcheck"'


class BySession(SessionAuthentication):
    """The session of a signed-in person; whatever changes something needs the CSRF token."""

    def enforce_csrf(self, request: Request) -> None:
        try:
            super().enforce_csrf(request)
        except PermissionDenied as reason:
            raise ForgedRequest from reason


def token_of(request: Request) -> AccessToken | None:
    """The token by which the request came in; None for a session."""
    return request.auth if isinstance(request.auth, AccessToken) else None


def find_token(secret: str) -> AccessToken | None:
    """The token that opens a door today: live, of a present member and an active user."""
    if not is_genuine(TOKEN_PREFIX, secret):
        return None
    found = read(TOKEN, [digest(secret)])
    for token, member, user, newsroom in zip(*found.values(), strict=False):
        put(member, user=user, newsroom=newsroom)
        put(token, member=member, newsroom=newsroom)
        return None if token.has_expired else token
    return None


def refuse_tokens_in_address(request: Request) -> None:
    """A token in the query string has leaked into logs: it is revoked. Raises TokenInAddress."""
    for values in request.query_params.lists():
        for secret in filter(lambda value: is_genuine(TOKEN_PREFIX, value), values[1]):
            token = find_token(secret)
            if token:
                revoke_token(token=token, by=token.member)
            raise TokenInAddress


def acting_member(request: Request, slug: str, changing: Scope = Scope.WRITE) -> Member:
    """As whom the request acts in the newsroom of the address.

    Raises NotFound for everyone who is not of it, ScopeMissing for a token made for less:
    whatever changes something takes the scope `changing`.
    """
    token = token_of(request)
    member = _member(request.user, token, slug)
    needed = Scope.READ if request.method in SAFE_METHODS else changing
    if token and needed not in token.scopes:
        raise ScopeMissing(scope=needed.value)
    return member


def _member(user: Any, token: AccessToken | None, slug: str) -> Member:
    if token:
        member: Member | None = token.member if token.member.newsroom.slug == slug else None
    else:
        members = Member.objects.present().select_related("user", "newsroom")
        member = members.filter(user=user, newsroom__slug=slug).first()
    if member is None:
        raise NotFound
    return member


def _note_use(token: AccessToken) -> None:
    now = timezone.now()
    not_lately = Q(last_used_at=None) | Q(last_used_at__lt=now - USE_IS_NOTED_EVERY)
    if token.last_used_at is None or token.last_used_at < now - USE_IS_NOTED_EVERY:
        AccessToken.objects.filter(not_lately, pk=token.pk).update(last_used_at=now)
