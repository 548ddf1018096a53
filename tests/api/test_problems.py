"""Every refusal is a problem (RFC 9457), and says nothing that it should not."""

import json
from concurrent.futures import ThreadPoolExecutor
from threading import Event
from typing import Any

import pytest
from django.db import connection, transaction
from django.test import Client

from annotations import limits
from annotations.api.kinds import kinds
from annotations.claims.models import Claim
from annotations.newsrooms.models import Member
from tests import factories
from tests.api.caller import PROBLEM, Caller, told

NOWHERE = "01a204a5-0000-7000-8000-000000000000"


def everything_of(member: Member) -> dict[str, str]:
    """The address of one thing of each kind, and what may follow it."""
    claim = factories.claim(member)
    return {
        f"articles/{claim.passages.get().version.article_id}/": "versions/ assignment/",
        f"versions/{claim.passages.get().version_id}/": "",
        f"claims/{claim.pk}/": "passages/ evidence/ assessments/ set-aside/ take-up/ assignment/ "
        "comments/",
        f"comments/{factories.comment(claim, member).pk}/": "resolve/ reopen/",
        f"evidence/{factories.evidence(claim, member).pk}/": "restore/",
        f"sources/{factories.source(member).pk}/": "",
        f"assessments/{factories.assessment(claim, member).pk}/": "",
    }


@pytest.mark.parametrize("method", ["GET", "PATCH", "POST", "DELETE"])
def test_what_is_foreign_and_what_is_missing_read_the_same_byte_for_byte(
    program: Caller, method: str
) -> None:
    _, stranger = factories.newsroom("bregenz")
    for address, below in everything_of(stranger).items():
        for path in [address, *(address + part for part in below.split())]:
            kind, pk, *rest = path.split("/")
            answers = [
                program.send(method, "/".join([kind, row, *rest]), {}, if_match='"1"')
                for row in (pk, NOWHERE)
            ]
            assert answers[0].status_code in {404, 405}, path
            if answers[0].status_code == 404:
                assert answers[0].content == answers[1].content
                headers = [dict(answer.headers) for answer in answers]
                assert all(answer.pop("X-Request-ID") for answer in headers)
                assert all(answer.pop("RateLimit") for answer in headers)
                assert headers[0] == headers[1]


def test_a_problem_has_its_members_and_nothing_else(program: Caller) -> None:
    answer = program.get("members/?colour=red")
    assert json.loads(answer.content) == {
        "type": "/api/v1/problems/unknown-parameter",
        "title": "There is no such parameter here.",
        "status": 400,
        "detail": "There is no parameter 'colour' here. There are: cursor, fields, limit, role.",
        "code": "unknown-parameter",
        "parameters": ["cursor", "fields", "limit", "role"],
        "request_id": answer["X-Request-ID"],
    }


@pytest.mark.parametrize(
    "path",
    [
        "/api/v1/nowhere",
        "/api/v1/newsrooms/lindau/nowhere/",
        "/api/v1/newsrooms/lindau/claims/nonsense/",
        "/api/v1/newsrooms/lindau/claims/%00/",
        "/api/v1/newsrooms/%00/",
        "/api/v1/newsrooms/%ff%fe/",
        "/api/v1/newsrooms/lindau/claims/../claims/",
    ],
)
@pytest.mark.parametrize("method", ["GET", "POST", "PUT", "PATCH", "DELETE"])
def test_an_unknown_path_is_a_problem_too(program: Caller, path: str, method: str) -> None:
    told(program.send(method, path), 404, "not-found")


@pytest.mark.django_db
def test_a_forgotten_slash_is_put_right_without_losing_the_body() -> None:
    answer = Client().post("/api/v1/newsrooms/lindau/claims?tag=a", {}, "application/json")
    assert answer.status_code == 308
    assert answer["Location"] == "/api/v1/newsrooms/lindau/claims/?tag=a"
    assert Client().get("/api/v1//evil.example").status_code == 404


def test_a_method_that_an_address_does_not_know_is_told_which_it_does(program: Caller) -> None:
    answer = program.send("PUT", "claims/", {})
    problem = told(answer, 405, "method-not-allowed")
    assert problem["detail"] == "It answers GET, POST, HEAD, OPTIONS."
    assert answer["Allow"] == "GET, POST, HEAD, OPTIONS"
    answer = program.send("OPTIONS", "claims/")
    assert (answer.status_code, answer.content) == (200, b"")
    assert answer["Allow"] == "GET, POST, HEAD, OPTIONS"


