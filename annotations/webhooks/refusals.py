"""How webhooks say no."""

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from annotations import limits
from annotations.errors import Conflict, OverLimit, Unacceptable
from annotations.telling import number


class TooManyWebhooks(OverLimit):
    code = "too-many-webhooks"
    says = format_lazy(
        _("A newsroom has at most {limit} webhooks that are switched on."),
        limit=number(limits.WEBHOOKS),
    )


class WebhookIsOff(Conflict):
    code = "webhook-is-off"
    says = _("This webhook is switched off. Switch it on first.")


class WebhookIsOn(Conflict):
    code = "webhook-is-on"
    says = _("This webhook is switched on already.")


class WebhookAlreadyMade(Conflict):
    code = "webhook-already-made"
    says = _("This webhook was made already. Its secret cannot be shown again; make another one.")


class NoSuchEvent(Unacceptable):
    code = "no-such-event"
    says = _("Nothing with this number has happened here yet.")
