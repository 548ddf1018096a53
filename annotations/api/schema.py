"""What every operation's description says without being told: parameters, headers, problems."""

from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING, Any, cast
from uuid import UUID

from drf_spectacular.extensions import (
    OpenApiAuthenticationExtension,
    OpenApiSerializerFieldExtension,
)
from drf_spectacular.openapi import AutoSchema
from drf_spectacular.utils import OpenApiParameter, inline_serializer
from rest_framework import serializers

from annotations import limits
from annotations.api import shaping
from annotations.matching.queue import TABS

if TYPE_CHECKING:
    from annotations.api.doors import Door

Out = type[serializers.Serializer[Any]]


def _header(name: str, means: str, *, required: bool = False, **schema: Any) -> OpenApiParameter:
    return OpenApiParameter(
        name,
        {"type": "string", **schema},
        OpenApiParameter.HEADER,
        description=means,
        required=required,
    )


IF_MATCH = _header(
    "If-Match", "The ETag that you have read, so that nobody's work is lost.", required=True
)
IF_NONE_MATCH = _header("If-None-Match", "The ETag that you have: 304 while nothing changes.")
IDEMPOTENCY_KEY = _header(
    "Idempotency-Key",
    "Visible ASCII characters of your choice. The same request with the same key gets the same "
    "answer for a day, and has one effect.",
    pattern="^[!-~]{1,255}$",
)
PATH = {
    "slug": OpenApiParameter(
        "slug",
        {"type": "string", "pattern": "^[-a-zA-Z0-9_]+$"},
        OpenApiParameter.PATH,
        description="The newsroom.",
    ),
    "id": OpenApiParameter("id", UUID, OpenApiParameter.PATH),
    "number": OpenApiParameter(
        "number",
        {"type": "integer", "minimum": 1},
        OpenApiParameter.PATH,
        description="Of an event.",
    ),
    "code": OpenApiParameter("code", str, OpenApiParameter.PATH),
    "name": OpenApiParameter(
        "name",
        {"type": "string", "enum": [tab.name for tab in TABS]},
        OpenApiParameter.PATH,
        description="A part of the queue.",
    ),
}
PAGING: dict[str, dict[str, Any]] = {
    "cursor": {"type": "string"},
    "limit": {
        "type": "integer",
        "minimum": 1,
        "maximum": limits.PAGE,
        "default": limits.USUAL_PAGE,
    },
}
ETAG = {"schema": {"type": "string"}, "description": "Names what was read; see If-Match."}
LINK = {"schema": {"type": "string"}, "description": "The next page, as rel=next, if any."}
LOCATION = {"schema": {"type": "string", "format": "uri"}, "description": "Where it is now."}
ANSWERS = {
    "200": "As it stands.",
    "201": "It is there now.",
    "204": "It is gone.",
    "206": "The part that Range asked for.",
}
ALWAYS = {"400", "401", "406", "414", "429", "503"}
WRITING = {"409", "411", "413", "415", "422"}  # the problems of whatever has a body


def one_of(out: Any, status: int = 200) -> dict[int, Any]:
    """Responses with one row."""
    return {status: out}


@cache
def page_of(out: Out) -> dict[int, Any]:
    """Responses with a page of a list."""
    fields = {
        "results": out(many=True),
        "next": serializers.URLField(allow_null=True, help_text="The next page, or null."),
    }
    return {200: inline_serializer(f"{out.__name__.removesuffix('Out')}Page", fields)}


