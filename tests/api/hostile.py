"""Requests that are made up from the API's own description, and what every answer must keep to."""

import json
from collections import Counter
from typing import Any

import schemathesis
from django.core.wsgi import get_wsgi_application
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error as no_server_error
from schemathesis.specs.openapi import checks as openapi

from annotations.api.rendering import encode
from annotations.api.site import described
from annotations.articles.captures import keep
from annotations.intake.pasted import from_text
from annotations.newsrooms.invitations import invite
from annotations.newsrooms.models import Member, Role
from annotations.webhooks.actions import send_test
from tests import everything, factories
from tests.api.caller import Caller
from tests.working import work

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
RUNS = [
    *((operation, GenerationMode.POSITIVE) for operation in OPERATIONS),
    *((operation, GenerationMode.NEGATIVE) for operation in OPERATIONS if "slug" in operation.path),
]


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
            "imports": everything.brought(claim, by)[0].pk,
            "views": factories.view(by).pk,
            "members": by.pk,
            "invitations": invite(email="new@desk.example", role=Role.READER, by=by)[0].pk,
            "tokens": everything.token(by).pk,
            "captures": keep(
                found=from_text(factories.HEADLINE), of=passage.version.article, by=by
            ).pk,
            "carryings": everything.carrying(by).pk,
        }
        place = {"start": 0, "end": 3, "exact": "The"}
        work()
        webhook = factories.webhook(by)
        self.ids |= {"webhooks": webhook.pk, "deliveries": send_test(webhook=webhook).pk}
        self.bodies = {
            "mark_claim": {"version": str(passage.version_id), **place},
            "add_passage": {"version": str(passage.version_id), **place},
            "move_passage": place,
            "mark_claims": {},
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


def send_many(operation: Any, mode: GenerationMode, by: Member, *, examples: int) -> Counter[int]:
    """Send so many made-up requests, none of which leaves a trace; the statuses of the answers.

    Three of four are about things that are there. Raises for an answer that is not described.
    """
    program, there = Caller(by), Things(by)
    statuses: Counter[int] = Counter()

    @settings(max_examples=examples, suppress_health_check=list(HealthCheck))
    @given(case=operation.as_strategy(generation_mode=mode), data=st.data())
    def send(case: Any, data: Any) -> None:
        if data.draw(st.integers(0, 3)):
            there.name_in(case, etag=data.draw(st.sampled_from(['"1"', '"1.4"', '"9"'])))
        with transaction.atomic():
            headers = {"Authorization": f"Bearer {program.secret}"}
            answer = case.call_and_validate(headers=headers, checks=CHECKS)
            statuses[answer.status_code] += 1
            transaction.set_rollback(True)

    send()
    return statuses
