"""Pages in a real browser, served without Django."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page

from tests.js.articles import render
from tests.js.samples import BRIDGE, WELL
from tests.js.server import Site, serving


@pytest.fixture(scope="session")
def site() -> Iterator[Site]:
    with serving() as site:
        site.pages |= {
            "/read": render(BRIDGE),
            "/rtl": render(WELL),
            "/preview": render(BRIDGE, "preview.html"),
            "/parts": render(BRIDGE, "parts.html"),
        }
        yield site


@pytest.fixture(scope="session")
def base_url(site: Site) -> str:
    """Where pages of these tests are: `page.goto("/read")`."""
    return site.url


@pytest.fixture
def read(page: Page) -> Iterator[Page]:
    """The reading page of an article with eight claims; whatever the console complains of fails."""
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on(
        "console",
        lambda message: complaints.append(message.text) if message.type == "error" else None,
    )
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto("/read")
    yield page
    assert complaints == []
