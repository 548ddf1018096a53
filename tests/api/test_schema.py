"""The API's description of itself: current, complete, and true for any input."""

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections, transaction
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error as no_server_error
from schemathesis.specs.openapi import checks as openapi

from annotations.api.examples import CLAIM
from annotations.api.rendering import encode
from annotations.api.site import described
from annotations.newsrooms.models import Member, Newsroom, Role
from annotations.webhooks.actions import send_test
from tests import everything, factories
from tests.api.caller import Caller
from tests.working import work

KEPT = Path(__file__).resolve().parents[2] / "docs" / "openapi.json"
CHECKS = [
    no_server_error,
    openapi.status_code_conformance,
    openapi.content_type_conformance,
    openapi.response_headers_conformance,
    openapi.response_schema_conformance,
]
SCHEMA = schemathesis.openapi.from_dict(json.loads(encode(described())))
SCHEMA.app = get_wsgi_application()
OPERATIONS = [found.ok() for found in SCHEMA.get_all_operations()]


def test_the_description_in_the_repository_is_the_one_we_serve() -> None:
    """Write it anew with: manage.py spectacular --format openapi-json --file docs/openapi.json"""
    assert json.loads(KEPT.read_text(encoding="utf-8")) == json.loads(encode(described()))


@pytest.mark.django_db
def test_the_description_is_served_to_everybody() -> None:
    answer = Client().get("/api/v1/schema")
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/json")
    assert answer.json()["openapi"] == "3.1.0"
    assert Client().get("/api/v1/").json()["schema"] == "http://testserver/api/v1/schema"


def test_every_operation_and_every_answer_is_described() -> None:
    for path, operations in described()["paths"].items():
        for method, operation in operations.items():
            where = f"{method} {path}"
            assert operation["description"], where
            assert operation["operationId"], where
            if method == "get" and "{slug}" in path:
                assert {"200", "400", "401", "403", "404"} <= set(operation["responses"]), where
            names = {parameter["name"] for parameter in operation.get("parameters", [])}
            if method in {"patch", "delete"}:
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


class Things:
    """One thing of each kind, for requests that would otherwise all end in 404."""

    def __init__(self, by: Member) -> None:
        claim = factories.claim(by)
        passage = claim.passages.get()
        evidence = factories.evidence(claim, by)
        self.ids = {
            "articles": passage.version.article_id,
            "versions": passage.version_id,
            "annotations": passage.pk,
            "passages": passage.pk,
            "claims": claim.pk,
            "evidence": evidence.pk,
            "sources": evidence.source_id,
            "assessments": factories.assessment(claim, by).pk,
            "comments": factories.comment(claim, by).pk,
            "readings": factories.reading(passage.version, by).pk,
            "exports": everything.export(by).pk,
            "ratings": factories.rating(by.newsroom).pk,
            "inbox": everything.notice(by).pk,
        }
        place = {"start": 0, "end": 3, "exact": "The"}
        work()
        webhook = factories.webhook(by)
        self.ids |= {"webhooks": webhook.pk, "deliveries": send_test(webhook=webhook).pk}
        self.bodies = {
            "mark_claim": {"version": str(passage.version_id), **place},
            "add_passage": {"version": str(passage.version_id), **place},
            "move_passage": place,
            "cite_source": {"source": str(evidence.source_id)},
            "reassess_claim": {"rating": "false"},
        }

    def name_in(self, case: Any, etag: str) -> None:
        """Let the request name what is there, and leave the rest of it as it was made up."""
        if "slug" in (case.path_parameters or {}):
            case.path_parameters["slug"] = "lindau"
        if "id" in (case.path_parameters or {}):
            case.path_parameters["id"] = str(self.ids[case.path.split("/")[5]])
        if "If-Match" in (case.headers or {}):
            case.headers["If-Match"] = etag
        if isinstance(case.body, dict):
            case.body |= self.bodies.get(case.operation.definition.raw["operationId"], {})


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
    ("operation", "mode"),
    [
        *((operation, GenerationMode.POSITIVE) for operation in OPERATIONS),
        *(
            (operation, GenerationMode.NEGATIVE)
            for operation in OPERATIONS
            if "slug" in operation.path
        ),
    ],
    ids=lambda given: getattr(given, "label", str(given)),
)
def test_no_input_breaks_it_and_every_answer_is_as_described(
    room: Newsroom, operation: Any, mode: GenerationMode
) -> None:
    admin = factories.member(room, Role.ADMIN)
    program, there = Caller(admin), Things(admin)

    @settings(max_examples=5, suppress_health_check=list(HealthCheck))
    @given(case=operation.as_strategy(generation_mode=mode), data=st.data())
    def send(case: Any, data: Any) -> None:
        if data.draw(st.integers(0, 3)):  # three of four requests are about things that are there
            there.name_in(case, etag=data.draw(st.sampled_from(['"1"', '"1.4"', '"9"'])))
        with transaction.atomic():
            headers = {"Authorization": f"Bearer {program.secret}"}
            case.call_and_validate(headers=headers, checks=CHECKS)
            transaction.set_rollback(True)

    send()
