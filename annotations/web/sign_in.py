"""Signing in: by password, by a second factor, by a link that works once."""

from typing import Any

from allauth.account import views as account
from allauth.account.utils import perform_login
from allauth.mfa.base import views as mfa
from allauth.mfa.totp.views import ActivateTOTPView
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from annotations.newsrooms.models import User
from annotations.newsrooms.sign_in import LinkIsSpent, find_link, redeem
from annotations.web.refusals import told
from annotations.web.secrecy import keep_address_secret

TOO_MANY = 429


@never_cache
@keep_address_secret
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in_by_link(request: HttpRequest, secret: str) -> HttpResponse:
    """Shows whom the link signs in; its button does. So looking ahead spends no link."""
    try:
        if request.method != "POST":
            return render(request, "account/link.html", {"link": find_link(secret)})
        member = redeem(secret)
    except LinkIsSpent as refusal:
        return render(request, "account/link_spent.html", {"says": told(refusal)}, status=410)
    if not member.user.has_usable_password():
        messages.info(
            request, _("Set a password under “Your account” to come back without a link.")
        )
    return sign_in(request, member.user, reverse("web:newsroom", args=[member.newsroom.slug]))


def sign_in(request: HttpRequest, user: User, then: str) -> HttpResponse:
    """Sign `user` in, asking for the second factor where there is one, and go on to `then`."""
    response: HttpResponse = perform_login(request, user, redirect_url=then)
    return response


class Limited:
    """A view whose form says 429 and when to try again once the limiter has closed the door."""

    def render_to_response(self, context: dict[str, Any], **kwargs: Any) -> HttpResponse:
        response: HttpResponse = super().render_to_response(context, **kwargs)  # type: ignore[misc]
        for errors in context["form"].errors.as_data().values():
            for error in errors:
                if error.code == "too_many_login_attempts":
                    response.status_code = TOO_MANY
                    response["Retry-After"] = str(error.params["retry_after"])
        return response


class SignIn(Limited, account.LoginView):  # type: ignore[misc]
    pass


class Reauthenticate(Limited, account.ReauthenticateView):  # type: ignore[misc]
    pass


class SecondFactor(Limited, mfa.AuthenticateView):  # type: ignore[misc]
    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if "code" not in request.POST:  # allauth takes that for a passkey, which we do not offer
            return redirect("mfa_authenticate")
        response: HttpResponse = super().post(request, *args, **kwargs)
        return response


class ReauthenticateByCode(Limited, mfa.ReauthenticateView):  # type: ignore[misc]
    pass


class ActivateCodes(Limited, ActivateTOTPView):  # type: ignore[misc]
    pass
