"""Who comes, who goes, and which programs may act for them."""

from collections.abc import Iterable
from datetime import timedelta
from uuid import UUID

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from annotations.errors import Conflict, Unacceptable
from annotations.history.actions import Changes, record
from annotations.history.models import Kind
from annotations.newsrooms.models import (
    AccessToken,
    Member,
    Newsroom,
    Role,
    Scope,
    SignInLink,
    User,
)
from annotations.newsrooms.secrets import digest, mint
from annotations.newsrooms.zones import zones
from annotations.rows import new_id

TOKEN_PREFIX = "fct"  # noqa: S105  # the part of a token that is no secret


@transaction.atomic
def join(*, newsroom: Newsroom, user: User, role: str, by: Member | None) -> Member:
    """Make `user` a member, or bring back one who had left, in `role`."""
    role = str(role)
    member, is_new = Member.objects.get_or_create(
        newsroom=newsroom, user=user, defaults={"role": role}
    )
    changes: Changes = {"role": [None, role]}
    if not is_new:
        changes = member.revise(member.revision, role=role, left_at=None)
    if changes:
        record(Kind.MEMBER_JOINED, member, by=by or member, changes=changes)
    return member


@transaction.atomic
def remember(*, name: str, pk: UUID, by: Member) -> Member:
    """Somebody who worked elsewhere, so that their work can stand here under their name.

    They are a member who has left, and cannot sign in. `pk` is the id that they had there, which
    they keep where it is free. What another newsroom calls somebody with that id is its own
    matter. Raises Unacceptable.
    """
    user, is_new = User.objects.get_or_create(
        email=f"{pk}@{by.newsroom_id}.elsewhere.invalid",
        defaults={"name": name, "is_active": False},
    )
    if is_new:
        user.set_unusable_password()
        user.clean_fields(exclude={"password"})
        user.save(update_fields=["password"])
    known = Member.objects.filter(newsroom_id=by.newsroom_id, user=user).first()
    if known:
        return known
    is_taken = Member.objects.filter(pk=pk).exists()
    member = Member(
        id=new_id() if is_taken else pk,
        newsroom_id=by.newsroom_id,
        user=user,
        role=Role.READER,
        left_at=timezone.now(),
    ).add()
    record(Kind.MEMBER_REMEMBERED, member, by=by, changes={"name": [None, str(member)]})
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


def choose_telling(*, user: User, language: str, time_zone: str) -> User:
    """In which language and time zone pages and mails are told; "" is as the browser has it.

    Raises Unacceptable.
    """
    faults: dict[str, list[str]] = {}
    if language and language not in dict(settings.LANGUAGES):
        faults["language"] = [_("There is no translation into this language.")]
    if time_zone and time_zone not in zones():
        faults["time_zone"] = [_("This is no time zone, such as Europe/Berlin.")]
    if faults:
        raise Unacceptable(fields=faults)
    user.language, user.time_zone = language, time_zone
    user.save(update_fields=["language", "time_zone"])
    return user


class LastAdmin(Conflict):
    code = "last-admin"
    says = gettext_lazy("A newsroom needs an admin. Make somebody else an admin first.")


@transaction.atomic
def change_role(*, member: Member, revision: int, role: str, by: Member) -> Member:
    """Give `member` another role. Raises Stale, LastAdmin, Unacceptable."""
    if role != Role.ADMIN:
        _refuse_to_lose_last_admin(member)
    changes = member.revise(revision, role=role)
    if changes:
        record(Kind.MEMBER_CHANGED, member, by=by, changes={"member": [None, member], **changes})
    return member


@transaction.atomic
def end_membership(*, member: Member, revision: int, by: Member) -> Member:
    """`member` leaves, or is removed: what opened the newsroom to them opens it no more.

    Their work and their name stay in the records. Raises Stale, LastAdmin.
    """
    _refuse_to_lose_last_admin(member)
    changes = member.revise(revision, left_at=timezone.now())
    for token in AccessToken.objects.filter(member=member, withdrawn_at=None):
        revoke_token(token=token, by=by)
    links = SignInLink.objects.filter(member=member, used_at=None, withdrawn_at=None)
    links.update(withdrawn_at=timezone.now())
    record(Kind.MEMBER_LEFT, member, by=by, changes={"member": [None, member], **changes})
    return member


def _refuse_to_lose_last_admin(member: Member) -> None:
    """Under a lock on the newsroom, so that two admins do not send each other away."""
    Newsroom.objects.select_for_update(no_key=True).get(pk=member.newsroom_id)
    admins = Member.objects.present().filter(newsroom_id=member.newsroom_id, role=Role.ADMIN)
    if [admin.pk for admin in admins.filter(user__is_active=True)] == [member.pk]:
        raise LastAdmin


class TokenAlreadyMade(Conflict):
    code = "token-already-made"
    says = gettext_lazy(
        "This token was made already. It cannot be shown again; make another one if you need it."
    )


@transaction.atomic
def make_token(
    *,
    by: Member,
    name: str,
    scopes: Iterable[str],
    lifetime: timedelta,
    pk: UUID | None = None,
) -> tuple[AccessToken, str]:
    """A key with which a program acts as `by`, and its secret, which is not kept.

    A form that is sent twice gives the same `pk` twice: the second time raises
    TokenAlreadyMade. Raises Unacceptable, naming the fields.
    """
    wanted = sorted(set(scopes))
    if not wanted or not set(wanted) <= set(Scope.values):
        raise Unacceptable(
            fields={
                "scopes": [_("Choose from %(choices)s.") % {"choices": ", ".join(Scope.values)}]
            }
        )
    secret = mint(TOKEN_PREFIX)
    if pk and AccessToken.objects.filter(pk=pk).exists():
        raise TokenAlreadyMade
    token = AccessToken(
        id=pk or new_id(),
        newsroom_id=by.newsroom_id,
        member=by,
        name=name,
        hint=secret[: len(TOKEN_PREFIX) + 5],
        scopes=wanted,
        digest=digest(secret),
        expires_at=timezone.now() + lifetime,
    ).add()
    changes: Changes = {"name": [None, token.name], "scopes": [None, wanted]}
    record(Kind.TOKEN_MADE, token, by=by, changes=changes)
    return token, secret


@transaction.atomic
def revoke_token(*, token: AccessToken, by: Member) -> None:
    """From now on the token opens nothing. Revoking it again changes nothing."""
    live = AccessToken.objects.filter(pk=token.pk, withdrawn_at=None)
    if live.update(withdrawn_at=timezone.now()):
        record(Kind.TOKEN_REVOKED, token, by=by, changes={"name": [token.name, None]})
