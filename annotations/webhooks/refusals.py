"""How webhooks say no."""

from annotations import limits
from annotations.errors import Conflict, OverLimit, Unacceptable


class TooManyWebhooks(OverLimit):
    code = "too-many-webhooks"
    says = f"A newsroom has at most {limits.WEBHOOKS} webhooks that are switched on."


class WebhookIsOff(Conflict):
    code = "webhook-is-off"
    says = "This webhook is switched off. Switch it on first."


class WebhookIsOn(Conflict):
    code = "webhook-is-on"
    says = "This webhook is switched on already."


class WebhookAlreadyMade(Conflict):
    code = "webhook-already-made"
    says = "This webhook was made already. Its secret cannot be shown again; make another one."


class NoSuchEvent(Unacceptable):
    code = "no-such-event"
    says = "Nothing with this number has happened here yet."
