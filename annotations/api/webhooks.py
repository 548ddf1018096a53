"""/webhooks/: addresses that are told of events. Only admins deal with them."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any, ClassVar
from uuid import UUID

from django.db.models import Prefetch, QuerySet
from drf_spectacular.utils import (
    OpenApiExample,
    extend_schema,
    extend_schema_field,
    extend_schema_serializer,
)
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from annotations.api.doors import ListDoor, NewsroomDoor
from annotations.api.fields import Choice, Line, Links, MemberOut, Text, Whole
from annotations.api.idempotency import once
from annotations.api.parsing import Given, understood
from annotations.api.preconditions import expected
from annotations.api.schema import one_of, page_of
from annotations.api.shaping import Out
from annotations.newsrooms.permissions import Action
from annotations.webhooks.actions import (
    edit_webhook,
    make_secret,
    make_webhook,
    replay,
    switch_off,
    switch_on,
)
from annotations.webhooks.kinds import TOLD
from annotations.webhooks.models import Off, SigningSecret, Webhook

KINDS = [(kind.value, kind.label) for kind in TOLD]
LONGEST_OVERLAP = 7 * 24  # hours


@extend_schema_serializer(
    examples=[
        OpenApiExample(
            "An archive that follows verdicts",
            value={
                "name": "The archive",
                "url": "https://archive.example/factcheck",
                "kinds": ["verdict.settled", "verdict.unsettled"],
            },
        )
    ]
)
class WebhookIn(Given):
    """Where to, and what about."""

    name = Line(max_length=100, help_text="What it is for.")
    url = Text(max_length=2_000, help_text="On the public internet, port 80 or 443.")
    kinds = serializers.ListField(
        child=Choice(KINDS),
        required=False,
        help_text="Of which events it is told; without any, of all.",
    )


class OverlapIn(Given):
    """For how long the secret before the new one goes on signing."""

    overlap_hours = Whole(
        required=False, min_value=0, max_value=LONGEST_OVERLAP, help_text="Otherwise 24."
    )


class FromIn(Given):
    """From where on."""

    number = Whole(min_value=1, help_text="Of the first event that is told again.")


class SigningSecretOut(serializers.Serializer[SigningSecret]):
    """A secret that signs now. What it is was shown when it was made."""

    made_at = serializers.DateTimeField()
    ends_at = serializers.DateTimeField(allow_null=True, help_text="Null for the newest.")


@extend_schema_serializer(component_name="WebhookOff")
class OffOut(serializers.Serializer[Webhook]):
    """Since when it is off, and why."""

    at = serializers.DateTimeField(source="off_at")
    because = serializers.ChoiceField(Off.choices, source="off_because")


class WebhookOut(serializers.Serializer[Webhook]):
    """An address that is told of events."""

    id = serializers.UUIDField()
    name = serializers.CharField()
    url = serializers.CharField()
    kinds = serializers.ListField(
        child=serializers.CharField(), help_text="Of which events it is told; none: of all."
    )
    off = serializers.SerializerMethodField(help_text="Null while it is switched on.")
    failing_since = serializers.DateTimeField(
        allow_null=True, help_text="When it began to answer nothing but failures."
    )
    cursor = serializers.IntegerField(help_text="The last event that was looked at.")
    secrets = SigningSecretOut(source="live_secrets", many=True)
    revision = serializers.IntegerField()
    made_by = MemberOut()
    made_at = serializers.DateTimeField()
    links = Links(self="webhooks/{0.id}/", page="webhook", deliveries="webhooks/{0.id}/deliveries/")

    @extend_schema_field(OffOut(allow_null=True))
    def get_off(self, webhook: Webhook) -> Any:
        return OffOut(webhook).data if webhook.off_at else None


class WebhookWithSecretOut(WebhookOut):
    """A webhook and its new secret, which is shown this once."""

    secret = serializers.CharField(
        allow_null=True,
        help_text="`whsec_…`; null when the answer is given again for an Idempotency-Key.",
    )


class WebhookDoor(NewsroomDoor):
    """A door for admins."""

    out: ClassVar[Out] = WebhookOut

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        self.require(Action.MANAGE_WEBHOOKS)

    def rows(self) -> QuerySet[Any, Any]:
        return self.webhooks()

    def webhooks(self) -> QuerySet[Any, Any]:
        live = Prefetch("secrets", SigningSecret.objects.live(), to_attr="live_secrets")
        webhooks = Webhook.objects.visible_to(self.member)
        return webhooks.select_related("made_by__user").prefetch_related(live)

    def with_secret(self, webhook: Webhook, secret: str, status: int = 200) -> Response:
        """`webhook` and, this once, its secret."""
        answer = self.as_it_stands(webhook, status)
        answer.data["secret"] = secret
        return answer


class Webhooks(WebhookDoor, ListDoor):
    """The webhooks of a newsroom."""

    @extend_schema(operation_id="list_webhooks", responses=page_of(WebhookOut))
    def get(self, request: Request) -> Response:
        """List the webhooks, those that are switched off as well."""
        return self.page(request)

    @extend_schema(
        operation_id="make_webhook",
        request=WebhookIn,
        responses=one_of(WebhookWithSecretOut, 201),
    )
    @once
    def post(self, request: Request) -> Response:
        """Have an address told of what happens from now on. The secret is shown this once."""
        values = understood(WebhookIn, request)
        webhook, secret = make_webhook(by=self.member, **values)
        return self.with_secret(webhook, secret, 201)


class OneWebhook(WebhookDoor):
    """One webhook."""

    @extend_schema(operation_id="read_webhook", responses=one_of(WebhookOut))
    def get(self, _request: Request, pk: UUID) -> Response:
        """Read a webhook, and how its receiver does."""
        return self.show(pk)

    @extend_schema(operation_id="edit_webhook", request=WebhookIn, responses=one_of(WebhookOut))
    def patch(self, request: Request, pk: UUID) -> Response:
        """Give a webhook another name, address or choice of events."""
        webhook, revision = self.find(pk), expected(request).revision
        values = understood(WebhookIn, request, partial=True)
        edit_webhook(webhook=webhook, revision=revision, by=self.member, **values)
        return self.as_it_stands(webhook)

    @extend_schema(operation_id="switch_webhook_off", responses=one_of(WebhookOut))
    def delete(self, request: Request, pk: UUID) -> Response:
        """Switch a webhook off: nothing is sent any more, and it keeps its place."""
        webhook, revision = self.find(pk), expected(request).revision
        switch_off(webhook=webhook, revision=revision, by=self.member)
        return self.as_it_stands(webhook)


class SwitchOn(WebhookDoor):
    """Going on with a webhook."""

    is_transition = True

    @extend_schema(operation_id="switch_webhook_on", request=None, responses=one_of(WebhookOut))
    @once
    def post(self, request: Request, pk: UUID) -> Response:
        """Switch a webhook on: it goes on where it stopped, with what happened meanwhile."""
        webhook = self.find(pk)
        understood(Given, request)
        switch_on(webhook=webhook, revision=expected(request).revision, by=self.member)
        return self.as_it_stands(webhook)


class Secrets(WebhookDoor):
    """The secrets that sign."""

    is_transition = True

    @extend_schema(
        operation_id="make_webhook_secret",
        request=OverlapIn,
        responses=one_of(WebhookWithSecretOut),
    )
    @once
    def post(self, request: Request, pk: UUID) -> Response:
        """Make a new secret, shown this once. The one before it signs as well for a time."""
        webhook, revision = self.find(pk), expected(request).revision
        values: Mapping[str, int] = understood(OverlapIn, request)
        overlap = timedelta(hours=values.get("overlap_hours", 24))
        secret = make_secret(webhook=webhook, revision=revision, overlap=overlap, by=self.member)
        return self.with_secret(webhook, secret)


class Replay(WebhookDoor):
    """Telling of past events again."""

    @extend_schema(operation_id="replay_webhook", request=FromIn, responses=one_of(WebhookOut))
    @once
    def post(self, request: Request, pk: UUID) -> Response:
        """Tell of all chosen events from a number on, also of those that were delivered."""
        webhook = self.find(pk)
        replay(webhook=webhook, by=self.member, **understood(FromIn, request))
        return self.as_it_stands(webhook)