class Operation(AutoSchema):
    """An operation with everything that the doors add to it. A list's id starts with list_.

    What ClaimOut shows is called Claim.
    """

    def get_summary(self) -> str:
        return self.get_description().partition("\n")[0].rstrip(".")

    def get_serializer_name(self, serializer: Any, direction: Any) -> str:
        return super().get_serializer_name(serializer, direction).removesuffix("Out")

    def get_tags(self) -> list[str]:
        return super().get_tags() if "{slug}/" in self.path else ["site"]

    def get_override_parameters(self) -> list[Any]:
        parameters = [found for name, found in PATH.items() if f"{{{name}}}" in self.path]
        parameters += self._query_parameters()
        if self.method == "GET":
            parameters.append(IF_NONE_MATCH)
        if self.method == "POST":
            parameters.append(IDEMPOTENCY_KEY)
        if self._needs_if_match():
            parameters.append(IF_MATCH)
        return parameters

    def get_operation(self, *args: Any, **kwargs: Any) -> dict[str, Any] | None:
        operation = super().get_operation(*args, **kwargs)
        if operation is None:
            return None
        answers = operation["responses"]
        for status, answer in answers.items():
            answer["description"] = ANSWERS[status]
            is_of_one = not (self._is_a_list() or getattr(self.view, "is_bulk", False))
            has_tag = (self.method == "GET" or is_of_one) and status != "204"
            answer["headers"] = {"ETag": ETAG} if has_tag else {}
            answer["headers"] |= {"Link": LINK} if self._has_pages() else {}
            answer["headers"] |= {"Location": LOCATION} if is_of_one and status == "201" else {}
        for status in self._problems():
            answers[status] = {"$ref": f"#/components/responses/Problem{status}"}
        if self.method == "GET":
            answers["304"] = {"description": "Nothing has changed.", "headers": {"ETag": ETAG}}
        operation["responses"] = dict(sorted(answers.items()))
        return dict(operation)

    def _is_a_list(self) -> bool:
        return self.get_operation_id().startswith("list_")

    def _has_pages(self) -> bool:
        return self._is_a_list() and hasattr(self.view, "orders")

    def _needs_if_match(self) -> bool:
        if not getattr(self.view, "has_revision", True):
            return False
        is_transition: bool = getattr(self.view, "is_transition", False)
        return is_transition or self.method in {"PUT", "PATCH", "DELETE"}

    def _problems(self) -> set[str]:
        found = set(ALWAYS)
        found |= {"404"} if "{" in self.path else set()
        found |= {"403"} if self.get_auth() else set()
        found |= {"412", "428"} if self._needs_if_match() else set()
        found |= getattr(self.view, "problems", set())
        return found if self.method == "GET" else found | WRITING

    def _query_parameters(self) -> Iterator[OpenApiParameter]:
        view = cast("Door", self.view)
        shaped = shaping.schemas(view.out, view.expansions)
        for name, means in view.parameters(self.method).items():
            found = getattr(view, "filters", {}).get(name)
            if found is not None:
                schema = {"type": "array", "items": found.schema()}
                yield OpenApiParameter(name, schema, description=means, explode=True)
            elif name in shaped:
                yield OpenApiParameter(name, shaped[name], description=means, explode=False)
            else:
                schema = {**getattr(view, "schemas", PAGING), "order": _order(view)}[name]
                yield OpenApiParameter(name, schema, description=means)


def _order(view: "Door") -> dict[str, Any]:
    orders = list(getattr(view, "orders", {}))
    return {"type": "string", "enum": orders, "default": next(iter(orders), None)}


class TokenScheme(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call]
    target_class = "annotations.api.authentication.ByToken"
    name = "token"

    def get_security_definition(self, _schema: AutoSchema) -> dict[str, Any]:
        return {
            "type": "http",
            "scheme": "bearer",
            "bearerFormat": "fct_…",
            "description": "An access token of one newsroom; it acts as its member, in its scopes.",
        }


class NamedShape(OpenApiSerializerFieldExtension):  # type: ignore[no-untyped-call]
    target_class = "annotations.api.fields.Named"

    def map_serializer_field(self, auto_schema: AutoSchema, direction: Any) -> dict[str, Any]:
        full = auto_schema.resolve_serializer(self.target.out, direction)
        return {"anyOf": [{"type": "string", "format": "uuid"}, full.ref]}


class LinksShape(OpenApiSerializerFieldExtension):  # type: ignore[no-untyped-call]
    target_class = "annotations.api.fields.Links"

    def map_serializer_field(self, _schema: AutoSchema, _direction: str) -> dict[str, Any]:
        uri = {"type": "string", "format": "uri"}
        page = uri | {"description": "For people."}
        names = self.target.names
        return {
            "type": "object",
            "properties": {name: page if name == "page" else uri for name in names},
            "required": names,
        }
