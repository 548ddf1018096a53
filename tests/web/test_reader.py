"""Pages speak the reader's language and tell the reader's time; programs get English and UTC."""

import re
from datetime import UTC, datetime, timedelta
from io import BytesIO
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from pytest_django import Settings

from annotations.imports.actions import Wanted, begin_import
from annotations.newsrooms.actions import choose_telling
from annotations.newsrooms.models import Member, User
from annotations.notices.digests import send_digests
from annotations.teamwork.actions import assign
from tests import factories, working
from tests.api.caller import Caller
from tests.pseudo import pseudo

TOKYO = "Asia/Tokyo"
LATE = datetime(2026, 3, 9, 18, 30, tzinfo=UTC)  # the tenth in Tokyo


pytestmark = pytest.mark.usefixtures("made_languages")


@pytest.fixture
def ada(db: None) -> Member:
    return factories.newsroom("lindau")[1]


@pytest.fixture
def client(ada: Member, client: Client) -> Client:
    client.force_login(ada.user)
    return client


def top_of(page: Any) -> str:
    return re.search(r"<html[^>]*>", page.content.decode())[0]  # type: ignore[index]


def members(client: Client, **headers: str) -> str:
    page = client.get("/newsrooms/lindau/settings/members/", headers=headers)
    return page.content.decode()


def joined(member: Member, at: datetime) -> None:
    Member.objects.filter(pk=member.pk).update(joined_at=at)


def choose(user: User, language: str = "", time_zone: str = "") -> None:
    choose_telling(user=user, language=language, time_zone=time_zone)


def test_the_language_is_the_chosen_one_else_the_browsers(ada: Member, client: Client) -> None:
    address = "/newsrooms/lindau/articles/"
    asks = {"accept-language": "ar"}
    assert top_of(client.get(address, headers=asks)) == '<html lang="ar" dir="rtl">'
    choose(ada.user, language="is")
    assert top_of(client.get(address, headers=asks)) == '<html lang="is" dir="ltr">'
    choose(ada.user, language="en")
    assert top_of(client.get(address, headers=asks)) == '<html lang="en" dir="ltr">'


def test_a_language_without_a_catalogue_is_not_offered(
    ada: Member, client: Client, settings: Settings
) -> None:
    choose(ada.user, language="ar")
    settings.LANGUAGES = [("en", "English")]
    page = client.get("/account/", headers={"accept-language": "is"})
    assert top_of(page) == '<html lang="en" dir="ltr">'
    refused = client.post("/account/", {"language": "ar", "time_zone": ""})
    assert refused.status_code == 422


def test_times_are_told_at_the_chosen_clock_else_the_browsers(ada: Member, client: Client) -> None:
    joined(ada, LATE)
    exact = '<time datetime="2026-03-09T18:30:00+00:00">'
    assert f"{exact}9 March 2026</time>" in members(client)
    client.cookies["factcheck-zone"] = TOKYO
    assert f"{exact}10 March 2026</time>" in members(client)
    client.cookies["factcheck-zone"] = "Mars/Olympus"
    assert f"{exact}9 March 2026</time>" in members(client)
    choose(ada.user, time_zone=TOKYO)
    assert f"{exact}10 March 2026</time>" in members(client)


def test_dates_are_written_as_in_the_readers_language(ada: Member, client: Client) -> None:
    joined(ada, LATE)
    assert "9. ⟦Ṁáŕćĥ⟧ 2026</time>" in members(client, **{"accept-language": "is"})


def test_language_and_zone_are_chosen_in_the_account(ada: Member, client: Client) -> None:
    answer = client.post("/account/", {"language": "is", "time_zone": TOKYO})
    assert answer.status_code == 303
    user = User.objects.get(pk=ada.user_id)
    assert (user.language, user.time_zone, user.name) == ("is", TOKYO, "Ada Admin")
    wrong = client.post("/account/", {"language": "", "time_zone": "Mars/Olympus"})
    assert wrong.status_code == 422
    assert "⟦Ťĥíś íś ńó ťíɱé žóńé" in wrong.content.decode()


