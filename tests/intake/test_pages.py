import gzip
import json
import os
import re
import time
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from annotations.intake import pages
from annotations.intake.blocks import Found, FoundBlock, Kind
from annotations.intake.pages import from_html
from annotations.intake.refusals import BadAddress, Busy, NothingToRead, Unreadable

SHARED = Path(os.environ.get("FACTCHECK_SHARED", Path(__file__).parents[3] / "shared"))
PAGES = SHARED / "data" / "pages"

FERRY = (
    "The ferry to the islands has carried fewer people every year since the bridge was opened, "
    "the harbour office said on Monday."
)
BRIDGE = (
    "The bridge cost 40 million euros, twice what the council had planned, and it was closed for "
    "repairs in its second winter."
)
COUNCIL = (
    "The council wants to pay for two more boats, a spokeswoman said, but it has not found "
    "anybody yet who would run them through the winter months."
)
PAGE = f"""<!doctype html>
<html lang="en-gb"><head><meta charset="utf-8">
<title>Ferry loses its passengers | The Harbour Gazette</title>
<meta property="og:title" content="Ferry loses its passengers">
<meta property="og:site_name" content="The Harbour Gazette">
<meta name="author" content="Ada Example">
<meta property="article:published_time" content="2022-03-24T10:30:00Z">
<link rel="canonical" href="https://gazette.example/ferry?utm_source=x">
<style>.far {{ display: none }} @media print {{ article {{ display: none }} }}</style></head>
<body><nav><ul><li><a href="/">Home</a></li><li><a href="/i">Islands</a></li></ul></nav>
<article><h1>Ferry loses its passengers</h1>
<p>{FERRY}</p>
<p style="display:none">The bridge was a gift, as everybody on the islands knows very well.</p>
<p class="far">The harbour office never said such a thing to anybody on the islands.</p>
<h2>A&nbsp;bridge too dear</h2>
<p>{BRIDGE}</p>
<ul><li>The fare is nine euros for grown-ups and four euros for children.</li>
<li>The bridge is free for everybody who lives on one of the islands.</li></ul>
<blockquote><p>“We saw it coming,” said the last captain, who left in the autumn.</p></blockquote>
<p>{COUNCIL}</p></article>
<footer><p>All rights reserved</p></footer></body></html>"""


def test_a_page_comes_in_with_its_structure_and_what_it_says_of_itself() -> None:
    hidden = ("The bridge was a gift, as everybody on the islands knows very well.",)
    hidden += ("The harbour office never said such a thing to anybody on the islands.",)
    assert from_html(PAGE, "https://www.gazette.example/ferry?id=1") == Found(
        blocks=(
            FoundBlock(Kind.LIST_ITEM, "Home", furniture=True, why="navigation"),
            FoundBlock(Kind.LIST_ITEM, "Islands", furniture=True, why="navigation"),
            FoundBlock(Kind.HEADING, "Ferry loses its passengers", 1),
            FoundBlock(Kind.PARAGRAPH, FERRY),
            FoundBlock(Kind.PARAGRAPH, hidden[0], furniture=True, why="hidden"),
            FoundBlock(Kind.PARAGRAPH, hidden[1], furniture=True, why="hidden"),
            FoundBlock(Kind.HEADING, "A\u00a0bridge too dear", 2),
            FoundBlock(Kind.PARAGRAPH, BRIDGE),
            FoundBlock(
                Kind.LIST_ITEM, "The fare is nine euros for grown-ups and four euros for children."
            ),
            FoundBlock(
                Kind.LIST_ITEM, "The bridge is free for everybody who lives on one of the islands."
            ),
            FoundBlock(
                Kind.QUOTATION, "“We saw it coming,” said the last captain, who left in the autumn."
            ),
            FoundBlock(Kind.PARAGRAPH, COUNCIL),
            FoundBlock(Kind.PARAGRAPH, "All rights reserved", furniture=True, why="copyright"),
        ),
        title="Ferry loses its passengers",
        publisher="The Harbour Gazette",
        author="Ada Example",
        published_on=date(2022, 3, 24),
        language="en-GB",
        canonical_url="https://gazette.example/ferry",
        origin="page",
    )


def test_a_page_cannot_pass_for_an_article_of_another_site() -> None:
    assert from_html(PAGE, "https://copy.example/a").canonical_url == "https://copy.example/a"


def test_the_language_is_guessed_where_the_page_does_not_say() -> None:
    prose = "Der Fährverkehr zu den Inseln ist seit der Eröffnung der Brücke zurückgegangen."
    assert from_html(f"<p>{prose}</p><p>{prose[:60]}</p>").language == "de"


