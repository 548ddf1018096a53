"""Access tokens: a member makes and revokes keys for the programs that act for them."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from annotations import limits
from annotations.newsrooms import actions
from annotations.newsrooms.models import AccessToken, Scope
from annotations.newsrooms.permissions import Action
from annotations.rows import new_id
from annotations.web.doors import DeskRequest, desk, require
from annotations.web.forms import WRITTEN, DeskForm, SeeOther

LIFETIMES = [
    ("30", gettext_lazy("30 days")),
    ("90", gettext_lazy("90 days")),
    ("365", gettext_lazy("A year")),
]
SCOPES = [
    (Scope.READ, gettext_lazy("Read: everything you can see in this newsroom")),
    (Scope.WRITE, gettext_lazy("Write: everything you can do with what is in it")),
    (Scope.MANAGE, gettext_lazy("Manage people: members, invitations and tokens, as you may")),
]


class TokenForm(DeskForm):
    # The token's id to be: the same form sent twice does not make two tokens.
    pk = forms.UUIDField(widget=forms.HiddenInput)
    name = forms.CharField(
        label=gettext_lazy("Name"),
        help_text=gettext_lazy("What the token is for, such as the program that will use it."),
        max_length=100,
        widget=forms.TextInput({"dir": "auto", "autocomplete": "off"}),
    )
    scopes = forms.MultipleChoiceField(
        label=gettext_lazy("What the program may do"),
        choices=SCOPES,
        widget=forms.CheckboxSelectMultiple,
    )
    lifetime = forms.TypedChoiceField(
        label=gettext_lazy("How long it works"),
        choices=LIFETIMES,
        coerce=lambda days: timedelta(days=int(days)),
        widget=forms.RadioSelect,
    )


def blank_form() -> TokenForm:
    return TokenForm(initial={"pk": new_id(), "scopes": [Scope.READ.value], "lifetime": "90"})


@desk
@require_http_methods(["GET", "HEAD", "POST"])
def tokens(request: DeskRequest) -> HttpResponse:
    """The answer to the form is the only page that ever shows the token itself."""
    page: dict[str, Any] = {}

    def act(**values: Any) -> None:
        member = require(request, Action.MAKE_TOKEN)
        page["made"], page["secret"] = actions.make_token(by=member, **values)

    form = TokenForm(request.POST) if request.method == "POST" else blank_form()
    status = form.write(act)
    visible = AccessToken.objects.visible_to(request.member).filter(withdrawn_at=None)
    page |= {
        "form": blank_form() if status == WRITTEN else form,
        "tokens": visible.select_related("member__user").order_by("-made_at")[: limits.PAGE],
        "now": timezone.now(),
        "section": "settings",
    }
    shown = 201 if status == WRITTEN else status
    return render(request, "newsrooms/tokens.html", page, status=shown)


@desk
@require_POST
def revoke_token(request: DeskRequest, pk: UUID) -> HttpResponse:
    token = get_object_or_404(AccessToken.objects.visible_to(request.member), pk=pk)
    actions.revoke_token(token=token, by=require(request, Action.REVOKE_TOKEN, token))
    messages.success(request, _("The token was revoked. It opens nothing any more."))
    return SeeOther(reverse("web:tokens", args=[request.newsroom.slug]))
