"""What every operation's description says without being told: parameters, headers, problems."""

from collections.abc import Iterator
from itertools import groupby
from typing import TYPE_CHECKING, Any, cast

from drf_spectacular.extensions import (
    OpenApiAuthenticationExtension,
    OpenApiSerializerFieldExtension,
)
from drf_spectacular.openapi import AutoSchema
from drf_spectacular.utils import OpenApiParameter, inline_serializer
from rest_framework import serializers

from annotations import limits
from annotations.api.kinds import example, kinds
from annotations.api.problems import MEDIA_TYPE, status_of

if TYPE_CHECKING:
    from annotations.api.doors import Door

Out = type[serializers.Serializer[Any]]


def _header(name: str, means: str, *, required: bool = False) -> OpenApiParameter:
    return OpenApiParameter(
        name, str, OpenApiParameter.HEADER, description=means, required=required
    )


IF_MATCH = _header(
    "If-Match", "The ETag that you have read, so that nobody's work is lost.", required=True
)
IF_NONE_MATCH = _header("If-None-Match", "The ETag that you have: 304 while nothing changes.")
IDEMPOTENCY_KEY = _header(
    "Idempotency-Key",
    "1 to 255 visible ASCII characters of your choice. The same request with the same key "
    "gets the same answer for a day, and has one effect.",
)
ETAG = {"schema": {"type": "string"}, "description": "Names what was read; see If-Match."}
WRITING = {"409", "411", "413", "415", "422"}  # the problems of whatever has a body


def one_of(out: Any, status: int = 200) -> dict[int, Any]:
    """Responses with one row."""
    return {status: out}


def page_of(out: Out) -> dict[int, Any]:
    """Responses with a page of a list."""
    fields = {
        "results": out(many=True),
        "next": serializers.URLField(allow_null=True, help_text="The next page, or null."),
    }
    return {200: inline_serializer(f"{out.__name__.removesuffix('Out')}Page", fields)}


class Operation(AutoSchema):
    """An operation with everything that the doors add to it. A list's id starts with list_."""

    def get_tags(self) -> list[str]:
        return super().get_tags() if "{slug}/" in self.path_regex else ["site"]

    def get_override_parameters(self) -> list[Any]:
        parameters = list(self._query_parameters())
        if self.method == "GET" and not self._is_a_list():
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
        responses = operation["responses"]
        if not self._is_a_list():
            for answer in responses.values():
                answer.setdefault("headers", {})["ETag"] = ETAG
        for status in self._other_answers(has_path=bool(operation.get("parameters"))):
            responses.setdefault(status, {"$ref": f"#/components/responses/Problem{status}"})
        if self.method == "GET" and not self._is_a_list():
            responses["304"] = {"description": "Nothing has changed.", "headers": {"ETag": ETAG}}
        operation["responses"] = dict(sorted(responses.items()))
        return dict(operation)

    def _is_a_list(self) -> bool:
        return self.get_operation_id().startswith("list_")

    def _needs_if_match(self) -> bool:
        return self.method in {"PATCH", "DELETE"} or getattr(self.view, "is_transition", False)

    def _other_answers(self, *, has_path: bool) -> set[str]:
        answers = {"400", "406", "503"}
        if "{" in self.path and has_path:
            answers |= {"404"}
        if self.get_auth():
            answers |= {"401", "403"}
        if self.method == "GET":
            return answers | {"414"} if self._is_a_list() else answers
        if self._needs_if_match():
            answers |= {"412", "428"}
        return answers | WRITING

    def _query_parameters(self) -> Iterator[OpenApiParameter]:
        view = cast("Door", self.view)
        for name, means in view.parameters(self.method).items():
            found = getattr(view, "filters", {}).get(name)
            if found is None:
                yield OpenApiParameter(name, _PAGING[name], description=means)
            else:
                items: dict[str, Any] = {"type": "string"}
                items |= {"enum": list(found.choices)} if found.choices else {}
                items |= {"format": found.form} if found.form else {}
                schema = {"type": "array", "items": items}
                yield OpenApiParameter(name, schema, description=means, explode=True)


_PAGING: dict[str, dict[str, Any]] = {
    "cursor": {"type": "string"},
    "limit": {
        "type": "integer",
        "minimum": 1,
        "maximum": limits.PAGE,
        "default": limits.USUAL_PAGE,
    },
}


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


class LinksShape(OpenApiSerializerFieldExtension):  # type: ignore[no-untyped-call]
    target_class = "annotations.api.fields.Links"

    def map_serializer_field(self, _schema: AutoSchema, _direction: str) -> dict[str, Any]:
        names = self.target.names
        uri = {"type": "string", "format": "uri"}
        return {
            "type": "object",
            "properties": {
                name: uri | ({"description": "For people."} if name == "page" else {})
                for name in names
            },
            "required": names,
        }


def add_problems(result: dict[str, Any], **_: Any) -> dict[str, Any]:
    """A postprocessing hook: the shape of problems, and for each status its kinds."""
    components = result["components"]
    components["schemas"]["Problem"] = PROBLEM
    components["responses"] = {
        f"Problem{status}": {
            "description": " ".join(str(kind.says) for kind in found),
            "content": {
                MEDIA_TYPE: {
                    "schema": {"$ref": "#/components/schemas/Problem"},
                    "examples": {kind.code: {"value": example(kind)} for kind in found},
                }
            },
        }
        for status, found in ((s, list(k)) for s, k in groupby(kinds(), key=status_of))
    }
    return result


PROBLEM: dict[str, Any] = {
    "type": "object",
    "description": "Why something was refused (RFC 9457). Nothing has been changed.",
    "required": ["type", "title", "status", "detail", "code"],
    "properties": {
        "type": {"type": "string", "format": "uri-reference"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string", "description": "What was wrong this time, for people."},
        "code": {"type": "string", "description": "Stable, for programs."},
        "request_id": {"type": "string", "description": "Also in X-Request-ID. Quote it to us."},
        "errors": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["pointer", "detail"],
                "properties": {
                    "pointer": {
                        "type": "string",
                        "description": "A JSON pointer into the body, such as #/tags/0.",
                    },
                    "detail": {"type": "string"},
                },
            },
        },
        "current": {
            "type": "object",
            "description": "On 412: the thing as it stands now; its ETag is in the header.",
        },
    },
    "additionalProperties": True,
}
