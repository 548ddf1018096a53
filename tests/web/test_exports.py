"""The pages of prepared files."""

from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from annotations.exports.models import Export
from annotations.newsrooms.models import Member
from tests import factories
from tests.web.pages import HOSTILE, part, signed_in, words
from tests.working import work

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(settings, "EXPORTS_ROOT", tmp_path / "exports")
    return tmp_path / "exports"


@pytest.fixture
def ada() -> Member:
    return factories.newsroom("lindau")[1]


@pytest.fixture
def client(ada: Member) -> Client:
    return signed_in(ada)


def address(name: str, *ids: Any) -> str:
    return reverse(f"web:{name}", args=["lindau", *ids])


def ask(client: Client, query: str = "", **values: str) -> Any:
    return client.post(f"{address('new_export')}?{query}", {"format": "csv", **values})


def rows(client: Client) -> str:
    answer = client.get(address("exports"))
    assert answer.status_code == 200
    return words(part(answer.content.decode(), "<export-list", "</export-list>"))


def test_the_claims_page_leads_to_a_file_of_what_it_shows(client: Client, ada: Member) -> None:
    factories.claim(ada, statement="The pier is old.")
    factories.claim(ada, statement="The tower is old.")
    page = client.get(f"{address('claims')}?q=pier&stage=open&before=nonsense").content.decode()
    assert f'href="{address("new_export")}?q=pier&amp;stage=open"' in page
    form = client.get(f"{address('new_export')}?q=pier&stage=open").content.decode()
    assert "1 claim is written to a file" in words(form)
    assert "Search: pier Stage: Open" in words(form)

    answer = ask(client, "q=pier&stage=open", format="ndjson")
    assert (answer.status_code, answer["Location"]) == (303, address("exports"))
    export = Export.objects.get()
    assert (export.format, export.filters, export.total) == (
        "ndjson",
        {"q": ["pier"], "stage": ["open"]},
        1,
    )
    assert export.site == "http://testserver"


def test_a_file_is_watched_downloaded_and_discarded(
    client: Client, ada: Member, folder: Path, django_capture_on_commit_callbacks: Any
) -> None:
    factories.claim(ada)
    ask(client)
    waiting = "CSV table waiting Stop Stop: CSV table all claims 0 of 1 claims See how far it is"
    assert rows(client) == waiting
    work()
    done = rows(client)
    assert done.startswith(
        "CSV table Download Download: CSV table Discard Discard: CSV table all claims 1 claim"
    )
    assert "kept until" in done
    export = Export.objects.get()
    file = client.get(reverse("api:file_of_export", args=["lindau", export.pk]))
    assert (file.status_code, len(file.getvalue())) == (200, export.size)

    discard = address("discard_export", export.pk)
    stale = client.post(discard, {"revision": 1}, follow=True)
    assert "This went on meanwhile." in words(stale.content.decode())
    with django_capture_on_commit_callbacks(execute=True):
        client.post(discard, {"revision": export.revision})
    assert (Export.objects.count(), list(folder.iterdir())) == (0, [])
    assert "No files yet" in words(client.get(address("exports")).content.decode())


def test_one_that_failed_says_why(client: Client, folder: Path) -> None:
    ask(client)
    folder.parent.joinpath("exports").touch()
    work()
    assert "CSV table failed Discard" in rows(client)
    assert "The file could not be written." in rows(client)


def test_too_many_are_refused_on_the_form(client: Client) -> None:
    for _ in range(3):
        ask(client)
    refused = ask(client)
    assert refused.status_code == 409
    assert "3 files of this newsroom are being prepared already." in words(refused.content.decode())


def test_nobody_else_sees_a_file(client: Client, ada: Member) -> None:
    ask(client)
    export = Export.objects.get()
    colleague = signed_in(factories.member(ada.newsroom))
    assert "No files yet" in words(colleague.get(address("exports")).content.decode())
    assert colleague.post(address("discard_export", export.pk), {"revision": 1}).status_code == 404
    assert Export.objects.count() == 1


def test_what_somebody_searched_for_stays_text(client: Client) -> None:
    client.post(
        f"{address('new_export')}?" + client.get("/", {"q": HOSTILE}).wsgi_request.GET.urlencode(),
        {"format": "csv"},
    )
    page = client.get(address("exports")).content.decode()
    assert "<script>alert" not in page
    assert "<img src=x" not in page


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_takes_the_same_queries_whatever_its_length(
    client: Client, count: int, django_assert_num_queries: Any
) -> None:
    for _ in range(count):
        ask(client)
    # session, user, member; exports; ratings and people, for the words of filters
    with django_assert_num_queries(6):
        client.get(address("exports"))
