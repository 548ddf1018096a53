"""The right to deliver to a webhook: one has it at a time, and it ends by itself."""

from datetime import datetime, timedelta
from uuid import UUID

from django.utils import timezone

from annotations.webhooks.models import Webhook

SPAN = timedelta(seconds=60)  # its half is longer than any attempt


class Lease:
    """Taken and renewed by one conditional update each. When whoever has it is killed, it runs
    out, and somebody else goes on."""

    def __init__(self, webhook_id: UUID) -> None:
        self.webhook_id = webhook_id
        self.until: datetime | None = None

    def take(self) -> bool:
        """Have it, if nobody else does and there is work to do at this moment."""
        now = timezone.now()
        free = Webhook.objects.with_work(now).filter(pk=self.webhook_id)
        taken = free.update(busy_until=now + SPAN)
        self.until = now + SPAN if taken else None
        return bool(taken)

    def renew(self) -> bool:
        """Have it for half a span at least; False when it was lost."""
        now = timezone.now()
        if self.until and self.until - now > SPAN / 2:
            return True
        renewed = now + SPAN
        mine = Webhook.objects.filter(pk=self.webhook_id, busy_until=self.until)
        if not mine.update(busy_until=renewed):
            return False
        self.until = renewed
        return True

    def give_back(self) -> None:
        mine = Webhook.objects.filter(pk=self.webhook_id, busy_until=self.until)
        mine.update(busy_until=None)
