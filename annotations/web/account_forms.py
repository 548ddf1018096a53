"""allauth's forms in our words, and watched by our limiter where a code can be guessed."""

from typing import Any

from allauth.account import forms as account
from allauth.account.adapter import get_adapter
from allauth.mfa.base import forms as mfa
from allauth.mfa.totp import forms as totp
from django.utils.translation import gettext_lazy as _

from annotations.newsrooms import limiter
from annotations.newsrooms.models import User

LABELS = {
    "login": _("E-mail address"),
    "email": _("E-mail address"),
    "password": _("Password"),
    "remember": _("Keep me signed in on this device"),
    "oldpassword": _("Present password"),
    "password1": _("New password"),
    "password2": _("New password, again"),
    "code": _("Code"),
}
WITHOUT_HELP = {"password", "oldpassword"}  # their help is a link that our pages place better


class InOurWords:
    """A form whose labels stand above its fields, not as placeholders in them."""

    fields: dict[str, Any]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.label = LABELS.get(name, field.label)
            field.widget.attrs.pop("placeholder", None)
            if name in WITHOUT_HELP:
                field.help_text = ""


class AskingForCode(InOurWords):
    """A code has six digits: each user is watched, wherever the attempts come from."""

    user: User

    def clean_code(self) -> str:
        adapter = get_adapter()
        address = adapter.request.META.get("REMOTE_ADDR", "")
        try:
            attempt = limiter.attempt(
                account=f"second factor of {self.user.pk}", address=address, from_anywhere=True
            )
        except limiter.TooManyAttempts as refusal:
            raise adapter.waits(refusal) from refusal
        code: str = super().clean_code()  # type: ignore[misc]
        limiter.succeeded(attempt)
        return code


class LoginForm(InOurWords, account.LoginForm):  # type: ignore[misc]
    pass


class PasswordAgainForm(InOurWords, account.ReauthenticateForm):  # type: ignore[misc]
    pass


class ChangePasswordForm(InOurWords, account.ChangePasswordForm):  # type: ignore[misc]
    pass


class SetPasswordForm(InOurWords, account.SetPasswordForm):  # type: ignore[misc]
    pass


class ResetPasswordForm(InOurWords, account.ResetPasswordForm):  # type: ignore[misc]
    pass


class ResetPasswordKeyForm(InOurWords, account.ResetPasswordKeyForm):  # type: ignore[misc]
    pass


class CodeForm(AskingForCode, mfa.AuthenticateForm):  # type: ignore[misc]
    pass


class CodeAgainForm(AskingForCode, mfa.ReauthenticateForm):  # type: ignore[misc]
    pass


class FirstCodeForm(AskingForCode, totp.ActivateTOTPForm):  # type: ignore[misc]
    pass
