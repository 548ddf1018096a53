"""Our own format: what the API describes, what the schema in the repository says, what we write."""

import json
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator, FormatChecker, ValidationError
from rest_framework.serializers import BaseSerializer, ListSerializer

from annotations.api.claims import ClaimOut
from annotations.api.fields import Links, WithdrawalOut
from annotations.exports import ndjson
from tests.exports import example

SCHEMA = json.loads(
    (Path(__file__).resolve().parents[2] / "docs/schemas/claim.schema.json").read_text("utf-8")
)
VALIDATOR = Draft202012Validator(SCHEMA, format_checker=FormatChecker())
LINES = [json.loads(line) for line in ndjson.lines(example.claims(), example.OCCASION)]


@pytest.mark.parametrize("claim", LINES, ids=["settled", "open", "unverifiable"])
def test_what_we_write_is_what_the_schema_says(claim: dict[str, Any]) -> None:
    VALIDATOR.validate(claim)


@pytest.mark.parametrize(
    ("name", "value"), [("stage", "done"), ("verdict", {}), ("marked_at", None), ("colour", "red")]
)
def test_the_schema_refuses_anything_else(name: str, value: object) -> None:
    claim = {**deepcopy(LINES[0]), name: value}
    with pytest.raises(ValidationError):
        VALIDATOR.validate(claim)


def test_the_api_describes_what_we_write_in_the_same_order() -> None:
    assert _names(LINES[0]) == _described(ClaimOut())


def test_the_schema_names_what_we_write_in_the_same_order() -> None:
    assert list(SCHEMA["properties"]) == SCHEMA["required"] == list(LINES[0])


def _names(value: Any) -> Any:
    """The members of an object in their order, each with those of the objects in it."""
    if isinstance(value, list):
        return _names(value[0]) if value else None
    if not isinstance(value, dict):
        return None
    return [(name, _names(inner)) for name, inner in value.items()]


def _described(field: Any) -> Any:
    if isinstance(field, ListSerializer):
        return _described(field.child)
    if isinstance(field, Links):
        return [(name, None) for name in field.names]
    if not isinstance(field, BaseSerializer) or isinstance(field, WithdrawalOut):
        return None  # what was withdrawn is not written
    return [(name, _described(inner)) for name, inner in field.fields.items()]
