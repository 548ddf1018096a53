"""The API's description of itself: current, complete, and true for any input."""

import json
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.core.signals import request_finished, request_started
from django.db import close_old_connections, transaction
from django.test import Client
from schemathesis import GenerationMode
from schemathesis.core.failures import FailureGroup

from annotations.api.examples import CLAIM
from annotations.api.rendering import encode
from annotations.api.site import described
from annotations.newsrooms.models import Member, Newsroom, Role
from tests import factories
from tests.api.caller import Caller
from tests.api.hostile import RUNS, send_many

MANY = 10_000  # made-up requests
EACH = 60  # of them for each operation; the smallest have not so many different ones
KEPT = Path(__file__).resolve().parents[2] / "docs" / "openapi.json"


def test_the_description_in_the_repository_is_the_one_we_serve() -> None:
    """Write it anew with: manage.py spectacular --format openapi-json --file docs/openapi.json"""
    assert json.loads(KEPT.read_text(encoding="utf-8")) == json.loads(encode(described()))


@pytest.mark.django_db
def test_the_description_is_served_to_everybody() -> None:
    answer = Client().get("/api/v1/schema")
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/json")
    assert answer.json()["openapi"] == "3.1.0"
    assert Client().get("/api/v1/").json()["schema"] == "http://testserver/api/v1/schema"


# They happen once, or not at all.
WITHOUT_REVISION = ("/tokens/{id}/", "/invitations/{id}/", "/captures/{id}/")


def test_every_operation_and_every_answer_is_described() -> None:
    for path, operations in described()["paths"].items():
        for method, operation in operations.items():
            where = f"{method} {path}"
            assert operation["description"], where
            assert operation["operationId"], where
            if method == "get" and "{slug}" in path:
                assert {"200", "400", "401", "403", "404"} <= set(operation["responses"]), where
            names = {parameter["name"] for parameter in operation.get("parameters", [])}
            if method in {"patch", "delete"} and not path.endswith(WITHOUT_REVISION):
                assert "If-Match" in names, where
                assert {"412", "428"} <= set(operation["responses"]), where
            if method == "post":
                assert "Idempotency-Key" in names, where


def test_the_example_of_a_claim_has_the_shape_of_a_claim(checker: Member) -> None:
    claim = factories.claim(checker, claimed_on=date(2026, 3, 2), tags=["harbour"])
    factories.evidence(claim, checker, factories.source(checker, published_on=date(2026, 3, 2)))
    factories.assessment(claim, checker)
    program_sees = Caller(checker).get(f"claims/{claim.pk}/").json()
    assert shape(program_sees) == shape(CLAIM)


def shape(value: Any) -> Any:
    """What is left of a JSON value when only names and types count."""
    if isinstance(value, dict):
        return {name: shape(inner) for name, inner in value.items()}
    return [shape(inner) for inner in value] if isinstance(value, list) else type(value)


@pytest.fixture
def one_connection(db: None) -> Iterator[None]:
    """The connection that holds the test's transaction, kept open from request to request."""
    signals = (request_started, request_finished)
    for signal in signals:
        signal.disconnect(close_old_connections)
    yield
    for signal in signals:
        signal.connect(close_old_connections)


@pytest.mark.usefixtures("one_connection")
@pytest.mark.parametrize(
    ("operation", "mode"), RUNS, ids=lambda given: getattr(given, "label", str(given))
)
def test_no_input_breaks_it_and_every_answer_is_as_described(
    room: Newsroom, operation: Any, mode: GenerationMode
) -> None:
    send_many(operation, mode, factories.member(room, Role.ADMIN), examples=5)


@pytest.mark.nightly
@pytest.mark.usefixtures("one_connection")
def test_ten_thousand_inputs_break_nothing(room: Newsroom, settings: Any) -> None:
    settings.API_RATES = dict.fromkeys(settings.API_RATES, 0)
    admin = factories.member(room, Role.ADMIN)
    statuses: Counter[int] = Counter()
    failures: list[str] = []
    for operation, mode in RUNS:
        with transaction.atomic():
            try:
                statuses += send_many(operation, mode, admin, examples=EACH)
            except FailureGroup as failure:
                failures.append(f"{operation.label} {mode}: {failure}")
            transaction.set_rollback(True)
    assert not failures, "\n\n".join(failures)
    assert statuses.total() >= MANY, statuses
    assert {200, 201, 204, 304, 400, 404, 409, 412} <= statuses.keys()
