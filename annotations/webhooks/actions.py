"""What admins do with webhooks, and what the receivers themselves bring about."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from annotations import limits
from annotations.errors import Refusal, Unacceptable
from annotations.history.actions import Changes, record
from annotations.history.models import Counter, Kind
from annotations.intake.posting import check_destination
from annotations.newsrooms.models import Member, Newsroom
from annotations.newsrooms.secrets import digest
from annotations.rows import new_id
from annotations.webhooks import reach
from annotations.webhooks.kinds import TOLD
from annotations.webhooks.models import Delivery, Off, SigningSecret, State, Webhook
from annotations.webhooks.refusals import (
    NoSuchEvent,
    TooManyWebhooks,
    WebhookAlreadyMade,
    WebhookIsOff,
    WebhookIsOn,
)
from annotations.webhooks.secrets import new_salt, secret_of
from annotations.webhooks.tasks import deliver

OVERLAP = timedelta(hours=24)  # for which the secret before the newest goes on signing


@transaction.atomic
def make_webhook(
    *, by: Member, name: str, url: str, kinds: Iterable[str] = (), pk: UUID | None = None
) -> tuple[Webhook, str]:
    """An address that is told of events from now on, and the secret that it will be signed with.

    Without `kinds` it is told of all. A form that is sent twice gives the same `pk` twice: the
    second time raises WebhookAlreadyMade. Raises TooManyWebhooks and Unacceptable.
    """
    _refuse_too_many(by.newsroom_id)
    if pk and Webhook.objects.filter(pk=pk).exists():
        raise WebhookAlreadyMade
    webhook = Webhook(
        id=pk or new_id(),
        newsroom_id=by.newsroom_id,
        name=name,
        url=_destination(url),
        kinds=_known(kinds),
        made_by=by,
        cursor=_last_number(by.newsroom_id),
    ).add()
    secret = _add_secret(webhook)
    made = {"name": webhook.name, "url": webhook.url, "kinds": webhook.kinds}
    changes: Changes = {field: [None, value] for field, value in made.items()}
    record(Kind.WEBHOOK_MADE, webhook, by=by, changes=_told(changes))
    return webhook, secret


@transaction.atomic
def edit_webhook(*, webhook: Webhook, revision: int, by: Member, **values: Any) -> Webhook:
    """Change `name`, `url` or `kinds`. Raises Stale, Unacceptable."""
    if "url" in values:
        values["url"] = _destination(values["url"])
    if "kinds" in values:
        values["kinds"] = _known(values["kinds"])
    changes = webhook.revise(revision, **values)
    if changes:
        _try_now(webhook)
        record(Kind.WEBHOOK_EDITED, webhook, by=by, changes=_told(changes))
    return webhook


@transaction.atomic
def make_secret(
    *, webhook: Webhook, revision: int, by: Member, overlap: timedelta = OVERLAP
) -> str:
    """A new secret; the one before it signs as well for `overlap`, and older ones no more.

    Raises Stale.
    """
    now = timezone.now()
    webhook.revise(revision, secret_made_at=now)
    SigningSecret.objects.filter(webhook=webhook, ends_at__gt=now).update(ends_at=now)
    SigningSecret.objects.filter(webhook=webhook, ends_at=None).update(ends_at=now + overlap)
    secret = _add_secret(webhook)
    record(Kind.WEBHOOK_SECRET_MADE, webhook, by=by)
    return secret


@transaction.atomic
def switch_off(*, webhook: Webhook, revision: int, by: Member) -> Webhook:
    """From now on nothing is sent; it keeps its place. Raises Stale, WebhookIsOff."""
    refuse_off(webhook)
    changes = webhook.revise(revision, off_at=timezone.now(), off_because=Off.BY_MEMBER)
    record(Kind.WEBHOOK_SWITCHED_OFF, webhook, by=by, changes=_told(changes))
    return webhook


@transaction.atomic
def switch_on(*, webhook: Webhook, revision: int, by: Member) -> Webhook:
    """Go on where it stopped: what happened meanwhile is told now, in order.

    Raises Stale, WebhookIsOn, TooManyWebhooks.
    """
    if webhook.off_at is None:
        raise WebhookIsOn
    _refuse_too_many(webhook.newsroom_id)
    changes = webhook.revise(revision, off_at=None, off_because="")
    _try_now(webhook)
    Delivery.objects.waiting().filter(webhook=webhook).update(due_at=timezone.now())
    record(Kind.WEBHOOK_SWITCHED_ON, webhook, by=by, changes=_told(changes))
    return webhook


@transaction.atomic
def send_test(*, webhook: Webhook) -> Delivery:
    """Send a message that tells of nothing, once, before all others. Raises WebhookIsOff."""
    refuse_off(webhook)
    test = Delivery(
        newsroom_id=webhook.newsroom_id, webhook=webhook, number=0, due_at=timezone.now()
    ).add()
    _try_now(webhook)
    return test


@transaction.atomic
def redeliver(*, delivery: Delivery) -> Delivery:
    """Send it again, now and with as many tries as a new one. Raises WebhookIsOff."""
    refuse_off(delivery.webhook)
    delivery.state, delivery.tries, delivery.due_at = State.WAITING, 0, timezone.now()
    delivery.save(update_fields=["state", "tries", "due_at"])
    _try_now(delivery.webhook)
    return delivery


@transaction.atomic
def replay(*, webhook: Webhook, number: int, by: Member) -> None:
    """Tell again of every event from `number` on, in order, in what was told already too.

    Raises WebhookIsOff, NoSuchEvent.
    """
    refuse_off(webhook)
    if not 1 <= number <= _last_number(webhook.newsroom_id):
        raise NoSuchEvent(fields={"number": [str(NoSuchEvent.says)]})
    Webhook.objects.filter(pk=webhook.pk, cursor__gte=number).update(cursor=number - 1)
    _try_now(webhook)
    record(Kind.WEBHOOK_REPLAYED, webhook, by=by, changes={"from": [None, number]})


def refuse_off(webhook: Webhook) -> None:
    if webhook.off_at:
        raise WebhookIsOff


def _add_secret(webhook: Webhook) -> str:
    salt = new_salt()
    secret = secret_of(salt)
    SigningSecret(
        newsroom_id=webhook.newsroom_id, webhook=webhook, salt=salt, digest=digest(secret)
    ).add()
    return secret


def _try_now(webhook: Webhook) -> None:
    """Somebody has just seen to the receiver: do not let it rest any longer."""
    Webhook.objects.filter(pk=webhook.pk).update(rests_until=None)
    deliver.defer(webhook_id=str(webhook.pk))


def _refuse_too_many(newsroom_id: UUID) -> None:
    """Under a lock on the newsroom, so that two who make one at once are counted."""
    Newsroom.objects.select_for_update(no_key=True).get(pk=newsroom_id)
    if Webhook.objects.on().filter(newsroom_id=newsroom_id).count() >= limits.WEBHOOKS:
        raise TooManyWebhooks


def _last_number(newsroom_id: UUID) -> int:
    counter = Counter.objects.filter(newsroom_id=newsroom_id).first()
    return counter.last if counter else 0


def _destination(url: str) -> str:
    try:
        return check_destination(url, reach.NETWORK)
    except Refusal as refusal:
        says = _("We do not send to this address: it must be one on the public internet.")
        raise Unacceptable(fields={"url": [says]}) from refusal


def _known(kinds: Iterable[str]) -> list[str]:
    wanted = [kind.value for kind in TOLD if kind in set(kinds)]
    if len(wanted) != len(set(kinds)):
        raise Unacceptable(fields={"kinds": [_("There is no such kind of event.")]})
    return wanted


def _told(changes: Changes) -> Changes:
    """What history may keep: of an address only its host, as the rest may be a secret."""
    if "url" in changes:
        hosts = [url and urlsplit(url).hostname for url in changes["url"]]
        return {**changes, "url": hosts}
    return changes
