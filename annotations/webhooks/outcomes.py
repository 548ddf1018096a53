"""What comes of an attempt: for the delivery, and for the webhook."""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import SystemRandom

from django.db import transaction
from django.utils import timezone

from annotations.intake.posting import Answer
from annotations.webhooks.giving_up import give_up
from annotations.webhooks.models import Attempt, Delivery, Off, State, Webhook
from annotations.webhooks.schedule import is_hopeless, is_out, rest, wait

GONE = 410
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_chance = SystemRandom().random


@dataclass(frozen=True)
class Result:
    """What an attempt met: an answer, or `trouble` instead. `seconds` is how long it took."""

    at: datetime
    seconds: float
    status: int | None = None
    answer: str = ""
    wait: timedelta = timedelta()
    trouble: str = ""

    @property
    def is_success(self) -> bool:
        return self.status is not None and 200 <= self.status < 300


def answered(answer: Answer, at: datetime, seconds: float) -> Result:
    """The result of an attempt that was answered, whose text can be kept and shown."""
    text = _UNPRINTABLE.sub("\ufffd", answer.start.decode("utf-8", "replace"))
    return Result(at, seconds, answer.status, text, timedelta(seconds=answer.wait))


@transaction.atomic
def note(delivery: Delivery, result: Result) -> bool:
    """Write down what came of an attempt; whether the webhook can be sent the next one now."""
    webhook = Webhook.objects.locked(delivery.webhook_id)
    Attempt(
        newsroom_id=delivery.newsroom_id,
        delivery=delivery,
        at=result.at,
        milliseconds=round(result.seconds * 1000),
        status=result.status,
        answer=result.answer,
        trouble=result.trouble,
    ).add()
    if result.is_success:
        _close(delivery, State.DELIVERED)
        _note_success(webhook)
        return True
    if result.status == GONE:
        _close(delivery, State.FAILED)
        give_up(webhook, Off.GONE)
        return False
    if delivery.event is None:  # a test is for those who look, and they have seen
        _close(delivery, State.FAILED)
        return True
    _try_later(delivery)
    _note_failure(webhook, result)
    return False


def _close(delivery: Delivery, state: State) -> None:
    _write(delivery, state, None)


def _try_later(delivery: Delivery) -> None:
    later = wait(delivery.tries + 1, _chance())
    if later is None:
        _close(delivery, State.FAILED)
    else:
        _write(delivery, State.WAITING, timezone.now() + later)


def _write(delivery: Delivery, state: State, due_at: datetime | None) -> None:
    delivery.state, delivery.due_at, delivery.tries = state, due_at, delivery.tries + 1
    delivery.save(update_fields=["state", "due_at", "tries"])


def _note_success(webhook: Webhook) -> None:
    """The receiver is back: what waited only because it was out need not wait longer."""
    if not webhook.failures:
        return
    if is_out(webhook.failures):
        Delivery.objects.waiting().filter(webhook=webhook).update(due_at=timezone.now())
    webhook.failures, webhook.failing_since, webhook.rests_until = 0, None, None
    webhook.save(update_fields=["failures", "failing_since", "rests_until"])


def _note_failure(webhook: Webhook, result: Result) -> None:
    now = timezone.now()
    webhook.failures += 1
    webhook.failing_since = webhook.failing_since or result.at
    webhook.rests_until = now + max(rest(webhook.failures, _chance()), result.wait)
    webhook.save(update_fields=["failures", "failing_since", "rests_until"])
    if is_hopeless(webhook.failures, now - webhook.failing_since):
        give_up(webhook, Off.FAILING)
