"""A prepared file, watched on its page while the worker writes it."""

from pathlib import Path

from playwright.sync_api import expect

from annotations.newsrooms.models import Member
from tests import factories
from tests.apart import apart
from tests.journeys.conftest import SignIn
from tests.working import work


def test_a_file_becomes_ready_before_ones_eyes(desk: SignIn, ada: Member) -> None:
    factories.claim(ada, statement="The pier is old.")
    page = desk(ada)
    page.goto(f"/newsrooms/{ada.newsroom.slug}/claims/?q=pier")
    page.get_by_text("Export", exact=True).click()
    page.get_by_role("link", name="Prepare a file").click()
    page.get_by_label("JSON lines", exact=True).check()
    page.get_by_role("button", name="Prepare the file").click()
    stop = page.get_by_role("button", name="Stop")
    stop.focus()

    assert apart(work) == ["write_export"]

    download = page.get_by_role("link", name="Download")
    expect(download).to_be_visible()
    expect(download).to_be_focused()
    expect(page.locator("#announce")).to_have_text("JSON lines: ready")
    with page.expect_download() as started:
        download.click()
    assert started.value.suggested_filename.endswith(".ndjson.gz")
    assert Path(started.value.path()).read_bytes()[:2] == b"\x1f\x8b"
