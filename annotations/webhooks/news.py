"""From events to deliveries. The log is the outbox: what is in it, is told.

Nothing is written for webhooks when something happens. An event is written in the transaction
of its action, its number has no gaps, and each webhook remembers the last number it looked at.
"""

from collections.abc import Iterable
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from annotations.feed.pages import thing_of, those_in
from annotations.feed.views import View
from annotations.history.models import Event
from annotations.webhooks.messages import view_for
from annotations.webhooks.models import Delivery, Webhook

BATCH = 200  # events that are looked at together


@transaction.atomic
def take_up_news(pk: UUID) -> bool:
    """Make deliveries of the next events that a webhook is to tell of; whether there were events.

    After a replay it comes by events that it told before: their deliveries wait once more.
    """
    webhook = Webhook.objects.locked(pk)
    events = Event.objects.filter(newsroom_id=webhook.newsroom_id, number__gt=webhook.cursor)
    batch = list(events.order_by("number")[:BATCH])
    if not batch:
        return False
    now = timezone.now()
    Delivery.objects.bulk_create(
        [
            Delivery(
                newsroom_id=webhook.newsroom_id,
                webhook=webhook,
                event=event,
                number=event.number,
                due_at=now,
            )
            for event in wanted(batch, webhook.kinds, view_for(webhook))
        ],
        update_conflicts=True,
        unique_fields=["webhook", "event"],
        update_fields=["state", "tries", "due_at"],
    )
    Webhook.objects.filter(pk=pk).update(cursor=batch[-1].number)
    return True


def wanted(events: Iterable[Event], kinds: Iterable[str], view: View) -> list[Event]:
    """Those of the chosen kinds, about things that are seen now or were seen once."""
    chosen = set(kinds)
    about = [
        (event, thing)
        for event in events
        if (thing := thing_of(event)) and (event.kind in chosen or not chosen)
    ]
    seen = those_in(view.once, {thing for _, thing in about})
    return [event for event, thing in about if thing in seen]