def test_head_is_get_without_the_body(program: Caller, checker: Member) -> None:
    path = f"claims/{factories.claim(checker).pk}/"
    head, get = program.send("HEAD", path), program.get(path)
    assert (head.status_code, head.content, head["ETag"]) == (200, b"", get["ETag"])


def test_we_speak_json_and_nothing_else(program: Caller) -> None:
    told(program.get("claims/", accept="application/xml"), 406, "not-acceptable")
    for accept in ("application/json", "*/*", "text/html, */*;q=0.1"):
        assert program.get("claims/", accept=accept).status_code == 200


@pytest.mark.parametrize(
    "media_type",
    [
        "text/plain",
        "application/x-www-form-urlencoded",
        "multipart/form-data; boundary=x",
        "application/json; charset=utf-16",
        "application/merge-patch+json",
        "nonsense",
    ],
)
def test_what_is_not_sent_as_json_is_not_read(program: Caller, media_type: str) -> None:
    answer = program.post("claims/", b"{}", content_type=media_type)
    told(answer, 415, "wrong-media-type")


BAD_BODIES: dict[str, tuple[bytes, str]] = {
    "no JSON": (b"{", "bad-json"),
    "NaN": (b'{"start": NaN}', "bad-json"),
    "too large a number": (b'{"start": 1e400}', "bad-json"),
    "a name twice": (b'{"start": 1, "start": 2}', "bad-json"),
    "U+0000": (b'{"statement": "a\\u0000"}', "bad-json"),
    "half a surrogate pair": (b'{"statement": "\\ud83d"}', "bad-json"),
    "no UTF-8": (b'{"statement": "\xff"}', "bad-json"),
    "too deep": (b'{"tags": ' + b"[" * 64 + b"]" * 64 + b"}", "bad-json"),
    "too many values": (b'{"tags": [' + b"0," * 10_000 + b"0]}", "bad-json"),
    "a list": (b"[]", "not-understood"),
    "a text": (b'"a"', "not-understood"),
    "a number": (b"0", "not-understood"),
    "false": (b"false", "not-understood"),
    "null": (b"null", "not-understood"),
}


@pytest.mark.parametrize(("body", "code"), BAD_BODIES.values(), ids=BAD_BODIES.keys())
@pytest.mark.parametrize("path", ["articles/", "claims/", "sources/"])
def test_a_broken_body_is_a_problem(program: Caller, path: str, body: bytes, code: str) -> None:
    told(program.post(path, body), 400, code)
    told(program.post(path, body, idempotency_key="k"), 400, code)


def test_a_body_holds_at_most_two_mebibytes(program: Caller) -> None:
    body = b'{"title": "' + b"a" * limits.JSON_BODY + b'"}'
    told(program.post("articles/", body), 413, "body-too-large")
    small = program.client.post(
        program.address("articles/"),
        b"{}",
        content_type="application/json",
        headers={"authorization": f"Bearer {program.secret}"},
        CONTENT_LENGTH="nonsense",
    )
    told(small, 413, "body-too-large")


def test_a_body_comes_with_its_length(program: Caller) -> None:
    answer = program.client.generic(
        "POST",
        program.address("articles/"),
        b"",
        content_type="application/json",
        headers={"authorization": f"Bearer {program.secret}", "transfer-encoding": "chunked"},
    )
    told(answer, 411, "length-required")


BAD_QUERIES = {
    "stage=nonsense": "bad-parameter",
    "kind=": "bad-parameter",
    "article=7": "bad-parameter",
    "article={01a204a5-0000-7000-8000-000000000000}": "bad-parameter",
    "tag=%00": "bad-parameter",
    "limit=0": "bad-parameter",
    "limit=201": "bad-parameter",
    "limit=-1": "bad-parameter",
    "limit=1.0": "bad-parameter",
    "limit=٣": "bad-parameter",
    "limit=1e3": "bad-parameter",
    "limit=" + "9" * 5000: "bad-parameter",
    "cursor=": "bad-cursor",
    "cursor=nonsense": "bad-cursor",
    "cursor=AAAAAAAAAAAAAAAAAAAAAR": "bad-cursor",
    "cursor=%C3%BC%00": "bad-parameter",
    "statement__contains=a": "unknown-parameter",
    "marked_by__user__password__startswith=p": "unknown-parameter",
    "ordering=id": "unknown-parameter",
    "%00=1": "unknown-parameter",
    "&".join(["tag=a"] * 21): "bad-parameter",
    "tag=%FF": "bad-parameter",
    "tag=%ED%A0%80": "bad-parameter",  # half of a surrogate pair
    "limit=1&limit=2": "bad-parameter",
    "order=stage&order=stage": "bad-parameter",
}


