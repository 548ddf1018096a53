"""User, Newsroom, Member and how people and programs get in."""

from datetime import timedelta
from typing import Any, ClassVar, Self, TypeVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from annotations.constraints import SameNewsroom
from annotations.fields import LineField
from annotations.rows import RevisedRow, Row, RowQuerySet, new_id


class UserManager(BaseUserManager["User"]):
    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """A user who signs in by e-mail; without a password, only by link."""
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> "User":
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email=(username or "").lower())


class User(AbstractBaseUser, PermissionsMixin):
    """A person who can sign in. What they may do is a matter of their memberships.

    Pages and mails speak their `language` and tell their `time_zone`; "" is as the browser has it.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    email = models.EmailField(_("e-mail"), max_length=254, unique=True)
    name = LineField(_("name"), max_length=100)
    language = models.CharField(max_length=16, blank=True)
    time_zone = models.CharField(max_length=64, blank=True)
    is_active = models.BooleanField(default=True)
    is_staff = models.BooleanField(default=False)
    date_joined = models.DateTimeField(default=timezone.now)

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    objects = UserManager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(email=Lower("email")), name="email_is_lower_case")
        ]

    def __str__(self) -> str:
        return self.name or self.email

    def get_full_name(self) -> str:
        return str(self)


class NewsroomQuerySet(models.QuerySet["Newsroom"]):
    def of(self, user: User) -> Self:
        """The newsrooms in which `user` works today."""
        return self.filter(member__user=user, member__left_at=None)


class Newsroom(models.Model):
    """The organisation that works here; every other thing belongs to exactly one."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    slug = models.SlugField(max_length=50, unique=True)
    name = LineField(_("name"), max_length=100)
    founded_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = NewsroomQuerySet.as_manager()

    def __str__(self) -> str:
        return self.name

    @property
    def newsroom_id(self) -> Any:
        """A newsroom is a thing of its own newsroom, so that history can tell of it."""
        return self.pk


class Role(models.TextChoices):
    READER = "reader", _("Reader")
    CHECKER = "checker", _("Checker")
    EDITOR = "editor", _("Editor")
    ADMIN = "admin", _("Admin")


class MemberQuerySet(RowQuerySet["Member"]):
    def present(self) -> Self:
        return self.filter(left_at=None)

    def who_work(self) -> Self:
        """Those of them who do more than read."""
        return self.present().exclude(role=Role.READER)


class Member(RevisedRow):
    """A user in a newsroom, in one role. Who leaves stays in the records."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="memberships")
    role = models.CharField(_("role"), max_length=10, choices=Role)
    joined_at = models.DateTimeField(default=timezone.now, editable=False)
    left_at = models.DateTimeField(null=True, editable=False)
    newsroom = models.ForeignKey(Newsroom, on_delete=models.PROTECT, editable=False)

    objects = MemberQuerySet.as_manager()

    class Meta(RevisedRow.Meta):
        constraints = [
            *RevisedRow.Meta.constraints,
            models.UniqueConstraint(fields=["newsroom", "user"], name="user_once_per_newsroom"),
            models.CheckConstraint(condition=Q(role__in=Role.values), name="member_role_is_known"),
        ]

    def __str__(self) -> str:
        return str(self.user)


class Personal(Row):
    """Something of one member's that nobody else sees, admins neither, unless it is shared."""

    class Meta(Row.Meta):
        abstract = True


SecretT_co = TypeVar("SecretT_co", bound="Secret", covariant=True)


class SecretQuerySet(RowQuerySet[SecretT_co]):
    """Secrets of members: an admin sees that they exist, others see their own."""

    def visible_to(self, member: Member) -> Self:
        visible = super().visible_to(member)
        return visible if member.role == Role.ADMIN else visible.filter(member=member)

    def standing(self) -> Self:
        """Those that open a door until they expire: not those of members who left."""
        return self.filter(withdrawn_at=None, member__left_at=None, member__user__is_active=True)

    def live(self) -> Self:
        """Those that still open a door."""
        return self.standing().filter(expires_at__gt=timezone.now())


