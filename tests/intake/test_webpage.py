"""The parts of reading a page, one by one. tests/intake/test_pages.py reads whole pages."""

import subprocess
import sys
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml.html import HtmlElement, document_fromstring

from annotations.intake.blocks import Kind
from annotations.intake.webpage.alignment import kept, key
from annotations.intake.webpage.depth import CAP, capped
from annotations.intake.webpage.hidden import HiddenBy, hidden_by
from annotations.intake.webpage.markup import RawBlock, raw_blocks

ROOT = Path(__file__).parents[2]


def depth(element: HtmlElement) -> int:
    return 1 + max(map(depth, element), default=0)


def texts(markup: str) -> list[tuple[Kind, str]]:
    blocks = raw_blocks(document_fromstring(markup), HiddenBy())
    return [(block.kind, block.text) for block in blocks]


def test_ordinary_pages_are_not_touched_by_the_cap() -> None:
    page = "<div><p>one<p>two<br>three</div><!-- <div> --><script>'<div>'</script>" * 500
    assert capped(page) is page


@pytest.mark.parametrize(
    "opening", ["<div>", "<b>", "<i><div>", "<table><tr><td>", "<ul><li>", "<x-y>"]
)
def test_no_element_nests_deeper_than_the_cap_and_no_text_is_lost(opening: str) -> None:
    page = capped("".join(f"{opening}word{n} " for n in range(400)))
    root = document_fromstring(page)
    assert depth(root) <= CAP + 5
    found = "".join(root.itertext()).split()
    assert found == [f"word{n}" for n in range(400)]


def test_what_stands_beside_a_deep_place_keeps_its_tags() -> None:
    deep = "<div>" * 300 + "deep" + "</div>" * 300
    assert capped(f"{deep}<p>beside</p>").endswith("</div><p>beside</p>")


@pytest.mark.parametrize(
    "markup",
    [
        '<a "' * 200_000,
        '<a x="' * 200_001,
        "<script>" * 200_000,
        "<!--" * 200_000,
        "<i><div></i>" * 60_000,
        "<div>" * 190 + "</b>" * 200_000,
        "<a" + " " * 1_000_000 + '"',
        "".join(f"<x{n}>" for n in range(60_000)) + "</x1>" * 1_000,
    ],
)
def test_the_scan_is_linear(markup: str) -> None:
    started = time.process_time()
    capped(markup)
    assert time.process_time() - started < 3


@given(st.text(alphabet="<>/!-\"'= abdivps\n", max_size=200), st.integers(1, 4))
def test_the_cap_takes_tags_out_and_nothing_else(page: str, cap: int) -> None:
    left = capped(page, cap).replace("<br><br>", "")
    letters = iter(page)
    assert all(letter in letters for letter in left)


def test_blocks_are_cut_where_a_reader_sees_them_end() -> None:
    markup = """<div>Before <b>bold</b>\n  <a href=x>link</a><p>One<br>line<br><br>two</p>after
      <h3>Head</h3><ul><li>a<li><p>b</p></ul><blockquote>said</blockquote>
      <pre> x\n  y\n\n z</pre><table><tr><td>Turkey<td>85</tr></table><q>end</q></div>"""
    assert texts(markup) == [
        (Kind.PARAGRAPH, "Before bold link"),
        (Kind.PARAGRAPH, "One\nline"),
        (Kind.PARAGRAPH, "two"),
        (Kind.PARAGRAPH, "after"),
        (Kind.HEADING, "Head"),
        (Kind.LIST_ITEM, "a"),
        (Kind.LIST_ITEM, "b"),
        (Kind.QUOTATION, "said"),
        (Kind.PARAGRAPH, "x\n  y"),
        (Kind.PARAGRAPH, "z"),
        (Kind.PARAGRAPH, "Turkey\t85"),
        (Kind.PARAGRAPH, "end"),
    ]


def test_an_article_laid_out_by_a_table_has_its_paragraphs() -> None:
    page = "<table><tr><td>menu<td><p>One.</p><p>Two.</p></table>"
    assert [text for _, text in texts(page)] == ["menu", "One.", "Two."]


def test_code_controls_and_comments_are_no_text() -> None:
    page = "<p>a<script>b</script><style>c</style><!-- d --><button>e</button><svg><text>f</svg>g"
    assert [text for _, text in texts(page)] == ["ag"]


def test_a_block_knows_where_it_stands_and_how_much_of_it_links() -> None:
    root = document_fromstring("<nav>Go <a href=x>home</a></nav>")
    assert raw_blocks(root, HiddenBy()) == [
        RawBlock(Kind.PARAGRAPH, "Go home", None, hidden=False, region="nav", linked=4 / 7)
    ]