@pytest.mark.parametrize(
    ("declared", "meta", "encoding"),
    [
        ("windows-1254", "", "cp1254"),
        ("", '<meta charset="iso-8859-9">', "cp1254"),
        ("", '<meta http-equiv=Content-Type content="text/html; charset=windows-1254">', "cp1254"),
        ("iso-8859-1", "", "utf-8"),
        ("", "", "utf-16"),
        ("", "", "utf-8-sig"),
    ],
)
def test_a_page_is_read_in_its_own_encoding(declared: str, meta: str, encoding: str) -> None:
    prose = (
        "İstanbul’da yaşayan şoför, köprünün çok pahalı olduğunu ve ağır yük taşıdığını söyledi."
    )
    page = f"<html lang=tr><head>{meta}</head><body><p>{prose}</p></body></html>"
    found = from_html(page.encode(encoding), declared_encoding=declared)
    assert [block.text for block in found.blocks] == [prose]


def test_bytes_that_mean_nothing_are_shown_as_missing() -> None:
    page = b"<html><body><p>" + FERRY.encode() + b"\x00 \xff\xfe end.</p></body></html>"
    found = from_html(page, declared_encoding="utf-8")
    assert found.blocks[0].text == FERRY + "\ufffd \ufffd\ufffd end."


def test_right_to_left_text_and_its_marks_are_kept() -> None:
    prose = (
        "قالت إدارة الميناء يوم الاثنين إن عدد ركاب العبّارة انخفض كل عام\u200f منذ افتتاح الجسر."
    )
    found = from_html(
        f"<html lang=ar dir=rtl><body><article><p>{prose}</p></article></body></html>"
    )
    assert (found.blocks[0].text, found.language) == (prose, "ar")


@pytest.mark.parametrize(
    "markup", ["", " \n ", "<html></html>", "<p> </p>", b"\xff\xfe", "<!-- x -->"]
)
def test_a_page_of_nothing_is_refused(markup: str | bytes) -> None:
    with pytest.raises(NothingToRead):
        from_html(markup)


def test_a_page_needs_a_plain_address() -> None:
    with pytest.raises(BadAddress):
        from_html(PAGE, "file:///etc/passwd")


@pytest.mark.parametrize(
    "markup",
    [
        "<div>" * 100_000 + FERRY + "</div>" * 100_000 + f"<p>{BRIDGE}</p>",
        "<b><i>" * 50_000 + FERRY + f"<p>{BRIDGE}</p>",
        "<table><tr><td>" * 30_000 + f"<p>{FERRY}</p><p>{BRIDGE}</p>",
        f"<p title='{'x' * 5_000_000}'>{FERRY}</p><p>{BRIDGE}</p>",
        "<!DOCTYPE x [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;'>]>" + f"<p>{FERRY}<p>{BRIDGE}",
    ],
    ids=["divs", "unclosed", "tables", "attribute", "entities"],
)
def test_a_page_made_to_break_parsers_is_read(markup: str) -> None:
    started = time.monotonic()
    text = "\n".join(block.text for block in from_html(markup).blocks)
    assert FERRY in text
    assert BRIDGE in text
    assert time.monotonic() - started < 20


def test_a_page_that_deceives_the_count_of_its_depth_is_refused() -> None:
    with pytest.raises(Unreadable):
        from_html('<a =">' + "<div>" * 4_000 + f"<p>{FERRY}</p>")


@pytest.mark.slow
def test_ten_mebibytes_are_read_in_time() -> None:
    paragraphs = "".join(f"<div class=a><p>{n}. {FERRY}</p></div>\n" for n in range(12_000))
    links = "<ul class=menu><li><a href='/islands/one'>More about the islands</a></li></ul>" * 5_000
    code = f"<script>{'let x = 1;' * 850_000}</script>"
    page = f"<html><body>{links}<article>{paragraphs}</article>{code}</body></html>"
    assert 10 * 1024 * 1024 < len(page) < 11 * 1024 * 1024
    started = time.monotonic()
    assert len(from_html(page).blocks) == 17_000
    assert time.monotonic() - started < pages.SECONDS


def test_a_third_page_waits_and_is_then_asked_to_come_back(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(pages, "SECONDS_TO_WAIT_FOR_A_PLACE", 0.05)
    places = [pages._places.acquire() for _ in range(pages.AT_ONCE)]
    try:
        with pytest.raises(Busy):
            from_html(PAGE)
    finally:
        for _ in places:
            pages._places.release()


def test_a_page_that_takes_too_long_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pages, "SECONDS", 0.01)
    with pytest.raises(Unreadable):
        from_html(PAGE)


def words(text: str) -> Counter[str]:
    return Counter(re.findall(r"\w+", text))


@pytest.mark.skipif(not PAGES.exists(), reason="the shared pages are not here")
def test_what_is_taken_in_by_default_is_the_article() -> None:
    gold = json.loads((PAGES / "gold.json").read_text(encoding="utf-8"))
    scores = []
    for name, page in gold.items():
        found = from_html(gzip.decompress((PAGES / f"{name}.html.gz").read_bytes()), page["url"])
        taken = words("\n".join(block.text for block in found.taken_in()))
        true = words(page["text"])
        scores.append(2 * (taken & true).total() / (taken.total() + true.total()))
    assert sum(scores) / len(scores) >= 0.91
