"""How we differ from allauth's defaults: our limiter, our texts, no open sign-up."""

from smtplib import SMTPException
from typing import Any

import structlog
from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from annotations.errors import Unavailable
from annotations.newsrooms import limiter

log = structlog.get_logger(__name__)


class MailCannotBeSent(Unavailable):
    code = "mail-cannot-be-sent"
    says = _("No mail can be sent at the moment. Please try again later.")


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth is not typed
    """People come by invitation, and too many failed attempts close the door for a while."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": limiter.DOES_NOT_FIT,
        "too_many_login_attempts": limiter.DOES_NOT_FIT,
        "incorrect_password": limiter.DOES_NOT_FIT,
        "enter_current_password": _("This is not your current password."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002
        return False

    def get_client_ip(self, request: HttpRequest) -> str:
        """The peer, as the site's middleware has worked it out."""
        return limiter.peer_of(request.META.get("REMOTE_ADDR", "")) or "local"

    def authenticate(self, request: HttpRequest, **credentials: Any) -> AbstractBaseUser | None:
        """Whose e-mail and password these are. Raises a ValidationError when it is to wait."""
        try:
            attempt = limiter.attempt(
                account=credentials.get("email", ""), address=request.META.get("REMOTE_ADDR", "")
            )
        except limiter.TooManyAttempts as refusal:
            raise self.waits(refusal) from refusal
        user: AbstractBaseUser | None = super().authenticate(request, **credentials)
        if user:
            limiter.succeeded(attempt)
        return user

    def waits(self, refusal: limiter.TooManyAttempts) -> Exception:
        """The error that forms show, carrying the seconds to wait."""
        error: Exception = self.validation_error("too_many_login_attempts")
        error.params = refusal.details  # type: ignore[attr-defined]
        return error

    def add_message(
        self, request: HttpRequest, level: int, message_template: str = "", *args: Any, **kw: Any
    ) -> None:
        """That one has signed in or out is plain to see; all else is said."""
        if message_template not in QUIET:
            super().add_message(request, level, message_template, *args, **kw)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Raises MailCannotBeSent; a mere notice that cannot be sent is only logged."""
        try:
            super().send_mail(template_prefix, email, context)
        except (SMTPException, OSError) as trouble:
            log.error("mail_not_sent", template=template_prefix, trouble=str(trouble))  # noqa: TRY400
            if template_prefix in WAITED_FOR:
                raise MailCannotBeSent from trouble


class CodeAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    error_messages = DefaultMFAAdapter.error_messages | {"incorrect_code": limiter.DOES_NOT_FIT}


QUIET = {"account/messages/logged_in.txt", "account/messages/logged_out.txt"}
WAITED_FOR = {
    "account/email/password_reset_key",
    "account/email/unknown_account",
    "newsrooms/email/invitation",
}
