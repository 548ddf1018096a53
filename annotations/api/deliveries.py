"""/deliveries/: what was sent to webhooks, and what came of it."""

from typing import Any
from uuid import UUID

from django.db.models import Prefetch, QuerySet
from drf_spectacular.utils import extend_schema, extend_schema_serializer
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from annotations.api.doors import ListDoor
from annotations.api.fields import Links
from annotations.api.idempotency import once
from annotations.api.parsing import Given, understood
from annotations.api.schema import one_of, page_of
from annotations.api.webhooks import WebhookDoor
from annotations.matching.filters import Filter, by_choice
from annotations.matching.orders import number
from annotations.webhooks.actions import redeliver, send_test
from annotations.webhooks.models import Attempt, Delivery, State, Trouble


@extend_schema_serializer(component_name="DeliveryAttempt")
class AttemptOut(serializers.Serializer[Attempt]):
    """One try: the answer's status and first bytes, or the trouble that was met instead."""

    at = serializers.DateTimeField()
    milliseconds = serializers.IntegerField()
    status = serializers.IntegerField(allow_null=True)
    answer = serializers.CharField(help_text="At most the first 1,024 bytes.")
    trouble = serializers.ChoiceField(
        Trouble.choices, allow_blank=True, help_text="Empty where there was an answer."
    )


class DeliveryOut(serializers.Serializer[Delivery]):
    """One event told, or to be told, to one webhook."""

    id = serializers.UUIDField()
    webhook = serializers.UUIDField(source="webhook_id")
    message_id = serializers.CharField(help_text="The header `webhook-id`, in each attempt.")
    number = serializers.IntegerField(help_text="Of the event; 0 of a test.")
    kind = serializers.CharField(help_text="Of the event, or `webhook.test`.")
    state = serializers.ChoiceField(State.choices)
    tries = serializers.IntegerField(help_text="Since it was last asked for.")
    due_at = serializers.DateTimeField(
        allow_null=True, help_text="While it is waiting: not tried before."
    )
    made_at = serializers.DateTimeField()
    attempts = AttemptOut(many=True)
    links = Links(self="deliveries/{0.id}/", webhook="webhooks/{0.webhook_id}/", page="webhook#")


class DeliveryDoor(WebhookDoor):
    """A door for admins."""

    out = DeliveryOut

    def rows(self) -> QuerySet[Any, Any]:
        attempts = Prefetch("attempts", Attempt.objects.order_by("id"))
        deliveries = Delivery.objects.visible_to(self.member)
        return deliveries.select_related("event", "webhook").prefetch_related(attempts)


class Deliveries(DeliveryDoor, ListDoor):
    """The log of a webhook."""

    filters = {
        "state": by_choice("Deliveries in this state.", "state", State),
        "number": Filter(
            "The delivery of the event with this number; 0 for tests.",
            lambda deliveries, numbers: deliveries.filter(number__in=numbers),
            read=number,
        ),
    }

    @extend_schema(operation_id="list_deliveries", responses=page_of(DeliveryOut))
    def get(self, request: Request, pk: UUID) -> Response:
        """List what was sent to a webhook in the last 30 days, and what waits to be sent."""
        webhook = self.find(pk, self.webhooks())
        return self.page(request, self.rows().filter(webhook=webhook))


class TestOfWebhook(DeliveryDoor):
    """Trying a webhook out."""

    @extend_schema(operation_id="test_webhook", request=None, responses=one_of(DeliveryOut, 201))
    @once
    def post(self, request: Request, pk: UUID) -> Response:
        """Send a message that tells of nothing. It is sent once; read the delivery again."""
        webhook = self.find(pk, self.webhooks())
        understood(Given, request)
        return self.as_it_stands(send_test(webhook=webhook), 201)


class OneDelivery(DeliveryDoor):
    """One delivery."""

    @extend_schema(operation_id="read_delivery", responses=one_of(DeliveryOut))
    def get(self, _request: Request, pk: UUID) -> Response:
        """Read a delivery, and what came of each attempt."""
        return self.show(pk)


class Redeliver(DeliveryDoor):
    """Sending once more."""

    @extend_schema(operation_id="redeliver", request=None, responses=one_of(DeliveryOut))
    @once
    def post(self, request: Request, pk: UUID) -> Response:
        """Send a message again, now, with the same id."""
        delivery = self.find(pk)
        understood(Given, request)
        return self.as_it_stands(redeliver(delivery=delivery))
