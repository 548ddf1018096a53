"""Every word of every page goes through gettext: in a made language no English is left."""

import pytest
from django.db import transaction
from django.http import HttpResponse
from django.test import Client

from annotations.newsrooms.models import Member, Role
from tests import factories
from tests.pages import addresses, names_in_use
from tests.plain import plain_words

pytestmark = pytest.mark.usefixtures("made_languages")


@pytest.fixture
def ada(db: None) -> Member:
    """The admin of a newsroom, who reads our made language."""
    admin = factories.newsroom("lindau")[1]
    admin.user.language = "is"
    admin.user.save(update_fields=["language"])
    return admin


def reads(member: Member | None) -> Client:
    client = Client(headers={"accept-language": "is"})
    if member:
        client.force_login(member.user)
    return client


def english_in(pages: dict[str, HttpResponse]) -> dict[str, list[str]]:
    """What is not translated, by page."""
    names = names_in_use()
    found = {
        name: plain_words(page.content, names)
        for name, page in pages.items()
        if page.headers.get("Content-Type", "").startswith("text/html") and page.content
    }
    return {name: words for name, words in found.items() if words}


def test_no_page_of_a_full_newsroom_speaks_english(ada: Member) -> None:
    client = reads(ada)
    pages = {name: client.get(address) for name, address in addresses(ada).items()}
    assert english_in(pages) == {}


def test_no_page_that_refuses_speaks_english(ada: Member) -> None:
    client = reads(ada)
    pages = {}
    for name, address in addresses(ada).items():
        with transaction.atomic():
            pages[name] = client.post(address, {"nothing": "at all"})
            transaction.set_rollback(True)
    assert english_in(pages) == {}


def test_no_page_of_an_empty_newsroom_speaks_english(ada: Member) -> None:
    full = addresses(factories.newsroom("bregenz")[1])
    client = reads(ada)
    pages = {
        name: client.get(address.replace("/bregenz/", "/lindau/"))
        for name, address in full.items()
        if "pk" not in name
    }
    assert english_in(pages) == {}


def test_no_page_speaks_english_to_who_only_reads(ada: Member) -> None:
    reader = factories.member(ada.newsroom, Role.READER)
    reader.user.language = "is"
    reader.user.save(update_fields=["language"])
    client = reads(reader)
    pages = {name: client.get(address) for name, address in addresses(ada).items()}
    assert english_in(pages) == {}


def test_no_page_speaks_english_to_a_stranger(ada: Member) -> None:
    client = reads(None)
    pages = {name: client.get(address) for name, address in addresses(ada).items()}
    assert english_in(pages) == {}
