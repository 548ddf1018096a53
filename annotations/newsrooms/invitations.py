"""Inviting people to a newsroom, and coming in by an invitation."""

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from annotations.errors import Conflict, Duplicate, Refusal, Unacceptable
from annotations.history.actions import Changes, record
from annotations.history.models import Kind
from annotations.newsrooms.actions import join
from annotations.newsrooms.models import Invitation, Member, User
from annotations.newsrooms.secrets import digest, is_genuine, mint
from annotations.rows import broken_rules_refused

PREFIX = "fci"


class AlreadyMember(Conflict):
    code = "already-member"
    says = _("This person is a member of the newsroom already.")


class AlreadyInvited(Conflict):
    code = "already-invited"
    says = _("This address has an open invitation. Withdraw it to send another.")


class AccountExists(Conflict):
    code = "account-exists"
    says = _("There is an account with this address. Sign in to accept the invitation.")


class InvitationIsSpent(Refusal):
    code = "invitation-is-spent"
    says = _("This invitation is not known here. Check that the link is complete.")


class NotTheirInvitation(Refusal):
    code = "not-their-invitation"
    says = _("This invitation is for another e-mail address than the one you signed in with.")


@transaction.atomic
def invite(*, email: str, role: str, by: Member) -> tuple[Invitation, str]:
    """Offer the owner of `email` to join in `role`; the secret of the offer is not kept.

    Raises AlreadyMember, AlreadyInvited, Unacceptable.
    """
    email = email.strip().lower()
    present = Member.objects.present().filter(newsroom_id=by.newsroom_id)
    if present.filter(user__email=email).exists():
        raise AlreadyMember
    now = timezone.now()
    earlier = Invitation.objects.open().filter(newsroom_id=by.newsroom_id, email=email)
    earlier.filter(expires_at__lte=now).update(withdrawn_at=now)  # makes room for the new one
    secret = mint(PREFIX)
    try:
        invitation = Invitation(
            newsroom_id=by.newsroom_id,
            email=email,
            role=role,
            invited_by=by,
            digest=digest(secret),
            expires_at=now + Invitation.LIFETIME,
        ).add()
    except Duplicate as error:
        raise AlreadyInvited from error
    changes: Changes = {"email": [None, email], "role": [None, invitation.role]}
    record(Kind.MEMBER_INVITED, invitation, by=by, changes=changes)
    return invitation, secret


@transaction.atomic
def withdraw_invitation(*, invitation: Invitation, by: Member) -> None:
    """The offer no longer stands. Withdrawing it again, or too late, changes nothing."""
    still_open = Invitation.objects.open().filter(pk=invitation.pk)
    if still_open.update(withdrawn_at=timezone.now()):
        changes: Changes = {"email": [invitation.email, None]}
        record(Kind.INVITATION_WITHDRAWN, invitation, by=by, changes=changes)


def find_invitation(secret: str) -> Invitation:
    """The offer that still stands; raises InvitationIsSpent, which says why it does not."""
    known = Invitation.objects.select_related("newsroom", "invited_by__user")
    invitation = known.filter(digest=digest(secret)).first() if is_genuine(PREFIX, secret) else None
    if invitation is None:
        raise InvitationIsSpent
    if invitation.used_at:
        raise InvitationIsSpent(_("This invitation was accepted already. You can simply sign in."))
    if invitation.withdrawn_at:
        raise InvitationIsSpent(_("This invitation was withdrawn. Ask the newsroom for a new one."))
    if invitation.expires_at <= timezone.now():
        raise InvitationIsSpent(_("This invitation has expired. Ask the newsroom for a new one."))
    return invitation


@transaction.atomic
def accept(*, secret: str, user: User) -> Member:
    """`user` joins as offered. Raises InvitationIsSpent, NotTheirInvitation, AlreadyMember."""
    invitation = find_invitation(secret)
    if user.email != invitation.email:
        raise NotTheirInvitation
    if Member.objects.present().filter(newsroom=invitation.newsroom, user=user).exists():
        raise AlreadyMember(_("You are a member of this newsroom already."))
    if not Invitation.objects.live().filter(pk=invitation.pk).update(used_at=timezone.now()):
        raise InvitationIsSpent  # somebody was a moment faster
    return join(newsroom=invitation.newsroom, user=user, role=invitation.role, by=None)


@transaction.atomic
def accept_as_new_user(*, secret: str, name: str, password: str) -> Member:
    """Make the account the invitation is for, and join with it.

    Raises InvitationIsSpent, AccountExists, and Unacceptable for the name or the password.
    """
    user = User(email=find_invitation(secret).email, name=name)
    if User.objects.filter(email=user.email).exists():
        raise AccountExists
    errors: dict[str, list[str]] = {}
    try:
        user.clean_fields(exclude={"password"})
    except ValidationError as error:
        errors |= error.message_dict
    try:
        validate_password(password, user)
    except ValidationError as error:
        errors["password"] = error.messages
    if errors:
        raise Unacceptable(fields=errors)
    user.set_password(password)
    with broken_rules_refused():
        user.save(force_insert=True)
    return accept(secret=secret, user=user)
