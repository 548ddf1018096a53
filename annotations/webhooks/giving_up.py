"""The end that a receiver itself brings about."""

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from annotations.history.actions import Changes, record
from annotations.history.models import Kind
from annotations.webhooks.models import Off, Webhook


@transaction.atomic
def give_up(webhook: Webhook, because: Off) -> None:
    """Send nothing any more, until an admin wants it again."""
    on = Webhook.objects.on().filter(pk=webhook.pk)
    if on.update(off_at=timezone.now(), off_because=because, revision=F("revision") + 1):
        changes: Changes = {"off_because": ["", because.value]}
        record(Kind.WEBHOOK_SWITCHED_OFF, webhook, by=None, changes=changes)
