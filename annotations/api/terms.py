"""/context.jsonld: our JSON-LD terms."""

from typing import Any

from django.http import HttpResponse, HttpResponseBase
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request

from annotations.api.rendering import Json
from annotations.api.site import PublicDoor
from annotations.exports import context
from annotations.exports.writing import encode


class Context(PublicDoor):
    """What our terms in JSON-LD mean. Any page on the web may read it."""

    def perform_content_negotiation(self, *_: Any, **__: Any) -> Any:
        return Json(), Json.media_type  # JSON-LD loaders ask for it in many ways

    @extend_schema(
        operation_id="read_context",
        responses={(200, context.MEDIA_TYPE): OpenApiTypes.OBJECT},
        auth=[],
    )
    def get(self, request: Request) -> HttpResponseBase:
        """Read the JSON-LD context of our annotations."""
        address = request.build_absolute_uri(request.path)
        body = encode(context.document(address))
        answer = HttpResponse(body, content_type=context.MEDIA_TYPE)
        answer["Access-Control-Allow-Origin"] = "*"
        answer["Cache-Control"] = "public, max-age=86400"
        return answer
