"""What people and programs see when the site says no, or is broken."""

import pytest
from django.db import connection
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext

TROUBLES = [
    ("too_big", 413, "That is too large"),
    ("forbidden", 403, "This is not open to you"),
    ("nowhere", 404, "There is nothing here"),
    ("only_post", 405, "That cannot be done here"),
    ("broken", 500, "Something broke on our side"),
    ("database_down", 503, "The database is out of reach"),
]


@pytest.fixture
def client() -> Client:
    return Client(raise_request_exception=False)


@pytest.fixture(autouse=True)
def broken_addresses() -> object:
    with override_settings(ROOT_URLCONF="tests.site.broken_urls"):
        yield


@pytest.mark.django_db
@pytest.mark.parametrize(("path", "status", "title"), TROUBLES)
def test_a_person_gets_a_page(client: Client, path: str, status: int, title: str) -> None:
    answer = client.get(f"/{path}")
    assert answer.status_code == status
    assert answer["Content-Type"] == "text/html; charset=utf-8"
    assert f"<h1>{title}</h1>" in answer.text


@pytest.mark.django_db
@pytest.mark.parametrize(("path", "status", "title"), TROUBLES)
def test_a_program_gets_a_problem(client: Client, path: str, status: int, title: str) -> None:
    answer = client.get(f"/api/{path}")
    assert answer.status_code == status
    assert answer["Content-Type"] == "application/problem+json"
    problem = answer.json()
    assert problem["status"] == status
    assert problem["title"]
    if status != 404:
        assert problem["request_id"] == answer["X-Request-ID"]


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["broken", "database_down", "only_post"])
def test_the_page_names_the_request_as_the_log_does(client: Client, path: str) -> None:
    answer = client.get(f"/{path}")
    assert answer["X-Request-ID"] in answer.text


@pytest.mark.django_db
def test_two_missing_things_look_the_same_byte_for_byte(client: Client) -> None:
    assert client.get("/nowhere").content == client.get("/elsewhere").content


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["broken", "database_down"])
def test_a_broken_site_needs_no_database_to_say_so(client: Client, path: str) -> None:
    client.cookies["factcheck-session"] = "0" * 32
    with CaptureQueriesContext(connection) as queries:
        client.get(f"/{path}")
    assert queries.captured_queries == []


def test_database_trouble_asks_to_come_back(client: Client) -> None:
    assert client.get("/database_down")["Retry-After"] == "5"
    assert client.get("/api/database_down")["Retry-After"] == "5"


@pytest.mark.django_db
def test_a_read_only_database_is_trouble_of_the_database(client: Client) -> None:
    assert client.get("/database_read_only").status_code == 503


@pytest.mark.django_db
def test_a_refused_method_says_which_ones_are_not(client: Client) -> None:
    assert client.get("/only_post")["Allow"] == "POST"


@pytest.mark.django_db
def test_a_form_without_its_token_is_refused_with_a_page() -> None:
    answer = Client(enforce_csrf_checks=True).post("/only_post")
    assert answer.status_code == 403
    assert "The form was too old or came from elsewhere." in answer.text


def test_a_foreign_host_is_refused_with_a_page(client: Client) -> None:
    answer = client.get("/only_post", headers={"host": "evil.example"})
    assert answer.status_code == 400
    assert "<h1>We could not read this request</h1>" in answer.text