class Secret(Row):
    """Something shown once that opens a door for a while; we keep only its SHA-256."""

    digest = models.CharField(max_length=64, unique=True, editable=False)
    made_at = models.DateTimeField(default=timezone.now, editable=False)
    expires_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, editable=False)

    class Meta(Row.Meta):
        abstract = True

    @property
    def has_expired(self) -> bool:
        return self.expires_at <= timezone.now()


AdminsT_co = TypeVar("AdminsT_co", bound=Row, covariant=True)


class AdminsQuerySet(RowQuerySet[AdminsT_co]):
    """What only admins see."""

    def visible_to(self, member: Member) -> Self:
        visible = super().visible_to(member)
        return visible if member.role == Role.ADMIN else visible.none()


class ForAdmins:
    """The mark of a row that only admins see."""


class InvitationQuerySet(AdminsQuerySet["Invitation"]):
    def open(self) -> Self:
        """Neither accepted nor withdrawn; it may have expired."""
        return self.filter(used_at=None, withdrawn_at=None)

    def live(self) -> Self:
        return self.open().filter(expires_at__gt=timezone.now())


class Invitation(Secret):
    """An offer to join a newsroom in a role, sent to one e-mail address."""

    LIFETIME = timedelta(days=14)

    email = models.EmailField(_("e-mail"), max_length=254)
    role = models.CharField(_("role"), max_length=10, choices=Role)
    invited_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    used_at = models.DateTimeField(null=True, editable=False)

    objects = InvitationQuerySet.as_manager()

    class Meta(Secret.Meta):
        constraints = [
            *Secret.Meta.constraints,
            SameNewsroom(field="invited_by", name="invitation_by_a_member_of_its_newsroom"),
            models.UniqueConstraint(
                "newsroom",
                Lower("email"),
                condition=Q(used_at=None, withdrawn_at=None),
                name="one_open_invitation_per_email",
            ),
        ]

    def __str__(self) -> str:
        return self.email


class SignInLinkQuerySet(SecretQuerySet["SignInLink"]):
    def live(self) -> Self:
        return super().live().filter(used_at=None)


class SignInLink(Secret):
    """A link that signs one member in, once."""

    LIFETIME = timedelta(hours=1)

    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    used_at = models.DateTimeField(null=True, editable=False)

    objects = SignInLinkQuerySet.as_manager()

    class Meta(Secret.Meta):
        constraints = [
            *Secret.Meta.constraints,
            SameNewsroom(field="member", name="sign_in_link_for_a_member_of_its_newsroom"),
        ]


class Scope(models.TextChoices):
    READ = "read", _("Read")
    WRITE = "write", _("Write")
    MANAGE = "manage", _("Manage people")


class AccessToken(Secret):
    """A program's key to the API: it acts as its member, within its scopes."""

    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="tokens")
    name = LineField(_("name"), max_length=100)
    hint = models.CharField(max_length=12, editable=False)
    scopes = ArrayField(models.CharField(max_length=10, choices=Scope))
    last_used_at = models.DateTimeField(null=True, editable=False)

    objects = SecretQuerySet["AccessToken"].as_manager()

    class Meta(Secret.Meta):
        constraints = [
            *Secret.Meta.constraints,
            SameNewsroom(field="member", name="token_of_a_member_of_its_newsroom"),
            models.CheckConstraint(
                condition=Q(scopes__contained_by=Scope.values) & Q(scopes__len__gt=0),
                name="token_scopes_are_known",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class FailedSignIn(models.Model):
    """A sign-in that failed; enough of them close the door for a while."""

    account = models.CharField(max_length=64)  # SHA-256 of the address that was tried
    peer = models.GenericIPAddressField(null=True)  # None: a local socket
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        indexes = [models.Index(fields=["peer", "at"], name="failed_sign_in_by_peer")]