@pytest.mark.parametrize(
    "attributes",
    [
        "hidden",
        'style="display:none"',
        'style="color:red; DISPLAY : NONE !important"',
        'style="visibility:hidden"',
        'style="font-size:0"',
        'style="font-size: 0px;"',
        'style="opacity:0"',
        'style="opacity:.0;"',
        'style="position:absolute;left:-9999px"',
        'style="text-indent:-999em"',
        'style="width:0;height:0;overflow:hidden"',
        'style="max-height:0;overflow:hidden"',
        'style="clip:rect(0,0,0,0)"',
        'style="clip-path:inset(50%)"',
        'class="a gone"',
        'id="away"',
    ],
)
def test_what_a_page_does_not_show_is_hidden(attributes: str) -> None:
    styles = hidden_by([".gone, p .x { display: none } #away{visibility:hidden}"])
    root = document_fromstring(f"<div>seen<div {attributes}>not <b>seen</b></div></div>")
    assert [(b.text, b.hidden) for b in raw_blocks(root, styles)] == [
        ("seen", False),
        ("not seen", True),
    ]


@pytest.mark.parametrize(
    "attributes",
    [
        'aria-hidden="true"',
        'hidden="until-found"',
        'style="opacity:0.5"',
        'style="font-size:0.8em"',
        'style="left:-10px"',
        'style="height:0"',
        'class="print"',
        'class="later"',
        'class="nested"',
        'class="x"',
    ],
)
def test_what_a_reader_may_see_is_not_hidden(attributes: str) -> None:
    styles = hidden_by(
        [
            "@media print { .print { display: none } }",
            ".later { display: none } .later { display: block }",
            ".nested { color: red; .in { display: none } } /* .x { display: none }",
            ".x",
        ]
    )
    root = document_fromstring(f"<div {attributes}>seen</div>")
    assert [block.hidden for block in raw_blocks(root, styles)] == [False]


@pytest.mark.parametrize(
    "sheet", ["/*" * 500_000, "a" * 1_000_000 + "{", "{" * 500_000, "a{b}" * 250_000]
)
def test_style_sheets_are_read_in_linear_time(sheet: str) -> None:
    started = time.process_time()
    hidden_by([sheet])
    assert time.process_time() - started < 3


def test_what_the_extractor_kept_is_found_again_in_its_place() -> None:
    blocks = [
        "home",
        "share",
        "theheadline",
        "thefirstparagraph",
        "share",
        "thesecondparagraph",
        "home",
    ]
    assert kept(blocks, ["thefirstparagraph", "share", "thesecondparagraph"]) == {3, 4, 5}


def test_a_block_that_the_extractor_joined_or_split_is_found_again() -> None:
    blocks = ["onelongsentenceofthis", "anotherlongsentencehere", "notoftheextractedones"]
    assert kept(blocks, ["onelongsentenceofthisanotherlongsentencehere"]) == {0, 1}
    assert kept(["".join(blocks[:2]), blocks[2]], blocks[:2]) == {0}


WORDS = st.lists(st.sampled_from(["a", "b", "c", "longerwordsthatcount", "d"]), max_size=12)


@given(WORDS, st.data())
def test_every_block_that_was_kept_as_it_stands_is_found(
    blocks: list[str], data: st.DataObject
) -> None:
    chosen = data.draw(st.sets(st.integers(0, max(0, len(blocks) - 1)), max_size=len(blocks)))
    extracted = [block for i, block in enumerate(blocks) if i in chosen]
    found = kept(blocks, extracted)
    assert sorted(blocks[i] for i in found)[: len(extracted)] or not extracted
    assert {blocks[i] for i in found} >= set(extracted)


def test_keys_keep_letters_and_digits_of_every_script() -> None:
    assert key("“İstanbul”, 20.4°\u00a0C – شهر 下_雨") == "i̇stanbul204cشهر下雨"


CONFINED = """
import os, socket, subprocess
import ctypes
from annotations.intake.webpage.confinement import confine
assert confine()
libc = ctypes.CDLL(None, use_errno=True)
tries = {
    "socket": lambda: socket.socket(),
    "native socket": lambda: libc.socket(2, 1, 0) >= 0 or os.strerror(1) / 0,
    "program": lambda: subprocess.run(["true"]),
    "fork": lambda: os.fork(),
    "signal": lambda: os.kill(os.getppid(), 0),
    "write": lambda: open(os.devnull, "w"),
    "remove": lambda: os.unlink("no-such-file"),
    "memory": lambda: bytearray(900 * 1024 * 1024),
}
for name, attempt in tries.items():
    try:
        attempt()
    except (OSError, MemoryError, TypeError):
        continue
    print(name)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="the filter is Linux's")
def test_the_process_that_reads_a_page_can_do_little_else() -> None:
    done = subprocess.run(
        [sys.executable, "-c", CONFINED], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout == ""
