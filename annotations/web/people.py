"""The front door, and one's own account."""

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from annotations.newsrooms.actions import choose_telling, rename
from annotations.newsrooms.models import Member, User
from annotations.newsrooms.zones import zones
from annotations.web.doors import UserRequest, signed_in
from annotations.web.forms import WRITTEN, DeskForm, SeeOther


class NameForm(DeskForm):
    name = forms.CharField(
        label=gettext_lazy("Your name"),
        help_text=gettext_lazy("As your colleagues see it, and the history of your work."),
        max_length=100,
        widget=forms.TextInput({"autocomplete": "name", "dir": "auto"}),
    )


class TellingForm(DeskForm):
    """In which language and at which clock."""

    language = forms.ChoiceField(
        label=gettext_lazy("Language"),
        choices=lambda: [("", _("As this browser has it")), *settings.LANGUAGES],
        required=False,
    )
    time_zone = forms.CharField(
        label=gettext_lazy("Time zone"),
        help_text=gettext_lazy("Such as Europe/Berlin. Left empty: as this browser has it."),
        max_length=64,
        required=False,
        widget=forms.TextInput({"list": "zones", "autocomplete": "off", "dir": "ltr"}),
    )


@signed_in
@require_safe
def home(request: UserRequest) -> HttpResponse:
    """To the newsroom of those who have one; the others choose, or read what to do."""
    members = memberships(request.user)
    if len(members) == 1:
        return redirect("web:newsroom", members[0].newsroom.slug)
    return render(request, "account/home.html", {"memberships": members})


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def account(request: UserRequest) -> HttpResponse:
    user = request.user
    form = NameForm(_sent(request, "name"), initial={"name": user.name})
    status = form.write(lambda name: rename(user=user, name=name))
    if status == WRITTEN:
        messages.success(request, _("Your name was changed."))
        return SeeOther(request.path)
    initial = {"language": user.language, "time_zone": user.time_zone}
    telling = TellingForm(_sent(request, "time_zone"), initial=initial)
    status = max(status, telling.write(lambda **told: choose_telling(user=user, **told)))
    if status == WRITTEN:
        messages.success(request, _("Your choice was saved."))
        return SeeOther(request.path)
    page = {
        "form": form,
        "telling": telling,
        "zones": sorted(zones()),
        "memberships": memberships(user),
    }
    return render(request, "account/overview.html", page, status=status)


def _sent(request: UserRequest, field: str) -> QueryDict | None:
    """What was sent, if it was by the form that has this field: the page has two."""
    return request.POST if field in request.POST else None


def memberships(user: User) -> list[Member]:
    """Where `user` works today, with the newsroom of each, by name."""
    members = Member.objects.present().filter(user=user).select_related("newsroom")
    return list(members.order_by("newsroom__name"))
