"""A running site, and people in front of it."""

import re
from collections.abc import Callable, Iterator

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Page
from pytest_django import DjangoDbBlocker

from annotations.newsrooms.models import Member
from tests.journeys.hours import closed, opened
from tests.journeys.server import SITE, serving

SignIn = Callable[..., Page]

# A form came back, the network was gone, or a stream led to where one signs in.
REFUSED = re.compile(
    r"the server responded with a status of (409|422)|net::ERR_\w*(FAILED|DISCON)"
    r"|EventSource's response"
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "journeys" in item.path.parts:
            item.add_marker(pytest.mark.journey)
            item.add_marker(pytest.mark.django_db(transaction=True))


@pytest.fixture(scope="session")
def site(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[str]:
    """The address of the site."""
    with django_db_blocker.unblock(), serving(SITE) as address:
        yield address


@pytest.fixture(scope="session")
def base_url(site: str) -> str:
    """`page.goto("/...")` leads to the site."""
    return site


@pytest.fixture
def complaints() -> list[str]:
    """What consoles complained of; a journey takes out what it expects."""
    return []


@pytest.fixture
def desk(browser: Browser, base_url: str, complaints: list[str]) -> Iterator[SignIn]:
    """Puts a member before a browser of their own, signed in: desk(member, has_touch=True).

    Whatever the console complains of, a policy that was broken among it, fails the journey.
    """
    contexts: list[BrowserContext] = []
    opened(base_url)

    def sign_in(member: Member | None, **kind: object) -> Page:
        context = browser.new_context(base_url=base_url, **kind)  # type: ignore[arg-type]
        contexts.append(context)
        if member:
            context.add_cookies([{**session_of(member), "url": base_url}])  # type: ignore[list-item]
        page = context.new_page()
        page.set_default_timeout(30_000)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on(
            "console",
            lambda message: (
                complaints.append(message.text)
                if message.type == "error" and not REFUSED.search(message.text)
                else None
            ),
        )
        return page

    yield sign_in
    for context in contexts:
        context.close()
    closed(base_url)
    assert complaints == []


def session_of(member: Member) -> dict[str, str]:
    client = Client()
    client.force_login(member.user)
    name = settings.SESSION_COOKIE_NAME
    return {"name": name, "value": client.cookies[name].value}
