"""Who comes, who goes, and which programs may act for them."""

from collections.abc import Iterable
from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from annotations.errors import Unacceptable
from annotations.history.actions import record
from annotations.history.models import Kind
from annotations.newsrooms.models import AccessToken, Member, Newsroom, Role, Scope, User
from annotations.newsrooms.secrets import digest, mint

TOKEN_PREFIX = "fct"  # noqa: S105  # the part of a token that is no secret


@transaction.atomic
def join(*, newsroom: Newsroom, user: User, role: Role, by: Member | None) -> Member:
    """Make `user` a member, or bring back one who had left, in `role`."""
    member, is_new = Member.objects.get_or_create(
        newsroom=newsroom, user=user, defaults={"role": role}
    )
    changes = {"role": [None, role.value]}
    if not is_new:
        changes = member.revise(member.revision, role=role.value, left_at=None)
    if changes:
        record(Kind.MEMBER_JOINED, member, by=by or member, changes=changes)
    return member


def rename(*, user: User, name: str) -> User:
    """Call `user` by another name, everywhere. Raises Unacceptable."""
    user.name = name
    try:
        user.clean_fields(exclude={"email", "password"})
    except ValidationError as error:
        raise Unacceptable(fields=error.message_dict) from error
    user.save(update_fields=["name"])
    return user


@transaction.atomic
def make_token(
    *, by: Member, name: str, scopes: Iterable[str], lifetime: timedelta
) -> tuple[AccessToken, str]:
    """A key with which a program acts as `by`, and its secret, which is not kept."""
    wanted = sorted(set(scopes))
    if not wanted or not set(wanted) <= set(Scope.values):
        raise Unacceptable(
            f"Scopes are {' and '.join(Scope.values)}.", fields={"scopes": ["Unknown scope."]}
        )
    secret = mint(TOKEN_PREFIX)
    token = AccessToken.objects.create(
        newsroom_id=by.newsroom_id,
        member=by,
        name=name,
        hint=secret[: len(TOKEN_PREFIX) + 5],
        scopes=wanted,
        digest=digest(secret),
        expires_at=timezone.now() + lifetime,
    )
    record(Kind.TOKEN_MADE, token, by=by, changes={"name": [None, name], "scopes": [None, wanted]})
    return token, secret


@transaction.atomic
def revoke_token(*, token: AccessToken, by: Member) -> None:
    """From now on the token opens nothing. Revoking it again changes nothing."""
    live = AccessToken.objects.filter(pk=token.pk, withdrawn_at=None)
    if live.update(withdrawn_at=timezone.now()):
        record(Kind.TOKEN_REVOKED, token, by=by, changes={"name": [token.name, None]})
