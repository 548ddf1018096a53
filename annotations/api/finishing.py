"""The last touches to the OpenAPI document: what it says of problems, and of itself."""

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

**Lists** come in pages, the oldest first: follow `next` until it is null. A parameter given
several times takes any of its values.

**Changing.** A change names in If-Match the ETag that was read: 428 without, 412 when somebody was
faster, with the thing as it stands now in `current`. An ETag starts with the `revision` of the row
(of a claim with `revision.parts_revision`) and may be cut after it: `"3"` says the same as
`"3-0f9c…"`. The wording of a claim is held against `revision` alone.

**Creating.** A POST with an Idempotency-Key may be sent again: same answer, one effect.

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


def finish(result: dict[str, Any], **_: Any) -> dict[str, Any]:
    """drf-spectacular's postprocessing hook."""
    result["info"]["description"] = ABOUT
    components = result["components"]
    for name, schema in components["schemas"].items():
        if name.endswith("In"):
            schema["additionalProperties"] = False
    components["schemas"]["Problem"] = PROBLEM
    components["responses"] = {
        f"Problem{status}": _response(list(found)) for status, found in groupby(kinds(), status_of)
    }
    return result


def _response(found: list[Any]) -> dict[str, Any]:
    return {
        "description": "\n".join(f"- `{kind.code}`: {kind.says}" for kind in found),
        "content": {
            MEDIA_TYPE: {
                "schema": {"$ref": "#/components/schemas/Problem"},
                "examples": {kind.code: {"value": example(kind)} for kind in found},
            }
        },
    }
