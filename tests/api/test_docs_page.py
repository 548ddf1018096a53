"""The docs in a real browser, under the site's own Content-Security-Policy."""

from collections.abc import Iterator

import pytest
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.test.testcases import LiveServerThread
from playwright.sync_api import Browser, Locator

from annotations.api.site import described

LISTEN = """
window.violations = [];
addEventListener("securitypolicyviolation", (event) => {
  violations.push(`${event.violatedDirective} ${event.blockedURI} ${event.sourceFile}`);
});
"""


@pytest.fixture
def site() -> Iterator[str]:
    """The site with its static files, and without a database: the docs need none."""
    server = LiveServerThread("127.0.0.1", StaticFilesHandler)
    server.daemon = True
    server.start()
    server.is_ready.wait()
    yield f"http://127.0.0.1:{server.port}"
    server.terminate()


def opened(group: Locator) -> int:
    """How many operations a group shows when it is opened; it is closed again."""
    group.click()
    operations = group.page.locator(".opblock")
    operations.first.wait_for()
    count = operations.count()
    group.click()
    operations.first.wait_for(state="detached")
    return count


@pytest.mark.journey
def test_the_docs_show_every_operation_and_break_no_policy(site: str, browser: Browser) -> None:
    complaints: list[str] = []
    foreign: list[str] = []
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.add_init_script(LISTEN)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", lambda line: complaints.append(line.text))
    page.on("request", lambda request: foreign.append(request.url))
    answer = page.goto(f"{site}/api/v1/docs")
    page.locator(".opblock-tag").first.wait_for()
    operations = sum(map(opened, page.locator(".opblock-tag").all()))
    page.locator("#operations-tag-claims").click()
    page.locator("#operations-claims-mark_claim .opblock-summary-control").click()
    page.get_by_text("in code points, end exclusive").first.wait_for()
    violations = page.evaluate("violations")
    page.close()
    assert answer is not None
    assert "default-src 'self'" in answer.headers["content-security-policy"]
    assert operations == sum(len(methods) for methods in described()["paths"].values())
    assert (violations, complaints) == ([], [])
    assert [url for url in foreign if not url.startswith((site, "data:"))] == []
