"""What a receiver is sent: that something happened, its number, and where to read more.

No words of the newsroom travel with it. They are read through the API, by whoever may.
"""

import json
from collections.abc import Iterable
from datetime import datetime
from typing import Any, NamedTuple, cast

from django.utils import timezone
from standardwebhooks.webhooks import Webhook as Signer

from annotations.exports.addresses import Addresses
from annotations.feed.cursors import START, Position, mark_of
from annotations.feed.epochs import cursor_of
from annotations.feed.pages import Thing, thing_of
from annotations.feed.views import THINGS, View, view_of
from annotations.history.models import Event
from annotations.newsrooms.models import Member, Role
from annotations.webhooks.kinds import GONE, TEST
from annotations.webhooks.models import Delivery, Webhook


class Message(NamedTuple):
    """A body, and the headers that make it known and believed."""

    body: bytes
    headers: dict[str, str]


def view_for(webhook: Webhook) -> View:
    """What a webhook may tell of. It is the newsroom's own, so it sees what its admins see."""
    return view_of(Member(newsroom_id=webhook.newsroom_id, role=Role.ADMIN))


def signed(body: dict[str, Any], *, message_id: str, secrets: Iterable[str]) -> Message:
    """`body` as it is sent now, signed with each of `secrets` (Standard Webhooks)."""
    text, now = json.dumps(body, ensure_ascii=False, separators=(",", ":")), timezone.now()
    headers = {
        "Content-Type": "application/json",
        "webhook-id": message_id,
        "webhook-timestamp": str(int(now.timestamp())),
        "webhook-signature": " ".join(Signer(key).sign(message_id, now, text) for key in secrets),
    }
    return Message(text.encode(), headers)


def body_of(delivery: Delivery, view: View, at: Addresses) -> dict[str, Any]:
    """What a delivery tells: of an event, as `view` sees it now, or of nothing, for a test."""
    if delivery.event:
        return told(delivery.event, view, at)
    return _body(TEST, delivery.made_at, at, {"number": 0, "links": {"changes": _feed(at, START)}})


def told(event: Event, view: View, at: Addresses) -> dict[str, Any]:
    """What is told of an event. Where its thing is out of sight, only that it is gone."""
    thing = cast("Thing", thing_of(event))  # or it had not become a delivery
    data = {"number": event.number, "thing": _named(*thing)}
    feed = {"changes": _feed(at, _before(event))}
    if not view.now[thing.type].filter(pk=thing.id).exists():
        return _body(f"{thing.type}.{GONE}", event.at, at, {**data, "links": feed})
    row = THINGS[thing.type].model(pk=thing.id)
    links = {
        "thing": at.below(f"{thing.type}s/{thing.id}/"),
        "page": at.page(thing.type, row),
        **feed,
    }
    subject = _named(event.subject_type, event.subject_id)
    return _body(event.kind, event.at, at, {**data, "subject": subject, "links": links})


def _body(kind: str, when: datetime, at: Addresses, data: dict[str, Any]) -> dict[str, Any]:
    return {
        "type": kind,
        "timestamp": f"{when:%Y-%m-%dT%H:%M:%S.%f}Z",
        "data": {"newsroom": at.slug, **data},
    }


def _named(kind: str, pk: Any) -> dict[str, str]:
    return {"type": kind, "id": str(pk)}


def _feed(at: Addresses, position: Position) -> str:
    return at.below(f"changes/?after={cursor_of(position)}")


def _before(event: Event) -> Position:
    """The place in the feed from which this event is the first to be told."""
    if event.number == 1:
        return START
    before = Event.objects.get(newsroom_id=event.newsroom_id, number=event.number - 1)
    return Position(before.number, mark_of(before.pk))
