"""When a member is mailed what waits for them; and the link in each mail that ends that."""

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from annotations.newsrooms.permissions import Action
from annotations.newsrooms.zones import zones
from annotations.notices.actions import choose_mail, switch_off
from annotations.notices.mail import member_of
from annotations.notices.models import Rhythm, digest_of
from annotations.web.doors import DeskRequest, desk, require
from annotations.web.forms import WRITTEN, DeskForm, SeeOther, posted
from annotations.web.secrecy import keep_address_secret

RHYTHMS = [
    (Rhythm.SOON, gettext_lazy("Soon: what happens within ten minutes comes together")),
    (Rhythm.DAILY, gettext_lazy("Once a day, when something waits")),
    (Rhythm.NEVER, gettext_lazy("Never: I look into my inbox")),
]


class MailForm(DeskForm):
    rhythm = forms.ChoiceField(
        label=gettext_lazy("Mail me"), choices=RHYTHMS, widget=forms.RadioSelect
    )
    hour = forms.TypedChoiceField(
        label=gettext_lazy("The daily mail comes at"),
        choices=[(hour, f"{hour:02}:00") for hour in range(24)],
        coerce=int,
    )
    zone = forms.CharField(
        label=gettext_lazy("In the time zone"),
        help_text=gettext_lazy("Such as Europe/Berlin."),
        max_length=64,
        widget=forms.TextInput({"list": "zones", "autocomplete": "off", "dir": "ltr"}),
    )
    revision = forms.IntegerField(min_value=0, widget=forms.HiddenInput)


@desk
@require_http_methods(["GET", "HEAD", "POST"])
def mail(request: DeskRequest) -> HttpResponse:
    """When one's notices come by e-mail."""
    digest = digest_of(request.member)
    member = require(request, Action.CHOOSE_MAIL, digest)
    initial = {name: getattr(digest, name) for name in MailForm.base_fields}
    form = MailForm(posted(request), initial=initial)
    status = form.write(lambda **values: choose_mail(member=member, **values))
    if status == WRITTEN:
        messages.success(request, _("Your choice was saved."))
        return SeeOther(request.path)
    page = {
        "form": form,
        "zones": sorted(zones()),
        "section": "settings",
    }
    return render(request, "notices/mail.html", page, status=status)


@csrf_exempt  # mail programs post here for their readers (RFC 8058); the address is the proof
@never_cache
@keep_address_secret
@require_http_methods(["GET", "HEAD", "POST"])
def end_mail(request: HttpRequest, secret: str) -> HttpResponse:
    """No more mails to whom the address was sent, whoever is signed in; by a POST alone.

    For some programs open every link in a mail before its reader does.
    """
    member = member_of(secret)
    if member is None:
        raise Http404
    if request.method == "POST":
        switch_off(member)
    page = {"newsroom_name": member.newsroom.name, "is_done": request.method == "POST"}
    return render(request, "notices/end_mail.html", page)
