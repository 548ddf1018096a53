"""Refusals that no page took care of."""

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import path

from annotations.articles.actions import AlreadyTakenIn
from annotations.articles.models import Article
from annotations.errors import (
    Conflict,
    NotAllowed,
    OverLimit,
    Refusal,
    Stale,
    Unacceptable,
    Unavailable,
)
from annotations.intake.refusals import Busy
from factcheck import urls

REFUSALS: dict[str, tuple[Refusal, int]] = {
    "not-allowed": (NotAllowed(), 403),
    "stale": (Stale(None), 409),
    "conflict": (Conflict("There is <b>one</b>."), 409),
    "known": (AlreadyTakenIn(Article(title="The harbour")), 409),
    "unavailable": (Unavailable(), 503),
    "busy": (Busy(), 503),
    "unacceptable": (Unacceptable(), 400),
    "over-limit": (OverLimit(), 400),
    "refused": (Refusal(), 400),
}


def refuse(request: HttpRequest, name: str) -> HttpResponse:
    raise REFUSALS[name][0]


urlpatterns = [
    path("refuse/<name>/", refuse),
    path("api/refuse/<name>/", refuse),
    *urls.urlpatterns,
]


@pytest.mark.urls(__name__)
@pytest.mark.parametrize("name", REFUSALS)
def test_a_refusal_becomes_a_page_in_its_own_words(client: Client, name: str) -> None:
    refusal, status = REFUSALS[name]

    response = client.get(f"/refuse/{name}/")

    html = response.content.decode()
    assert response.status_code == status
    assert str(refusal).replace("<b>", "&lt;b&gt;").replace("</b>", "&lt;/b&gt;") in html
    assert response["X-Request-ID"] in html
    assert response["Cache-Control"] == "private, no-store"
    assert response.get("Retry-After") == ("5" if status == 503 else None)


@pytest.mark.urls(__name__)
def test_other_errors_are_not_covered_up(client: Client) -> None:
    with pytest.raises(KeyError):
        client.get("/refuse/unheard-of/")


@pytest.mark.urls(__name__)
def test_the_api_has_its_own_words_for_refusals(client: Client) -> None:
    with pytest.raises(Conflict):
        client.get("/api/refuse/conflict/")
