"""The export menu of the claims page: the API's answer to the filters on the screen."""

import json
import re
from html import unescape
from typing import Any

import pytest
from django.test import Client

from annotations.exports.formats import FORMATS
from annotations.newsrooms.models import Member, Role
from tests import factories

PAGE = "/newsrooms/lindau/claims/"
EXPORT = re.compile(r'href="(/api/v1/newsrooms/lindau/claims/\?[^"]*)"')


@pytest.fixture
def checker(db: None) -> Member:
    return factories.member(factories.newsroom("lindau")[0], Role.CHECKER)


@pytest.fixture
def browser(checker: Member) -> Client:
    client = Client()
    client.force_login(checker.user)
    return client


def exports(browser: Client, query: str = "") -> list[str]:
    page = browser.get(f"{PAGE}?{query}").content.decode()
    return [unescape(address) for address in EXPORT.findall(page)]


def test_the_menu_offers_every_format(browser: Client, checker: Member) -> None:
    factories.claim(checker)
    base = "/api/v1/newsrooms/lindau/claims/?format="
    assert exports(browser) == [f"{base}{name}" for name in FORMATS]


def test_an_export_is_what_the_page_shows(browser: Client, checker: Member) -> None:
    version = factories.version(checker)
    pier = factories.claim(checker, on=version, statement="The pier is old & grey.")
    tower = factories.claim(checker, on=version, statement="The tower is old.")
    factories.assessment(tower, checker)
    for query, found in [
        ("q=old", [pier, tower]),
        ("q=pier+%26", [pier]),
        ("rating=~", [pier]),
        ("rating=true&stage=settled&before=nonsense", [tower]),
        ("assignee=nobody&q=grey", [pier]),
    ]:
        address = next(link for link in exports(browser, query) if "format=ndjson" in link)
        lines: Any = browser.get(address).getvalue().splitlines()
        assert [json.loads(line)["id"] for line in lines] == [str(row.pk) for row in found], query


def test_where_nothing_is_shown_nothing_is_offered(browser: Client) -> None:
    assert exports(browser) == []
    assert exports(browser, "q=pier") == []
