"""/digest/: when the member whose token it is gets mails."""

from typing import Any

from drf_spectacular.utils import OpenApiExample, extend_schema, extend_schema_serializer
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from annotations.api.doors import ReadyDoor
from annotations.api.fields import Choice, Links, Text, Whole
from annotations.api.parsing import Given, understood
from annotations.api.preconditions import expected
from annotations.api.schema import one_of
from annotations.newsrooms.permissions import Action
from annotations.notices.actions import choose_mail
from annotations.notices.models import Digest, Rhythm


@extend_schema_serializer(
    examples=[
        OpenApiExample(
            "In the morning", value={"rhythm": "daily", "hour": 8, "zone": "Europe/Berlin"}
        )
    ]
)
class DigestIn(Given):
    """When notices are mailed."""

    rhythm = Choice(Rhythm.choices)
    hour = Whole(min_value=0, max_value=23)
    zone = Text(max_length=64, help_text="A name of the IANA time zone database.")


class DigestOut(serializers.Serializer[Digest]):
    """When your notices are mailed to you; `revision` is 0 where you never chose."""

    rhythm = serializers.ChoiceField(
        Rhythm.choices, help_text="soon: within ten minutes; daily: at `hour` in `zone`."
    )
    hour = serializers.IntegerField()
    zone = serializers.CharField()
    revision = serializers.IntegerField()
    links = Links(self="digest/", inbox="inbox/", page="mail/")


class OwnDigest(ReadyDoor):
    """Your mails."""

    out = DigestOut

    @extend_schema(operation_id="read_digest", responses=one_of(DigestOut))
    def get(self, _request: Request) -> Response:
        """Read when your notices are mailed to you."""
        return self.answer(self._own())

    @extend_schema(operation_id="choose_mail", request=DigestIn, responses=one_of(DigestOut))
    def patch(self, request: Request) -> Response:
        """Choose when your notices are mailed to you."""
        self.require(Action.CHOOSE_MAIL, self._own())
        revision = expected(request).revision
        values: dict[str, Any] = understood(DigestIn, request, partial=True)
        return self.answer(choose_mail(member=self.member, revision=revision, **values))

    def _own(self) -> Digest:
        own: Digest = Digest.objects.of(self.member)
        return own