@pytest.mark.parametrize(("query", "code"), BAD_QUERIES.items())
def test_a_parameter_that_we_do_not_know_or_cannot_read_is_refused(
    program: Caller, query: str, code: str
) -> None:
    told(program.get(f"claims/?{query}"), 400, code)


@pytest.mark.parametrize(
    ("query", "says"),
    [
        ("marked_since=yesterday", "It is a day, YYYY-MM-DD."),
        ("article=7", "It is an id."),
        ("text_changed=maybe", "It is one of: changed, gone."),
        ("assignee=me", "What is assigned to this member, by id; nobody for what is assigned to"),
    ],
)
def test_who_is_refused_a_value_is_told_which_there_are(
    program: Caller, query: str, says: str
) -> None:
    name, _, text = query.partition("=")
    problem = told(program.get(f"claims/?{query}"), 400, "bad-parameter")
    assert problem["detail"].startswith(f"{name} does not take {text!r}. {says}")


def test_no_parameters_where_there_are_none(program: Caller, checker: Member) -> None:
    claim = factories.claim(checker)
    for path in (f"claims/{claim.pk}/?order=stage", "/api/v1/limits?a=1", "ratings/?limit=1"):
        told(program.get(path), 400, "unknown-parameter")
    told(program.post("claims/?limit=1", {}), 400, "unknown-parameter")


def test_a_query_string_has_an_end(program: Caller) -> None:
    told(program.get("claims/?tag=" + "a" * limits.QUERY_STRING), 414, "query-too-long")


@pytest.mark.parametrize("kind", kinds(), ids=lambda kind: kind.code)
@pytest.mark.django_db
def test_a_problems_type_leads_to_what_it_means(kind: Any) -> None:
    answer = Client().get(f"/api/v1/problems/{kind.code}")
    assert answer.status_code == 200
    assert answer.json()["type"] == f"/api/v1/problems/{kind.code}"
    assert answer.json()["title"] == str(kind.says)
    assert answer.json() in Client().get("/api/v1/problems/").json()


@pytest.mark.django_db
def test_there_is_no_problem_of_another_name() -> None:
    answer = Client().get("/api/v1/problems/nonsense")
    assert (answer.status_code, answer["Content-Type"]) == (404, PROBLEM)


@pytest.mark.parametrize("header", ["accept", "content_type", "if_none_match", "authorization"])
@pytest.mark.parametrize(
    "value", ["", ";", ";;;", "*", "a/b/c", "*/*;q=nonsense", "é", "\x7f", "," * 100, "a" * 5000]
)
def test_no_header_breaks_anything(
    program: Caller, checker: Member, header: str, value: str
) -> None:
    path = f"claims/{factories.claim(checker).pk}/"
    assert program.get(path, **{header: value}).status_code < 500
    assert program.patch(path, {}, if_match='"1"', **{header: value}).status_code < 500


@pytest.mark.django_db(transaction=True)
def test_a_claim_that_stays_locked_is_a_503_and_not_a_mistake(
    program: Caller, checker: Member
) -> None:
    claim = factories.claim(checker)
    held, done = Event(), Event()

    def hold() -> None:
        with transaction.atomic():
            Claim.objects.select_for_update().get()
            held.set()
            done.wait(30)
        connection.close()

    with ThreadPoolExecutor(1) as pool:
        holding = pool.submit(hold)
        assert held.wait(30)
        with connection.cursor() as cursor:
            cursor.execute("SET lock_timeout = '50ms'")
        answer = program.patch(f"claims/{claim.pk}/", {"claimant": "Ada"}, if_match='"1"')
        done.set()
        holding.result()
    connection.close()
    told(answer, 503, "unavailable")
    assert int(answer["Retry-After"]) > 0
