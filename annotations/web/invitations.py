"""Inviting people, and coming in by an invitation."""

from uuid import UUID

from allauth.account.adapter import get_adapter
from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from annotations.errors import Refusal
from annotations.newsrooms import invitations
from annotations.newsrooms.models import Invitation, Role, User
from annotations.newsrooms.permissions import Action
from annotations.web.adapter import MailCannotBeSent
from annotations.web.doors import DeskRequest, desk, require
from annotations.web.forms import CONFLICT, WRITTEN, DeskForm, SeeOther
from annotations.web.members import ROLES
from annotations.web.refusals import told
from annotations.web.secrecy import keep_address_secret
from annotations.web.sign_in import sign_in

GONE = 410


class InviteForm(DeskForm):
    email = forms.EmailField(label=gettext_lazy("E-mail address"), max_length=254)
    role = forms.ChoiceField(
        label=gettext_lazy("Role"),
        choices=ROLES,
        initial=Role.CHECKER.value,
        widget=forms.RadioSelect,
    )


class NewcomerForm(DeskForm):
    name = forms.CharField(
        label=gettext_lazy("Your name"),
        max_length=100,
        widget=forms.TextInput({"autocomplete": "name", "dir": "auto"}),
    )
    password = forms.CharField(
        label=gettext_lazy("A password"),
        help_text=gettext_lazy("At least 12 characters. Several words in a row serve well."),
        strip=False,
        widget=forms.PasswordInput({"autocomplete": "new-password"}),
    )


@desk
@require_http_methods(["GET", "HEAD", "POST"])
def invite(request: DeskRequest) -> HttpResponse:
    """The answer to the form is the only page that ever shows the invitation's link."""
    admin = require(request, Action.MANAGE_MEMBERS)
    form = InviteForm(request.POST or None)
    page: dict[str, object] = {"form": form, "section": "settings"}

    def act(**values: str) -> None:
        invitation, secret = invitations.invite(by=admin, **values)
        link = request.build_absolute_uri(reverse("web:invitation", args=[secret]))
        page.update(invitation=invitation, link=link, sent=send(request, invitation, link))

    status = form.write(act)
    if status != WRITTEN:
        return render(request, "newsrooms/invite.html", page, status=status)
    return render(request, "newsrooms/invited.html", page)


def send(request: HttpRequest, invitation: Invitation, link: str) -> bool:
    """Whether the mail went out."""
    words = {"invitation": invitation, "link": link}
    try:
        get_adapter(request).send_mail("newsrooms/email/invitation", invitation.email, words)
    except MailCannotBeSent:
        return False
    return True


@desk
@require_POST
def withdraw_invitation(request: DeskRequest, pk: UUID) -> HttpResponse:
    admin = require(request, Action.MANAGE_MEMBERS)
    invitation = get_object_or_404(Invitation.objects.visible_to(admin), pk=pk)
    invitations.withdraw_invitation(invitation=invitation, by=admin)
    messages.success(request, _("The invitation was withdrawn."))
    return SeeOther(reverse("web:members", args=[request.newsroom.slug]))


@never_cache
@keep_address_secret
@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request: HttpRequest, secret: str) -> HttpResponse:
    """Who has an account signs in and joins; who has none makes one here."""
    try:
        invitation = invitations.find_invitation(secret)
    except invitations.InvitationIsSpent as refusal:
        return render(
            request, "newsrooms/invitation_spent.html", {"says": told(refusal)}, status=GONE
        )
    if isinstance(request.user, User):
        return join_as(request, request.user, invitation, secret)
    if User.objects.filter(email=invitation.email).exists():
        return render(request, "newsrooms/invitation_sign_in.html", {"invitation": invitation})
    return join_as_newcomer(request, invitation, secret)


def join_as(request: HttpRequest, user: User, invitation: Invitation, secret: str) -> HttpResponse:
    page = {"invitation": invitation, "fits": user.email == invitation.email, "says": ""}
    if request.method != "POST":
        return render(request, "newsrooms/invitation_join.html", page)
    try:
        member = invitations.accept(secret=secret, user=user)
    except Refusal as refusal:
        page["says"] = told(refusal)
        return render(request, "newsrooms/invitation_join.html", page, status=CONFLICT)
    messages.success(request, _("Welcome."))
    return SeeOther(reverse("web:newsroom", args=[member.newsroom.slug]))


def join_as_newcomer(request: HttpRequest, invitation: Invitation, secret: str) -> HttpResponse:
    form = NewcomerForm(request.POST or None)
    joined: list[User] = []

    def act(**values: str) -> None:
        joined.append(invitations.accept_as_new_user(secret=secret, **values).user)

    status = form.write(act)
    if status == WRITTEN:
        then = reverse("web:newsroom", args=[invitation.newsroom.slug])
        return sign_in(request, joined[0], then)
    page = {"invitation": invitation, "form": form}
    return render(request, "newsrooms/invitation_newcomer.html", page, status=status)
