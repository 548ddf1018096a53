"""The last touches to the OpenAPI document: what it says of problems, and of itself."""

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any

from annotations.api.kinds import example, kinds
from annotations.api.problems import MEDIA_TYPE, status_of

ABOUT = """\
Articles under check, the claims in them, and what a newsroom holds of each.

**Who you are.** Send `Authorization: Bearer fct_…`, never in an address. A token belongs to one
newsroom and acts as its member; to everyone else a newsroom's things are 404.

**Text.** Offsets count Unicode code points from 0, an end is exclusive:
`text[start:end] == exact`, or it is refused. In JavaScript, `Array.from(text)` counts the same.

**Time.** Moments are UTC in ISO 8601 and end in `Z`; days are `YYYY-MM-DD`.

**Lists** come in pages, the oldest first unless `order` says otherwise: follow `next` until it is
null. A filter given several times takes any of its values.

**Reading again.** Whatever is read has an ETag, a page of a list too. Send it in If-None-Match, and
the answer is 304 while nothing in it has changed. Only exports have none, which are sent while
they are written.

**Less and more.** `fields=id,statement` shows these fields only. What is named by id or in short
comes in full with `expand`. Both are part of what the ETag stands for.

**Changing.** A change names in If-Match the ETag that was read: 428 without, 412 when somebody was
faster, with the thing as it stands now in `current`. An ETag starts with the `revision` of the row
(of a claim with `revision.parts_revision`) and may be cut after it: `"3"` says the same as
`"3-0f9c…"`. The wording of a claim is held against `revision` alone.

**Creating.** A POST with an Idempotency-Key may be sent again: same answer, one effect.

**Often.** Every answer says in `RateLimit` how many requests are left of a minute
(draft-ietf-httpapi-ratelimit-headers); after the last the answer is 429, with Retry-After.

**Refusals** are `application/problem+json` (RFC 9457). Their `code` is stable; `type` leads to what
it means. What is not declared here, be it a field or a parameter, is refused and not ignored.
"""

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
                    "code": {
                        "type": "string",
                        "description": "Of many things that come in at once: why this one is "
                        "refused, as it would be alone.",
                    },
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


RATE = ("RateLimit-Policy", "RateLimit")
HEADERS: dict[str, Any] = {
    "RateLimit-Policy": {
        "schema": {"type": "string"},
        "description": 'How many requests in how many seconds: `"token";q=600;w=60`.',
    },
    "RateLimit": {
        "schema": {"type": "string"},
        "description": "What is left of them, and in how many seconds it is whole again: "
        '`"token";r=599;t=42`.',
    },
    "Retry-After": {"schema": {"type": "string"}, "description": "Seconds to wait."},
}


def finish(result: dict[str, Any], **_: Any) -> dict[str, Any]:
    """drf-spectacular's postprocessing hook."""
    result["info"]["description"] = ABOUT
    components = result["components"]
    for name, schema in components["schemas"].items():
        if name.endswith("In"):
            schema["additionalProperties"] = False
    for operation in _operations(result):
        if any(parameter["name"] == "fields" for parameter in operation.get("parameters", [])):
            _admit_parts(operation, components["schemas"])
    components["schemas"]["Problem"] = PROBLEM
    components["headers"] = HEADERS
    for operation in _operations(result):
        for answer in operation["responses"].values():
            if "$ref" not in answer:
                answer["headers"] = {**answer.get("headers", {}), **_told(RATE)}
    components["responses"] = {
        f"Problem{status}": _response(status, list(found))
        for status, found in groupby(kinds(), status_of)
    }
    return result


def _operations(result: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for methods in result["paths"].values():
        yield from methods.values()


def _admit_parts(operation: dict[str, Any], schemas: dict[str, Any]) -> None:
    """Say of an answer of which `fields` chooses a part that it may be one."""
    content = operation["responses"]["200"]["content"]["application/json"]
    page = schemas[_name(content["schema"])]
    holder = page["properties"].get("results", {})
    name = _name(holder.get("items", content["schema"]))
    part = f"PartOf{name}"
    if name.startswith("PartOf"):
        return
    whole = schemas[name]
    schemas[part] = {
        "type": "object",
        "description": f"Those fields of a {name} that were asked for.",
        "properties": whole["properties"],
    }
    either = {"anyOf": [{"$ref": f"#/components/schemas/{one}"} for one in (name, part)]}
    if holder:
        holder["items"] = either
    else:
        content["schema"] = either


def _name(reference: dict[str, Any]) -> str:
    return str(reference.get("$ref", reference)).rpartition("/")[2]


def _told(names: Iterable[str]) -> dict[str, Any]:
    return {name: {"$ref": f"#/components/headers/{name}"} for name in names}


def _response(status: int, found: list[Any]) -> dict[str, Any]:
    headers = [*RATE, "Retry-After"] if status in {409, 429, 503} else RATE
    return {
        "headers": _told(headers),
        "description": "\n".join(f"- `{kind.code}`: {kind.says}" for kind in found),
        "content": {
            MEDIA_TYPE: {
                "schema": {"$ref": "#/components/schemas/Problem"},
                "examples": {kind.code: {"value": example(kind)} for kind in found},
            }
        },
    }
