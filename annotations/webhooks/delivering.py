"""Delivering to one webhook: one message at a time, in the order of their events.

A message may arrive twice, with the same id, when whoever sent it was killed before they could
note it; it never fails to be sent.
"""

from collections.abc import Callable
from time import monotonic
from uuid import UUID

from django.conf import settings
from django.utils import timezone

from annotations.exports.addresses import Addresses
from annotations.intake.posting import post
from annotations.intake.refusals import Blocked, Unreachable
from annotations.webhooks import reach
from annotations.webhooks.giving_up import give_up
from annotations.webhooks.leases import Lease
from annotations.webhooks.messages import Message, body_of, signed, view_for
from annotations.webhooks.models import Delivery, Off, SigningSecret, Trouble, Webhook
from annotations.webhooks.news import take_up_news
from annotations.webhooks.outcomes import Result, answered, note
from annotations.webhooks.secrets import secret_behind


def never() -> bool:
    return False


def work_off(webhook_id: UUID, *, is_ending: Callable[[], bool] = never) -> None:
    """Tell a webhook everything that it can be told now. `is_ending` is asked before each message.

    Whoever comes meanwhile goes away again. So the lease is taken once more after it was given
    back, and what they came for is not left lying.
    """
    lease = Lease(webhook_id)
    while not is_ending() and lease.take():
        try:
            while not is_ending() and lease.renew() and _step(webhook_id):
                pass
        finally:
            lease.give_back()


def _step(webhook_id: UUID) -> bool:
    """Do the next thing that there is to do; whether to go on with the one after it."""
    webhook = Webhook.objects.select_related("newsroom").get(pk=webhook_id)
    if webhook.off_at:
        return False
    due = Delivery.objects.waiting().filter(webhook=webhook, due_at__lte=timezone.now())
    delivery = due.select_related("event").order_by("number", "id").first()
    is_behind = delivery is None or delivery.number > webhook.cursor
    if is_behind and take_up_news(webhook_id):
        return True
    return delivery is not None and _attempt(webhook, delivery)


def _attempt(webhook: Webhook, delivery: Delivery) -> bool:
    """Send it and note what came of it; whether the webhook can be sent the next one now."""
    secrets = _secrets(webhook)
    if not secrets:
        give_up(webhook, Off.KEY_CHANGED)
        return False
    at = Addresses(settings.SITE_ADDRESS, webhook.newsroom.slug)
    body = body_of(delivery, view_for(webhook), at)
    message = signed(body, message_id=delivery.message_id, secrets=secrets)
    return note(delivery, _sent(webhook.url, message))


def _secrets(webhook: Webhook) -> list[str]:
    """The live secrets, the newest first; none where that one cannot be made any more."""
    live = SigningSecret.objects.live().filter(webhook=webhook)
    newest, *others = [secret_behind(bytes(row.salt), row.digest) for row in live]
    return [newest, *filter(None, others)] if newest else []


def _sent(url: str, message: Message) -> Result:
    at, began = timezone.now(), monotonic()
    try:
        answer = post(url, message.body, message.headers, network=reach.NETWORK)
    except Blocked:
        return Result(at, monotonic() - began, trouble=Trouble.BLOCKED)
    except Unreachable:
        return Result(at, monotonic() - began, trouble=Trouble.UNREACHABLE)
    return answered(answer, at, monotonic() - began)