def test_programs_get_english_and_utc_whoever_asks(ada: Member) -> None:
    choose(ada.user, language="ar", time_zone=TOKYO)
    joined(ada, LATE)
    claim = factories.claim(ada)
    program = Caller(ada)
    told = program.get("members/", HTTP_ACCEPT_LANGUAGE="ar")
    assert told.json()["results"][0]["joined_at"] == "2026-03-09T18:30:00Z"
    assert "Content-Language" not in told
    assert "Accept-Language" not in told.headers.get("Vary", "")
    exported = program.get("claims/?format=csv", HTTP_ACCEPT_LANGUAGE="ar")
    text = b"".join(exported).decode() if exported.streaming else exported.content.decode()
    assert "⟦" not in text
    assert str(claim.marked_at.astimezone(UTC).date()) in text
    refused = program.get("claims/?order=backwards", HTTP_ACCEPT_LANGUAGE="ar")
    assert "⟦" not in refused.content.decode()


def test_a_mail_speaks_the_language_of_whom_it_is_for(ada: Member) -> None:
    cem = factories.member(ada.newsroom)
    choose(cem.user, language="is")
    assign(work=factories.claim(ada), revision=0, assignee=cem, by=ada)

    send_digests(now=datetime.now(UTC) + timedelta(days=2))

    (told,) = mail.outbox
    assert told.subject == "⟦Lindau: óńé ńóťíćé ƒóŕ ýóú⟧"
    assert "⟦Áĺĺ ťĥáť ŵáíťś ƒóŕ ýóú:⟧" in told.body
    assert "All that waits" not in told.body


def test_the_words_of_scripts_are_a_file_that_is_kept(client: Client) -> None:
    page = client.get("/account/", headers={"accept-language": "is"}).content.decode()
    address = re.search(r'src="(/words/is/\w+\.js)" defer', page)[1]  # type: ignore[index]
    answer = client.get(address)
    assert answer.headers["Content-Type"] == "text/javascript; charset=utf-8"
    assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert "Vary" not in answer.headers
    assert "The site cannot be reached." in answer.content.decode()
    assert client.get("/words/is/0123456789abcdef.js").status_code == 404
    assert client.get("/words/xx/0123456789abcdef.js").status_code == 404
    assert "/words/" not in client.get("/account/").content.decode()


def test_a_report_of_an_import_is_told_in_the_readers_language(ada: Member, client: Client) -> None:
    choose(ada.user, language="is")
    file = BytesIO(b"statement,claimant\n,Nobody\n")
    made = begin_import(file=file, wanted=Wanted("csv"), by=ada)
    working.work()
    page = client.get(made.get_absolute_url()).content.decode()
    assert "⟦Íť ĥáś ńó śťáťéɱéńť.⟧" in page


@pytest.mark.parametrize(
    ("table", "words", "values"),
    [
        (
            "statement,rating_label\nSo.,Cheese\n",
            "The rating “%(name)s” was not taken as yours.",
            {"name": "Cheese"},
        ),
        (
            "statement\nSo.,a,b\n",
            "It has %(cells)s cells; the header names %(names)s.",
            {"cells": "3", "names": "1"},
        ),
        (f"statement\n{'x' * 1_100_000}\n", "A line is longer than %(limit)s characters.", {}),
    ],
)
def test_what_a_report_names_of_the_file_is_told_in_a_sentence_of_the_readers(
    ada: Member, client: Client, table: str, words: str, values: dict[str, str]
) -> None:
    choose(ada.user, language="is")
    made = begin_import(file=BytesIO(table.encode()), wanted=Wanted("csv"), by=ada)
    working.work()
    page = client.get(made.get_absolute_url()).content.decode()
    assert pseudo(words) % {"limit": "1.048.576", **values} in page
    program = Caller(ada)
    told = (
        program.get(f"imports/{made.pk}/").content
        + program.get(f"imports/{made.pk}/items/").content
    )
    assert words % {"limit": "1,048,576", **values} in told.decode()
