"""Which of allauth's pages we open. Its names are kept: allauth finds its own pages by them."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery_codes
from allauth.mfa.totp import views as totp
from django.http import HttpRequest, HttpResponse
from django.urls import path, re_path
from django.views.decorators.cache import never_cache

from annotations.newsrooms.models import User
from annotations.web import sign_in
from annotations.web.reader import as_chosen


def _told_as_chosen(page: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    @wraps(page)
    def door(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if isinstance(request.user, User):
            as_chosen(request.user)
        return page(request, *args, **kwargs)

    return door


PAGES = [
    ("sign-in/", sign_in.SignIn.as_view(), "account_login"),
    ("sign-out/", account.logout, "account_logout"),
    ("sign-up/", account.signup, "account_signup"),  # says that one comes by invitation
    ("inactive/", account.account_inactive, "account_inactive"),
    ("confirm/", sign_in.Reauthenticate.as_view(), "account_reauthenticate"),
    ("password/", account.password_change, "account_change_password"),
    ("password/set/", account.password_set, "account_set_password"),
    ("password/reset/", account.password_reset, "account_reset_password"),
    ("password/reset/sent/", account.password_reset_done, "account_reset_password_done"),
    (
        "password/reset/done/",
        account.password_reset_from_key_done,
        "account_reset_password_from_key_done",
    ),
    ("codes/", mfa.index, "mfa_index"),
    ("codes/enter/", sign_in.SecondFactor.as_view(), "mfa_authenticate"),
    ("codes/confirm/", sign_in.ReauthenticateByCode.as_view(), "mfa_reauthenticate"),
    ("codes/switch-on/", sign_in.ActivateCodes.as_view(), "mfa_activate_totp"),
    ("codes/switch-off/", totp.deactivate_totp, "mfa_deactivate_totp"),
    ("codes/recovery/", recovery_codes.view_recovery_codes, "mfa_view_recovery_codes"),
    ("codes/recovery/new/", recovery_codes.generate_recovery_codes, "mfa_generate_recovery_codes"),
    (
        "codes/recovery/download/",
        recovery_codes.download_recovery_codes,
        "mfa_download_recovery_codes",
    ),
]

urlpatterns = [
    *(path(route, never_cache(_told_as_chosen(page)), name=name) for route, page, name in PAGES),
    re_path(
        r"^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>[-0-9A-Za-z]+)/$",
        never_cache(account.password_reset_from_key),
        name="account_reset_password_from_key",
    ),
]
