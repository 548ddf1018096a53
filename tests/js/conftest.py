"""Pages in a real browser, served without Django."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.browser import launch_options
from tests.js.articles import render
from tests.js.samples import BRIDGE, WELL
from tests.js.server import Site, serving


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, Any]:
    return launch_options()


@pytest.fixture(scope="session")
def site() -> Iterator[Site]:
    with serving() as site:
        site.pages |= {"/read": render(BRIDGE), "/rtl": render(WELL)}
        yield site


@pytest.fixture
def read(page: Page, site: Site) -> Iterator[Page]:
    """The reading page of an article with eight claims; whatever the console complains of fails."""
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto(f"{site.url}/read")
    yield page
    assert complaints == []
