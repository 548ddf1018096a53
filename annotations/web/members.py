"""Who works in a newsroom: the list, a member's role, and leaving."""

from collections.abc import Sequence
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from annotations.newsrooms import actions
from annotations.newsrooms.models import Invitation, Member, Role
from annotations.newsrooms.permissions import Action, may
from annotations.web.doors import DeskRequest, desk, require
from annotations.web.forms import AS_FOUND, WRITTEN, DeskForm, RevisionForm, SeeOther

ROLES = [
    (Role.READER, gettext_lazy("Reader: reads everything here, and changes nothing")),
    (Role.CHECKER, gettext_lazy("Checker: marks claims, adds sources, assesses")),
    (Role.EDITOR, gettext_lazy("Editor: does what checkers do, and decides")),
    (Role.ADMIN, gettext_lazy("Admin: also says who is a member, and in which role")),
]


class RoleForm(DeskForm):
    role = forms.ChoiceField(label=gettext_lazy("Role"), choices=ROLES, widget=forms.RadioSelect)
    revision = forms.IntegerField(widget=forms.HiddenInput)


@desk
@require_safe
def members(request: DeskRequest) -> HttpResponse:
    present = Member.objects.visible_to(request.member).present().select_related("user")
    invitations = Invitation.objects.visible_to(request.member).open()
    page = {
        "members": present.order_by("user__name", "id"),
        "invitations": invitations.select_related("invited_by__user").order_by("-made_at"),
        "section": "settings",
    }
    return render(request, "newsrooms/members.html", page)


@desk
@require_http_methods(["GET", "HEAD", "POST"])
def member(request: DeskRequest, pk: UUID) -> HttpResponse:
    """A member's role, and the way out."""
    them = find_member(request, pk)
    if request.method != "POST":
        require(request, Action.END_MEMBERSHIP, them)
        return render_member(request, them, None)
    require(request, Action.MANAGE_MEMBERS)
    form = RoleForm(request.POST)
    status = form.write(
        lambda **values: actions.change_role(member=them, by=request.member, **values)
    )
    if status == WRITTEN:
        messages.success(request, _("The role was changed."))
        return SeeOther(reverse("web:members", args=[request.newsroom.slug]))
    return render_member(request, them, form, status)


@desk
@require_POST
def end_membership(request: DeskRequest, pk: UUID) -> HttpResponse:
    """Who leaves goes to the front page; who sent somebody away stays with the members."""
    them = find_member(request, pk)
    require(request, Action.END_MEMBERSHIP, them)
    form = RevisionForm(request.POST)
    status = form.write(
        lambda **values: actions.end_membership(member=them, by=request.member, **values)
    )
    if status != WRITTEN:
        return render_member(request, find_member(request, pk), None, status, form.says)
    if them.pk == request.member.pk:
        messages.success(request, _("You have left the newsroom."))
        return SeeOther(reverse("web:home"))
    messages.success(request, _("The membership has ended."))
    return SeeOther(reverse("web:members", args=[request.newsroom.slug]))


def find_member(request: DeskRequest, pk: UUID) -> Member:
    present = Member.objects.visible_to(request.member).present().select_related("user")
    return get_object_or_404(present, pk=pk)


def render_member(
    request: DeskRequest,
    them: Member,
    form: RoleForm | None,
    status: int = AS_FOUND,
    says: Sequence[str] = (),
) -> HttpResponse:
    page = {
        "them": them,
        "form": form or RoleForm(initial={"role": them.role, "revision": them.revision}),
        "says": says,
        "is_self": them.pk == request.member.pk,
        "may_change_role": may(request.member, Action.MANAGE_MEMBERS, request.newsroom),
        "section": "settings",
    }
    return render(request, "newsrooms/member.html", page, status=status)
